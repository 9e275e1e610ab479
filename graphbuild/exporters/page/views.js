// ---- Views: each gives {title, nodes, map}; `map` says what the map shows beside it -----------------------------------

function idea(row) {
  const { idea: ideas } = table;
  const highlights = inTurns(row);
  const far = reach("idea", row);
  const people = tally(highlights.flatMap(peopleIn));
  return {
    title: label("idea", row),
    map: { star: { name: label("idea", row), centre: row, ideas: companions(row).map(([other, times]) => [other, times || 1]) } },
    nodes: [
      head(
        [dot(row), "Idea", el("span", { class: "quiet" }, ideas.own[row] ? " · your words" : " · found in the words")],
        label("idea", row),
      ),
      ideas.alt[row].length > 0 && el("p", { class: "quiet", dir: "auto" }, "Also: " + ideas.alt[row].join(", ")),
      el(
        "p",
        { class: "lead" },
        far.highlights
          ? `${counted(far.highlights, "highlight")} in ${counted(far.episodes, "episode")}${far.shows > 1 ? ` of ${counted(far.shows, "show")}` : ""}.`
          : "No highlight expresses this idea.",
      ),
      section(
        "Highlights",
        paged(highlights, (each) => card(each, { kind: "idea", row }), 6),
      ),
      section(
        "Goes with",
        paged(companions(row), (pair) => companion(row, ...pair), 8),
      ),
      section("People", chips("person", people.slice(0, 20))),
      section(
        "Episodes it brings together",
        paged(
          of.via.idea[row].filter((each) => table.link.kind[each] === "episode"),
          bridge,
          3,
        ),
      ),
    ],
  };
}

/** The highlights of an idea: those that say it in so many words first, and one of each episode before the second of any. */
function inTurns(row) {
  const nth = new Map();
  return of.highlights.idea[row]
    .map((each) => {
      const at = episodeOf(each);
      nth.set(at, (nth.get(at) || 0) + 1);
      return [nth.get(at), table.highlight.marks[each].some((mark) => mark[3] === row && mark[0] >= 0) ? 0 : 1, each];
    })
    .sort((one, two) => one[0] - two[0] || one[1] - two[1] || one[2] - two[2])
    .map((each) => each[2]);
}

/** [idea, times together, link or -1]: what an idea goes with, by links of its own first. */
function companions(row) {
  const { link } = table;
  const times = new Map(ideasOf(of.highlights.idea[row], row));
  const linked = new Map([...of.links.idea[row]].reverse().map((each) => [link.a[each] === row ? link.b[each] : link.a[each], each]));
  const score = (other) =>
    (linked.has(other) ? link.score[linked.get(other)] : 0) +
    (times.get(other) || 0) / (Math.sqrt(of.highlights.idea[row].length * of.highlights.idea[other].length) + 1);
  return distinct([...linked.keys(), ...times.keys()])
    .sort((one, two) => score(two) - score(one) || one - two)
    .map((other) => [other, times.get(other) || 0, linked.has(other) ? linked.get(other) : -1]);
}

function companion(row, other, times, link) {
  const shared =
    link >= 0 && table.link.evidence[link].length
      ? table.link.evidence[link]
      : of.highlights.idea[row].filter((each) => table.highlight.ideas[each].includes(other));
  return el(
    "div",
    { class: "entry" },
    dot(other),
    to("idea", other),
    el("span", { class: "fact" }, times ? `${times} together` : ""),
    folding("Why", () => [
      link >= 0 && table.link.reason[link] ? el("p", { class: "reason", dir: "auto" }, table.link.reason[link]) : [],
      shared.slice(0, 4).map((each) => proof(each, [other, row])),
    ]),
  );
}

function person(row) {
  const { person: people, episode } = table;
  const highlights = of.highlights.person[row];
  const role = (at) =>
    facts(
      episode.hosts[at].includes(row) && "host",
      episode.guests[at].includes(row) && "guest",
      !episode.hosts[at].includes(row) && !episode.guests[at].includes(row) && "named in the title",
    );
  const ideas = ideasOf(highlights);
  return {
    title: label("person", row),
    map: { star: { name: label("person", row), centre: -1, ideas } },
    nodes: [
      head("Person", label("person", row)),
      people.alt[row].length > 0 && el("p", { class: "quiet", dir: "auto" }, "Also written: " + people.alt[row].join(", ")),
      people.reason[row] && machine("Why these spellings are one person", el("p", { dir: "auto" }, people.reason[row])),
      highlights.length > 0 &&
        el(
          "p",
          { class: "lead" },
          `Named in ${counted(highlights.length, "highlight")} of ${counted(reach("person", row).episodes, "episode")}.`,
        ),
      section(
        "Episodes",
        paged(of.episodes.person[row], (at) => entry("episode", at, role(at), episode.show[at] >= 0 && label("show", episode.show[at])), 8),
      ),
      section(
        "Highlights",
        paged(highlights, (each) => card(each, { kind: "person", row }), 6),
      ),
      section("Ideas", chips("idea", ideas.slice(0, 24))),
      section(
        "Episodes this name brings together",
        paged(
          of.via.person[row].filter((each) => table.link.kind[each] === "episode"),
          bridge,
          3,
        ),
      ),
    ],
  };
}

const names = (words, people) =>
  people.length > 0 &&
  el(
    "p",
    { class: "roles" },
    words,
    people.map((each, at) => [at > 0 && ", ", to("person", each)]),
  );

