// Scenes: what the picture shows, in units of its own world. Three kinds: the whole map, a star around one thing, a way between two.

import { around } from "./around.js";
import { code, count, index, kindOf, label, rowOf } from "./data.js";
import { data } from "./store.js";
import { shortened, tidy } from "./text.js";

/** What a view asks to be drawn. @typedef {{whole?: boolean, theme?: number, star?: number, name?: string, path?: number[]}} Asked */
/** @typedef {{code: number, x: number, y: number, size: number, name: string, side?: number, ring?: number, alone?: boolean}} Point `size`: share of the largest */
/** @typedef {[number, number, number, boolean]} Line two points, the width, and whether it is one that counts */
/** @typedef {{theme: number, size: number, x: number, y: number, r: number, name: string}} Disc */
/**
 * @typedef {object} Scene
 * @property {Point[]} points
 * @property {Line[]} lines
 * @property {number[]} order points in the order in which they are named
 * @property {number} gap the usual distance between neighbours
 * @property {Disc[]} discs
 * @property {[number, number, number][]} bundles themes with lines between them, and how many
 * @property {number[][]} near
 * @property {boolean} star laid out for the size of the canvas
 */

const WORLD = 1000;
const LARGEST = 65535;
/** Themes smaller than this are a pair, not a place. */
const SMALLEST = 3;

/** @param {number} which */
const nameOf = (which) => tidy(label(kindOf(which), rowOf(which)));

/** @param {number} size @param {Line[]} lines @returns {number[][]} */
function neighbours(size, lines) {
  /** @type {number[][]} */
  const near = Array.from({ length: size }, () => []);
  for (const [a, b] of lines) {
    near[a].push(b);
    near[b].push(a);
  }
  return near;
}

/** All ideas where the build placed them. @returns {Scene} */
export function wholeScene() {
  const { idea, line } = data;
  const sizes = index.highlights.idea;
  let most = 1;
  for (let row = 0; row < sizes.length; row++) most = Math.max(most, sizes.size(row));
  /** @type {Point[]} */
  const points = Array.from({ length: count("idea") }, (_, row) => ({
    code: code("idea", row),
    x: (idea.x[row] / LARGEST) * WORLD,
    y: (idea.y[row] / LARGEST) * WORLD,
    size: Math.sqrt(Math.max(1, sizes.size(row)) / most),
    name: "",
    alone: index.lines.size(row) === 0,
  }));
  /** @type {Line[]} */
  const lines = Array.from(line.a, (a, row) => [a, line.b[row], 1, false]);
  /** @type {Disc[]} */
  const discs = Array.from({ length: count("theme") }, (_, row) => ({ theme: row, size: 0, x: 0, y: 0, r: 0, name: "" }));
  points.forEach((point, row) => {
    const disc = discs[idea.theme[row]];
    if (!disc) return;
    disc.size++;
    disc.x += point.x;
    disc.y += point.y;
  });
  for (const disc of discs) [disc.x, disc.y] = [disc.x / Math.max(1, disc.size), disc.y / Math.max(1, disc.size)];
  const linked = points.filter((point) => !point.alone);
  const gap = spacing(linked.length > 2 ? linked : points);
  // A disc holds nine of ten of its ideas: one that a later build placed afar would make it cover others.
  const far = discs.map(() => /** @type {number[]} */ ([]));
  points.forEach(
    (point, row) =>
      idea.theme[row] >= 0 && far[idea.theme[row]].push(Math.hypot(point.x - discs[idea.theme[row]].x, point.y - discs[idea.theme[row]].y)),
  );
  far.forEach((each, row) => {
    const sorted = each.sort((one, two) => one - two);
    discs[row].r = (sorted[Math.max(0, Math.ceil(sorted.length * 0.9) - 1)] || 0) + gap * 0.7;
    discs[row].name = tidy(label("theme", row));
  });
  /** @type {Map<number, number>} */
  const bundles = new Map();
  for (const [a, b] of lines) {
    const [one, two] = [idea.theme[a], idea.theme[b]].sort((x, y) => x - y);
    if (one >= 0 && one !== two) bundles.set(one * 65536 + two, (bundles.get(one * 65536 + two) || 0) + 1);
  }
  const order = points.map((_, row) => row).sort((one, two) => points[two].size - points[one].size || one - two);
  return {
    points,
    lines,
    order,
    gap,
    discs: discs.filter((each) => each.size >= SMALLEST),
    bundles: [...bundles].filter((each) => each[1] > 1).map(([key, times]) => [Math.floor(key / 65536), key % 65536, times]),
    near: neighbours(points.length, lines),
    star: false,
  };
}

/** The usual distance between a point and the nearest other: the median over a sample. @param {Point[]} points */
function spacing(points) {
  const step = Math.ceil(points.length / 50);
  const found = [];
  for (let one = 0; one < points.length; one += step) {
    let least = WORLD * WORLD;
    for (let two = 0; two < points.length; two++) {
      if (two === one) continue;
      const [dx, dy] = [points[two].x - points[one].x, points[two].y - points[one].y];
      least = Math.min(least, dx * dx + dy * dy);
    }
    found.push(Math.sqrt(least));
  }
  return found.sort((one, two) => one - two)[found.length >> 1] || WORLD / 4;
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
  const points = [{ code: centre, x: 0, y: 0, size: 1, name: shortened(tidy(name), 44), ring: 0 }];
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
      x: Math.cos(angle) * rx * far,
      y: Math.sin(angle) * ry * far,
      size: ring === 1 ? 0.35 + 0.5 * Math.sqrt(times / most) : 0.22,
      name: nameOf(which),
      side: Math.abs(Math.cos(angle)) < 0.3 ? 0 : Math.sign(Math.cos(angle)),
      ring,
    });
    lines.push([parent, here, ring === 1 ? 1 + 5 * (times / most) * Math.min(1, most / 3) : 1, true]);
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
  const placeOf = new Map(points.map((point, row) => [point.code, row]));
  for (let row = 0; row < data.line.a.length; row++) {
    const [one, two] = [placeOf.get(code("idea", data.line.a[row])), placeOf.get(code("idea", data.line.b[row]))];
    if (one && two && depth === 1) lines.unshift([one, two, 1, false]);
  }
  return {
    points,
    lines,
    order: points.map((_, row) => row),
    gap: 60,
    discs: [],
    bundles: [],
    near: neighbours(points.length, lines),
    star: true,
  };
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
      x: upright ? aside : along,
      y: upright ? along : aside,
      size: small ? 0.3 : 0.9,
      name: shortened(nameOf(which), small ? 30 : 40),
      side: upright ? 1 : 0,
    };
  });
  /** @type {Line[]} */
  const lines = codes.slice(1).map((_, at) => [at, at + 1, 2.5, true]);
  const order = points.map((_, row) => row).sort((one, two) => points[two].size - points[one].size || one - two);
  return { points, lines, order, gap: 60, discs: [], bundles: [], near: neighbours(points.length, lines), star: true };
}
