// What joins two things: the shortest ways between them, each step with the words it rests on.

import { codeOfEnd, endOf, href, to } from "./address.js";
import { code, count, index, kindOf, label, peopleIn, rowOf } from "./data.js";
import { el } from "./dom.js";
import { passes } from "./filter.js";
import { dot, entryOf, head, section } from "./parts.js";
import { proof } from "./quotes.js";
import { combobox } from "./search.js";
import { data } from "./store.js";
import { counted } from "./text.js";

/** @typedef {import("./data.js").Kind} Kind */

/** @type {Kind[]} */
const ENDS = ["idea", "person", "work", "episode", "show", "theme"];
const WAYS = 3;

/**
 * What a code leads to in one step, with the cost of the step. Things meet in highlights; a thing of many highlights costs more
 * (1 + log2 of them): a way through what is said everywhere says little.
 * @param {number} which
 * @returns {[number, number][]}
 */
function steps(which) {
  const [kind, row] = [kindOf(which), rowOf(which)];
  if (kind === "highlight") {
    const { highlight, link } = data;
    const cost = (/** @type {Kind} */ other, /** @type {number} */ each) => 1 + Math.log2(1 + index.highlights[other].size(each));
    /** @type {[number, number][]} */
    const found = [];
    for (const each of highlight.ideas.at(row)) found.push([code("idea", each), cost("idea", each)]);
    for (const each of peopleIn(row)) found.push([code("person", each), cost("person", each)]);
    for (const each of highlight.works.at(row)) found.push([code("work", each), cost("work", each)]);
    for (const each of index.links.highlight.at(row)) {
      const other = link.a[each] === row ? link.b[each] : link.a[each];
      if (passes(other)) found.push([code("highlight", other), 4 - 2 * (link.score[each] / 10000)]);
    }
    return found;
  }
  return Array.from(index.highlights[kind].at(row))
    .filter(passes)
    .map((each) => [code("highlight", each), 1]);
}

/**
 * The cheapest way from one thing to another over things and highlights; null where there is none.
 * @param {number} from
 * @param {number} goal
 * @param {Set<number>} barred highlights that are not to be used
 * @returns {number[] | null} codes, both ends included
 */
function way(from, goal, barred) {
  const goals = new Set(Array.from(index.highlights[kindOf(goal)].at(rowOf(goal)), (each) => code("highlight", each)));
  /** @type {Map<number, number>} */
  const cost = new Map([[from, 0]]);
  /** @type {Map<number, number>} */
  const before = new Map();
  /** @type {[number, number][]} a binary heap of [cost, code] */
  const heap = [[0, from]];
  const less = (/** @type {[number, number]} */ one, /** @type {[number, number]} */ two) =>
    one[0] < two[0] || (one[0] === two[0] && one[1] < two[1]);
  const push = (/** @type {[number, number]} */ item) => {
    let at = heap.push(item) - 1;
    while (at && less(heap[at], heap[(at - 1) >> 1])) {
      [heap[at], heap[(at - 1) >> 1]] = [heap[(at - 1) >> 1], heap[at]];
      at = (at - 1) >> 1;
    }
  };
  const pop = () => {
    const top = heap[0];
    const last = /** @type {[number, number]} */ (heap.pop());
    if (heap.length) {
      heap[0] = last;
      for (let at = 0; ; ) {
        let least = at;
        for (const child of [2 * at + 1, 2 * at + 2]) if (child < heap.length && less(heap[child], heap[least])) least = child;
        if (least === at) break;
        [heap[at], heap[least]] = [heap[least], heap[at]];
        at = least;
      }
    }
    return top;
  };
  const relax = (/** @type {number} */ here, /** @type {number} */ next, /** @type {number} */ total) => {
    if (total >= (cost.get(next) ?? Infinity)) return;
    cost.set(next, total);
    before.set(next, here);
    push([total, next]);
  };
  while (heap.length) {
    const [spent, here] = pop();
    if (spent > (cost.get(here) ?? Infinity)) continue;
    if (here === goal) {
      const found = [here];
      while (found[0] !== from) found.unshift(/** @type {number} */ (before.get(found[0])));
      return found;
    }
    if (goals.has(here)) relax(here, goal, spent + 1);
    for (const [next, step] of steps(here)) if (next !== goal && !barred.has(next)) relax(here, next, spent + step);
  }
  return null;
}

/**
 * Up to three ways that share no highlight.
 * @param {number} from
 * @param {number} goal
 */
export function ways(from, goal) {
  /** @type {number[][]} */
  const found = [];
  /** @type {Set<number>} */
  const barred = new Set();
  while (found.length < WAYS) {
    const next = way(from, goal, barred);
    if (!next) break;
    found.push(next);
    for (const each of next) if (kindOf(each) === "highlight") barred.add(each);
  }
  return found;
}

/** The things of a way, without its highlights. @param {number[]} codes */
const stops = (codes) => codes.filter((each) => kindOf(each) !== "highlight");

