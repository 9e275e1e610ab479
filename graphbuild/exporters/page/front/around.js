// What stands around a thing: its neighbours by strength, and steps further out. The picture and its list both come from here.

import { code, index, kindOf, rowOf } from "./data.js";
import { filtered, highlightsOf, inForce, passes } from "./filter.js";
import { data } from "./store.js";
import { tally } from "./text.js";

/** @typedef {{code: number, times: number, from: number, ring: number}} Neighbour `times`: highlights shared; `from`: its place in the list's own order */

/**
 * What stands in some highlights, most frequent first.
 * @param {import("./store.js").Lists} lists
 * @param {number[]} highlights
 * @param {number} but
 */
function tallied({ values, ends }, highlights, but) {
  const members = [];
  for (const row of highlights)
    for (let at = row ? ends[row - 1] : 0; at < ends[row]; at++) if (values[at] !== but) members.push(values[at]);
  return tally(members);
}
/** @param {number[]} highlights @param {number} [but] */
export const ideasIn = (highlights, but = -1) => tallied(data.highlight.ideas, highlights, but);
/** @param {number[]} highlights @param {number} [but] */
export const peopleOf = (highlights, but = -1) => tallied(index.people, highlights, but);
/** @param {number[]} highlights @param {number} [but] */
export const worksIn = (highlights, but = -1) => tallied(data.highlight.works, highlights, but);

/**
 * [idea, times together, link or -1]: what an idea goes with, as the build ranked it; with a filter in force, by what is left.
 * @param {number} row
 * @returns {[number, number, number][]}
 */
export function companions(row) {
  const { idea, link } = data;
  const times = new Map(ideasIn(highlightsOf("idea", row), row));
  const linked = new Map(Array.from(index.links.idea.at(row), (each) => [link.a[each] === row ? link.b[each] : link.a[each], each]));
  const ranked = filtered() ? [] : Array.from(idea.near.at(row)).filter((other) => other !== row);
  const rest = [...times.keys()].filter((other) => !ranked.includes(other));
  return [...ranked, ...rest].map((other) => [other, times.get(other) || 0, linked.get(other) ?? -1]);
}

/**
 * The strongest neighbours of anything: ideas first, then people, works and what else it is made of.
 * @param {number} which
 * @param {number} most
 * @returns {[number, number][]} [code, times]
 */
export function neighbours(which, most) {
  const [kind, row] = [kindOf(which), rowOf(which)];
  const highlights = highlightsOf(kind, row);
  const ideas =
    kind === "idea"
      ? companions(row).map(([other, times]) => /** @type {[number, number]} */ ([other, Math.max(1, times)]))
      : kind === "theme"
        ? Array.from(data.theme.ideas.at(row), (each) => /** @type {[number, number]} */ ([each, index.highlights.idea.size(each)]))
        : ideasIn(highlights);
  const people = peopleOf(highlights, kind === "person" ? row : -1);
  const works = worksIn(highlights, kind === "work" ? row : -1);
  const near =
    kind === "highlight"
      ? Array.from(index.links.highlight.at(row), (each) => (data.link.a[each] === row ? data.link.b[each] : data.link.a[each])).filter(
          passes,
        )
      : [];
  const [forPeople, forWorks, forNear] = [Math.ceil(most * 0.22), Math.ceil(most * 0.12), Math.ceil(most * 0.25)];
  return [
    ...ideas
      .slice(0, most - Math.min(people.length, forPeople) - Math.min(works.length, forWorks) - Math.min(near.length, forNear))
      .map(([each, times]) => pair("idea", each, times)),
    ...people.slice(0, forPeople).map(([each, times]) => pair("person", each, times)),
    ...works.slice(0, forWorks).map(([each, times]) => pair("work", each, times)),
    ...near.slice(0, forNear).map((each) => pair("highlight", each, 1)),
  ];
}

/**
 * @param {import("./data.js").Kind} kind
 * @param {number} row
 * @param {number} times
 * @returns {[number, number]}
 */
const pair = (kind, row, times) => [code(kind, row), times];

/**
 * A thing's surroundings, ring by ring: each neighbour once, at its first ring, with the place of the one that brought it (-1: the centre).
 * @param {number} centre
 * @param {number} depth 1 to 3
 * @param {number} most in the first ring
 * @returns {Neighbour[]}
 */
export function around(centre, depth, most) {
  const wanted = [centre, depth, most, inForce()].join(" ");
  if (last?.wanted !== wanted) last = { wanted, found: grown(centre, depth, most) };
  return last.found;
}

/** The last answer: the picture and the list beside it ask the same. @type {{wanted: string, found: Neighbour[]} | null} */
let last = null;

/** @param {number} centre @param {number} depth @param {number} most */
function grown(centre, depth, most) {
  const seen = new Set([centre]);
  /** @type {Neighbour[]} */
  const found = [];
  /** @param {number} which @param {number} from @param {number} ring @param {number} room */
  const grow = (which, from, ring, room) => {
    let taken = 0;
    for (const [each, times] of neighbours(which, Math.max(room * 3, 9))) {
      if (taken >= room || seen.has(each) || (kindOf(each) === "highlight" && ring > 1)) continue;
      seen.add(each);
      found.push({ code: each, times, from, ring });
      taken++;
    }
  };
  for (const [each, times] of neighbours(centre, most)) {
    seen.add(each);
    found.push({ code: each, times, from: -1, ring: 1 });
  }
  for (let ring = 2; ring <= depth; ring++) {
    const before = found.map((each, place) => ({ each, place })).filter(({ each }) => each.ring === ring - 1);
    for (const { each, place } of before) grow(each.code, place, ring, ring === 2 ? 3 : 1);
  }
  return found;
}
