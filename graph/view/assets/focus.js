// One thing and what belongs to it, alone on the map: what comes before on the left, what it leads to on the right.
atlas.focus = (() => {
  const { data, state, dots, theme, map } = atlas;
  const ROW = 58;
  const COLUMN = 330;
  const MOST = 40;
  let active = false;
  let drawn = []; // lines between entities
  let labels = [];

  const columns = {
    topic: (topic) => [
      ["Learn first", topic.requires.map((need) => need.topic)],
      ["Wider", topic.broader],
      null,
      ["Narrower", topic.narrower.filter((other) => other.resources.length)],
      ["Resources", topic.resources.filter(({ score }) => score >= 0.5).map(({ resource }) => resource)],
      ["Stages", topic.stages.map(({ stage }) => stage)],
    ],
    stage: (stage) => [["Before", data.all.stages.filter((other) => other.roadmap === stage.roadmap && other.index === stage.index - 1)], null, ["Resources", data.within(stage)], ["Topics", stage.teaches.map(({ topic }) => topic)]],
    roadmap: (roadmap) => [null, ["Stages", roadmap.stages]],
    resource: (resource) => [["Stages", resource.stages], null, ["Topics", resource.covers.map(({ topic }) => topic)]],
    note: (note) => [null, ["Resources", note.resources]],
  };

  const labelled = (entity, x, y, chosen) => ({
    id: map.nameOf(entity), label: entity.title.slice(0, 90), x, y, size: 10,
    widthConstraint: entity.type === "resource" ? { minimum: 250, maximum: 250 } : 220,
    font: { size: chosen ? 24 : 16 },
  });

  const layout = (entity) => {
    const parts = columns[entity.type](entity).filter((part) => part === null || part[1].length);
    const middle = parts.indexOf(null);
    const positions = new Map();
    const nodes = [labelled(entity, 0, 0, true)];
    const seen = new Set([entity]);
    drawn = [];
    labels = [];
    parts.forEach((part, column) => {
      if (!part) return;
      const rows = part[1].filter((row) => !seen.has(row)).slice(0, MOST);
      const x = (column - middle) * COLUMN;
      labels.push({ text: part[1].length > MOST ? `${part[0]} (${MOST} of ${part[1].length})` : part[0], x, y: -(rows.length / 2) * ROW - 14 });
      rows.forEach((row, at) => {
        seen.add(row);
        const y = (at - (rows.length - 1) / 2) * ROW;
        drawn.push([entity, row, { x, y }]);
        if (row.type === "resource") positions.set(row, { x: x - 138, y });
        nodes.push(labelled(row, x, y, false));
      });
    });
    if (entity.type === "resource") positions.set(entity, { x: -150, y: 0 });
    return { positions, nodes };
  };

  const paint = (ctx, scale) => {
    if (!active) return;
    ctx.strokeStyle = theme.colours.line;
    ctx.lineWidth = Math.max(1.2, 1 / scale);
    for (const [, , { x, y }] of drawn) {
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
    map.fit(undefined);
  };

  const leave = () => {
    active = false;
    dots.place(null);
    map.showHome();
    map.fit(undefined);
  };

  const start = () =>
    state.onChange((now, past) => {
      if (now.focus && (!past.focus || now.selected !== past.selected)) enter(now.selected);
      else if (!now.focus && active) leave();
    });

  return { start, paint, get active() { return active; } };
})();
