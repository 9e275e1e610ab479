// ---- The map on a canvas: all ideas, or a star around one thing -----------------------------------------------------------
//
// A scene is {points: [{idea, x, y, size, name}], lines: [[a, b, width, strong]], discs, star}: places in world units, sizes in
// shares of the largest point. The camera turns world into screen: x * k + dx. Nothing moves by itself.

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

const colourOf = (idea) => (idea < 0 ? colour.ink : table.idea.community[idea] < 0 ? colour.cx : colour[`c${table.idea.community[idea] % COLOURS}`]);

/** All ideas where the build placed them. */
function wholeScene() {
  const { idea: ideas, line, community } = table;
  const most = Math.max(1, ...of.highlights.idea.map((each) => each.length));
  const points = ideas.slug.map((_, row) => ({ idea: row, x: (ideas.x[row] / 65535) * WORLD, y: (ideas.y[row] / 65535) * WORLD, size: Math.sqrt(Math.max(1, of.highlights.idea[row].length) / most), name: tidy(label("idea", row)) }));
  const lines = line.a.map((a, each) => [a, line.b[each], 1, false]);
  const discs = community.size.map((size, number) => ({ number, size, x: 0, y: 0, r: 0 }));
  ideas.community.forEach((number, row) => {
    if (number < 0) return;
    discs[number].x += points[row].x / discs[number].size;
    discs[number].y += points[row].y / discs[number].size;
  });
  const near = neighbours(points, lines);
  points.forEach((point, row) => { point.alone = !near[row].length; });
  const linked = points.filter((_, row) => near[row].length);
  const gap = spacing(linked.length > 2 ? linked : points);
  ideas.community.forEach((number, row) => {
    if (number >= 0) discs[number].r = Math.max(discs[number].r, Math.hypot(points[row].x - discs[number].x, points[row].y - discs[number].y) + gap * 0.7);
  });
  const bundles = new Map();
  for (const [a, b] of lines) {
    const [one, two] = [ideas.community[a], ideas.community[b]].sort((x, y) => x - y);
    if (one !== two) bundles.set(`${one} ${two}`, [one, two, (bundles.get(`${one} ${two}`)?.[2] || 0) + 1]);
  }
  // The first idea of each community is named first, then the ideas with most highlights.
  const leaders = new Set(community.ideas.filter((_, number) => community.size[number] > 2).map((each) => each[0]));
  const order = points.map((_, row) => row).sort((one, two) => leaders.has(two) - leaders.has(one) || points[two].size - points[one].size || one - two);
  return { points, lines, order, gap, leaders, discs: discs.filter((each) => each.size > 2), bundles: [...bundles.values()].filter((each) => each[2] > 1), centres: discs, near, star: false };
}

/** The usual distance between a point and the nearest other: the median over a sample. */
function spacing(points) {
  const step = Math.ceil(points.length / 200);
  const found = [];
  for (let one = 0; one < points.length; one += step) {
    let least = WORLD;
    points.forEach((each, two) => { if (two !== one) least = Math.min(least, Math.hypot(each.x - points[one].x, each.y - points[one].y)); });
    found.push(least);
  }
  return found.sort((one, two) => one - two)[found.length >> 1] || WORLD / 4;
}

function neighbours(points, lines) {
  const near = points.map(() => []);
  for (const [a, b] of lines) {
    near[a].push(b);
    near[b].push(a);
  }
  return near;
}

/** A thing in the middle and its ideas around it; nearer and thicker is stronger. Laid out for the size of the canvas. */
function starScene({ name, centre, ideas }) {
  const shown = ideas.slice(0, narrow() ? 8 : 20);
  const most = Math.max(1, ...shown.map((each) => each[1]));
  const around = shown.map(([idea, times], rank) => ({ idea, times, rank })).sort((one, two) => table.idea.community[one.idea] - table.idea.community[two.idea] || one.rank - two.rank);
  const rx = Math.max(60, view.width / 2 - Math.min(170, view.width * 0.3));
  const ry = Math.max(60, view.height / 2 - (narrow() ? 40 : 64));
  const points = [{ idea: centre, x: 0, y: 0, size: 1, name: shortened(tidy(name), 44) }];
  const lines = [];
  around.forEach(({ idea, times }, number) => {
    const angle = (2 * Math.PI * (number + 0.5)) / around.length - Math.PI / 2;
    const far = around.length > 9 && number % 2 ? 0.7 : 1;
    points.push({ idea, x: Math.cos(angle) * rx * far, y: Math.sin(angle) * ry * far, size: 0.35 + 0.5 * Math.sqrt(times / most), name: tidy(label("idea", idea)), side: Math.abs(Math.cos(angle)) < 0.3 ? 0 : Math.sign(Math.cos(angle)) });
    lines.push([0, number + 1, 1 + 5 * (times / most) * Math.min(1, most / 3), true]);
  });
  const rowOf = new Map(points.map((point, row) => [point.idea, row]));
  table.line.a.forEach((a, each) => {
    const b = table.line.b[each];
    if (a !== centre && b !== centre && rowOf.has(a) && rowOf.has(b)) lines.unshift([rowOf.get(a), rowOf.get(b), 1, false]);
  });
  return { points, lines, order: points.map((_, row) => row), gap: 60, discs: [], bundles: [], near: neighbours(points, lines), star: true };
}

