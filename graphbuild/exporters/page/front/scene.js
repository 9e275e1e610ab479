// Scenes: what the picture shows, in units of its own world. Three kinds: the whole map, a star around one thing, a way between two.

import { around } from "./around.js";
import { code, count, index, kindOf, label, rowOf } from "./data.js";
import { data, facts } from "./store.js";
import { shortened, tidy } from "./text.js";

/** What a view asks to be drawn. @typedef {{whole?: boolean, theme?: number, star?: number, name?: string, path?: number[]}} Asked */
/** @typedef {{code: number, theme: number, x: number, y: number, size: number, name: string, side?: number, ring?: number, alone?: boolean}} Point `size`: share of the largest */
/** @typedef {[number, number, number]} Line two points, and the width */
/** @typedef {{theme: number, size: number, x: number, y: number, r: number, name: string}} Disc */
/**
 * @typedef {object} Scene
 * @property {Point[]} points
 * @property {Line[]} lines
 * @property {ArrayLike<number>[]} faint thin lines: the points at their one end, and those at their other
 * @property {number[]} order points in the order in which they are named
 * @property {number} gap the usual distance between neighbours
 * @property {Disc[]} discs
 * @property {[number, number, number][]} bundles themes with lines between them, and how many
 * @property {(point: number) => number[]} near points that a line joins to a point
 * @property {boolean} star laid out for the size of the canvas
 */

const WORLD = 1000;
const LARGEST = 65535;
/** Themes smaller than this are a pair, not a place. */
const SMALLEST = 3;

/** @param {number} which */
const nameOf = (which) => tidy(label(kindOf(which), rowOf(which)));

/** @param {number} which */
const themeOf = (which) => (which >= 0 && kindOf(which) === "idea" ? data.idea.theme[rowOf(which)] : -1);

/** @param {number} size @param {Line[]} lines @param {number[][]} faint */
function neighbours(size, lines, [one, two]) {
  /** @type {number[][]} */
  const near = Array.from({ length: size }, () => []);
  const join = (/** @type {number} */ a, /** @type {number} */ b) => (near[a].push(b), near[b].push(a));
  one.forEach((a, at) => join(a, two[at]));
  for (const [a, b] of lines) join(a, b);
  return (/** @type {number} */ point) => near[point];
}

/** All ideas where the build placed them. @returns {Scene} */
export function wholeScene() {
  const { idea, line } = data;
  const most = idea.highlights.reduce((one, two) => Math.max(one, two), 1);
  const linked = new Uint8Array(count("idea"));
  for (let row = 0; row < line.a.length; row++) linked[line.a[row]] = linked[line.b[row]] = 1;
  const [xs, ys] = [idea.x, idea.y].map((places) => Float64Array.from(places, (each) => (each / LARGEST) * WORLD));
  /** @type {Point[]} */
  const points = [];
  for (let row = 0; row < count("idea"); row++)
    points.push({
      code: code("idea", row),
      theme: idea.theme[row],
      x: xs[row],
      y: ys[row],
      size: Math.sqrt(Math.max(1, idea.highlights[row]) / most),
      name: "",
      alone: !linked[row],
    });
  const gap = (facts.gap / LARGEST) * WORLD;
  const weight = Array.from(idea.highlights, (each) => Math.max(1, each));
  return {
    points,
    lines: [],
    faint: [line.a, line.b],
    order: points.map((_, row) => row).sort((one, two) => weight[two] - weight[one] || one - two),
    gap,
    discs: discsOf(xs, ys, gap),
    bundles: bundlesOf(),
    near: (row) => Array.from(index.lines.at(row)),
    star: false,
  };
}

/** The place of each theme: the middle of its ideas, and as wide as nine of ten of them lie. One that a later build placed afar would make it cover others.
 * @param {Float64Array} xs @param {Float64Array} ys @param {number} gap @returns {Disc[]} */
function discsOf(xs, ys, gap) {
  const { theme } = data.idea;
  /** @type {number[][]} */
  const members = Array.from({ length: count("theme") }, () => []);
  theme.forEach((its, row) => its >= 0 && members[its].push(row));
  return members.flatMap((rows, its) => {
    if (rows.length < SMALLEST) return [];
    const [x, y] = [xs, ys].map((places) => rows.reduce((sum, row) => sum + places[row], 0) / rows.length);
    const far = Float64Array.from(rows, (row) => Math.hypot(xs[row] - x, ys[row] - y)).sort();
    return [{ theme: its, size: rows.length, x, y, r: far[Math.ceil(far.length * 0.9) - 1] + gap * 0.7, name: tidy(label("theme", its)) }];
  });
}

/** Pairs of themes that more than one line joins, and how many do. @returns {[number, number, number][]} */
function bundlesOf() {
  const { idea, line } = data;
  const themes = count("theme");
  /** @type {Map<number, number>} */
  const times = new Map();
  for (let row = 0; row < line.a.length; row++) {
    const [one, two] = [idea.theme[line.a[row]], idea.theme[line.b[row]]];
    if (one < 0 || two < 0 || one === two) continue;
    const pair = Math.min(one, two) * themes + Math.max(one, two);
    times.set(pair, (times.get(pair) || 0) + 1);
  }
  return [...times].filter((each) => each[1] > 1).map(([pair, each]) => [Math.floor(pair / themes), pair % themes, each]);
}

