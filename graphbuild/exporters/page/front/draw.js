// Drawing a scene with a camera: discs, lines, shapes, names. The pen is the canvas, or an SVG that is being saved.

import { code, kindOf, label, rowOf } from "./data.js";
import { COLOURS } from "./parts.js";
import { shortened, tidy } from "./text.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./scene.js").Point} Point */
/** The camera turns the world into the screen: x * k + dx. @typedef {{k: number, dx: number, dy: number, width: number, height: number}} Camera */
/** @typedef {[number, number, number, number]} Box left, top, right, bottom */
/** What of the canvas is used. @typedef {Pick<CanvasRenderingContext2D, "beginPath" | "moveTo" | "lineTo" | "quadraticCurveTo" | "arc" | "rect" | "closePath" | "stroke" | "fill" | "fillText" | "strokeText" | "measureText" | "globalAlpha" | "fillStyle" | "strokeStyle" | "lineWidth" | "lineJoin" | "font" | "textAlign" | "textBaseline" | "direction">} Pen */
/**
 * @typedef {object} Drawing
 * @property {Pen} pen
 * @property {Scene} scene
 * @property {Camera} camera
 * @property {Record<string, string>} colour
 * @property {string} family
 * @property {number} at the point that is chosen, -1 for none
 * @property {number} theme the theme in whose light the map stands, -1 for all
 * @property {Box[]} taken what no name may cover
 */

/** Names of a map that stand even where they cover a point. */
const NAMED_ANYHOW = 10;
/** Lines; above, those between themes are bundled while the map is far. */
const MANY = 1500;
/** Whether a scene has so many lines that it is not drawn anew while it moves. @param {Scene} scene */
export const isLarge = (scene) => scene.faint[0].length > MANY;

/** @param {Camera} camera @param {{x: number, y: number}} point @returns {[number, number]} */
export const onScreen = (camera, point) => [point.x * camera.k + camera.dx, point.y * camera.k + camera.dy];

/** @param {Scene} scene @param {Camera} camera @param {Point} point */
export const radius = (scene, camera, point) =>
  scene.star ? 4 + 10 * point.size : Math.max(1.6, Math.min(16, scene.gap * camera.k * (point.alone ? 0.13 : 0.16 + 0.3 * point.size)));

/** @param {Record<string, string>} colour @param {Point} point */
function colourOf(colour, { code: which, theme }) {
  const kind = which >= 0 ? kindOf(which) : "idea";
  if (kind === "theme") return colour[`c${rowOf(which) % COLOURS}`];
  if (kind !== "idea") return kind === "person" ? colour.person : kind === "work" ? colour.work : colour.ink;
  return theme < 0 ? colour.cx : colour[`c${theme % COLOURS}`];
}

/** @param {Drawing} drawing */
export function draw(drawing) {
  const { pen, scene, at } = drawing;
  pen.globalAlpha = 1;
  const lit = at >= 0 ? new Set([at, ...scene.near(at)]) : null;
  discs(drawing);
  lines(drawing, lit);
  points(drawing, lit);
  names(drawing, lit);
}

/** @param {Drawing} drawing */
function discs({ pen, scene, camera, colour, theme }) {
  for (const disc of scene.discs) {
    pen.globalAlpha = theme < 0 ? 0.1 : disc.theme === theme ? 0.16 : 0.04;
    pen.fillStyle = colour[`c${disc.theme % COLOURS}`];
    pen.beginPath();
    pen.arc(...onScreen(camera, disc), disc.r * camera.k, 0, 7);
    pen.fill();
  }
  pen.globalAlpha = 1;
}

/** @param {Pen} pen @param {[number, number]} from @param {[number, number]} to @param {number} bend */
function curve(pen, [x1, y1], [x2, y2], bend) {
  pen.moveTo(x1, y1);
  if (bend) pen.quadraticCurveTo((x1 + x2) / 2 + (y2 - y1) * bend, (y1 + y2) / 2 + (x1 - x2) * bend, x2, y2);
  else pen.lineTo(x2, y2);
}

