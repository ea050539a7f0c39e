// What is painted around vis-network's boxes: discs of topics, threads from the selection, the words and health of stages, names.
atlas.scenery = (() => {
  const { data, state, dots, theme, words } = atlas;
  const PALE = 0.28;
  const LEAST_LETTERS = 10; // pixels; smaller ones cannot be read
  const LINE = 1.14;

  const thread = (ctx, from, to, colour, alpha) => {
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - Math.hypot(to.x - from.x, to.y - from.y) * 0.12 };
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = colour;
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    ctx.quadraticCurveTo(middle.x, middle.y, to.x, to.y);
    ctx.stroke();
    ctx.globalAlpha = 1;
  };

  // From the selection to what belongs to it.
  const threads = (ctx, scale, { near, spotOf }) => {
    const from = state.now.selected && spotOf(state.now.selected);
    if (!from || !near) return;
    ctx.lineWidth = 1.4 / scale;
    if (state.now.selected.type !== "roadmap") {
      const many = near.resources.size > 400;
      for (const row of near.resources) thread(ctx, from, dots.at(row), theme.colours.soft, many ? 0.06 : 0.22);
    }
    for (const entity of near.around) {
      const to = entity.type !== "roadmap" && spotOf(entity);
      if (to) thread(ctx, from, to, theme.colours.accent, 0.6);
    }
  };

  // The way from one topic to another, from disc to disc.
  const way = (ctx, scale, { near }) => {
    const stops = near?.way?.filter((topic) => topic.radius) ?? [];
    ctx.lineWidth = 3 / scale;
    for (const [at, topic] of stops.slice(1).entries()) thread(ctx, stops[at], topic, theme.colours.accent, 0.9);
  };

  const discs = (ctx, { isPale }) => {
    for (const topic of data.all.topics) {
      if (!topic.radius) continue;
      ctx.globalAlpha = isPale(topic) ? 0.05 : 0.17;
      ctx.fillStyle = theme.colours.groups[topic.community % theme.colours.groups.length];
      ctx.beginPath();
      ctx.arc(topic.x, topic.y, topic.radius, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.globalAlpha = 1;
    if (data.all.homeless) homeless(ctx, ...data.all.homeless);
  };

  const homeless = (ctx, x, y, radius) => {
    ctx.strokeStyle = theme.colours.line;
    ctx.setLineDash([6, 6]);
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.stroke();
    ctx.setLineDash([]);
  };

  // Along the foot of a stage: how much of it is alive, could not be told, is dead.
  const strip = (ctx, scale, { entity, x, y, wide, tall }) => {
    if (!entity.resources.length) return;
    const high = Math.max(tall / 20, 2.5 / scale);
    const inner = wide - tall / 4;
    let from = x - inner / 2;
    for (const health of ["alive", "uncertain", "dead"]) {
      const share = entity.resources.filter((row) => row.health === health).length / entity.resources.length;
      ctx.fillStyle = theme.colours[health];
      ctx.fillRect(from, y + tall / 2 - 2 * high, inner * share, high);
      from += inner * share;
    }
  };

  // A stage's title, as much of it as its box holds at letters that can be read.
  const title = (ctx, scale, { entity, x, y, wide, tall, letters }) => {
    const size = Math.max(LEAST_LETTERS, letters * scale);
    const room = (tall - (entity.resources.length ? tall / 8 : 0)) * scale - 2;
    const most = Math.floor(room / (size * LINE));
    if (most < 1 || wide * scale < 30) return;
    const face = words.font(size);
    const lines = words.fitted(ctx, entity.title, face, wide * scale - 6, most);
    ctx.font = face;
    ctx.fillStyle = theme.colours.ink;
    const middle = y * scale - (entity.resources.length ? (tall / 16) * scale : 0);
    lines.forEach((line, at) => {
      ctx.fillText(line, x * scale, middle + (at - (lines.length - 1) / 2) * size * LINE);
    });
  };

  const stages = (ctx, scale, box, boxes, isPale) => {
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    for (const stage of boxes) {
      if (stage.x + stage.wide < box.left || stage.x - stage.wide > box.right) continue;
      if (stage.y + stage.tall < box.top || stage.y - stage.tall > box.bottom) continue;
      ctx.globalAlpha = isPale(stage.entity) ? PALE : 1;
      strip(ctx, scale, stage);
      ctx.save();
      ctx.scale(1 / scale, 1 / scale);
      title(ctx, scale, stage);
      ctx.restore();
    }
    ctx.globalAlpha = 1;
    ctx.textBaseline = "alphabetic";
  };

  const titles = ({ roads, isPale }, scale) =>
    roads.map(({ entity, x, y, tall, wide }) => ({
      entity,
      text: entity.title,
      x,
      y,
      size: Math.min(16, Math.max(11, 0.66 * tall * scale)),
      most: Math.max(40, wide * scale),
      strong: true,
      must: true,
      pale: isPale(entity),
    }));

  // Roadmaps first, then what is lit, then topics by size.
  const names = (scene, scale) => {
    const { near, isPale } = scene;
    const few = near && near.names.size <= 12;
    const topics = data.all.topics
      .filter((topic) => topic.radius)
      .map((topic) => ({
        entity: topic,
        text: topic.title,
        x: topic.x,
        y: topic.y,
        round: topic.radius,
        size: topic.radius * scale > 13 || (near && !isPale(topic)) ? 13 : 11,
        pale: isPale(topic),
        must: state.now.selected === topic || (few && !isPale(topic)),
        bold: topic.radius * scale > 20,
        lit: Boolean(near) && !isPale(topic),
        worth: topic.radius + (isPale(topic) ? 0 : 1000) + (state.now.selected === topic ? 9000 : 0),
      }));
    if (data.all.homeless) {
      const [x, y, round] = data.all.homeless;
      topics.push({ text: "No topic known", x, y, round, size: 13, pale: Boolean(near), worth: 5000 });
    }
    return [...titles(scene, scale), ...topics.sort((a, b) => b.worth - a.worth)];
  };

  const scaled = (box, scale) => Object.fromEntries(Object.entries(box).map(([side, at]) => [side, at * scale]));
  const edges = ({ x, y, wide, tall }) => ({
    left: x - wide / 2,
    right: x + wide / 2,
    top: y - tall / 2,
    bottom: y + tall / 2,
  });

  // What no name may hide: discs; at their rims a name may stand.
  const occupied = (scale) => {
    const discs = data.all.topics
      .filter(({ radius }) => radius)
      .map((entity) => ({ entity, x: entity.x, y: entity.y, radius: entity.radius }));
    if (data.all.homeless) {
      const [x, y, radius] = data.all.homeless;
      discs.push({ x, y, radius });
    }
    return {
      discs: discs.map(({ entity, x, y, radius }) => ({
        entity,
        x: x * scale,
        y: y * scale,
        radius: radius * scale * 0.75,
      })),
    };
  };

  // Under vis-network's own drawing. `scene`: { near, roads, boxes, isPale, spotOf }; `view`: { scale, box }.
  const below = (ctx, { scale }, scene) => {
    discs(ctx, scene);
    threads(ctx, scale, scene);
    way(ctx, scale, scene);
  };

  const above = (ctx, { scale, box }, scene) => {
    stages(ctx, scale, box, scene.boxes, scene.isPale);
    if (scene.roads) {
      const taken = { ...occupied(scale), boxes: scene.boxes.map((stage) => scaled(edges(stage), scale)) };
      atlas.names.paint(ctx, scale, names(scene, scale), { ...taken, frame: scaled(box, scale) });
    }
  };

  return { below, above };
})();