/**
 * @param {URLSearchParams} query `from` and `to`
 * @param {(hash: string) => void} go
 * @returns {import("./home.js").View}
 */
export function path(query, go) {
  const [from, goal] = ["from", "to"].map((name) => codeOfEnd(query.get(name) || ""));
  const both = from >= 0 && goal >= 0 && from !== goal;
  const found = both ? ways(from, goal) : [];
  const names = [from, goal].map((each) => (each >= 0 ? label(kindOf(each), rowOf(each)) : ""));
  return {
    title: both ? `${names[0]} and ${names[1]}` : "What joins two things",
    scene: found.length ? { path: found[0] } : null,
    focus: both ? "" : from >= 0 ? "end-to" : "end-from",
    nodes: [
      head("Two things", "What joins them"),
      el(
        "div",
        { class: "ends-chosen" },
        chooser("First", "from", from, (each) =>
          go(href("path", { from: endOf(each), to: goal >= 0 && goal !== each ? endOf(goal) : "" })),
        ),
        chooser("Second", "to", goal, (each) => go(href("path", { from: from >= 0 && from !== each ? endOf(from) : "", to: endOf(each) }))),
      ),
      both &&
        (found.length
          ? [
              el("p", { class: "lead" }, said(found)),
              found.map((each, at) => section(at ? `Another way` : "The shortest way", chain(each))),
            ]
          : none(from, goal)),
      !both && suggestions(from),
    ],
  };
}

/** @param {number[][]} found */
function said(found) {
  const between = stops(found[0]).length - 2;
  return between <= 0 && found[0].length === 3
    ? `They meet in the same words: ${counted(found.filter((each) => each.length === 3).length, "highlight")} below.`
    : `They meet over ${counted(Math.max(1, found[0].length - 2), "step")}${found.length > 1 ? `; ${counted(found.length, "way")} below` : ""}.`;
}

/**
 * A way as a list: thing, the words, thing.
 * @param {number[]} codes
 */
function chain(codes) {
  return el(
    "ol",
    { class: "chain" },
    codes.map((each, at) =>
      kindOf(each) === "highlight"
        ? el(
            "li",
            { class: "by-words" },
            proof(
              rowOf(each),
              [codes[at - 1], codes[at + 1]].filter((other) => other !== undefined),
            ),
          )
        : el("li", { class: "stop" }, dot(kindOf(each), rowOf(each)), to(kindOf(each), rowOf(each))),
    ),
  );
}

/** @param {number} from @param {number} goal */
const none = (from, goal) => [
  el("p", { class: "lead" }, "Nothing in these exports joins them: no chain of highlights leads from one to the other."),
  section(
    "What they are near",
    [from, goal].map((each) => entryOf(each, counted(index.highlights[kindOf(each)].size(rowOf(each)), "highlight"))),
  ),
];

/**
 * A box to choose one end with.
 * @param {string} words
 * @param {string} name
 * @param {number} now
 * @param {(which: number) => void} take
 */
function chooser(words, name, now, take) {
  const holder = el("ul", { id: `hits-${name}`, class: "hits", role: "listbox", "aria-label": `${words}: results`, hidden: true });
  const box = el("input", {
    id: `end-${name}`,
    type: "search",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": holder.id,
    "aria-autocomplete": "list",
    placeholder: "An idea, a person, a work …",
    autocomplete: "off",
    value: now >= 0 ? label(kindOf(now), rowOf(now)) : "",
    dir: "auto",
  });
  combobox(box, holder, ([kind, row]) => take(code(kind, row)), { kinds: ENDS });
  box.addEventListener("focus", () => box.select());
  return el("div", { class: "chooser" }, el("label", { for: box.id }, words), box, holder);
}

/** Pairs to begin with: ideas that meet across two themes. @param {number} from */
function suggestions(from) {
  const { line, idea } = data;
  if (from >= 0) return el("p", { class: "quiet" }, "Choose the second: type, then Enter.");
  /** @type {number[]} */
  const rows = [];
  for (let row = 0; row < line.a.length; row++) if (idea.theme[line.a[row]] !== idea.theme[line.b[row]]) rows.push(row);
  const weight = (/** @type {number} */ row) => index.highlights.idea.size(line.a[row]) * index.highlights.idea.size(line.b[row]);
  const best = rows.sort((one, two) => weight(two) - weight(one) || one - two).slice(0, 5);
  return (
    count("idea") > 1 &&
    section(
      "For example",
      best.map((row) => {
        const [one, two] = [code("idea", line.a[row]), code("idea", line.b[row])];
        return el(
          "p",
          { class: "example" },
          el(
            "a",
            { href: href("path", { from: endOf(one), to: endOf(two) }), dir: "auto" },
            `${label("idea", line.a[row])} and ${label("idea", line.b[row])}`,
          ),
        );
      }),
    )
  );
}
