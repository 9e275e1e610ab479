// ---- Parts that views are made of: rows, chips, heads, and links with their proof -----------------------------------------

const section = (heading, ...content) =>
  content.flat(Infinity).filter(Boolean).length ? el("section", {}, el("h2", {}, heading), content) : null;
const dot = (idea) =>
  el("span", { class: `dot c${table.idea.community[idea] < 0 ? "x" : table.idea.community[idea] % COLOURS}`, "aria-hidden": "true" });
const facts = (...parts) => parts.filter(Boolean).join(" · ");

/** How far something reaches: its highlights, their episodes and shows. */
function reach(kind, row) {
  const highlights = of.highlights[kind][row];
  return {
    highlights: highlights.length,
    episodes: distinct(highlights.map(episodeOf)).length,
    shows: distinct(highlights.map(showOf)).length,
  };
}

/** A row of a list: name at the left, a quiet fact at the right. */
const entry = (kind, row, fact, below) =>
  el(
    "div",
    { class: "entry" },
    kind === "idea" && dot(row),
    to(kind, row),
    el("span", { class: "fact" }, fact),
    below && el("p", { class: "below" }, below),
  );

const chips = (kind, pairs) =>
  pairs.length > 0 &&
  el(
    "p",
    { class: "chips" },
    pairs.map(([row, times]) =>
      el(
        "a",
        { href: address(kind, row), dir: "auto" },
        kind === "idea" && dot(row),
        label(kind, row),
        times > 1 && el("span", { class: "times" }, String(times)),
      ),
    ),
  );

/** Head of a view: what it is, its name, its facts. */
const head = (kind, name, ...rest) => [el("p", { class: "kind" }, kind), el("h1", { tabindex: "-1", dir: "auto" }, name), ...rest];

/** Links between things of different shows: episodes where there are any, else highlights. */
function bridges() {
  const { link, episode } = table;
  const show = (kind, row) => (kind === "episode" ? episode.show[row] : showOf(row));
  const found = (kind) =>
    link.kind
      .map((each, row) => (each === kind ? row : -1))
      .filter((row) => row >= 0 && show(kind, link.a[row]) !== show(kind, link.b[row]));
  const between = found("episode");
  return between.length ? between : found("highlight");
}

/** What a link rests on: up to two quotes in sight, one from each side, the rest behind a fold. */
function evidence(row, kind) {
  const { link } = table;
  const side = (highlight) => (kind === "episode" ? episodeOf(highlight) : highlight) === link.a[row];
  const spoken = (each) =>
    new Set(table.highlight.marks[each].filter((mark) => mark[0] >= 0 && link.via[row].includes(mark[3])).map((mark) => mark[3])).size;
  const proofs = [...link.evidence[row]].sort((one, two) => spoken(two) - spoken(one) || one - two); // what says it in so many words first
  const [left, right] = [proofs.filter(side), proofs.filter((each) => !side(each))];
  const first = [left[0], right[0]].filter((each) => each !== undefined);
  const rest = proofs.filter((each) => !first.includes(each));
  const targets = link.via[row];
  return [
    ...first.map((each) => proof(each, targets)),
    rest.length > 0 && folding(`${counted(rest.length, "more quote")}`, () => rest.map((each) => proof(each, targets))),
  ];
}

function bridge(row, rank) {
  const { kind, a, b, reason } = table.link;
  const end = (each) =>
    el(
      "span",
      { class: "end" },
      to(kind[row], each),
      el(
        "span",
        { class: "quiet", dir: "auto" },
        (kind[row] === "episode" ? table.episode.show[each] : showOf(each)) >= 0 &&
          label("show", kind[row] === "episode" ? table.episode.show[each] : showOf(each)),
      ),
    );
  return el(
    "article",
    { class: "link" },
    el("h3", { class: "ends" }, end(a[row]), end(b[row])),
    reason[row] && el("p", { class: "reason", dir: "auto" }, reason[row]),
    folding("The quotes", () => evidence(row, kind[row]), rank === 0),
  );
}

/** The other end of a link, why, and the proof. */
function related(row, kind, here, rank) {
  const { a, b, reason } = table.link;
  const other = a[row] === here ? b[row] : a[row];
  const show = kind === "episode" ? table.episode.show[other] : showOf(other);
  return el(
    "article",
    { class: "link" },
    el("h3", {}, to(kind, other), show >= 0 && el("span", { class: "quiet", dir: "auto" }, label("show", show))),
    reason[row] && el("p", { class: "reason", dir: "auto" }, reason[row]),
    folding("The quotes", () => evidence(row, kind), rank === 0),
  );
}
