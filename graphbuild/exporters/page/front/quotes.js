// Quotes: what was said, where to hear it, what the owner and the machine wrote about it, and what proves it.

import { address, to } from "./address.js";
import { code, episodeOf, heard, index, kindOf, label, notesOf, rowOf, showOf, wordsOf } from "./data.js";
import { el, outside } from "./dom.js";
import { marked, marksIn, windowAround } from "./marks.js";
import { data } from "./store.js";
import { clock, day, folded, shortened } from "./text.js";

/** @typedef {import("./data.js").Kind} Kind */
/** @typedef {import("./dom.js").Children} Children */

/** How a rule and its score are written: `topics-1 · 0.50`.
 * @param {string} rule
 * @param {number} score in ten thousandths */
export const ruled = (rule, score) => [rule, score >= 0 && (score / 10000).toFixed(2)].filter(Boolean).join(" · ");

/**
 * The words of a highlight that speak of one of some things, else its longest turn.
 * @param {number} row
 * @param {number[]} targets codes
 * @param {number} length
 */
function excerpt(row, targets, length) {
  const words = wordsOf(row);
  if (!words.length) return null;
  const wanted = (/** @type {number} */ target) => targets.includes(target);
  let chosen = null;
  /** @type {import("./marks.js").Mark | null} */
  let hit = null;
  for (const each of words) {
    const here = marksIn(row, each.where, wanted)[0];
    if (here && !chosen) [chosen, hit] = [each, here];
  }
  chosen ||= words.reduce((best, each) => (each.text.length > best.text.length ? each : best));
  const [from, end] = windowAround(chosen.text, hit?.start || 0, length);
  const body = marked(chosen.text, from, end, marksIn(row, chosen.where, wanted), (said, mark) =>
    el("mark", { title: `found by ${ruled(data.mark.rule.at(mark.row), data.mark.score[mark.row])}` }, said),
  );
  return { words: chosen, hit, nodes: [from > 0 && "… ", ...body, end < chosen.text.length && " …"] };
}

/**
 * What plays the second: the share link where there is one.
 * @param {number} row
 */
export function play(row) {
  const start = data.highlight.start[row];
  const url = data.highlight.url.at(row);
  const time = start >= 0 ? clock(start) : "";
  if (!url) return time && el("span", { class: "time" }, time);
  const words = time ? `Play at ${time}` : "Play";
  const at = episodeOf(row);
  return outside(
    url,
    { class: "play", "aria-label": `${words}, ${at < 0 ? "episode unknown" : label("episode", at)}` },
    el("span", { "aria-hidden": "true" }, "▶ "),
    time || "Play",
  );
}

/**
 * Play · episode · show, under a quote.
 * @param {number} row
 * @param {string | null} [without]
 */
export function source(row, without = null) {
  const [at, show] = [episodeOf(row), showOf(row)];
  return el(
    "p",
    { class: "source" },
    play(row),
    at >= 0 && without !== "episode" && to("episode", at),
    show >= 0 && !without && el("span", { class: "quiet", dir: "auto" }, label("show", show)),
    heard(row) && el("span", { class: "quiet" }, `kept ${day(heard(row))}`),
  );
}

/** @param {{person: number, speaker: string}} words */
export const speaker = (words) =>
  words.person >= 0
    ? to("person", words.person, { class: "speaker" })
    : words.speaker && el("span", { class: "speaker", dir: "auto" }, words.speaker);

/** @param {number} row */
export const notes = (row) =>
  notesOf(row).map((words) => el("div", { class: "note" }, el("span", { class: "by" }, "Your note"), el("p", { dir: "auto" }, words)));

/**
 * The owner's tags and wiki links; each leads to its idea.
 * @param {number} row
 */
export function tags(row) {
  const { highlight, idea } = data;
  const written = [
    ...highlight.tags.at(row).map((tag) => [tag, "#" + tag]),
    ...highlight.wiki.at(row).map((name) => [name, `[[${name}]]`]),
  ];
  if (!written.length) return null;
  const ideaOf = new Map(
    Array.from(highlight.ideas.at(row)).flatMap((each) => [idea.label.at(each), ...idea.alt.at(each)].map((name) => [folded(name), each])),
  );
  return el(
    "p",
    { class: "tags" },
    el("span", { class: "away" }, "Your tags and links: "),
    written.map(([name, shown]) => {
      const known = ideaOf.get(folded(name));
      return known === undefined ? el("span", { dir: "auto" }, shown) : el("a", { href: address("idea", known), dir: "auto" }, shown);
    }),
  );
}

