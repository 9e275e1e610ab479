// Parts that views are made of: sections, rows, chips, folds, and links with their proof.

import { address, href, to } from "./address.js";
import { KINDS, KIND_NAMES, code, episodeOf, index, kindOf, label, showOf } from "./data.js";
import { el, nodes } from "./dom.js";
import { filtered, passes } from "./filter.js";
import { names } from "./marks.js";
import { proof, ruled } from "./quotes.js";
import { data } from "./store.js";
import { counted, facts, thousands } from "./text.js";

/** @typedef {import("./data.js").Kind} Kind */
/** @typedef {import("./dom.js").Children} Children */

export const COLOURS = 10;

/** What a link's score is made of, in words. @type {Record<string, string>} */
const EVIDENCE = {
  words: "the same telling words",
  "owners-idea": "an idea of yours",
  topic: "a phrase in both titles or notes",
  work: "the same work",
  meaning: "the same sense",
};

/**
 * A heading and what stands under it; nothing where there is nothing.
 * @param {Children} heading
 * @param {...Children} content
 */
export const section = (heading, ...content) => (nodes(content).length ? el("section", {}, el("h2", {}, heading), content) : null);

/** The colour and shape of a thing.
 * @param {Kind} kind
 * @param {number} row */
export function dot(kind, row) {
  const theme = kind === "idea" ? data.idea.theme[row] : kind === "theme" ? row : -1;
  return el("span", { class: `dot ${kind} c${theme < 0 ? "x" : theme % COLOURS}`, "aria-hidden": "true" });
}

/**
 * A row of a list: name at the left, a quiet fact at the right, more below.
 * @param {Kind} kind
 * @param {number} row
 * @param {Children} fact
 * @param {Children} [below]
 */
export const entry = (kind, row, fact, below) =>
  el(
    "div",
    { class: "entry" },
    dot(kind, row),
    to(kind, row),
    el("span", { class: "fact" }, fact),
    below ? el("div", { class: "below" }, below) : null,
  );

/**
 * Names in a row, each with a number.
 * @param {Kind} kind
 * @param {[number, number][]} pairs
 */
export const chips = (kind, pairs) =>
  pairs.length > 0 &&
  el(
    "p",
    { class: "chips" },
    pairs.map(([row, times]) =>
      el(
        "a",
        { href: address(kind, row), dir: "auto" },
        dot(kind, row),
        label(kind, row),
        times > 1 && el("span", { class: "times" }, thousands(times)),
      ),
    ),
  );

/**
 * Head of a view: what it is, and its name.
 * @param {Children} kind
 * @param {string} name
 */
export const head = (kind, name) => [el("p", { class: "kind" }, kind), el("h1", { tabindex: "-1", dir: "auto" }, name)];

/**
 * What stands behind a fold: made when it is first opened.
 * @param {Children} words
 * @param {() => Children} make
 * @param {boolean} [open]
 */
export function folding(words, make, open = false) {
  const fill = () => {
    if (made.childElementCount === 1) made.append(...nodes(make()));
  };
  // On the click, not when it has opened: so it never opens empty. It may also be opened by a search within the page.
  const made = el("details", { open, on: { toggle: () => made.open && fill() } }, el("summary", { on: { click: fill } }, words));
  if (open) fill();
  return made;
}

/**
 * A list that shows its first rows, and a button for more.
 * @template T
 * @param {T[]} rows
 * @param {(row: T, place: number) => Node} make
 * @param {number} first
 */
export function paged(rows, make, first) {
  if (!rows.length) return [];
  const list = el("div", {});
  let shown = 0;
  const more = el("button", { type: "button", class: "more", on: { click: () => add(first * 3) } });
  /** @param {number} number */
  function add(number) {
    const next = rows.slice(shown, shown + number).map((row, place) => make(row, shown + place));
    list.append(...next);
    const begin = /** @type {HTMLElement | undefined} */ (next[0]);
    if (shown && begin) (begin.querySelector("a") || begin).focus({ preventScroll: true });
    shown += next.length;
    more.hidden = shown >= rows.length;
    more.textContent = `Show ${Math.min(first * 3, rows.length - shown)} more of ${thousands(rows.length - shown)}`;
  }
  add(first);
  return [list, more];
}

/** A quiet link to the whole of what a section shows the beginning of.
 * @param {string} path
 * @param {string} words */
export const all = (path, words) => el("p", { class: "all" }, el("a", { href: href(path) }, words, " →"));

