// The picture on a canvas: its camera, pointer and keys. Nothing moves by itself, and a list holds the same things.

import { address } from "./address.js";
import { count, index, kindOf, label, rowOf } from "./data.js";
import { byId, el, say } from "./dom.js";
import { discAt, draw as drawScene, isLarge, onScreen, radius } from "./draw.js";
import { COLOURS } from "./parts.js";
import { pathScene, starScene, wholeScene } from "./scene.js";
import { counted } from "./text.js";

/** @typedef {import("./scene.js").Asked} Asked */

/** @type {HTMLCanvasElement} */
const canvas = byId("map");
const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
/** @type {Record<string, string>} */
const colour = {};
const camera = { k: 1, dx: 0, dy: 0, width: 1, height: 1 };
let ratio = 1;
/** @type {import("./scene.js").Scene | null} */
let scene = null;
/** @type {import("./scene.js").Scene | null} */
let whole = null;
/** @type {Asked | null} */
let asked = null;
let depth = 1;
/** The point under the pointer or chosen by keys. */
let at = -1;
/** The last full picture, and the camera it was drawn with. @type {{copy: HTMLCanvasElement, k: number, dx: number, dy: number} | null} */
let still = null;
let before = { k: 1, dx: 0, dy: 0 };
let settle = 0;
/** @type {(hash: string) => void} */
let open = () => {};

/** Whether there is enough to draw. */
export const hasMap = () => count("idea") >= 3;

/** What the style sheet calls the colours of the picture. */
const NAMED = [
  "ink",
  "quiet",
  "edge",
  "accent",
  "paper",
  "person",
  "work",
  "cx",
  ...Array.from({ length: COLOURS }, (_, each) => `c${each}`),
];

/** Reads the colours anew when they are next needed: after light has become dark, or the reverse. */
export function forgetColours() {
  delete colour.ink;
  if (scene) draw();
}

function readColours() {
  const probes = NAMED.map((name) => el("i", { class: name }));
  byId("paint").replaceChildren(...probes);
  probes.forEach((probe, at) => {
    colour[NAMED[at]] = getComputedStyle(probe).color;
  });
}

/**
 * Called by the router.
 * @param {Asked | null} wanted
 * @param {number} steps how many steps from the centre a star shows
 * @param {(hash: string) => void} go
 */
export function showPicture(wanted, steps, go) {
  open = go;
  depth = steps;
  asked = wanted;
  const shown = wanted !== null && (wanted.whole ? hasMap() : true);
  byId("stage").hidden = !shown;
  at = -1;
  scene = null;
  if (!wanted || !shown) return;
  byId("stage").classList.toggle("whole", Boolean(wanted.whole) && wanted.theme === undefined);
  byId("steps").hidden = wanted.star === undefined;
  for (const each of byId("steps").querySelectorAll("button"))
    each.setAttribute("aria-pressed", String(Number(each.dataset.steps) === depth));
  measure();
  scene = made();
  if (wanted.star !== undefined && (scene?.points.length || 0) < 2) {
    byId("stage").hidden = true; // nothing around it: a single point is no picture
    scene = null;
    return;
  }
  canvas.setAttribute("aria-label", described());
  rest();
  fit();
}

/** The scene that is asked for. @returns {import("./scene.js").Scene | null} */
function made() {
  if (!asked) return null;
  if (asked.whole) return (whole ||= wholeScene());
  if (asked.path) return pathScene(asked.path, camera);
  const room = { width: camera.width, height: camera.height - above() };
  return asked.star === undefined ? null : starScene(asked.star, asked.name || label(kindOf(asked.star), rowOf(asked.star)), depth, room);
}

/** What a narrow picture leaves free for the buttons above it, in pixels. */
const above = () => (asked?.star !== undefined && camera.width < 560 ? 36 : 0);
/** What a map leaves free for the caption below it, in pixels; on a phone there is none. */
const below = () => (camera.width < 560 ? 0 : 28);

/** What the picture is, in words. */
function described() {
  if (!asked || !scene) return "";
  if (asked.whole)
    return `Map of ${counted(count("idea"), "idea")}${asked.theme !== undefined ? `, in the light of the theme ${label("theme", asked.theme)}` : ""}`;
  if (asked.path) return `A way of ${counted(scene.points.length, "thing")}`;
  return `${scene.points[0].name} and ${counted(scene.points.length - 1, "thing")} around it`;
}

/** What the caption says while nothing is chosen. */
function rest() {
  byId("caption").textContent = asked?.whole
    ? `${counted(scene?.points.length || 0, "idea")}. Near and same colour: often said together.`
    : asked?.path
      ? "The words that join them stand beside."
      : "Thicker: together more often.";
}