/** @param {Drawing} drawing @param {Set<number> | null} lit */
function lines({ pen, scene, camera, colour, at, theme }, lit) {
  const many = isLarge(scene);
  const bundled = many && scene.gap * camera.k < 26;
  const bend = many || scene.star ? 0 : 0.1;
  pen.strokeStyle = colour.edge;
  if (bundled) {
    const centre = new Map(scene.discs.map((disc) => [disc.theme, disc]));
    for (const [one, two, times] of scene.bundles) {
      const [from, to] = [centre.get(one), centre.get(two)];
      if (!from || !to) continue;
      pen.globalAlpha = theme < 0 ? 0.5 : one === theme || two === theme ? 0.6 : 0.12;
      pen.lineWidth = Math.min(7, 0.5 + times * 0.12);
      pen.beginPath();
      curve(pen, onScreen(camera, from), onScreen(camera, to), 0.08);
      pen.stroke();
    }
  }
  pen.globalAlpha = lit ? 0.2 : scene.star ? 0.5 : theme < 0 ? 0.7 : 0.3;
  pen.lineWidth = 1;
  faint(pen, scene, camera, bundled, bend);
  /** @param {number} a @param {number} b @param {number} towards @param {number} width @param {number} alpha */
  const line = (a, b, towards, width, alpha) => {
    pen.globalAlpha = alpha;
    pen.strokeStyle = colourOf(colour, scene.points[towards]);
    pen.lineWidth = width;
    pen.beginPath();
    curve(pen, onScreen(camera, scene.points[a]), onScreen(camera, scene.points[b]), bend);
    pen.stroke();
  };
  const strong = new Set(scene.lines.flatMap(([a, b]) => (a === at ? b : b === at ? a : [])));
  if (lit) for (const other of scene.near(at)) if (!strong.has(other)) line(Math.min(at, other), Math.max(at, other), other, 1.6, 0.8);
  for (const [a, b, width] of scene.lines) line(a, b, b, width, lit && a !== at && b !== at ? 0.15 : 0.5);
  pen.globalAlpha = 1;
}

/** The thin lines, as many as lie on the screen. @param {Pen} pen @param {Scene} scene @param {Camera} camera @param {boolean} bundled @param {number} bend */
function faint(pen, { points, faint: [from, to] }, { k, dx, dy, width, height }, bundled, bend) {
  let batch = 0;
  pen.beginPath();
  for (let at = 0; at < from.length; at++) {
    const one = points[from[at]];
    const two = points[to[at]];
    if (bundled && one.theme !== two.theme) continue;
    const x1 = one.x * k + dx;
    const y1 = one.y * k + dy;
    const x2 = two.x * k + dx;
    const y2 = two.y * k + dy;
    if ((x1 < 0 && x2 < 0) || (y1 < 0 && y2 < 0) || (x1 > width && x2 > width) || (y1 > height && y2 > height)) continue;
    if (bend) curve(pen, [x1, y1], [x2, y2], bend);
    else {
      pen.moveTo(x1, y1);
      pen.lineTo(x2, y2);
    }
    if (++batch % 100 === 0) {
      pen.stroke(); // one path of many thousand lines is no faster, and slow where lines cross
      pen.beginPath();
    }
  }
  pen.stroke();
}

/**
 * The outline of a thing: each kind has a shape of its own, so that no one needs the colours.
 * @param {Pen} pen
 * @param {string} kind
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
function shape(pen, kind, x, y, r) {
  pen.beginPath();
  if (kind === "work") pen.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7);
  else if (kind === "person") polygon(pen, x, y, r * 1.2, 4, -Math.PI / 2);
  else if (kind === "episode") polygon(pen, x, y, r * 1.25, 3, 0);
  else if (kind === "show") polygon(pen, x, y, r * 1.05, 6, 0);
  else if (kind === "highlight") polygon(pen, x, y, r * 1.2, 3, -Math.PI / 2);
  else pen.arc(x, y, r, 0, 7);
}

/** @param {Pen} pen @param {number} x @param {number} y @param {number} r @param {number} sides @param {number} turn */
function polygon(pen, x, y, r, sides, turn) {
  for (let at = 0; at < sides; at++) {
    const angle = turn + (2 * Math.PI * at) / sides;
    if (at) pen.lineTo(x + Math.cos(angle) * r, y + Math.sin(angle) * r);
    else pen.moveTo(x + Math.cos(angle) * r, y + Math.sin(angle) * r);
  }
  pen.closePath();
}

