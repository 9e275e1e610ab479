// The filter: which highlights count. It stands in the address, so that a link keeps it.

import { count, episodeOf, heard, index, published, showOf, peopleIn, find } from "./data.js";
import { data } from "./store.js";
import { folded } from "./text.js";

/** @typedef {import("./data.js").Kind} Kind */
/** @typedef {import("./store.js").Reached} Reached */
/** @typedef {"of" | "show" | "person" | "tag" | "since" | "until" | "only"} FilterName */

/** @type {FilterName[]} */
export const FILTERS = ["of", "show", "person", "tag", "since", "until", "only"];

/** The filter in force, by name; `of`: podcast or written, `only`: noted or favourite. */
export const chosen = /** @type {Record<FilterName, string>} */ ({ of: "", show: "", person: "", tag: "", since: "", until: "", only: "" });

/** 1 for each highlight that passes; null while everything does.
 * @type {Uint8Array | null} */
let passing = null;
let set = "";
/** The filter as one text. */
export const inForce = () => set;

/** Sets the filter to what an address says.
 * @param {URLSearchParams} query */
export function setFilter(query) {
  for (const name of FILTERS) chosen[name] = query.get(name) || "";
  const wanted = JSON.stringify(chosen);
  if (wanted === set) return;
  set = wanted;
  reached = {};
  passing = null;
  if (!FILTERS.some((name) => chosen[name])) return;
  const [show, person] = [find("show", chosen.show), find("person", chosen.person)];
  passing = Uint8Array.from({ length: count("highlight") }, (_, row) => Number(test(row, show, person)));
}

/**
 * Whether a highlight passes.
 * @param {number} row
 * @param {number} itsShow the row of the chosen show
 * @param {number} somebody the row of the chosen person
 */
function test(row, itsShow, somebody) {
  const { of, show, person, tag, since, until, only } = chosen;
  const at = episodeOf(row);
  if (of && (at >= 0 && data.episode.spoken[at] === 1 ? "podcast" : "written") !== of) return false;
  if (show && showOf(row) !== itsShow) return false;
  if (person && !(peopleIn(row).includes(somebody) || hostsOrVisits(somebody, at))) return false;
  if (tag && !data.highlight.tags.at(row).some((each) => folded(each) === folded(tag))) return false;
  if (only === "noted" && !index.notes.size(row)) return false;
  if (only === "favourite" && !data.highlight.favorite[row]) return false;
  if (!since && !until) return true;
  const date = heard(row) || published(row);
  return Boolean(date) && (!since || date >= since) && (!until || date.slice(0, until.length) <= until);
}

/**
 * @param {number} person
 * @param {number} episode
 */
const hostsOrVisits = (person, episode) =>
  episode >= 0 && (data.episode.hosts.at(episode).includes(person) || data.episode.guests.at(episode).includes(person));

export const filtered = () => passing !== null;
/** @param {number} row */
export const passes = (row) => passing === null || passing[row] === 1;

/**
 * The highlights of a thing that pass.
 * @param {import("./data.js").Kind} kind
 * @param {number} row
 * @returns {number[]}
 */
export function highlightsOf(kind, row) {
  const all = Array.from(index.highlights[kind].at(row));
  return passing ? all.filter(passes) : all;
}

/** Every highlight that passes. */
export function everyHighlight() {
  const rows = [];
  for (let row = 0; row < count("highlight"); row++) if (passes(row)) rows.push(row);
  return rows;
}

/** How far the rows of each kind reach, while this filter is in force. @type {Partial<Record<Kind, Reached>>} */
let reached = {};

/**
 * How far everything of a kind reaches: its highlights, their episodes and shows. As the build counted it; with a filter in force, counted here.
 * @param {Kind} kind
 * @returns {Reached}
 */
export function reaches(kind) {
  const written = /** @type {Partial<Reached>} */ (kind === "note" ? {} : data[kind]);
  return (reached[kind] ||= passing || !written.shows ? countedOf(kind) : /** @type {Reached} */ (written));
}

/** @param {Kind} kind @returns {Reached} */
function countedOf(kind) {
  const { values, ends } = index.highlights[kind];
  const [highlights, episodes, shows] = [0, 0, 0].map(() => new Int32Array(ends.length));
  /** For which row each episode and show was last counted: a set for each of thousands of rows would cost more than the counting. */
  const [heardIn, saidOn] = [new Int32Array(count("episode")).fill(-1), new Int32Array(count("show")).fill(-1)];
  for (let row = 0, place = 0; row < ends.length; row++)
    for (; place < ends[row]; place++) {
      if (!passes(values[place])) continue;
      highlights[row]++;
      const [at, show] = [episodeOf(values[place]), showOf(values[place])];
      if (at >= 0 && heardIn[at] !== row) (episodes[row]++, (heardIn[at] = row));
      if (show >= 0 && saidOn[show] !== row) (shows[row]++, (saidOn[show] = row));
    }
  return { highlights, episodes, shows };
}

/**
 * How far one thing reaches.
 * @param {Kind} kind
 * @param {number} row
 */
export function reach(kind, row) {
  const { highlights, episodes, shows } = reaches(kind);
  return { highlights: highlights[row], episodes: episodes[row], shows: shows[row] };
}

/** The tags that highlights bear, with how many, most frequent first; spelled as first met. */
export function tagsInUse() {
  /** @type {Map<string, [string, number]>} */
  const found = new Map();
  for (let row = 0; row < count("highlight"); row++)
    for (const tag of data.highlight.tags.at(row)) {
      const known = found.get(folded(tag));
      if (known) known[1]++;
      else found.set(folded(tag), [tag, 1]);
    }
  return [...found.values()].sort((one, two) => two[1] - one[1] || (one[0] < two[0] ? -1 : 1));
}
