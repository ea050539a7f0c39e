// Resources as dots on vis-network's canvas. They are painted in a few strokes a frame, not as nodes: thousands stay smooth.
atlas.dots = (() => {
  const { data, filters, theme } = atlas;
  let size = 3.4; // radius in the drawing's units
  const CELL = 24;
  const HEALTHS = ["skipped", "unknown", "alive", "uncertain", "dead"];
  let cells = new Map();
  let moved = null; // positions that a focus gives its resources; null on the map

  const at = (row) => (moved ? moved.get(row) : row);
  const cellOf = (x, y) => `${Math.floor(x / CELL)}:${Math.floor(y / CELL)}`;

  const index = (rows) => {
    cells = new Map();
    for (const row of rows) {
      const { x, y } = at(row);
      const cell = cellOf(x, y);
      if (!cells.has(cell)) cells.set(cell, []);
      cells.get(cell).push(row);
    }
  };

  const place = (positions) => {
    moved = positions;
    size = positions ? 4 : 3.4 * data.all.swell;
    index(positions ? positions.keys() : data.all.resources);
  };

  const rows = () => (moved ? [...moved.keys()] : data.all.resources);

  // The nearest dot within reach (in the drawing's units), or nothing.
  const hit = (x, y, reach) => {
    let best = null;
    let least = reach;
    const steps = Math.ceil(reach / CELL);
    for (let dx = -steps; dx <= steps; dx += 1) {
      for (let dy = -steps; dy <= steps; dy += 1) {
        for (const row of cells.get(cellOf(x + dx * CELL, y + dy * CELL)) ?? []) {
          const far = Math.hypot(at(row).x - x, at(row).y - y);
          if (far < least) [best, least] = [row, far];
        }
      }
    }
    return best;
  };

  // Shapes differ as well as colours: a full dot is alive, a ring could not be told, a cross is dead.
  const SHAPES = {
    dot: (ctx, x, y, r) => {
      ctx.moveTo(x + r, y);
      ctx.arc(x, y, r, 0, 2 * Math.PI);
    },
    cross: (ctx, x, y, r) => {
      ctx.moveTo(x - r, y - r);
      ctx.lineTo(x + r, y + r);
      ctx.moveTo(x + r, y - r);
      ctx.lineTo(x - r, y + r);
    },
    speck: (ctx, x, y, r) => ctx.rect(x - r, y - r, 2 * r, 2 * r),
  };
  const LOOK = {
    alive: ["dot", true],
    uncertain: ["dot", false],
    dead: ["cross", false],
    skipped: ["dot", false],
    unknown: ["dot", false],
  };

  const paintOne = (ctx, group, health, alpha, scale) => {
    const far = scale < 0.32;
    const [shape, full] = far ? ["speck", true] : LOOK[health];
    const r = far ? 1.1 / scale : shape === "cross" ? size * 0.85 : full ? size : size * 0.8;
    ctx.globalAlpha = alpha;
    ctx.fillStyle = theme.colours[health];
    ctx.strokeStyle = theme.colours[health];
    ctx.lineWidth = Math.max(size * 0.42, 1 / scale);
    ctx.beginPath();
    for (const row of group) SHAPES[shape](ctx, at(row).x, at(row).y, r);
    if (full) ctx.fill();
    else ctx.stroke();
  };

  // `lit`: the resources that stand out while something is selected, or null.
  const paint = (ctx, scale, box, lit) => {
    const groups = new Map();
    const shown = filters.shown.set;
    for (const row of rows()) {
      const { x, y } = at(row);
      if (x < box.left || x > box.right || y < box.top || y > box.bottom) continue;
      const bright = shown.has(row) && (!lit || lit.has(row));
      const name = `${row.health}:${bright}`;
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(row);
    }
    for (const bright of [false, true]) {
      for (const health of HEALTHS) {
        const group = groups.get(`${health}:${bright}`);
        if (group) paintOne(ctx, group, health, bright ? 1 : 0.16, scale);
      }
    }
    ctx.globalAlpha = 1;
  };

  const ring = (ctx, row, scale, colour) => {
    const spot = row && at(row);
    if (!spot) return;
    ctx.beginPath();
    ctx.arc(spot.x, spot.y, size + 3.5, 0, 2 * Math.PI);
    ctx.strokeStyle = colour;
    ctx.lineWidth = Math.max(2, 2 / scale);
    ctx.stroke();
  };

  return { place, hit, paint, ring, at };
})();