function episode(row) {
  const { episode: episodes } = table;
  const highlights = of.highlights.episode[row];
  const ideas = ideasOf(highlights);
  const others = distinct(highlights.flatMap(peopleIn)).filter(
    (each) => !episodes.hosts[row].includes(each) && !episodes.guests[row].includes(each),
  );
  return {
    title: label("episode", row),
    map: { star: { name: label("episode", row), centre: -1, ideas } },
    nodes: [
      head("Episode", label("episode", row)),
      el(
        "p",
        { class: "lead" },
        episodes.show[row] >= 0 && to("show", episodes.show[row]),
        episodes.date[row] && ` · ${day(episodes.date[row])}`,
        episodes.url[row] && [
          " · ",
          outside(episodes.url[row], { "aria-label": `Open the episode, ${label("episode", row)}` }, "Open the episode"),
        ],
      ),
      names("Host: ", episodes.hosts[row]),
      names("Guest: ", episodes.guests[row]),
      section(
        "Highlights",
        paged(highlights, (each) => card(each, { without: "episode" }), 12),
      ),
      section("Ideas", chips("idea", ideas.slice(0, 24))),
      section(
        "People named",
        chips(
          "person",
          others.slice(0, 24).map((each) => [each, 1]),
        ),
      ),
      section(
        "Related episodes",
        paged(of.links.episode[row], (each, rank) => related(each, "episode", row, rank), 4),
      ),
      episodes.takeaways[row] &&
        section(
          "Notes on the episode",
          machine(
            "Written by a machine",
            el(
              "ul",
              {},
              lines(episodes.takeaways[row]).map((line) => el("li", { dir: "auto" }, line)),
            ),
          ),
        ),
      episodes.paths[row].length > 0 &&
        section(
          "In your files",
          el(
            "p",
            { class: "files", dir: "auto" },
            episodes.paths[row].map((path) => el("code", {}, path)),
          ),
        ),
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
      section(
        "Episodes",
        paged(episodes, (at) => entry("episode", at, facts(counted(of.highlights.episode[at].length, "highlight"), day(date(at)))), 12),
      ),
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
  const named = (said, what) =>
    el(
      "a",
      {
        class: "named",
        href: what >= 0 ? address("idea", what) : address("person", -1 - what),
        title: what >= 0 ? `Idea: ${label("idea", what)}` : label("person", -1 - what),
      },
      said,
    );
  return {
    title: label("highlight", row),
    map: {
      star: {
        name: shortened(label("highlight", row), 40),
        centre: -1,
        ideas: ideas.map((each) => [each, 1]),
        caption: "The ideas of this highlight.",
      },
    },
    nodes: [
      head(["Highlight", all.label[row] && el("span", { class: "quiet" }, " · title written by a machine")], label("highlight", row)).map(
        (each, place) => (place && all.label[row] ? (each.classList.add("by-machine"), each) : each),
      ),
      source(row),
      el(
        "p",
        { class: "quiet small" },
        facts(
          all.end[row] > all.start[row] && all.start[row] >= 0 && `until ${clock(all.end[row])}`,
          all.created[row] && `kept ${day(all.created[row])}`,
          all.favorite[row] === 1 && "★ favourite",
        ),
      ),
      notes(row),
      tags(row),
      el(
        "section",
        { class: "said" },
        el("h2", {}, "What was said"),
        wordsOf(row).length
          ? wordsOf(row).map((turn) =>
              el("blockquote", { dir: "auto" }, speaker(turn), marked(turn.text, 0, turn.text.length, marksIn(row, turn.where), named)),
            )
          : el("p", { class: "quiet" }, "The export holds no words of this highlight."),
      ),
      (all.summary[row] || all.takeaways[row] || all.keyphrases[row]) &&
        section(
          "What a machine made of it",
          all.summary[row] && machine("AI summary", el("p", { dir: "auto" }, all.summary[row])),
          all.takeaways[row] &&
            machine(
              "AI takeaways",
              el(
                "ul",
                {},
                lines(all.takeaways[row]).map((line) => el("li", { dir: "auto" }, line)),
              ),
            ),
          all.keyphrases[row] && machine("Topics found by rule", el("p", { dir: "auto" }, lines(all.keyphrases[row]).join(" · "))),
        ),
      section(
        "Ideas",
        chips(
          "idea",
          ideas.map((each) => [each, of.highlights.idea[each].length]),
        ),
      ),
      section(
        "People",
        chips(
          "person",
          people.map((each) => [each, of.highlights.person[each].length]),
        ),
      ),
      section(
        "Related highlights",
        paged(of.links.highlight[row], (each, rank) => related(each, "highlight", row, rank), 5),
      ),
      siblings.length > 1 &&
        el(
          "nav",
          { class: "siblings", "aria-label": "Highlights of this episode" },
          at > 0 && el("a", { href: address("highlight", siblings[at - 1]) }, "← Before: ", label("highlight", siblings[at - 1])),
          at < siblings.length - 1 &&
            el("a", { href: address("highlight", siblings[at + 1]) }, "After: ", label("highlight", siblings[at + 1]), " →"),
        ),
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
      el(
        "p",
        { class: "lead", dir: "auto" },
        KINDS.includes(kind)
          ? `This page holds no ${KIND_NAMES[kind][0].toLowerCase()} called “${shortened(slug, 80)}”. It may have gone with the last build.`
          : `This page has no view called “${shortened(kind, 80)}”.`,
      ),
      near.length
        ? section(
            "Names like it",
            near.map(([what, row]) => entry(what, row, KIND_NAMES[what][0])),
          )
        : el("p", {}, "Try the search, or ", el("a", { href: "#/list" }, "the list"), "."),
    ],
  };
}
