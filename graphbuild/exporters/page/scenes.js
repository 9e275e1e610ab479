// ---- Scenes: what the map shows, in world units ---------------------------------------------------------------------------
//
// A scene is {points: [{idea, x, y, size, name}], lines: [[a, b, width, strong]], …}; sizes are shares of the largest point.

/** All ideas where the build placed them. */
function wholeScene() {
  const { idea: ideas, line, community } = table;
  const most = Math.max(1, ...of.highlights.idea.map((each) => each.length));
  const points = ideas.slug.map((_, row) => ({
    idea: row,
    x: (ideas.x[row] / 65535) * WORLD,
    y: (ideas.y[row] / 65535) * WORLD,
    size: Math.sqrt(Math.max(1, of.highlights.idea[row].length) / most),
    name: tidy(label("idea", row)),
  }));
  const lines = line.a.map((a, each) => [a, line.b[each], 1, false]);
  const discs = community.size.map((size, number) => ({ number, size, x: 0, y: 0, r: 0 }));
  ideas.community.forEach((number, row) => {
    if (number < 0) return;
    discs[number].x += points[row].x / discs[number].size;
    discs[number].y += points[row].y / discs[number].size;
  });
  const near = neighbours(points, lines);
  points.forEach((point, row) => {
    point.alone = !near[row].length;
  });
  const linked = points.filter((_, row) => near[row].length);
  const gap = spacing(linked.length > 2 ? linked : points);
  ideas.community.forEach((number, row) => {
    if (number >= 0)
      discs[number].r = Math.max(discs[number].r, Math.hypot(points[row].x - discs[number].x, points[row].y - discs[number].y) + gap * 0.55);
  });
  const bundles = new Map();
  for (const [a, b] of lines) {
    const [one, two] = [ideas.community[a], ideas.community[b]].sort((x, y) => x - y);
    if (one !== two) bundles.set(`${one} ${two}`, [one, two, (bundles.get(`${one} ${two}`)?.[2] || 0) + 1]);
  }
  // The first idea of each community is named first, then the ideas with most highlights.
  const leaders = new Set(community.ideas.filter((_, number) => community.size[number] > 2).map((each) => each[0]));
  const order = points
    .map((_, row) => row)
    .sort((one, two) => leaders.has(two) - leaders.has(one) || points[two].size - points[one].size || one - two);
  return {
    points,
    lines,
    order,
    gap,
    leaders,
    discs: discs.filter((each) => each.size > 2),
    bundles: [...bundles.values()].filter((each) => each[2] > 1),
    centres: discs,
    near,
    star: false,
  };
}

/** The usual distance between a point and the nearest other: the median over a sample. */
function spacing(points) {
  const step = Math.ceil(points.length / 200);
  const found = [];
  for (let one = 0; one < points.length; one += step) {
    let least = WORLD;
    points.forEach((each, two) => {
      if (two !== one) least = Math.min(least, Math.hypot(each.x - points[one].x, each.y - points[one].y));
    });
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
  const around = shown
    .map(([idea, times], rank) => ({ idea, times, rank }))
    .sort((one, two) => table.idea.community[one.idea] - table.idea.community[two.idea] || one.rank - two.rank);
  const rx = Math.max(60, view.width / 2 - Math.min(170, view.width * 0.3));
  const ry = Math.max(60, view.height / 2 - (narrow() ? 40 : 64));
  const points = [{ idea: centre, x: 0, y: 0, size: 1, name: shortened(tidy(name), 44) }];
  const lines = [];
  around.forEach(({ idea, times }, number) => {
    const angle = (2 * Math.PI * (number + 0.5)) / around.length - Math.PI / 2;
    const far = around.length > 9 && number % 2 ? 0.7 : 1;
    points.push({
      idea,
      x: Math.cos(angle) * rx * far,
      y: Math.sin(angle) * ry * far,
      size: 0.35 + 0.5 * Math.sqrt(times / most),
      name: tidy(label("idea", idea)),
      side: Math.abs(Math.cos(angle)) < 0.3 ? 0 : Math.sign(Math.cos(angle)),
    });
    lines.push([0, number + 1, 1 + 5 * (times / most) * Math.min(1, most / 3), true]);
  });
  const rowOf = new Map(points.map((point, row) => [point.idea, row]));
  table.line.a.forEach((a, each) => {
    const b = table.line.b[each];
    if (a !== centre && b !== centre && rowOf.has(a) && rowOf.has(b)) lines.unshift([rowOf.get(a), rowOf.get(b), 1, false]);
  });
  return {
    points,
    lines,
    order: points.map((_, row) => row),
    gap: 60,
    discs: [],
    bundles: [],
    near: neighbours(points, lines),
    star: true,
  };
}
