// ---- Views: each gives {title, nodes, map}; `map` says what the map shows beside it -----------------------------------

const section = (heading, ...content) => (content.flat(Infinity).filter(Boolean).length ? el("section", {}, el("h2", {}, heading), content) : null);
const dot = (idea) => el("span", { class: `dot c${table.idea.community[idea] < 0 ? "x" : table.idea.community[idea] % COLOURS}`, "aria-hidden": "true" });
const facts = (...parts) => parts.filter(Boolean).join(" · ");

/** How far something reaches: its highlights, their episodes and shows. */
function reach(kind, row) {
  const highlights = of.highlights[kind][row];
  return { highlights: highlights.length, episodes: distinct(highlights.map(episodeOf)).length, shows: distinct(highlights.map(showOf)).length };
}

/** A row of a list: name at the left, a quiet fact at the right. */
const entry = (kind, row, fact, below) => el("div", { class: "entry" }, kind === "idea" && dot(row), to(kind, row), el("span", { class: "fact" }, fact), below && el("p", { class: "below" }, below));

const chips = (kind, counted_) => counted_.length > 0 && el("p", { class: "chips" }, counted_.map(([row, times]) => el("a", { href: address(kind, row), dir: "auto" }, kind === "idea" && dot(row), label(kind, row), times > 1 && el("span", { class: "times" }, String(times)))));

/** Head of a view: what it is, its name, its facts. */
const head = (kind, name, ...rest) => [el("p", { class: "kind" }, kind), el("h1", { tabindex: "-1", dir: "auto" }, name), ...rest];

function home() {
  const { highlight, episode, show } = table;
  if (!highlight.slug.length) return empty();
  const small = highlight.slug.length <= 30;
  const all = highlight.slug.map((_, row) => row);
  const wide = table.idea.slug.map((_, row) => [row, reach("idea", row)]).filter(([, far]) => far.episodes > 1)
    .sort((one, two) => two[1].shows - one[1].shows || two[1].episodes - one[1].episodes || two[1].highlights - one[1].highlights || one[0] - two[0]);
  const people = table.person.slug.map((_, row) => [row, reach("person", row), of.episodes.person[row].length]).filter(([, far, roles]) => far.highlights + roles > 0)
    .sort((one, two) => two[1].episodes + two[2] - one[1].episodes - one[2] || two[1].highlights - one[1].highlights || one[0] - two[0]);
  const shows = show.slug.map((_, row) => [row, reach("show", row)]).sort((one, two) => two[1].highlights - one[1].highlights || one[0] - two[0]);
  const when = (row) => highlight.created[row] || (episodeOf(row) >= 0 ? episode.date[episodeOf(row)] : "");
  const recent = all.filter((row) => when(row)).sort((one, two) => (when(one) < when(two) ? 1 : when(one) > when(two) ? -1 : one - two));
  return {
    title: "Home",
    map: { all: true },
    nodes: [
      el("h1", { class: "hero", tabindex: "-1" }, wide.length ? "What keeps coming back" : "What you kept"),
      el("p", { class: "lead" }, `${counted(highlight.slug.length, "highlight")} from ${counted(episode.slug.length, "episode")}${show.slug.length ? ` of ${counted(show.slug.length, "show")}` : ""}${wide.length ? `, and ${counted(wide.length, "idea that crosses", "ideas that cross")} from one episode to another.` : "."}`),
      spotlight(wide),
      section("Ideas across episodes", paged(wide, ([row, far]) => entry("idea", row, facts(counted(far.episodes, "episode"), far.shows > 1 && counted(far.shows, "show"))), 10)),
      section("Bridges between shows", paged(bridges(), bridge, 4)),
      section("People", people.length > 0 && chips("person", people.slice(0, 24).map(([row, far, roles]) => [row, far.highlights || roles])), people.length > 24 && el("p", {}, el("a", { href: "#/list?kind=person" }, `All ${people.length.toLocaleString("en")} people`))),
      section("Shows", paged(shows, ([row, far]) => entry("show", row, facts(counted(of.episodes.show[row].length, "episode"), counted(far.highlights, "highlight"))), 10)),
      !small && section("Recent", paged(recent.slice(0, 60), (row) => entry("highlight", row, day(when(row)), episodeOf(row) >= 0 && label("episode", episodeOf(row))), 6)),
      small && section("All highlights", paged(recent.length === all.length ? recent : all, (row) => card(row), 30)),
      legend(),
    ],
  };
}

