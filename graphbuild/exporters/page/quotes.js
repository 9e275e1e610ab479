// ---- Quotes: what was said, where to hear it, and what the owner and the machine wrote about it -------------------------

/** The number by which marks and links name a thing: an idea by its row, a person by -1 - row. */
const target = (kind, row) => (kind === "person" ? -1 - row : row);

/** The marks of one text that do not overlap, as [start, end, target]; of two that do the longer stays. */
function marksIn(row, where) {
  const here = table.highlight.marks[row].filter((mark) => mark[0] === where).map(([, start, length, to]) => [start, start + length, to]);
  here.sort((one, two) => one[0] - two[0] || two[1] - one[1]);
  let end = 0;
  return here.filter((mark) => (mark[0] >= end ? ((end = mark[1]), true) : false));
}

/** Part of a text, with what `draw` makes of its marks. */
function marked(text, from, to, marks, draw) {
  const made = [];
  let at = from;
  for (const [start, end, what] of marks) {
    if (start < at || end > to) continue;
    made.push(text.slice(at, start), draw(text.slice(start, end), what));
    at = end;
  }
  return [...made, text.slice(at, to)];
}

/** The window of about `length` signs around a place: begins at a sentence or a word, ends at a word. */
function windowAround(text, place, length) {
  if (text.length <= length * 1.3) return [0, text.length];
  let from = 0;
  if (place > length * 0.6) {
    const sentence = Math.max(...[". ", "? ", "! "].map((sign) => text.lastIndexOf(sign, place)));
    from = sentence > place - length * 0.6 ? sentence + 2 : text.indexOf(" ", place - Math.floor(length * 0.4)) + 1;
  }
  let to = Math.min(text.length, from + length);
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + 1);
  return [from, to];
}

/** The words of a highlight that speak of one of some targets, else its longest turn: {speaker, nodes} or null. */
function excerpt(row, targets, length) {
  const words = wordsOf(row);
  if (!words.length) return null;
  let chosen = null;
  let place = 0;
  for (const each of words) {
    const hit = marksIn(row, each.where).find((mark) => targets.includes(mark[2]));
    if (hit && !chosen) [chosen, place] = [each, hit[0]];
  }
  chosen = chosen || words.reduce((best, each) => (each.text.length > best.text.length ? each : best));
  const [from, to] = windowAround(chosen.text, place, length);
  const nodes = marked(
    chosen.text,
    from,
    to,
    marksIn(row, chosen.where).filter((mark) => targets.includes(mark[2])),
    (said) => el("mark", {}, said),
  );
  return { chosen, nodes: [from > 0 && "… ", ...nodes, to < chosen.text.length && " …"] };
}

/** What plays the second: the share link where there is one. */
function play(row) {
  const { start, url } = table.highlight;
  const time = start[row] >= 0 ? clock(start[row]) : "";
  if (!url[row]) return time && el("span", { class: "time" }, time);
  const at = episodeOf(row);
  const words = time ? `Play at ${time}` : "Play";
  return outside(
    url[row],
    { class: "play", "aria-label": `${words}, ${at < 0 ? "episode unknown" : label("episode", at)}` },
    el("span", { "aria-hidden": "true" }, "▶ "),
    time || "Play",
  );
}

/** A link to a thing of the page. */
const to = (kind, row, attributes) => el("a", { ...attributes, href: address(kind, row), dir: "auto" }, label(kind, row));

/** Play · episode · show, under a quote. */
function source(row, without) {
  const [at, show] = [episodeOf(row), showOf(row)];
  return el(
    "p",
    { class: "source" },
    play(row),
    at >= 0 && without !== "episode" && to("episode", at),
    show >= 0 && !without && el("span", { class: "quiet", dir: "auto" }, label("show", show)),
  );
}

const speaker = (words) =>
  words.person >= 0
    ? to("person", words.person, { class: "speaker" })
    : words.speaker && el("span", { class: "speaker", dir: "auto" }, words.speaker);

const notes = (row) =>
  table.highlight.notes[row].map((words) =>
    el("div", { class: "note" }, el("span", { class: "by" }, "Your note"), el("p", { dir: "auto" }, words)),
  );

