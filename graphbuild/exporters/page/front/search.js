// Search: names first, then the words of quotes and notes, at each key.

import { address } from "./address.js";
import { KIND_NAMES, count, index, label, notesOf, showOf, wordsOf } from "./data.js";
import { byId, el, say } from "./dom.js";
import { dot } from "./parts.js";
import { data } from "./store.js";
import { counted, folded, shortened } from "./text.js";

/** @typedef {import("./data.js").Kind} Kind */
/** @typedef {[Kind, number]} Hit */

const NAMES_AT_MOST = 8;
const QUOTES_AT_MOST = 6;
/** @type {Kind[]} */
const NAMED = ["idea", "person", "work", "theme", "episode", "show"];
/** @type {Partial<Record<Kind, string[]>>} */
const foldedNames = {};
/** @type {string[]} */
const foldedWords = [];

/**
 * The folded names of a kind, other spellings too; made once.
 * @param {Kind} kind
 */
export function namesOf(kind) {
  const alt = kind === "idea" || kind === "person" || kind === "work" ? data[kind].alt : null;
  return (foldedNames[kind] ||= Array.from({ length: count(kind) }, (_, row) =>
    folded([label(kind, row), ...(alt ? alt.at(row) : [])].join(" ")),
  ));
}

/** Everything said, written and summed up in each highlight, folded: as far as `rows`, and made once. */
function readUpTo(/** @type {number} */ rows) {
  const { highlight } = data;
  for (let row = foldedWords.length; row < rows; row++)
    foldedWords.push(
      folded(
        [
          ...wordsOf(row).map((each) => each.text),
          ...notesOf(row),
          highlight.label.at(row),
          highlight.summary.at(row),
          ...highlight.tags.at(row),
        ].join(" "),
      ),
    );
}

/** All of it. */
export function wordsOfAll() {
  readUpTo(count("highlight"));
  return foldedWords;
}

/** Reads on while nobody types, so that the first search is as quick as the others. */
function readAhead() {
  if (foldedWords.length >= count("highlight")) return;
  readUpTo(Math.min(count("highlight"), foldedWords.length + 250));
  setTimeout(readAhead, 4);
}

/**
 * What was typed, found: every word must occur; names that begin with it before others, names before quotes.
 * @param {string} typed
 * @param {Kind[]} [kinds]
 * @returns {Hit[]}
 */
export function search(typed, kinds = NAMED) {
  const wanted = folded(typed);
  if (!wanted) return [];
  const parts = wanted.split(" ");
  /** @type {[number, number, number, number, Kind][]} */
  const found = [];
  kinds.forEach((kind, order) => {
    namesOf(kind).forEach((name, row) => {
      if (!parts.every((part) => name.includes(part))) return;
      const start = name === wanted ? 0 : name.startsWith(wanted) ? 1 : parts.every((part) => (" " + name).includes(" " + part)) ? 2 : 3;
      found.push([start, order, -index.highlights[kind].size(row), row, kind]);
    });
  });
  found.sort((one, two) => one[0] - two[0] || one[1] - two[1] || one[2] - two[2] || one[3] - two[3]);
  /** @type {Hit[]} */
  const hits = found.slice(0, NAMES_AT_MOST).map((each) => [each[4], each[3]]);
  if (wanted.length < 3 || kinds !== NAMED) return hits;
  const all = wordsOfAll();
  for (let row = 0, quotes = 0; row < all.length && quotes < QUOTES_AT_MOST; row++)
    if (parts.every((part) => all[row].includes(part))) quotes = hits.push(["highlight", row]) && quotes + 1;
  return hits;
}

/**
 * Names most like some words: by the share of pairs of letters they have in common.
 * @param {string} words
 * @param {Kind[]} kinds
 * @param {number} most
 * @returns {Hit[]}
 */
export function nearest(words, kinds, most) {
  const pairs = (/** @type {string} */ text) => {
    const signs = [...text.slice(0, 200)];
    return new Set(signs.slice(1).map((sign, at) => signs[at] + sign));
  };
  const wanted = pairs(folded(words));
  /** @type {[number, Kind, number][]} */
  const found = [];
  for (const kind of kinds) {
    if (kind === "note" || kind === "highlight") continue;
    namesOf(kind).forEach((name, row) => {
      const have = pairs(name);
      let common = 0;
      for (const pair of wanted) if (have.has(pair)) common++;
      const likeness = (2 * common) / (wanted.size + have.size || 1);
      if (likeness > 0.3) found.push([likeness, kind, row]);
    });
  }
  found.sort((one, two) => two[0] - one[0] || one[2] - two[2]);
  return found.slice(0, most).map(([, kind, row]) => [kind, row]);
}