/** The first idea that two shows (else two episodes) say in so many words, and both quotes. */
function spotlight(wide) {
  for (const apart of [showOf, episodeOf]) {
    for (const [row] of wide.slice(0, 40)) {
      const said = inTurns(row).filter((each) => table.highlight.marks[each].some((mark) => mark[3] === row && mark[0] >= 0));
      const other = said.find((each) => apart(each) !== apart(said[0]));
      if (other !== undefined) return el("section", { class: "spotlight" }, el("h2", {}, "One idea, two voices"), el("h3", {}, dot(row), to("idea", row)), [said[0], other].map((each) => proof(each, [row])));
    }
  }
  return null;
}

/** Links between things of different shows: episodes where there are any, else highlights. */
function bridges() {
  const { link, episode } = table;
  const show = (kind, row) => (kind === "episode" ? episode.show[row] : showOf(row));
  const found = (kind) => link.kind.map((each, row) => (each === kind ? row : -1)).filter((row) => row >= 0 && show(kind, link.a[row]) !== show(kind, link.b[row]));
  const between = found("episode");
  return between.length ? between : found("highlight");
}

/** What a link rests on: up to two quotes in sight, one from each side, the rest behind a fold. */
function evidence(row, kind) {
  const { link } = table;
  const side = (highlight) => (kind === "episode" ? episodeOf(highlight) : highlight) === link.a[row];
  const spoken = (each) => new Set(table.highlight.marks[each].filter((mark) => mark[0] >= 0 && link.via[row].includes(mark[3])).map((mark) => mark[3])).size;
  const proofs = [...link.evidence[row]].sort((one, two) => spoken(two) - spoken(one) || one - two); // what says it in so many words first
  const [left, right] = [proofs.filter(side), proofs.filter((each) => !side(each))];
  const first = [left[0], right[0]].filter((each) => each !== undefined);
  const rest = proofs.filter((each) => !first.includes(each));
  const targets = link.via[row];
  return [...first.map((each) => proof(each, targets)), rest.length > 0 && folding(`${counted(rest.length, "more quote")}`, () => rest.map((each) => proof(each, targets)))];
}

function bridge(row, rank) {
  const { kind, a, b, reason } = table.link;
  const end = (each) => el("span", { class: "end" }, to(kind[row], each), el("span", { class: "quiet", dir: "auto" }, (kind[row] === "episode" ? table.episode.show[each] : showOf(each)) >= 0 && label("show", kind[row] === "episode" ? table.episode.show[each] : showOf(each))));
  return el("article", { class: "link" }, el("h3", { class: "ends" }, end(a[row]), end(b[row])), reason[row] && el("p", { class: "reason", dir: "auto" }, reason[row]),
    folding("The quotes", () => evidence(row, kind[row]), rank === 0));
}

/** The other end of a link, why, and the proof. */
function related(row, kind, here, rank) {
  const { a, b, reason } = table.link;
  const other = a[row] === here ? b[row] : a[row];
  const show = kind === "episode" ? table.episode.show[other] : showOf(other);
  return el("article", { class: "link" }, el("h3", {}, to(kind, other), show >= 0 && el("span", { class: "quiet", dir: "auto" }, label("show", show))),
    reason[row] && el("p", { class: "reason", dir: "auto" }, reason[row]), folding("The quotes", () => evidence(row, kind), rank === 0));
}