/**
 * Words that a machine wrote, always under its name.
 * @param {string} what
 * @param {...Children} children
 */
export const machine = (what, ...children) => el("div", { class: "machine" }, el("span", { class: "by" }, what), children);

/**
 * One highlight as a card: its title, the words, where they are from, the owner's notes and tags.
 * @param {number} row
 * @param {{about?: number[], without?: string | null}} [options] `about`: the things whose mention is marked
 */
export function card(row, { about = [], without = null } = {}) {
  const said = excerpt(row, about, 360);
  const { label: titles, summary, favorite } = data.highlight;
  return el(
    "article",
    { class: "card" },
    el(
      "h3",
      { class: "title" },
      el("a", { href: address("highlight", row), dir: "auto" }, titles.at(row) || (said ? "Whole highlight" : "A moment without words")),
      favorite[row] === 1 && el("span", { class: "star", role: "img", "aria-label": "favourite" }, " ★"),
      data.highlight.build[row] === index.builds && index.builds > 0 && el("span", { class: "new" }, "new"),
    ),
    said
      ? el("blockquote", { dir: "auto" }, speaker(said.words), said.nodes)
      : summary.has(row)
        ? machine("AI summary", el("p", { dir: "auto" }, summary.at(row)))
        : el("p", { class: "quiet" }, "The export holds no words of it."),
    source(row, without),
    notes(row),
    tags(row),
  );
}

/**
 * A short quote as proof: the words, where to hear them, and the rule that found the mention.
 * @param {number} row
 * @param {number[]} targets
 */
export function proof(row, targets) {
  const said = excerpt(row, targets, 190);
  const { mark, highlight } = data;
  const words = said
    ? said.nodes
    : [highlight.summary.has(row) ? "AI summary: " + shortened(highlight.summary.at(row), 160) : label("highlight", row)];
  return el(
    "div",
    { class: "proof" },
    el(said ? "blockquote" : "p", { dir: "auto" }, said && said.words.person >= 0 && speaker(said.words), words),
    el(
      "p",
      { class: "source" },
      play(row),
      episodeOf(row) >= 0 && to("episode", episodeOf(row)),
      el("a", { class: "quiet", href: address("highlight", row) }, "whole highlight"),
      said?.hit && el("span", { class: "rule" }, ruled(mark.rule.at(said.hit.row), mark.score[said.hit.row])),
    ),
  );
}

/**
 * Everything that was found in a highlight, as a table: the words, what they name, the rule and how sure it is.
 * @param {number} row
 */
export function findings(row) {
  const { mark } = data;
  const notAgain = new Set();
  const rows = [];
  for (const each of index.marks.at(row)) {
    const target = mark.target[each];
    const what = `${target} ${mark.rule.at(each)}`;
    if (!notAgain.has(what)) rows.push(each);
    notAgain.add(what);
  }
  if (!rows.length) return null;
  return el(
    "div",
    { class: "table" },
    el(
      "table",
      {},
      el("caption", { class: "away" }, "What was found in this highlight, by which rule"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ["Found", "Kind", "Rule", "Score"].map((head) => el("th", { scope: "col", class: head === "Score" && "number" }, head)),
        ),
      ),
      el(
        "tbody",
        {},
        rows.map((each) => {
          const [kind, thing] = [kindOf(mark.target[each]), rowOf(mark.target[each])];
          return el(
            "tr",
            {},
            el("td", {}, to(kind, thing)),
            el("td", {}, kind),
            el("td", {}, mark.rule.at(each)),
            el("td", { class: "number" }, mark.score[each] >= 0 ? (mark.score[each] / 10000).toFixed(2) : ""),
          );
        }),
      ),
    ),
  );
}

/** The code of a thing, as marks and links name it.
 * @param {Kind} kind
 * @param {number} row */
export const about = (kind, row) => [code(kind, row)];