function measure() {
  const box = canvas.getBoundingClientRect();
  ratio = Math.min(2, devicePixelRatio || 1);
  camera.width = Math.max(1, box.width);
  camera.height = Math.max(1, box.height);
  const [width, height] = [Math.round(camera.width * ratio), Math.round(camera.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  still = null;
}

function fit() {
  if (!scene) return;
  if (scene.star) [camera.k, camera.dx, camera.dy] = [1, camera.width / 2, (camera.height + above()) / 2];
  else {
    const chosen = asked?.theme;
    const focus = chosen !== undefined ? scene.discs.filter((disc) => disc.theme === chosen) : [];
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const each of focus.length ? focus : [...scene.points, ...scene.discs]) {
      const r = "r" in each ? each.r * (focus.length ? 1.5 : 1) : scene.gap * 0.5;
      [left, right, top, bottom] = [
        Math.min(left, each.x - r),
        Math.max(right, each.x + r),
        Math.min(top, each.y - r),
        Math.max(bottom, each.y + r),
      ];
    }
    const edge = Math.min(32, camera.width * 0.06);
    camera.k = Math.min(
      (camera.width - 2 * edge) / Math.max(right - left, scene.gap),
      (camera.height - below() - 2 * edge) / Math.max(bottom - top, scene.gap),
      110 / scene.gap,
    );
    camera.dx = camera.width / 2 - ((left + right) / 2) * camera.k;
    camera.dy = (camera.height - below()) / 2 - ((top + bottom) / 2) * camera.k;
  }
  draw();
}

/** What of the picture lies under buttons. @returns {import("./draw.js").Box[]} */
function covered() {
  const origin = canvas.getBoundingClientRect();
  return [...document.querySelectorAll(".tools, #caption, #steps")]
    .map((each) => each.getBoundingClientRect())
    .filter((box) => box.width > 0)
    .map((box) => [box.left - origin.left - 4, box.top - origin.top - 4, box.right - origin.left + 4, box.bottom - origin.top + 4]);
}

/** Everything that a drawing of what is now to be seen needs, for another pen. @returns {Omit<import("./draw.js").Drawing, "pen"> | null} */
export const drawn = () =>
  scene && {
    scene,
    camera: { ...camera },
    colour: { ...colour },
    family: getComputedStyle(document.body).fontFamily,
    at,
    theme: asked?.theme ?? -1,
    taken: [],
  };

/** The canvas with what is now to be seen. */
export const picture = () => canvas;

function draw() {
  if (!scene) return;
  if (!colour.ink) readColours();
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.globalAlpha = 1;
  pen.clearRect(0, 0, camera.width, camera.height);
  drawScene({ .../** @type {NonNullable<ReturnType<typeof drawn>>} */ (drawn()), pen, taken: covered() });
  still = null;
}

/** After the camera moved: a small scene is drawn anew; a large one as its last picture, shifted, until it rests. */
function moved() {
  if (!scene) return;
  if (!isLarge(scene)) return draw();
  if (!still) {
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [canvas.width, canvas.height];
    copy.getContext("2d")?.drawImage(canvas, 0, 0);
    still = { copy, ...before };
  }
  const scale = camera.k / still.k;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.globalAlpha = 1;
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(
    still.copy,
    (camera.dx - still.dx * scale) * ratio,
    (camera.dy - still.dy * scale) * ratio,
    canvas.width * scale,
    canvas.height * scale,
  );
  clearTimeout(settle);
  settle = setTimeout(draw, 120);
}

/** Changes the camera; the still picture needs to know what it was before. @param {() => void} change */
function turn(change) {
  if (!still) before = { k: camera.k, dx: camera.dx, dy: camera.dy };
  change();
  moved();
}

const pan = (/** @type {number} */ x, /** @type {number} */ y) =>
  turn(() => {
    camera.dx += x;
    camera.dy += y;
  });

/** @param {number} times @param {number} [x] @param {number} [y] */
function zoom(times, x = camera.width / 2, y = camera.height / 2) {
  const k = Math.max(0.05, Math.min(60, camera.k * times));
  turn(() => {
    camera.dx = x - ((x - camera.dx) * k) / camera.k;
    camera.dy = y - ((y - camera.dy) * k) / camera.k;
    camera.k = k;
  });
}

/** @param {number} x @param {number} y */
function pointAt(x, y) {
  if (!scene) return -1;
  // Seen from afar a map is its themes: only what is right under the pointer is an idea.
  let least = !scene.star && scene.gap * camera.k < 13 ? 5 : 18;
  let best = -1;
  for (let row = 0; row < scene.points.length; row++) {
    const [px, py] = onScreen(camera, scene.points[row]);
    const far = Math.hypot(px - x, py - y) - radius(scene, camera, scene.points[row]);
    if (far < least) [best, least] = [row, far];
  }
  return best;
}

/** @param {number} row @param {boolean} spoken */
function choose(row, spoken) {
  if (row === at || !scene) return;
  at = row;
  const point = scene.points[row];
  if (!point || point.code < 0) rest();
  else {
    const words = `${(point.name ||= label(kindOf(point.code), rowOf(point.code)))}: ${counted(index.highlights[kindOf(point.code)].size(rowOf(point.code)), "highlight")}`;
    byId("caption").textContent = words;
    if (spoken) say(words);
  }
  draw();
}

/** @param {number} which */
const enter = (which) => {
  if (which >= 0 && which !== asked?.star) open(address(kindOf(which), rowOf(which)));
};

/** What a click at a place opens: the thing there, else the theme. @param {number} x @param {number} y */
const enterAt = (x, y) => {
  const row = pointAt(x, y);
  enter(scene && row >= 0 ? scene.points[row].code : scene ? discAt(scene, camera, x, y) : -1);
};

/** The nearest point in a direction, those straight ahead first. @param {number} x @param {number} y */
function step(x, y) {
  if (!scene) return;
  if (at < 0) return choose(scene.order[scene.star && scene.order.length > 1 ? 1 : 0], true);
  const [fx, fy] = onScreen(camera, scene.points[at]);
  let best = -1;
  let least = Infinity;
  scene.points.forEach((point, row) => {
    const [px, py] = onScreen(camera, point);
    const ahead = (px - fx) * x + (py - fy) * y;
    const aside = Math.abs((px - fx) * y) + Math.abs((py - fy) * x);
    if (row !== at && ahead > 1 && aside < 2 * ahead && ahead + 2 * aside < least) [best, least] = [row, ahead + 2 * aside];
  });
  if (best < 0) return;
  choose(best, true);
  const [px, py] = onScreen(camera, scene.points[best]);
  if (px < 30 || py < 30 || px > camera.width - 30 || py > camera.height - 30) pan(camera.width / 2 - px, camera.height / 2 - py);
}

/** @param {KeyboardEvent} event */
function keyed(event) {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (way && event.shiftKey) pan(-60 * way[0], -60 * way[1]);
  else if (way) step(way[0], way[1]);
  else if (event.key === "Enter") enter(scene && at >= 0 ? scene.points[at].code : -1);
  else if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") fit();
  else if (event.key === "Escape") {
    choose(-1, false);
    byId("text").focus();
  } else return;
  event.preventDefault();
}

function watchPointer() {
  /** The fingers or the mouse button that are down. @type {Map<number, [number, number]>} */
  const down = new Map();
  let dragged = 0;
  /** @param {MouseEvent} event @returns {[number, number]} */
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (!down.size) dragged = 0;
    down.set(event.pointerId, place(event));
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = place(event);
    const last = down.get(event.pointerId);
    if (!last) {
      const over = pointAt(x, y);
      canvas.classList.toggle("over", over >= 0 || (scene !== null && discAt(scene, camera, x, y) >= 0));
      return choose(over, false);
    }
    const held = [...down.values()];
    down.set(event.pointerId, [x, y]);
    dragged += Math.hypot(x - last[0], y - last[1]);
    if (dragged < 4) return;
    if (down.size === 2) {
      const now = [...down.values()];
      const apart = (/** @type {[number, number][]} */ [one, two]) => Math.hypot(one[0] - two[0], one[1] - two[1]) || 1;
      zoom(apart(now) / apart(held), (now[0][0] + now[1][0]) / 2, (now[0][1] + now[1][1]) / 2);
    } else pan(x - last[0], y - last[1]);
  });
  const up = (/** @type {PointerEvent} */ event) => {
    if (down.delete(event.pointerId) && event.type === "pointerup" && dragged < 5) enterAt(...place(event));
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => {
    if (!down.size) choose(-1, false);
  });
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), ...place(event));
    },
    { passive: false },
  );
}

export function startMap() {
  watchPointer();
  canvas.addEventListener("keydown", keyed);
  byId("zoom-in").addEventListener("click", () => zoom(1.4));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  byId("fit").addEventListener("click", fit);
  new ResizeObserver(() => {
    if (byId("stage").hidden || !scene) return;
    const box = canvas.getBoundingClientRect();
    if (Math.abs(box.width - camera.width) < 1 && Math.abs(box.height - camera.height) < 1) return;
    measure();
    if (scene.star) scene = made();
    fit();
  }).observe(byId("stage"));
}