function idea(row) {
  const { idea: ideas } = table;
  const highlights = inTurns(row);
  const far = reach("idea", row);
  const people = tally(highlights.flatMap(peopleIn));
  return {
    title: label("idea", row),
    map: { star: { name: label("idea", row), centre: row, ideas: companions(row).map(([other, times]) => [other, times || 1]) } },
    nodes: [
      head([dot(row), "Idea", el("span", { class: "quiet" }, ideas.own[row] ? " · your words" : " · found in the words")], label("idea", row)),
      ideas.alt[row].length > 0 && el("p", { class: "quiet", dir: "auto" }, "Also: " + ideas.alt[row].join(", ")),
      el("p", { class: "lead" }, far.highlights ? `${counted(far.highlights, "highlight")} in ${counted(far.episodes, "episode")}${far.shows > 1 ? ` of ${counted(far.shows, "show")}` : ""}.` : "No highlight expresses this idea."),
      section("Highlights", paged(highlights, (each) => card(each, { kind: "idea", row }), 6)),
      section("Goes with", paged(companions(row), (pair) => companion(row, ...pair), 8)),
      section("People", chips("person", people.slice(0, 20))),
      section("Episodes it brings together", paged(of.via.idea[row].filter((each) => table.link.kind[each] === "episode"), bridge, 3)),
    ],
  };
}

/** The highlights of an idea: those that say it in so many words first, and one of each episode before the second of any. */
function inTurns(row) {
  const nth = new Map();
  return of.highlights.idea[row].map((each) => {
    const at = episodeOf(each);
    nth.set(at, (nth.get(at) || 0) + 1);
    return [nth.get(at), table.highlight.marks[each].some((mark) => mark[3] === row && mark[0] >= 0) ? 0 : 1, each];
  }).sort((one, two) => one[0] - two[0] || one[1] - two[1] || one[2] - two[2]).map((each) => each[2]);
}

/** [idea, times together, link or -1]: what an idea goes with, by links of its own first. */
function companions(row) {
  const { link } = table;
  const times = new Map(ideasOf(of.highlights.idea[row], row));
  const linked = new Map([...of.links.idea[row]].reverse().map((each) => [link.a[each] === row ? link.b[each] : link.a[each], each]));
  const score = (other) => (linked.has(other) ? link.score[linked.get(other)] : 0) + (times.get(other) || 0) / (Math.sqrt(of.highlights.idea[row].length * of.highlights.idea[other].length) + 1);
  return distinct([...linked.keys(), ...times.keys()]).sort((one, two) => score(two) - score(one) || one - two).map((other) => [other, times.get(other) || 0, linked.has(other) ? linked.get(other) : -1]);
}

function companion(row, other, times, link) {
  const shared = link >= 0 && table.link.evidence[link].length ? table.link.evidence[link] : of.highlights.idea[row].filter((each) => table.highlight.ideas[each].includes(other));
  return el("div", { class: "entry" }, dot(other), to("idea", other), el("span", { class: "fact" }, times ? `${times} together` : ""),
    folding("Why", () => [link >= 0 && table.link.reason[link] ? el("p", { class: "reason", dir: "auto" }, table.link.reason[link]) : [], shared.slice(0, 4).map((each) => proof(each, [other, row]))]));
}

function person(row) {
  const { person: people, episode } = table;
  const highlights = of.highlights.person[row];
  const role = (at) => facts(episode.hosts[at].includes(row) && "host", episode.guests[at].includes(row) && "guest", !episode.hosts[at].includes(row) && !episode.guests[at].includes(row) && "named in the title");
  const ideas = ideasOf(highlights);
  return {
    title: label("person", row),
    map: { star: { name: label("person", row), centre: -1, ideas } },
    nodes: [
      head("Person", label("person", row)),
      people.alt[row].length > 0 && el("p", { class: "quiet", dir: "auto" }, "Also written: " + people.alt[row].join(", ")),
      people.reason[row] && machine("Why these spellings are one person", el("p", { dir: "auto" }, people.reason[row])),
      highlights.length > 0 && el("p", { class: "lead" }, `Named in ${counted(highlights.length, "highlight")} of ${counted(reach("person", row).episodes, "episode")}.`),
      section("Episodes", paged(of.episodes.person[row], (at) => entry("episode", at, role(at), episode.show[at] >= 0 && label("show", episode.show[at])), 8)),
      section("Highlights", paged(highlights, (each) => card(each, { kind: "person", row }), 6)),
      section("Ideas", chips("idea", ideas.slice(0, 24))),
      section("Episodes this name brings together", paged(of.via.person[row].filter((each) => table.link.kind[each] === "episode"), bridge, 3)),
    ],
  };
}

