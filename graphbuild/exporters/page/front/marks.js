// The words of a highlight that name something: where they stand, and how to show them.

import { index } from "./data.js";
import { data } from "./store.js";

/** @typedef {{start: number, end: number, target: number, row: number}} Mark `row`: of the table `mark` */

export const TITLE = 10000;
export const SUMMARY = 10001;

/**
 * The marks of one text that do not overlap; of two that do the first, then the longer stays.
 * @param {number} highlight
 * @param {number} where 0 the passage, n the n-th turn, -n the n-th note
 * @param {(target: number) => boolean} [wanted]
 * @returns {Mark[]}
 */
export function marksIn(highlight, where, wanted = () => true) {
  const { mark } = data;
  const here = Array.from(index.marks.at(highlight))
    .filter((row) => mark.where[row] === where && wanted(mark.target[row]))
    .map((row) => ({ start: mark.start[row], end: mark.start[row] + mark.length[row], target: mark.target[row], row }))
    .sort((one, two) => one.start - two.start || two.end - one.end);
  let end = 0;
  return here.filter((each) => (each.start >= end ? ((end = each.end), true) : false));
}

/**
 * Whether a highlight's own words (or the owner's) name a thing.
 * @param {number} highlight
 * @param {number} target
 */
export const names = (highlight, target) =>
  index.marks.at(highlight).some((row) => data.mark.target[row] === target && data.mark.where[row] < TITLE);

/**
 * Part of a text, with what `draw` makes of its marks.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {Mark[]} marks
 * @param {(words: string, mark: Mark) => Node} draw
 */
export function marked(text, from, to, marks, draw) {
  /** @type {(Node | string)[]} */
  const made = [];
  let at = from;
  for (const each of marks) {
    if (each.start < at || each.end > to) continue;
    made.push(text.slice(at, each.start), draw(text.slice(each.start, each.end), each));
    at = each.end;
  }
  return [...made, text.slice(at, to)];
}

/**
 * The window of about `length` signs around a place: begins at a sentence or a word, ends at a word.
 * @param {string} text
 * @param {number} place
 * @param {number} length
 */
export function windowAround(text, place, length) {
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
