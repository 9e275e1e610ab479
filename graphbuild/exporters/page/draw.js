// ---- Drawing a scene with the camera of map.js: discs, lines, points, names -----------------------------------------------

const onScreen = (point) => [point.x * view.k + view.dx, point.y * view.k + view.dy];
const radius = (point) =>
  scene.star ? 5 + 9 * point.size : Math.max(1.8, Math.min(16, scene.gap * view.k * (point.alone ? 0.13 : 0.16 + 0.3 * point.size)));

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
    if (
      (from[0] < 0 && to_[0] < 0) ||
      (from[1] < 0 && to_[1] < 0) ||
      (from[0] > view.width && to_[0] > view.width) ||
      (from[1] > view.height && to_[1] > view.height)
    )
      continue;
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
  const taken = [...document.querySelectorAll(".tools, #caption")]
    .map((each) => each.getBoundingClientRect())
    .map((box) => [box.left - origin.left - 4, box.top - origin.top - 4, box.right - origin.left + 4, box.bottom - origin.top + 4]);
  const order = lit ? [at, ...scene.near[at], ...(scene.star ? scene.order : [])] : scene.order;
  const most = Math.min(160, (view.width * view.height) / (scene.star ? 3800 : 12000));
  const close = scene.star || scene.gap * view.k > 30;
  const tiny = scene.gap * view.k < 13;
  const circles =
    scene.points.length > 400
      ? []
      : scene.points.map((point) => [...onScreen(point), radius(point) - 2]).map(([x, y, r]) => [x - r, y - r, x + r, y + r]);
  const overlap = (one, two) => one[0] < two[2] && one[2] > two[0] && one[1] < two[3] && one[3] > two[1];
  const family = getComputedStyle(document.body).fontFamily;
  let drawn = 0;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  for (const row of order.slice(0, 700)) {
    if (drawn >= most && !lit) break;
    const point = scene.points[row];
    const [x, y] = onScreen(point);
    if (x < 0 || y < 0 || x > view.width || y > view.height || (!lit && !close && (point.alone || (tiny && !scene.leaders.has(row)))))
      continue;
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
      .filter(
        (box) =>
          box[0] >= 0 &&
          box[1] >= 0 &&
          box[2] <= view.width &&
          box[3] <= view.height &&
          (row === at || !taken.some((each) => overlap(box, each))),
      );
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