const names = (words, people) => people.length > 0 && el("p", { class: "roles" }, words, people.map((each, at) => [at > 0 && ", ", to("person", each)]));

function episode(row) {
  const { episode: episodes } = table;
  const highlights = of.highlights.episode[row];
  const ideas = ideasOf(highlights);
  const others = distinct(highlights.flatMap(peopleIn)).filter((each) => !episodes.hosts[row].includes(each) && !episodes.guests[row].includes(each));
  return {
    title: label("episode", row),
    map: { star: { name: label("episode", row), centre: -1, ideas } },
    nodes: [
      head("Episode", label("episode", row)),
      el("p", { class: "lead" }, episodes.show[row] >= 0 && to("show", episodes.show[row]), episodes.date[row] && ` · ${day(episodes.date[row])}`, episodes.url[row] && [" · ", outside(episodes.url[row], { "aria-label": `Open the episode, ${label("episode", row)}` }, "Open the episode")]),
      names("Host: ", episodes.hosts[row]),
      names("Guest: ", episodes.guests[row]),
      section("Highlights", paged(highlights, (each) => card(each, { without: "episode" }), 12)),
      section("Ideas", chips("idea", ideas.slice(0, 24))),
      section("People named", chips("person", others.slice(0, 24).map((each) => [each, 1]))),
      section("Related episodes", paged(of.links.episode[row], (each, rank) => related(each, "episode", row, rank), 4)),
      episodes.takeaways[row] && section("Notes on the episode", machine("Written by a machine", el("ul", {}, lines(episodes.takeaways[row]).map((line) => el("li", { dir: "auto" }, line))))),
      episodes.paths[row].length > 0 && section("In your files", el("p", { class: "files", dir: "auto" }, episodes.paths[row].map((path) => el("code", {}, path)))),
    ],
  };
}

function show(row) {
  const highlights = of.highlights.show[row];
  const ideas = ideasOf(highlights);
  const date = (at) => table.episode.date[at];
  const episodes = [...of.episodes.show[row]].sort((one, two) => (date(one) < date(two) ? 1 : date(one) > date(two) ? -1 : one - two));
  return {
    title: label("show", row),
    map: { star: { name: label("show", row), centre: -1, ideas } },
    nodes: [
      head("Show", label("show", row)),
      el("p", { class: "lead" }, `${counted(highlights.length, "highlight")} from ${counted(episodes.length, "episode")}.`),
      section("Episodes", paged(episodes, (at) => entry("episode", at, facts(counted(of.highlights.episode[at].length, "highlight"), day(date(at)))), 12)),
      section("Ideas", chips("idea", ideas.slice(0, 24))),
      section("People", chips("person", tally(highlights.flatMap(peopleIn)).slice(0, 24))),
    ],
  };
}