/** The owner's tags and wiki links; each leads to its idea. */
function tags(row) {
  const { tags: written, wiki, ideas } = table.highlight;
  const marks = [...written[row].map((tag) => [tag, "#" + tag]), ...wiki[row].map((name) => [name, `[[${name}]]`])];
  if (!marks.length) return null;
  const ideaOf = new Map(
    ideas[row].flatMap((idea) => [table.idea.label[idea], ...table.idea.alt[idea]].map((name) => [folded(name), idea])),
  );
  return el(
    "p",
    { class: "tags" },
    el("span", { class: "away" }, "Your tags and links: "),
    marks.map(([name, shown]) => {
      const idea = ideaOf.get(folded(name));
      return idea === undefined ? el("span", { dir: "auto" }, shown) : el("a", { href: address("idea", idea), dir: "auto" }, shown);
    }),
  );
}

/** Words that a machine wrote, always under its name. */
const machine = (what, ...children) => el("div", { class: "machine" }, el("span", { class: "by" }, what), children);

const lines = (text) =>
  text
    .split("\n")
    .map((line) => line.replace(/^\s*(?:\d+[.)]|[-*•])\s+/, "").trim())
    .filter(Boolean);

/** One highlight as a card: its title, the words, where they are from, the owner's notes and tags. */
function card(row, { kind = null, row: about = -1, without = null } = {}) {
  const said = excerpt(row, kind ? [target(kind, about)] : [], 360);
  const { label: titles, summary, favorite } = table.highlight;
  return el(
    "article",
    { class: "card" },
    el(
      "h3",
      { class: "title" },
      el("a", { href: address("highlight", row), dir: "auto" }, titles[row] || (said ? "Whole highlight" : "A moment without words")),
      favorite[row] === 1 && el("span", { class: "star", role: "img", "aria-label": "favourite" }, " ★"),
    ),
    said
      ? el("blockquote", { dir: "auto" }, speaker(said.chosen), said.nodes)
      : summary[row]
        ? machine("AI summary", el("p", { dir: "auto" }, summary[row]))
        : el("p", { class: "quiet" }, "The export holds no words of it."),
    source(row, without),
    notes(row),
    tags(row),
  );
}

/** A short quote as proof. */
function proof(row, targets) {
  const said = excerpt(row, targets, 190);
  const words = said
    ? said.nodes
    : [table.highlight.summary[row] ? "AI summary: " + shortened(table.highlight.summary[row], 160) : label("highlight", row)];
  return el(
    "div",
    { class: "proof" },
    el(said ? "blockquote" : "p", { dir: "auto" }, words),
    el(
      "p",
      { class: "source" },
      play(row),
      episodeOf(row) >= 0 && to("episode", episodeOf(row)),
      el("a", { class: "quiet", href: address("highlight", row) }, "whole highlight"),
    ),
  );
}

/** What stands behind a fold: made when it is first opened. */
function folding(words, make, open = false) {
  const made = el("details", { open }, el("summary", {}, words));
  const fill = () => {
    if (made.open && made.childElementCount === 1) made.append(...make().flat(Infinity).filter(Boolean));
  };
  made.addEventListener("toggle", fill);
  fill();
  return made;
}

/** A list that shows its first rows and a button for more. */
function paged(rows, make, first, attributes) {
  if (!rows.length) return [];
  const list = el("div", attributes || {});
  let shown = 0;
  const button = el("button", { type: "button", class: "more", on: { click: () => more(first * 3) } });
  function more(count) {
    const next = rows.slice(shown, shown + count).map((row, place) => make(row, shown + place));
    list.append(...next);
    if (shown && next[0]) (next[0].querySelector("a") || next[0]).focus?.({ preventScroll: true });
    shown += next.length;
    button.hidden = shown >= rows.length;
    button.textContent = `Show ${Math.min(first * 3, rows.length - shown)} more of ${(rows.length - shown).toLocaleString("en")}`;
  }
  more(first);
  return [list, button];
}
