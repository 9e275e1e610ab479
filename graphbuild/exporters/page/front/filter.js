// The filter: which highlights count. It stands in the address, so that a link keeps it.

import { count, episodeOf, heard, index, published, showOf, peopleIn, find } from "./data.js";
import { data } from "./store.js";
import { folded } from "./text.js";

/** @typedef {"of" | "show" | "person" | "tag" | "since" | "until" | "only"} FilterName */

/** @type {FilterName[]} */
export const FILTERS = ["of", "show", "person", "tag", "since", "until", "only"];

/** The filter in force, by name; `of`: podcast or written, `only`: noted or favourite. */
export const chosen = /** @type {Record<FilterName, string>} */ ({ of: "", show: "", person: "", tag: "", since: "", until: "", only: "" });

/** 1 for each highlight that passes; null while everything does.
 * @type {Uint8Array | null} */
let passing = null;
let inForce = "";

/** Sets the filter to what an address says.
 * @param {URLSearchParams} query */
export function setFilter(query) {
  for (const name of FILTERS) chosen[name] = query.get(name) || "";
  const wanted = JSON.stringify(chosen);
  if (wanted === inForce) return;
  inForce = wanted;
  passing = FILTERS.some((name) => chosen[name]) ? Uint8Array.from({ length: count("highlight") }, (_, row) => Number(test(row))) : null;
}

/** @param {number} row */
function test(row) {
  const { of, show, person, tag, since, until, only } = chosen;
  const at = episodeOf(row);
  if (of && (at >= 0 && data.episode.spoken[at] === 1 ? "podcast" : "written") !== of) return false;
  if (show && showOf(row) !== find("show", show)) return false;
  if (person && !(peopleIn(row).includes(find("person", person)) || hostsOrVisits(find("person", person), at))) return false;
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
export const everyHighlight = () => Array.from({ length: count("highlight") }, (_, row) => row).filter(passes);

/**
 * How far something reaches: its highlights, their episodes and shows.
 * @param {import("./data.js").Kind} kind
 * @param {number} row
 */
export function reach(kind, row) {
  seen ||= { stamp: 0, episodes: new Int32Array(count("episode")), shows: new Int32Array(count("show")) };
  const stamp = ++seen.stamp;
  const far = { highlights: 0, episodes: 0, shows: 0 };
  const { values, ends } = index.highlights[kind];
  for (let place = row ? ends[row - 1] : 0; place < ends[row]; place++) {
    if (!passes(values[place])) continue;
    far.highlights++;
    const [at, show] = [episodeOf(values[place]), showOf(values[place])];
    if (at >= 0 && seen.episodes[at] !== stamp) (far.episodes++, (seen.episodes[at] = stamp));
    if (show >= 0 && seen.shows[show] !== stamp) (far.shows++, (seen.shows[show] = stamp));
  }
  return far;
}

/** By which call of `reach` each episode and show was last counted: a set for each of thousands of things would cost more than the counting.
 * @type {{stamp: number, episodes: Int32Array, shows: Int32Array} | null} */
let seen = null;

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