function highlight(row) {
  const { highlight: all } = table;
  const ideas = all.ideas[row];
  const people = peopleIn(row);
  const siblings = episodeOf(row) < 0 ? [row] : of.highlights.episode[episodeOf(row)];
  const at = siblings.indexOf(row);
  const named = (said, what) => el("a", { class: "named", href: what >= 0 ? address("idea", what) : address("person", -1 - what), title: what >= 0 ? `Idea: ${label("idea", what)}` : label("person", -1 - what) }, said);
  return {
    title: label("highlight", row),
    map: { star: { name: shortened(label("highlight", row), 40), centre: -1, ideas: ideas.map((each) => [each, 1]), caption: "The ideas of this highlight." } },
    nodes: [
      head(["Highlight", all.label[row] && el("span", { class: "quiet" }, " · title written by a machine")], label("highlight", row)).map((each, place) => (place && all.label[row] ? (each.classList.add("by-machine"), each) : each)),
      source(row),
      el("p", { class: "quiet small" }, facts(all.end[row] > all.start[row] && all.start[row] >= 0 && `until ${clock(all.end[row])}`, all.created[row] && `kept ${day(all.created[row])}`, all.favorite[row] === 1 && "★ favourite")),
      notes(row), tags(row),
      el("section", { class: "said" }, el("h2", {}, "What was said"), wordsOf(row).length ? wordsOf(row).map((turn) => el("blockquote", { dir: "auto" }, speaker(turn), marked(turn.text, 0, turn.text.length, marksIn(row, turn.where), named))) : el("p", { class: "quiet" }, "The export holds no words of this highlight.")),
      (all.summary[row] || all.takeaways[row] || all.keyphrases[row]) && section("What a machine made of it",
        all.summary[row] && machine("AI summary", el("p", { dir: "auto" }, all.summary[row])),
        all.takeaways[row] && machine("AI takeaways", el("ul", {}, lines(all.takeaways[row]).map((line) => el("li", { dir: "auto" }, line)))),
        all.keyphrases[row] && machine("Topics found by rule", el("p", { dir: "auto" }, lines(all.keyphrases[row]).join(" · ")))),
      section("Ideas", chips("idea", ideas.map((each) => [each, of.highlights.idea[each].length]))),
      section("People", chips("person", people.map((each) => [each, of.highlights.person[each].length]))),
      section("Related highlights", paged(of.links.highlight[row], (each, rank) => related(each, "highlight", row, rank), 5)),
      siblings.length > 1 && el("nav", { class: "siblings", "aria-label": "Highlights of this episode" }, at > 0 && el("a", { href: address("highlight", siblings[at - 1]) }, "← Before: ", label("highlight", siblings[at - 1])), at < siblings.length - 1 && el("a", { href: address("highlight", siblings[at + 1]) }, "After: ", label("highlight", siblings[at + 1]), " →")),
    ],
  };
}

/** An address that this page does not know. */
function unknown(kind, slug) {
  const kinds = KINDS.includes(kind) ? [kind, ...KINDS.filter((each) => each !== kind)] : KINDS;
  const near = nearest(slug.replace(/-/g, " "), kinds, 6);
  return {
    title: "Not here",
    map: { all: true },
    nodes: [
      head("Not here", "Nothing by that name"),
      el("p", { class: "lead", dir: "auto" }, `This page holds no ${KINDS.includes(kind) ? KIND_NAMES[kind][0].toLowerCase() : "view"} called “${shortened(slug || kind, 80)}”. It may have gone with the last build.`),
      near.length ? section("Names like it", near.map(([what, row]) => entry(what, row, KIND_NAMES[what][0]))) : el("p", {}, "Try the search, or ", el("a", { href: "#/list" }, "the list"), "."),
    ],
  };
}

const empty = () => ({
  title: "Empty",
  map: { all: true },
  nodes: [el("h1", { class: "hero", tabindex: "-1" }, "No highlights yet"), el("p", { class: "lead" }, "This graph holds no podcast highlights. Give graphbuild a folder of exports, and build again."), el("p", {}, el("code", {}, "graphbuild build FOLDER"))],
});

const legend = () => el("footer", { class: "legend" }, el("p", {}, el("span", { class: "sample said" }, "Set like this"), " what was said"), el("p", {}, el("span", { class: "sample note" }, "Set like this"), " what you wrote"), el("p", {}, el("span", { class: "sample machine" }, "Set like this"), " what a machine wrote"));