/** The show that an end of a link belongs to.
 * @param {Kind} kind
 * @param {number} row */
const showOfEnd = (kind, row) => (kind === "episode" ? data.episode.show[row] : kind === "highlight" ? showOf(row) : -1);

/** Links between things of different shows: episodes where there are any, else highlights; strongest first. */
export function bridges() {
  const { link } = data;
  /** @param {Kind} kind */
  const across = (kind) => {
    /** @type {number[]} */
    const found = [];
    link.kind.forEach((each, row) => {
      if (KINDS[each] !== kind || showOfEnd(kind, link.a[row]) === showOfEnd(kind, link.b[row])) return;
      const stands = kind === "highlight" ? passes(link.a[row]) && passes(link.b[row]) : !filtered() || link.evidence.at(row).some(passes);
      if (stands) found.push(row);
    });
    return found;
  };
  const between = across("episode");
  return between.length ? between : across("highlight");
}

/**
 * What a link rests on: up to two quotes in sight, one from each side, the rest behind a fold; and the rule that made it.
 * @param {number} row
 */
function evidence(row) {
  const { link } = data;
  const kind = KINDS[link.kind[row]];
  const side = (/** @type {number} */ each) => (kind === "episode" ? episodeOf(each) : each) === link.a[row];
  const targets = Array.from(link.via.at(row));
  if (kind === "idea") targets.push(code("idea", link.a[row]), code("idea", link.b[row]));
  const spoken = (/** @type {number} */ each) => targets.filter((target) => names(each, target)).length;
  const proofs = Array.from(link.evidence.at(row)).sort((one, two) => spoken(two) - spoken(one) || one - two); // what says it in so many words first
  const [left, right] = [proofs.filter(side), proofs.filter((each) => !side(each))];
  const first = [left[0], right[0]].filter((each) => each !== undefined);
  const rest = proofs.filter((each) => !first.includes(each));
  return [
    first.map((each) => proof(each, targets)),
    rest.length > 0 && folding(counted(rest.length, "more quote"), () => rest.map((each) => proof(each, targets))),
    el(
      "p",
      { class: "rule" },
      facts(`Linked by ${ruled(link.rule.at(row), link.score[row])}`, ...link.kinds.at(row).map((kind) => EVIDENCE[kind] || kind)),
    ),
  ];
}

/** @param {number} row */
export const reasonOf = (row) => (data.link.reason.has(row) ? el("p", { class: "reason", dir: "auto" }, data.link.reason.at(row)) : null);

/**
 * A link with both its ends.
 * @param {number} row
 * @param {number} rank
 */
export function bridge(row, rank) {
  const { link } = data;
  const kind = KINDS[link.kind[row]];
  const end = (/** @type {number} */ each) =>
    el(
      "span",
      { class: "end" },
      to(kind, each),
      showOfEnd(kind, each) >= 0 && el("span", { class: "quiet", dir: "auto" }, label("show", showOfEnd(kind, each))),
    );
  return el(
    "article",
    { class: "link" },
    el("h3", { class: "ends" }, end(link.a[row]), end(link.b[row])),
    reasonOf(row),
    folding("The quotes", () => evidence(row), rank === 0),
  );
}

/**
 * The other end of a link, why, and the proof.
 * @param {number} row
 * @param {number} here
 * @param {number} rank
 */
export function related(row, here, rank) {
  const { link } = data;
  const kind = KINDS[link.kind[row]];
  const other = link.a[row] === here ? link.b[row] : link.a[row];
  const show = showOfEnd(kind, other);
  return el(
    "article",
    { class: "link" },
    el("h3", {}, to(kind, other), show >= 0 && el("span", { class: "quiet", dir: "auto" }, label("show", show))),
    reasonOf(row),
    folding("The quotes", () => evidence(row), rank === 0),
  );
}

/** The quotes that a link between ideas rests on.
 * @param {number} row */
export const quotesOf = (row) => [reasonOf(row), evidence(row)];

/**
 * A line of things of any kind, by code.
 * @param {number} which
 * @param {Children} fact
 */
export const entryOf = (which, fact) => entry(kindOf(which), which >> 3, fact);

/** @param {Kind} kind */
export const kindName = (kind) => KIND_NAMES[kind][0];

export const linksOf = (/** @type {"idea" | "episode" | "highlight"} */ kind, /** @type {number} */ row) =>
  Array.from(index.links[kind].at(row));