/** Called by the router: {all} or {star: {name, centre, ideas}} or null. */
function showOnMap(asked) {
  wanted = asked && hasMap() ? asked : null;
  byId("stage").hidden = !wanted || (!wanted.all && !wanted.star.ideas.length);
  byId("stage").classList.toggle("whole", Boolean(wanted?.all));
  at = -1;
  if (byId("stage").hidden) return;
  measure();
  scene = wanted.all ? (whole ||= wholeScene()) : starScene(wanted.star);
  canvas.setAttribute("aria-label", wanted.all ? `Map of ${counted(table.idea.slug.length, "idea")}` : `${wanted.star.name} and ${counted(scene.points.length - 1, "idea")} around it`);
  rest();
  fit();
}

/** What the caption says while nothing is chosen. */
function rest() {
  byId("caption").textContent = wanted?.all ? `${counted(scene.points.length, "idea")}. Near and same colour: often said together.` : wanted.star.caption || "Thicker: together more often.";
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
    const [xs, ys] = [scene.points.map((each) => each.x), scene.points.map((each) => each.y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const edge = Math.min(70, view.width * 0.12);
    view.k = Math.min((view.width - 2 * edge) / Math.max(right - left, scene.gap), (view.height - 2 * edge) / Math.max(bottom - top, scene.gap), 110 / scene.gap);
    view.dx = view.width / 2 - ((left + right) / 2) * view.k;
    view.dy = view.height / 2 - ((top + bottom) / 2) * view.k;
  }
  draw();
}

const onScreen = (point) => [point.x * view.k + view.dx, point.y * view.k + view.dy];
const radius = (point) => (scene.star ? 5 + 9 * point.size : Math.max(1.8, Math.min(16, scene.gap * view.k * (point.alone ? 0.13 : 0.16 + 0.3 * point.size))));

function draw() {
  pen.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  pen.globalAlpha = 1;
  pen.clearRect(0, 0, view.width, view.height);
  const lit = at >= 0 ? new Set([at, ...scene.near[at]]) : null;
  drawDiscs();
  drawLines(lit);
  drawPoints(lit);
  drawNames(lit);
  still = null;
}

function drawDiscs() {
  for (const disc of scene.discs) {
    pen.globalAlpha = 0.09;
    pen.fillStyle = colour[`c${disc.number % COLOURS}`];
    pen.beginPath();
    pen.arc(...onScreen(disc), disc.r * view.k, 0, 7);
    pen.fill();
  }
  pen.globalAlpha = 1;
}

function curve([x1, y1], [x2, y2], bend) {
  pen.moveTo(x1, y1);
  if (bend) pen.quadraticCurveTo((x1 + x2) / 2 + (y2 - y1) * bend, (y1 + y2) / 2 + (x1 - x2) * bend, x2, y2);
  else pen.lineTo(x2, y2);
}

function drawLines(lit) {
  const bundled = scene.lines.length > MANY && scene.gap * view.k < 26;
  const bend = scene.lines.length > MANY || scene.star ? 0 : 0.1;
  const { community } = table.idea;
  pen.strokeStyle = colour.edge;
  if (bundled) {
    for (const [one, two, times] of scene.bundles) {
      if (one < 0) continue;
      pen.globalAlpha = 0.5;
      pen.lineWidth = Math.min(7, 0.5 + times * 0.12);
      pen.beginPath();
      curve(onScreen(scene.centres[one]), onScreen(scene.centres[two]), 0.08);
      pen.stroke();
    }
  }
  pen.globalAlpha = lit ? 0.25 : scene.star ? 0.55 : 0.75;
  pen.lineWidth = 1;
  let batch = 0;
  pen.beginPath();
  for (const [a, b, , strong] of scene.lines) {
    const [one, two] = [scene.points[a], scene.points[b]];
    if (strong || (bundled && community[one.idea] !== community[two.idea])) continue;
    const [from, to_] = [onScreen(one), onScreen(two)];
    if ((from[0] < 0 && to_[0] < 0) || (from[1] < 0 && to_[1] < 0) || (from[0] > view.width && to_[0] > view.width) || (from[1] > view.height && to_[1] > view.height)) continue;
    curve(from, to_, bend);
    if (++batch % 100 === 0) {
      pen.stroke(); // one path of many thousand lines is no faster, and slow where lines cross
      pen.beginPath();
    }
  }
  pen.stroke();
  for (const [a, b, width, strong] of scene.lines) {
    const bright = lit && (a === at || b === at);
    if (!strong && !bright) continue;
    const other = scene.points[a === at || strong ? b : a];
    pen.globalAlpha = lit && !bright ? 0.15 : strong ? 0.5 : 0.8;
    pen.strokeStyle = colourOf(other.idea);
    pen.lineWidth = strong ? width : 1.6;
    pen.beginPath();
    curve(onScreen(scene.points[a]), onScreen(scene.points[b]), bend);
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

function drawPoints(lit) {
  const outline = scene.star || scene.points.length < 600;
  scene.points.forEach((point, row) => {
    const [x, y] = onScreen(point);
    if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) return;
    pen.globalAlpha = lit && !lit.has(row) ? 0.25 : 1;
    pen.fillStyle = colourOf(point.idea);
    pen.beginPath();
    pen.arc(x, y, radius(point), 0, 7);
    pen.fill();
    if (outline) {
      pen.strokeStyle = colour.paper;
      pen.lineWidth = 1.5;
      pen.stroke();
    }
    if (row === at || (scene.star && row === 0)) {
      pen.globalAlpha = 1;
      pen.strokeStyle = colour.ink;
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(x, y, radius(point) + 4, 0, 7);
      pen.stroke();
    }
  });
  pen.globalAlpha = 1;
}

/** Names in the order of their weight, none upon another, and none under the buttons. */
function drawNames(lit) {
  const origin = canvas.getBoundingClientRect();
  const taken = [...document.querySelectorAll(".tools, #caption")].map((each) => each.getBoundingClientRect()).map((box) => [box.left - origin.left - 4, box.top - origin.top - 4, box.right - origin.left + 4, box.bottom - origin.top + 4]);
  const order = lit ? [at, ...scene.near[at], ...(scene.star ? scene.order : [])] : scene.order;
  const most = Math.min(160, (view.width * view.height) / (scene.star ? 3800 : 12000));
  const close = scene.star || scene.gap * view.k > 30;
  const tiny = scene.gap * view.k < 13;
  const circles = scene.points.length > 400 ? [] : scene.points.map((point) => [...onScreen(point), radius(point) - 2]).map(([x, y, r]) => [x - r, y - r, x + r, y + r]);
  const overlap = (one, two) => one[0] < two[2] && one[2] > two[0] && one[1] < two[3] && one[3] > two[1];
  const family = getComputedStyle(document.body).fontFamily;
  let drawn = 0;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  for (const row of order.slice(0, 700)) {
    if (drawn >= most && !lit) break;
    const point = scene.points[row];
    const [x, y] = onScreen(point);
    if (x < 0 || y < 0 || x > view.width || y > view.height || (!lit && !close && (point.alone || (tiny && !scene.leaders.has(row))))) continue;
    const strong = row === at || (scene.star ? row === 0 : scene.leaders.has(row));
    const size = strong ? (narrow() || tiny ? 13 : 14) : 12.5;
    pen.font = `${strong ? 650 : 450} ${size}px ${family}`;
    const name = shortened(point.name, strong ? 44 : 30);
    const width = pen.measureText(name).width;
    const r = radius(point) + 5;
    const beside = point.side ? [[x + point.side * r + (point.side < 0 ? -width : 0), y]] : [];
    const spots = [...beside, [x - width / 2, y + r + size * 0.6], [x - width / 2, y - r - size * 0.6], [x + r, y], [x - r - width, y]];
    const free = (scene.star && row === 0 ? [[x - width / 2, y - r - size * 0.9]] : spots)
      .map(([left, middle]) => [left - 3, middle - size * 0.65, left + width + 3, middle + size * 0.65])
      .filter((box) => box[0] >= 0 && box[1] >= 0 && box[2] <= view.width && box[3] <= view.height && (row === at || !taken.some((each) => overlap(box, each))));
    const box = free.find((each) => !circles.some((circle) => overlap(each, circle))) || free[0]; // rather not upon another point
    if (box) {
      const [left, middle] = [box[0] + 3, (box[1] + box[3]) / 2];
      taken.push(box);
      drawn++;
      pen.globalAlpha = 0.85;
      pen.strokeStyle = colour.paper;
      pen.lineWidth = 4;
      pen.textAlign = "left";
      pen.strokeText(name, left, middle);
      pen.globalAlpha = lit && !lit.has(row) ? 0.35 : 1;
      pen.fillStyle = colour.ink;
      pen.fillText(name, left, middle);
    }
  }
  pen.globalAlpha = 1;
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
  pen.drawImage(still.copy, (view.dx - still.dx * scale) * view.ratio, (view.dy - still.dy * scale) * view.ratio, canvas.width * scale, canvas.height * scale);
  clearTimeout(settle);
  settle = setTimeout(draw, 120);
}

/** Changes the camera; `still` needs to know what it was before. */
function camera(change) {
  if (!still) [moved.k, moved.dx, moved.dy] = [view.k, view.dx, view.dy];
  change();
  moved();
}

const pan = (x, y) => camera(() => { view.dx += x; view.dy += y; });

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

const openPoint = (row) => { if (row >= 0 && scene.points[row].idea >= 0) go(address("idea", scene.points[row].idea)); };

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
  canvas.addEventListener("pointerleave", () => { if (!down.size) choose(-1, false); });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), ...place(event));
  }, { passive: false });
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
