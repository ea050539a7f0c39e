// One thing and what belongs to it, alone on the map: what comes before on the left, what it leads to on the right.
atlas.focus = (() => {
  const { data, state, dots, theme, map } = atlas;
  const ROWS = { stage: 66, roadmap: 66, topic: 68 };
  const rowOf = (entity) => ROWS[entity.type] ?? 50;
  const HEAD = 42;
  const COLUMN = 320;
  const MOST = 16;
  let active = false;
  let drawn = []; // where the lines from the middle end
  let labels = [];

  // For each kind of thing the columns from left to right, each of titled groups; null is the thing itself.
  const columns = {
    topic: (topic) => [
      [
        ["Learn first", topic.requires.map((need) => need.topic)],
        ["Part of", topic.broader],
      ],
      null,
      [["Resources", topic.resources.filter(({ score }) => score >= 0.5).map(({ resource }) => resource)]],
      [
        ["Its parts", topic.narrower.filter((other) => other.resources.length)],
        ["Taught in", topic.stages.map(({ stage }) => stage)],
      ],
    ],
    stage: (stage) => [
      [
        [
          "Before",
          data.all.stages.filter((other) => other.roadmap === stage.roadmap && other.index === stage.index - 1),
        ],
      ],
      null,
      [["Resources", data.within(stage)]],
      [["Topics", stage.teaches.map(({ topic }) => topic)]],
    ],
    roadmap: (roadmap) => [null, [["Stages", roadmap.stages]]],
    resource: (resource) => [
      [["Stages", resource.stages]],
      null,
      [["Topics", resource.covers.map(({ topic }) => topic)]],
    ],
    note: (note) => [null, [["Resources", note.resources]]],
  };

  const labelled = (entity, x, y, chosen) => {
    const place = { id: map.nameOf(entity), kind: entity.type, x, y };
    if (entity.type === "stage")
      return { ...place, wide: chosen ? 260 : 230, tall: chosen ? 74 : 56, letters: chosen ? 20 : 16 };
    return {
      ...place,
      label: entity.title.slice(0, 90),
      size: 10,
      widthConstraint: entity.type === "resource" ? { minimum: 250, maximum: 250 } : 220,
      words: { size: chosen ? 24 : 16 },
    };
  };

  // The rows of a column below each other: [{ entity, y }] and the headings between.
  const stack = (groups, seen) => {
    const rows = [];
    const heads = [];
    let y = 0;
    const shown = groups.filter(([, entities]) => entities.some((entity) => !seen.has(entity)));
    const most = Math.floor(MOST / Math.max(1, shown.length));
    for (const [title, entities] of shown) {
      const fresh = entities.filter((entity) => !seen.has(entity));
      if (!fresh.length) continue;
      heads.push({ text: fresh.length > most ? `${title} (${most} of ${fresh.length})` : title, y: y + 26 });
      y += HEAD;
      for (const entity of fresh.slice(0, most)) {
        seen.add(entity);
        rows.push({ entity, y: y + rowOf(entity) / 2 });
        y += rowOf(entity);
      }
      y += HEAD / 2;
    }
    const middle = y / 2;
    for (const row of [...rows, ...heads]) row.y -= middle;
    return { rows, heads };
  };

  const layout = (entity) => {
    const seen = new Set([entity]);
    const parts = columns[entity.type](entity)
      .map((groups) => groups && stack(groups, seen))
      .filter((part) => part === null || part.rows.length);
    const middle = parts.indexOf(null);
    const positions = new Map();
    const nodes = [labelled(entity, 0, 0, true)];
    drawn = [];
    labels = [];
    parts.forEach((part, column) => {
      const x = (column - middle) * COLUMN;
      for (const { entity: row, y } of part?.rows ?? []) {
        drawn.push({ x: row.type === "resource" ? x - 138 : x, y });
        if (row.type === "resource") positions.set(row, { x: x - 138, y });
        nodes.push(labelled(row, x, y, false));
      }
      labels.push(...(part?.heads ?? []).map((head) => ({ ...head, x })));
    });
    if (entity.type === "resource") positions.set(entity, { x: -138, y: 0 });
    return { positions, nodes };
  };

  const paint = (ctx, scale) => {
    if (!active) return;
    ctx.strokeStyle = theme.colours.line;
    ctx.lineWidth = Math.max(1.2, 1 / scale);
    for (const { x, y } of drawn) {
      ctx.beginPath();
      ctx.moveTo(0, 0);
      ctx.bezierCurveTo(x / 2, 0, x / 2, y, x, y);
      ctx.stroke();
    }
    ctx.fillStyle = theme.colours.soft;
    ctx.font = "600 15px system-ui, sans-serif";
    ctx.textAlign = "center";
    for (const { text, x, y } of labels) ctx.fillText(text, x, y);
  };

  const enter = (entity) => {
    active = true;
    const { positions, nodes } = layout(entity);
    dots.place(positions);
    map.show(nodes, []);
    map.fit();
  };

  const leave = () => {
    active = false;
    dots.place(null);
    map.showHome();
    map.fit();
  };

  const start = () =>
    state.onChange((now, past) => {
      if (now.focus && (!past.focus || now.selected !== past.selected)) enter(now.selected);
      else if (!now.focus && active) leave();
    });

  return {
    start,
    paint,
    get heads() {
      return labels;
    },
    get active() {
      return active;
    },
  };
})();