/**
 * Where a highlight holds the first word of what was typed: in whose words, their class, and the words around it with that word marked.
 * @param {number} row
 * @param {string} typed
 * @returns {[string, string, import("./dom.js").Children]}
 */
function wordsAround(row, typed) {
  const first = folded(typed).split(" ")[0];
  /** @type {[string, string, string][]} */
  const texts = [
    .../** @type {[string, string, string][]} */ (wordsOf(row).map((each) => ["Quote", "said", each.text])),
    .../** @type {[string, string, string][]} */ (notesOf(row).map((text) => ["Your note", "", text])),
    ["AI summary", "quiet", data.highlight.summary.at(row)],
    ["Highlight", "quiet", label("highlight", row)],
  ];
  for (const [what, style, text] of texts) {
    let at = 0;
    for (const word of text.split(/(?<=\s)/u)) {
      if (folded(word).includes(first)) {
        const from = at > 36 ? text.indexOf(" ", at - 30) + 1 : 0;
        const end = at + word.trimEnd().length;
        return [what, style, [from > 0 && "… ", text.slice(from, at), el("mark", {}, text.slice(at, end)), shortened(text.slice(end), 80)]];
      }
      at += word.length;
    }
  }
  return ["Highlight", "quiet", label("highlight", row)];
}

/**
 * Makes a box and a list of results work together, as an ARIA combobox.
 * @param {HTMLInputElement} box
 * @param {HTMLElement} holder
 * @param {(hit: Hit) => void} open what to do with the result that is chosen
 * @param {{kinds?: Kind[]}} [options]
 */
export function combobox(box, holder, open, { kinds } = {}) {
  /** @type {Hit[]} */
  let hits = [];
  let chosen = -1;

  const close = () => {
    hits = [];
    holder.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (/** @type {number} */ at) => {
    chosen = at;
    [...holder.querySelectorAll("[role=option]")].forEach((each, row) => {
      each.setAttribute("aria-selected", String(row === at));
      if (row === at) {
        box.setAttribute("aria-activedescendant", each.id);
        each.scrollIntoView({ block: "nearest" });
      }
    });
  };
  const take = (/** @type {number} */ at) => {
    const hit = hits[at];
    if (!hit) return;
    close();
    box.value = "";
    open(hit);
  };
  const option = (/** @type {Hit} */ [kind, row], /** @type {number} */ at) => {
    /** @type {[string, string, import("./dom.js").Children]} */
    const [what, style, words] =
      kind === "highlight" ? wordsAround(row, box.value) : [KIND_NAMES[kind][0], "", [dot(kind, row), label(kind, row)]];
    const fact =
      kind === "highlight" ? (showOf(row) >= 0 ? label("show", showOf(row)) : "") : counted(index.highlights[kind].size(row), "highlight");
    return el(
      "li",
      {
        id: `${holder.id}-${at}`,
        role: "option",
        "aria-selected": "false",
        class: kind,
        on: {
          mousedown: (/** @type {Event} */ event) => {
            event.preventDefault();
            take(at);
          },
        },
      },
      el("span", { class: "what" }, what),
      el("span", { class: `name ${style}`, dir: "auto" }, words),
      el("span", { class: "fact", dir: "auto" }, fact),
    );
  };
  const look = () => {
    const typed = box.value.trim();
    if (!typed) return close();
    hits = search(typed, kinds);
    const near = hits.length ? [] : nearest(typed, kinds || NAMED, 5);
    const exact = hits.length > 0;
    if (near.length) hits = near;
    holder.replaceChildren(
      ...(exact
        ? []
        : [
            el(
              "li",
              { class: "none", role: "presentation" },
              near.length ? "Nothing says exactly that. Near it:" : "Nothing found. Try fewer letters.",
            ),
          ]),
      ...hits.map(option),
    );
    holder.hidden = false;
    box.setAttribute("aria-expanded", "true");
    if (hits.length) choose(0);
    say(hits.length ? counted(hits.length, "result") : "Nothing found");
  };

  box.addEventListener("input", look);
  box.addEventListener("focus", () => {
    readAhead();
    if (box.value) look();
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape") {
      box.value = "";
      close();
      box.blur();
    }
  });
}

/** The search box of the page.
 * @param {(hash: string) => void} go */
export function startSearch(go) {
  const box = /** @type {HTMLInputElement} */ (byId("query"));
  combobox(box, byId("hits"), ([kind, row]) => {
    box.blur();
    go(address(kind, row));
  });
  addEventListener("keydown", (event) => {
    const typing = /** @type {Element} */ (event.target).closest?.("input, select, textarea");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