/** @param {Drawing} drawing @param {Set<number> | null} lit */
function points({ pen, scene, camera, colour, at, theme }, lit) {
  const outlined = scene.star || scene.points.length < 600;
  scene.points.forEach((point, row) => {
    const [x, y] = onScreen(camera, point);
    if (x < -20 || y < -20 || x > camera.width + 20 || y > camera.height + 20) return;
    const dim = lit ? !lit.has(row) : theme >= 0 && point.theme !== theme;
    pen.globalAlpha = dim ? 0.22 : 1;
    pen.fillStyle = colourOf(colour, point);
    const r = radius(scene, camera, point);
    shape(pen, point.code >= 0 ? kindOf(point.code) : "idea", x, y, r);
    pen.fill();
    if (outlined) {
      pen.strokeStyle = colour.paper;
      pen.lineWidth = 1.5;
      pen.stroke();
    }
    if (row === at || (scene.star && point.ring === 0)) {
      pen.globalAlpha = 1;
      pen.strokeStyle = colour.ink;
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(x, y, r + 5, 0, 7);
      pen.stroke();
    }
  });
  pen.globalAlpha = 1;
}

/** @param {Box} one @param {Box} two */
const overlap = (one, two) => one[0] < two[2] && one[2] > two[0] && one[1] < two[3] && one[3] > two[1];

/**
 * The name of a theme, which lists its first ideas, in at most two lines.
 * @param {string} name
 * @param {number} length
 */
const inLines = (name, length) =>
  name
    .split(/, | · /)
    .slice(0, 2)
    .map((each) => shortened(each, length));

/**
 * Names in the order of their weight, none upon another, and none under the buttons. A map seen from afar bears the names of its themes.
 * @param {Drawing} drawing
 * @param {Set<number> | null} lit
 */
