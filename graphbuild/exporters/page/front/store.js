// The data block unpacked: columns.py says how it is packed. Texts stay bytes until somebody reads them, numbers stay typed arrays.

import { unpacked } from "./unpack.js";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** A text a row. */
export class Texts {
  /**
   * @param {Uint8Array} bytes
   * @param {Int32Array} ends
   */
  constructor(bytes, ends) {
    this.bytes = bytes;
    this.ends = ends;
    this.length = ends.length;
  }
  /** @param {number} row */
  at(row) {
    const from = row ? this.ends[row - 1] : 0;
    const to = this.ends[row];
    return from === to ? "" : decoder.decode(this.bytes.subarray(from, to));
  }
  /** @param {number} row */
  has(row) {
    return this.ends[row] > (row ? this.ends[row - 1] : 0);
  }
  /**
   * The last row with these words; -1 for none. Compares bytes, so that nothing is read for it.
   * @param {string} words
   */
  find(words) {
    const { bytes, ends } = this;
    const wanted = encoder.encode(words);
    for (let row = ends.length - 1; row >= 0; row--) {
      const from = row ? ends[row - 1] : 0;
      if (ends[row] - from !== wanted.length) continue;
      let at = 0;
      while (at < wanted.length && bytes[from + at] === wanted[at]) at++;
      if (at === wanted.length) return row;
    }
    return -1;
  }
}

/** A list of numbers a row. */
export class Lists {
  /**
   * @param {Int32Array} values
   * @param {Int32Array} ends
   */
  constructor(values, ends) {
    this.values = values;
    this.ends = ends;
    this.length = ends.length;
  }
  /** @param {number} row */
  at(row) {
    return this.values.subarray(row ? this.ends[row - 1] : 0, this.ends[row]);
  }
  /** @param {number} row */
  size(row) {
    return this.ends[row] - (row ? this.ends[row - 1] : 0);
  }
}

/** Texts that are read again and again: each is decoded once. */
class Kept extends Texts {
  /** @type {string[]} */
  #read = [];
  /** @param {number} row */
  at(row) {
    return (this.#read[row] ??= super.at(row));
  }
}

/** A text a row that other rows have too. */
export class Words {
  /**
   * @param {Int32Array} rows
   * @param {Texts} words
   */
  constructor(rows, words) {
    this.rows = rows;
    this.words = words;
    this.length = rows.length;
  }
  /** @param {number} row */
  at(row) {
    return this.words.at(this.rows[row]);
  }
  /** @param {number} row */
  has(row) {
    return this.words.has(this.rows[row]);
  }
}

/** Several such texts a row. */
export class WordLists {
  /**
   * @param {Lists} lists
   * @param {Texts} words
   */
  constructor(lists, words) {
    this.lists = lists;
    this.words = words;
    this.length = lists.length;
  }
  /**
   * @param {number} row
   * @returns {string[]}
   */
  at(row) {
    return Array.from(this.lists.at(row), (word) => this.words.at(word));
  }
}

/** @typedef {{slug: Texts, stem: Words, label: Texts}} Named */
/** How far each row reaches, as reach.py counted it. @typedef {{highlights: Int32Array, episodes: Int32Array, shows: Int32Array}} Reached */
/**
 * @typedef {object} Tables
 * @property {Named & Reached & {alt: WordLists, own: Int32Array, broader: Lists, x: Int32Array, y: Int32Array, theme: Int32Array, near: Lists}} idea
 * @property {Named & Reached & {alt: WordLists, reason: Texts}} person
 * @property {Named & Reached & {kind: Words, by: Int32Array, author: Words, alt: WordLists}} work
 * @property {Named & {spoken: Int32Array, show: Int32Array, url: Texts, date: Words, takeaways: Texts, hosts: Lists, guests: Lists, named: Lists, works: Lists, paths: WordLists}} episode
 * @property {Named & Reached} show
 * @property {Named & {episode: Int32Array, start: Int32Array, end: Int32Array, url: Texts, created: Words, favorite: Int32Array, summary: Texts, takeaways: Texts, keyphrases: Texts, text: Texts, tags: WordLists, wiki: WordLists, ideas: Lists, people: Lists, works: Lists, build: Int32Array}} highlight
 * @property {Named & Reached & {ideas: Lists, reason: Texts}} theme
 * @property {{highlight: Int32Array, text: Texts}} note
 * @property {{highlight: Int32Array, speaker: Words, text: Texts, person: Int32Array}} turn
 * @property {{highlight: Int32Array, where: Int32Array, start: Int32Array, length: Int32Array, target: Int32Array, score: Int32Array, rule: Words}} mark
 * @property {{kind: Int32Array, a: Int32Array, b: Int32Array, score: Int32Array, evidence: Lists, via: Lists, reason: Texts, rule: Words, kinds: WordLists}} link
 * @property {{a: Int32Array, b: Int32Array}} line
 */

/** The tables of the page: data.idea.label.at(3), data.highlight.start[7], … */
export const data = /** @type {Tables} */ ({});

/** What is so of the whole; `gap`: between points of the map. */
export const facts = { gap: 0 };

/** Where the next varint begins. */
let next = 0;

/**
 * So many varints from `next` on.
 * @param {Uint8Array} bytes
 * @param {number} count
 * @param {boolean} signed
 */
function varints(bytes, count, signed) {
  const found = new Int32Array(count);
  let at = next;
  for (let each = 0; each < count; each++) {
    let byte = bytes[at++];
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++];
      value |= (byte & 127) << shift;
    }
    found[each] = signed ? (value >>> 1) ^ -(value & 1) : value;
  }
  next = at;
  return found;
}

/** @param {Int32Array} lengths */
function sums(lengths) {
  for (let row = 1; row < lengths.length; row++) lengths[row] += lengths[row - 1];
  return lengths;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} rows
 */
function lists(bytes, rows) {
  const ends = sums(varints(bytes, rows, false));
  return new Lists(sums(varints(bytes, rows ? ends[rows - 1] : 0, true)), ends);
}

/** @param {Uint8Array} packed */
export function unpack(packed) {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  const header = JSON.parse(decoder.decode(packed.subarray(4, 4 + length)));
  Object.assign(facts, header.facts);
  /** @type {any} */
  const tables = data;
  /** @type {[string, string, string, Int32Array | Lists][]} */
  const named = [];
  let start = 4 + length;
  for (const [table, name, form, rows, size] of header.columns) {
    tables[table] ||= {};
    next = start;
    if (form === "n") tables[table][name] = varints(packed, rows, true);
    else if (form === "l") tables[table][name] = lists(packed, rows);
    else if (form === "w") named.push([table, name, form, varints(packed, rows, true)]);
    else if (form === "v") named.push([table, name, form, lists(packed, rows)]);
    else {
      const ends = sums(varints(packed, rows, false));
      tables[table][name] = new (table === "word" ? Kept : Texts)(packed.subarray(next, start + size), ends);
    }
    start += size;
  }
  const words = tables.word.text;
  for (const [table, name, form, values] of named)
    tables[table][name] =
      form === "w" ? new Words(/** @type {Int32Array} */ (values), words) : new WordLists(/** @type {Lists} */ (values), words);
}

/** Reads the data block of the page. */
export async function load() {
  unpack(new Uint8Array(await unpacked("data").arrayBuffer()));
}
