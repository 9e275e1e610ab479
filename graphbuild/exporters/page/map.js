// ---- The map on a canvas: all ideas, or a star around one thing; its camera, pointer and keys ----------------------------
//
// The camera turns the world of a scene into the screen: x * k + dx. Nothing moves by itself.

const COLOURS = 10;
const WORLD = 1000;
const MANY = 1500; // lines; above, the picture is kept as a bitmap while it moves, and lines between communities are bundled

const canvas = byId("map");
const pen = canvas.getContext("2d");
const colour = {};
const view = { k: 1, dx: 0, dy: 0, width: 1, height: 1, ratio: 1 };
let scene = null;
let whole = null; // the scene of all ideas, made once
let wanted = null; // what the page asked to be shown, to draw again after a resize
let at = -1; // the point under the pointer or chosen by keys
let still = null; // the last full picture and the camera it was drawn with
let settle = 0;

const hasMap = () => table.idea.slug.length >= 3;
const narrow = () => innerWidth < 860;
const tidy = (text) => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();

function readColours() {
  const probe = byId("paint");
  for (const name of ["ink", "quiet", "edge", "accent", "paper", "cx", ...Array.from({ length: COLOURS }, (_, each) => `c${each}`)]) {
    probe.className = name;
    colour[name] = getComputedStyle(probe).color;
  }
  still = null;
  if (scene) draw();
}

const colourOf = (idea) =>
  idea < 0 ? colour.ink : table.idea.community[idea] < 0 ? colour.cx : colour[`c${table.idea.community[idea] % COLOURS}`];

/** Called by the router: {all} or {star: {name, centre, ideas}} or null. */
function showOnMap(asked) {
  wanted = asked && hasMap() ? asked : null;
  byId("stage").hidden = !wanted || (!wanted.all && !wanted.star.ideas.length);
  byId("stage").classList.toggle("whole", Boolean(wanted?.all));
  at = -1;
  if (byId("stage").hidden) return;
  measure();
  scene = wanted.all ? (whole ||= wholeScene()) : starScene(wanted.star);
  canvas.setAttribute(
    "aria-label",
    wanted.all
      ? `Map of ${counted(table.idea.slug.length, "idea")}`
      : `${wanted.star.name} and ${counted(scene.points.length - 1, "idea")} around it`,
  );
  rest();
  fit();
}

/** What the caption says while nothing is chosen. */
function rest() {
  byId("caption").textContent = wanted?.all
    ? `${counted(scene.points.length, "idea")}. Near and same colour: often said together.`
    : wanted.star.caption || "Thicker: together more often.";
}

function measure() {
  const box = canvas.getBoundingClientRect();
  view.ratio = Math.min(2, devicePixelRatio || 1);
  view.width = Math.max(1, box.width);
  view.height = Math.max(1, box.height);
  canvas.width = Math.round(view.width * view.ratio);
  canvas.height = Math.round(view.height * view.ratio);
  still = null;
}

function fit() {
  if (scene.star) [view.k, view.dx, view.dy] = [1, view.width / 2, view.height / 2];
  else {
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const { x, y, r = scene.gap * 0.5 } of [...scene.points, ...scene.discs]) {
      [left, right, top, bottom] = [Math.min(left, x - r), Math.max(right, x + r), Math.min(top, y - r), Math.max(bottom, y + r)];
    }
    const edge = Math.min(32, view.width * 0.06);
    view.k = Math.min(
      (view.width - 2 * edge) / Math.max(right - left, scene.gap),
      (view.height - 2 * edge) / Math.max(bottom - top, scene.gap),
      110 / scene.gap,
    );
    view.dx = view.width / 2 - ((left + right) / 2) * view.k;
    view.dy = view.height / 2 - ((top + bottom) / 2) * view.k;
  }
  draw();
}

/** After the camera moved: a small scene is drawn anew; a large one as its last picture, shifted, until it rests. */
function moved() {
  if (scene.lines.length <= MANY) return draw();
  if (!still) {
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [canvas.width, canvas.height];
    copy.getContext("2d").drawImage(canvas, 0, 0);
    still = { copy, k: moved.k, dx: moved.dx, dy: moved.dy };
  }
  const scale = view.k / still.k;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(
    still.copy,
    (view.dx - still.dx * scale) * view.ratio,
    (view.dy - still.dy * scale) * view.ratio,
    canvas.width * scale,
    canvas.height * scale,
  );
  clearTimeout(settle);
  settle = setTimeout(draw, 120);
}