/**
 * A thing in the middle and what stands around it, ring by ring; each branch keeps its own sector.
 * @param {number} centre
 * @param {string} name
 * @param {number} depth
 * @param {{width: number, height: number}} room
 * @returns {Scene}
 */
export function starScene(centre, name, depth, { width, height }) {
  const narrow = width < 560;
  const found = around(centre, depth, narrow ? 9 : depth > 1 ? 14 : 20);
  const most = Math.max(1, ...found.filter((each) => each.ring === 1).map((each) => each.times));
  // Leaves below each branch decide how wide its sector is.
  const children = found.map(() => /** @type {number[]} */ ([]));
  /** @type {number[]} */
  const first = [];
  found.forEach((each, place) => (each.from < 0 ? first : children[each.from]).push(place));
  const theme = (/** @type {number} */ place) =>
    kindOf(found[place].code) === "idea" ? data.idea.theme[rowOf(found[place].code)] : 1000 + (found[place].code & 7);
  first.sort((one, two) => theme(one) - theme(two) || one - two);
  /** @type {(place: number) => number} */
  const leaves = (place) =>
    Math.max(
      1,
      children[place].reduce((sum, each) => sum + leaves(each), 0),
    );
  const all = first.reduce((sum, each) => sum + leaves(each), 0) || 1;
  const rx = Math.max(60, width / 2 - Math.min(150, width * 0.27));
  const ry = Math.max(60, height / 2 - (narrow ? 34 : 60));
  /** @type {Point[]} */
  const points = [{ code: centre, theme: themeOf(centre), x: 0, y: 0, size: 1, name: shortened(tidy(name), 44), ring: 0 }];
  /** @type {Line[]} */
  const lines = [];
  /** @type {(place: number, from: number, turn: number, rank: number, parent: number) => void} */
  const put = (place, from, turn, rank, parent) => {
    const { code: which, ring, times } = found[place];
    const span = leaves(place) / all;
    const angle = 2 * Math.PI * (turn + span / 2) - Math.PI / 2;
    const far = depth === 1 ? (first.length > 9 && rank % 2 ? 0.7 : 1) : depth === 2 ? [0, 0.48, 1][ring] : [0, 0.36, 0.7, 1][ring];
    const here = points.length;
    points.push({
      code: which,
      theme: themeOf(which),
      x: Math.cos(angle) * rx * far,
      y: Math.sin(angle) * ry * far,
      size: ring === 1 ? 0.35 + 0.5 * Math.sqrt(times / most) : 0.22,
      name: nameOf(which),
      side: Math.abs(Math.cos(angle)) < 0.3 ? 0 : Math.sign(Math.cos(angle)),
      ring,
    });
    lines.push([parent, here, ring === 1 ? 1 + 5 * (times / most) * Math.min(1, most / 3) : 1]);
    let at = turn;
    children[place].forEach((each, number) => {
      put(each, from, at, number, here);
      at += leaves(each) / all;
    });
  };
  let turn = 0;
  first.forEach((place, rank) => {
    put(place, 0, turn, rank, 0);
    turn += leaves(place) / all;
  });
  const faint = depth === 1 ? linesAmong(points) : [[], []];
  return {
    points,
    lines,
    faint,
    order: points.map((_, row) => row),
    gap: 60,
    discs: [],
    bundles: [],
    near: neighbours(points.length, lines, faint),
    star: true,
  };
}

/** The lines of the map between the points around the first. @param {Point[]} points */
function linesAmong(points) {
  const placeOf = new Map(points.map((point, at) => [point.code, at]));
  /** @type {number[][]} */
  const [from, to] = [[], []];
  for (let at = 1; at < points.length; at++) {
    if (kindOf(points[at].code) !== "idea") continue;
    for (const other of index.lines.at(rowOf(points[at].code))) {
      const its = placeOf.get(code("idea", other));
      if (its && its > at) (from.push(at), to.push(its)); // each line is met at both its ends
    }
  }
  return [from, to];
}

/**
 * A way between two things as a chain; highlights are its small links.
 * @param {number[]} codes
 * @param {{width: number, height: number}} room
 * @returns {Scene}
 */
export function pathScene(codes, { width, height }) {
  const upright = width < height * 0.9;
  const long = upright ? height - 120 : width - 240;
  const step = codes.length > 1 ? long / (codes.length - 1) : 0;
  /** @type {Point[]} */
  const points = codes.map((which, at) => {
    const [along, aside] = [at * step - long / 2, (at % 2 ? -1 : 1) * (codes.length > 3 ? 34 : 0)];
    const small = kindOf(which) === "highlight";
    return {
      code: which,
      theme: themeOf(which),
      x: upright ? aside : along,
      y: upright ? along : aside,
      size: small ? 0.3 : 0.9,
      name: shortened(nameOf(which), small ? 30 : 40),
      side: upright ? 1 : 0,
    };
  });
  /** @type {Line[]} */
  const lines = codes.slice(1).map((_, at) => [at, at + 1, 2.5]);
  const order = points.map((_, row) => row).sort((one, two) => points[two].size - points[one].size || one - two);
  const faint = [[], []];
  return { points, lines, faint, order, gap: 60, discs: [], bundles: [], near: neighbours(points.length, lines, faint), star: true };
}
