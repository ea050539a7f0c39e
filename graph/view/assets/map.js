// The map: vis-network draws roadmaps, stages and topics at their computed places; discs, dots and threads are painted around.
atlas.map = (() => {
  const { data, state, dom, dots, theme } = atlas;
  const holder = dom.byId("map");
  let network = null;
  let nodes = null;
  let home = []; // the overview's nodes as pyvis gave them
  let homeEdges = [];
  let edges = null;
  let pointed = null;
  let fitted = true;
  let near = null; // what belongs to the selection: { resources, names, threads }

  const read = (id) => JSON.parse(dom.byId(id).textContent);
  const entityOf = (name) => {
    const [type, place] = String(name).split(":");
    return data.all[`${type}s`]?.[Number(place)];
  };
  const nameOf = (entity) => `${entity.type}:${entity.index}`;

  const PALE = 0.28;

  const styled = (node) => {
    const entity = entityOf(node.id);
    const chosen = state.now.selected === entity;
    const bright = state.now.focus || !near || chosen || near.names.has(node.id);
    return {
      ...node,
      ...atlas.looks.of(entity, { grown: node.grown, chosen, bright, words: node.words }),
      fixed: true,
    };
  };

  const spotOf = (entity) => {
    if (entity.type === "resource") return dots.at(entity);
    const node = nodes.get(nameOf(entity));
    return node && { x: node.x, y: node.y };
  };

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

  const paintThreads = (ctx, scale) => {
    const from = state.now.selected && spotOf(state.now.selected);
    if (!from || !near || atlas.focus.active) return;
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

  const paintDiscs = (ctx) => {
    for (const topic of data.all.topics) {
      if (!topic.radius) continue;
      ctx.globalAlpha = near && !near.names.has(nameOf(topic)) && state.now.selected !== topic ? 0.05 : 0.17;
      ctx.fillStyle = theme.colours.groups[topic.community % theme.colours.groups.length];
      ctx.beginPath();
      ctx.arc(topic.x, topic.y, topic.radius, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.globalAlpha = 1;
    if (data.all.homeless) paintHomeless(ctx, ...data.all.homeless);
  };

  const paintHomeless = (ctx, x, y, radius) => {
    ctx.strokeStyle = theme.colours.line;
    ctx.setLineDash([6, 6]);
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.stroke();
    ctx.setLineDash([]);
  };

  // Under each stage a strip: how much of it is alive, could not be told, is dead.
  const paintStrips = (ctx) => {
    for (const stage of data.all.stages) {
      const spot = spotOf(stage);
      if (!spot || !stage.resources.length) continue;
      const box = network.getBoundingBox(nameOf(stage));
      const width = box.right - box.left - 16;
      let x = box.left + 8;
      ctx.globalAlpha = near && !near.names.has(nameOf(stage)) && state.now.selected !== stage ? PALE : 1;
      for (const health of ["alive", "uncertain", "dead"]) {
        const share = stage.resources.filter((row) => row.health === health).length / stage.resources.length;
        ctx.fillStyle = theme.colours[health];
        ctx.fillRect(x, box.bottom - 5, width * share, 3.5);
        x += width * share;
      }
    }
    ctx.globalAlpha = 1;
  };

  const view = () => {
    const scale = network.getScale();
    const middle = network.getViewPosition();
    const [w, h] = [holder.clientWidth / scale / 2 + 12, holder.clientHeight / scale / 2 + 12];
    return { scale, box: { left: middle.x - w, right: middle.x + w, top: middle.y - h, bottom: middle.y + h } };
  };

  const before = (ctx) => {
    const { scale, box } = view();
    if (!atlas.focus.active) paintDiscs(ctx);
    paintThreads(ctx, scale);
    atlas.focus.paint(ctx, scale);
    dots.paint(ctx, scale, box, atlas.focus.active ? null : near && near.resources);
    if (pointed?.type === "resource") dots.ring(ctx, pointed, scale, theme.colours.ink);
    if (state.now.selected?.type === "resource") dots.ring(ctx, state.now.selected, scale, theme.colours.accent);
  };

  const isPale = (entity) => Boolean(near) && state.now.selected !== entity && !near.names.has(nameOf(entity));

  // Roadmaps first, then what is lit, then topics by size.
  const namesShown = () => {
    const roads = home
      .filter((node) => node.kind === "roadmap")
      .map((node) => ({
        entity: entityOf(node.id),
        text: entityOf(node.id).title,
        x: node.x,
        y: node.y,
        size: 16,
        strong: true,
        left: true,
        must: true,
        pale: isPale(entityOf(node.id)),
      }));
    const few = near && near.names.size <= 12;
    const topics = home
      .filter((node) => node.kind === "topic")
      .map((node) => entityOf(node.id))
      .map((topic) => ({
        entity: topic,
        text: topic.title,
        x: topic.x,
        y: topic.y + topic.radius + 3,
        above: topic.y - topic.radius - 2,
        size: 13,
        pale: isPale(topic),
        must: state.now.selected === topic || (few && !isPale(topic)),
        bold: topic.radius * network.getScale() > 20,
        lit: Boolean(near) && !isPale(topic),
        worth: topic.radius + (isPale(topic) ? 0 : 1000) + (state.now.selected === topic ? 9000 : 0),
      }));
    const { homeless } = data.all;
    if (homeless)
      topics.push({
        text: "No topic known",
        x: homeless[0],
        y: homeless[1] + homeless[2] + 3,
        size: 13,
        pale: Boolean(near),
        worth: 5000,
      });
    return [...roads, ...topics.sort((a, b) => b.worth - a.worth)];
  };

  const after = (ctx) => {
    if (atlas.focus.active) return;
    paintStrips(ctx);
    atlas.names.paint(ctx, network.getScale(), namesShown(), data.all.topics.filter((topic) => topic.radius));
  };

  const entityAt = (pointer) => {
    const spot = network.DOMtoCanvas(pointer);
    const row = dots.hit(spot.x, spot.y, Math.max(5, 9 / network.getScale()));
    if (row) return row;
    const named = !atlas.focus.active && atlas.names.hit(spot.x * network.getScale(), spot.y * network.getScale());
    if (named) return named;
    const name = network.getNodeAt(pointer);
    return name === undefined ? null : entityOf(name);
  };

  const tip = (entity, pointer) => {
    const box = dom.byId("tip");
    box.hidden = !entity;
    holder.classList.toggle("over", Boolean(entity));
    if (!entity) return;
    const more =
      entity.type === "resource"
        ? [entity.kind, entity.author, data.HEALTH_WORDS[entity.health]]
        : [dom.plural(entity.resources?.length ?? entity.stages.length, entity.resources ? "resource" : "stage")];
    dom.replace(box, dom.el("strong", {}, entity.title), dom.el("small", {}, more.filter(Boolean).join(" · ")));
    box.style.left = `${Math.min(pointer.x + 14, holder.clientWidth - 270)}px`;
    box.style.top = `${Math.min(pointer.y + 16, holder.clientHeight - 70)}px`;
  };

  const onMove = (event) => {
    if (event.buttons) return;
    const frame = holder.getBoundingClientRect();
    const pointer = { x: event.clientX - frame.left, y: event.clientY - frame.top };
    const entity = entityAt(pointer);
    tip(entity, pointer);
    if (entity !== pointed) {
      pointed = entity;
      network.redraw();
    }
  };

  const refresh = () => nodes.update(nodes.get().map(styled));

  // The box around all that is drawn: stages, discs with their names, the disc without a topic.
  const bounds = () => {
    const spots = nodes.get().map(({ x, y, kind, size }) => ({
      x,
      y,
      half: kind === "stage" ? 130 : kind === "topic" ? size + 50 : 120,
      tall: kind === "topic" ? size + 40 : 50,
    }));
    if (!atlas.focus.active && data.all.homeless) {
      const [x, y, radius] = data.all.homeless;
      spots.push({ x, y, half: radius + 50, tall: radius + 40 });
    }
    return {
      left: Math.min(...spots.map(({ x, half }) => x - half)),
      right: Math.max(...spots.map(({ x, half }) => x + half)),
      top: Math.min(...spots.map(({ y, tall }) => y - tall)),
      bottom: Math.max(...spots.map(({ y, tall }) => y + tall)),
    };
  };

  // On a phone the panel lies over the lower part of the map.
  const covered = () => {
    const panel = dom.byId("panel");
    return !panel.hidden && matchMedia("(max-width: 44rem)").matches ? panel.offsetHeight : 0;
  };

  const READABLE = 0.6; // from this scale on a stage's words can be read

  // As long as nobody zoomed or moved the map, it keeps showing all of it, whatever its size becomes.
  const fit = (animate = true) => {
    fitted = true;
    if (!nodes.length || !holder.clientWidth) return;
    const box = bounds();
    let scale = Math.min(
      1.3,
      holder.clientWidth / (box.right - box.left),
      holder.clientHeight / (box.bottom - box.top),
    );
    const still = !animate || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const position = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    // too narrow for all of it at once: its beginning, at a size that can be read
    if (matchMedia("(max-width: 44rem)").matches && scale < READABLE && !atlas.focus.active) {
      scale = READABLE;
      position.x = Math.min(position.x, box.left + holder.clientWidth / 2 / scale + 60);
      position.y = Math.min(position.y, box.top + holder.clientHeight / 2 / scale - 20);
    }
    network.moveTo({ position, scale, animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
  };

  const show = (rows, links) => {
    edges.clear();
    nodes.clear();
    nodes.add(rows.map(styled));
    edges.add(links.map((link) => ({ color: { color: theme.colours.line }, ...link })));
  };

  const showHome = () => show(home, homeEdges);

  const onChange = (now, past) => {
    if (!network) return;
    near = atlas.focus.active ? null : atlas.belonging.gather(now.selected, nameOf);
    if (now.selected !== past.selected || now.focus !== past.focus) refresh();
    network.redraw();
  };

  // Brings the selection into sight, should it stand outside.
  const reveal = (entity) => {
    const spot = entity && spotOf(entity);
    if (!spot) return;
    const { box, scale } = view();
    const hidden = covered();
    if (fitted && !hidden) return;
    const inside =
      spot.x > box.left + 60 / scale &&
      spot.x < box.right - 60 / scale &&
      spot.y > box.top + 60 / scale &&
      spot.y < box.bottom - (60 + hidden) / scale;
    if (!inside || scale < 0.3)
      network.moveTo({
        position: spot,
        scale: Math.max(scale, 0.55),
        offset: { x: 0, y: -hidden / 2 },
        animation: { duration: 350, easingFunction: "easeInOutQuad" },
      });
  };

  const zoom = (factor) => {
    fitted = false;
    network.moveTo({ scale: Math.min(4, Math.max(0.03, network.getScale() * factor)) });
  };
  const pan = (dx, dy) => {
    fitted = false;
    const { x, y } = network.getViewPosition();
    network.moveTo({ position: { x: x + dx / network.getScale(), y: y + dy / network.getScale() } });
  };

  const start = () => {
    const drawn = read("network");
    home = drawn.nodes.map(({ id, label, x, y, group, size, widthConstraint }) => ({
      id,
      x,
      y,
      kind: group,
      widthConstraint,
      label: group === "stage" ? label : undefined,
      ...(group === "stage" ? { grown: size } : { size }),
    }));
    homeEdges = drawn.edges.map(({ from, to }, at) => ({ id: `next:${at}`, from, to }));
    nodes = new vis.DataSet();
    edges = new vis.DataSet();
    dots.place(null);
    network = new vis.Network(holder, { nodes, edges }, read("options"));
    network.on("beforeDrawing", before);
    network.on("afterDrawing", after);
    network.on("click", ({ pointer }) => state.select(entityAt(pointer.DOM)));
    network.on("doubleClick", ({ pointer }) => {
      const entity = entityAt(pointer.DOM);
      if (entity) state.set({ selected: entity, focus: true });
    });
    network.on("zoom", () => {
      fitted = false;
    });
    network.on("dragEnd", () => {
      fitted = false;
    });
    network.on("resize", () => {
      if (fitted) setTimeout(() => fit(false), 0);
    });
    holder.addEventListener("pointermove", onMove);
    holder.addEventListener("pointerleave", () => tip(null));
    const canvas = holder.querySelector("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "Map of roadmaps, stages, topics and resources");
    showHome();
    fit(false);
    theme.onChange(() => {
      refresh();
      edges.update(edges.get().map((edge) => ({ ...edge, color: { color: theme.colours.line } })));
    });
    state.onChange(onChange);
  };

  return {
    start,
    fit,
    show,
    showHome,
    reveal,
    zoom,
    pan,
    nameOf,
    entityOf,
    spotOf,
    get network() {
      return network;
    },
    redraw: () => network?.redraw(),
  };
})();