/** Changes the camera; `still` needs to know what it was before. */
function camera(change) {
  if (!still) [moved.k, moved.dx, moved.dy] = [view.k, view.dx, view.dy];
  change();
  moved();
}

const pan = (x, y) =>
  camera(() => {
    view.dx += x;
    view.dy += y;
  });

function zoom(times, x = view.width / 2, y = view.height / 2) {
  const k = Math.max(0.05, Math.min(60, view.k * times));
  camera(() => {
    view.dx = x - ((x - view.dx) * k) / view.k;
    view.dy = y - ((y - view.dy) * k) / view.k;
    view.k = k;
  });
}

function pointAt(x, y) {
  let best = -1;
  let least = 18;
  scene.points.forEach((point, row) => {
    const [px, py] = onScreen(point);
    const far = Math.hypot(px - x, py - y) - radius(point);
    if (far < least) [best, least] = [row, far];
  });
  return best;
}

function choose(row, spoken) {
  if (row === at) return;
  at = row;
  const point = scene.points[row];
  if (!point || point.idea < 0) rest();
  else {
    const words = `${point.name}: ${counted(of.highlights.idea[point.idea].length, "highlight")}`;
    byId("caption").textContent = words;
    if (spoken) say(words);
  }
  draw();
}

const openPoint = (row) => {
  if (row >= 0 && scene.points[row].idea >= 0) go(address("idea", scene.points[row].idea));
};

/** The nearest point in a direction, those straight ahead first. */
function step(x, y) {
  if (at < 0) return choose(scene.order[0], true);
  const [fx, fy] = onScreen(scene.points[at]);
  let best = -1;
  let least = Infinity;
  scene.points.forEach((point, row) => {
    const [px, py] = onScreen(point);
    const ahead = (px - fx) * x + (py - fy) * y;
    const aside = Math.abs((px - fx) * y) + Math.abs((py - fy) * x);
    if (row !== at && ahead > 1 && aside < 2 * ahead && ahead + 2 * aside < least) [best, least] = [row, ahead + 2 * aside];
  });
  if (best < 0) return;
  choose(best, true);
  const [px, py] = onScreen(scene.points[best]);
  if (px < 30 || py < 30 || px > view.width - 30 || py > view.height - 30) pan(view.width / 2 - px, view.height / 2 - py);
}

function startMap() {
  if (!hasMap()) return;
  const down = new Map(); // the fingers or the mouse button that are down: id -> [x, y]
  let dragged = 0;
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
      canvas.classList.toggle("over", over >= 0 && scene.points[over].idea >= 0);
      return choose(over, false);
    }
    const before = [...down.values()];
    down.set(event.pointerId, [x, y]);
    dragged += Math.hypot(x - last[0], y - last[1]);
    if (dragged < 4) return;
    if (down.size === 2) {
      const after = [...down.values()];
      const apart = ([one, two]) => Math.hypot(one[0] - two[0], one[1] - two[1]) || 1;
      zoom(apart(after) / apart(before), (after[0][0] + after[1][0]) / 2, (after[0][1] + after[1][1]) / 2);
    } else pan(x - last[0], y - last[1]);
  });
  const up = (event) => {
    if (down.delete(event.pointerId) && event.type === "pointerup" && dragged < 5) openPoint(pointAt(...place(event)));
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
  canvas.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (way && event.shiftKey) pan(-60 * way[0], -60 * way[1]);
    else if (way) step(...way);
    else if (event.key === "Enter") openPoint(at);
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") fit();
    else if (event.key === "Escape") {
      choose(-1, false);
      byId("text").focus();
    } else return;
    event.preventDefault();
  });
  byId("zoom-in").addEventListener("click", () => zoom(1.4));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  byId("fit").addEventListener("click", fit);
  new ResizeObserver(() => {
    if (byId("stage").hidden) return;
    const box = canvas.getBoundingClientRect();
    if (Math.abs(box.width - view.width) < 1 && Math.abs(box.height - view.height) < 1) return;
    measure();
    if (scene.star) scene = starScene(wanted.star);
    fit();
  }).observe(byId("stage"));
}