function names(drawing, lit) {
  const { pen, scene, camera, colour, family, at, theme } = drawing;
  const taken = [...drawing.taken];
  const tiny = scene.gap * camera.k < 13;
  const fits = (/** @type {Box} */ box) =>
    box[0] >= 0 && box[1] >= 0 && box[2] <= camera.width && box[3] <= camera.height && !taken.some((each) => overlap(box, each));
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.textAlign = "left";
  const write = (/** @type {string} */ name, /** @type {Box} */ box, /** @type {number} */ alpha) => {
    const [left, middle] = [box[0] + 3, (box[1] + box[3]) / 2];
    taken.push(box);
    pen.globalAlpha = Math.min(alpha, 0.85);
    pen.strokeStyle = colour.paper;
    pen.lineWidth = 4;
    pen.strokeText(name, left, middle);
    pen.globalAlpha = alpha;
    pen.fillStyle = colour.ink;
    pen.fillText(name, left, middle);
  };
  if (!scene.star && (tiny || theme >= 0)) {
    const size = camera.width < 560 ? 12 : 13.5;
    pen.font = `650 ${size}px ${family}`;
    for (const disc of scene.discs) {
      if (theme >= 0 && disc.theme !== theme) continue;
      const [x, y] = onScreen(camera, disc);
      const spots = theme >= 0 ? [y - disc.r * camera.k - size] : [y, y - disc.r * camera.k * 0.6, y + disc.r * camera.k * 0.6];
      const rows = inLines(disc.name, theme >= 0 ? 40 : camera.width < 560 ? 16 : 22);
      const wide = Math.max(...rows.map((row) => pen.measureText(row).width));
      const tall = size * 1.25;
      const box = spots
        .map(
          (middle) =>
            /** @type {Box} */ ([x - wide / 2 - 3, middle - (tall * rows.length) / 2, x + wide / 2 + 3, middle + (tall * rows.length) / 2]),
        )
        .find(fits);
      if (!box) continue;
      rows.forEach((row, at) => {
        const half = pen.measureText(row).width / 2;
        write(row, [x - half - 3, box[1] + at * tall, x + half + 3, box[1] + (at + 1) * tall], lit ? 0.35 : 1);
      });
    }
    if (tiny && !lit && theme < 0) return;
  }
  const order = lit ? [at, ...scene.near(at), ...(scene.star ? scene.order : [])] : scene.order;
  const most = Math.min(160, (camera.width * camera.height) / (scene.star ? 3400 : 11000));
  const close = scene.star || scene.gap * camera.k > 30;
  const circles = scene.points.length > 400 ? [] : scene.points.map((point) => circle(drawing, point));
  let drawn = 0;
  for (const row of order.slice(0, 700)) {
    if (drawn >= most && !lit) break;
    const point = scene.points[row];
    const [x, y] = onScreen(camera, point);
    if (x < 0 || y < 0 || x > camera.width || y > camera.height || (!lit && !close && point.alone)) continue;
    if (theme >= 0 && !lit && point.theme !== theme) continue;
    const strong = row === at || (scene.star ? point.ring === 0 : false);
    const size = strong ? 14 : (point.ring || 0) > 1 ? 11.5 : 12.5;
    pen.font = `${strong ? 650 : 450} ${size}px ${family}`;
    point.name ||= tidy(label(kindOf(point.code), rowOf(point.code)));
    const name = shortened(point.name, strong ? 44 : (point.ring || 0) > 1 ? 22 : 30);
    const width = pen.measureText(name).width;
    const r = radius(scene, camera, point) + 5;
    const beside = point.side ? [[x + point.side * r + (point.side < 0 ? -width : 0), y]] : [];
    const usual = [
      [x - width / 2, y + r + size * 0.6],
      [x - width / 2, y - r - size * 0.6],
      [x + r, y],
      [x - r - width, y],
    ];
    const spots = scene.star && point.ring === 0 ? [[x - width / 2, y - r - size * 0.9], ...usual] : [...beside, ...usual];
    const free = spots
      .map(([left, middle]) => /** @type {Box} */ ([left - 3, middle - size * 0.65, left + width + 3, middle + size * 0.65]))
      .filter((box) => (row === at ? box[0] >= 0 && box[2] <= camera.width : fits(box)));
    // Not upon another point: on a map only the weightiest may be, whose names say where one is; nearer there is room for the rest.
    const clear = free.find((each) => !circles.some((other) => overlap(each, other)));
    const box = clear || (scene.star || lit || drawn < NAMED_ANYHOW ? free[0] : undefined);
    if (!box) continue;
    drawn++;
    write(name, box, lit && !lit.has(row) ? 0.35 : 1);
  }
  pen.globalAlpha = 1;
}

/** @param {Drawing} drawing @param {Point} point @returns {Box} */
function circle({ scene, camera }, point) {
  const [x, y] = onScreen(camera, point);
  const r = radius(scene, camera, point) - 2;
  return [x - r, y - r, x + r, y + r];
}

/** The theme whose disc lies at a place of the screen; -1 for none. @param {Scene} scene @param {Camera} camera @param {number} x @param {number} y */
export function discAt(scene, camera, x, y) {
  let best = -1;
  let least = Infinity;
  for (const disc of scene.discs) {
    const [cx, cy] = onScreen(camera, disc);
    const far = Math.hypot(cx - x, cy - y);
    if (far < disc.r * camera.k && far < least) [best, least] = [disc.theme, far];
  }
  return best < 0 ? -1 : code("theme", best);
}
