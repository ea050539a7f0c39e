// The map: vis-network draws stages and topics at their computed places; dots and scenery are painted around.
atlas.map = (() => {
  const { data, state, dom, dots, theme } = atlas;
  const holder = dom.byId("map");
  let network = null;
  let nodes = null;
  let home = []; // the overview's nodes as pyvis gave them
  let roads = []; // titles of roadmaps on the overview
  let boxes = []; // stages that are drawn now
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

  const isPale = (entity) =>
    Boolean(near) && !state.now.focus && state.now.selected !== entity && !near.names.has(nameOf(entity));

  const styled = (node) => {
    const entity = entityOf(node.id);
    const chosen = state.now.selected === entity;
    const bright = !isPale(entity);
    return {
      ...node,
      ...atlas.looks.of(entity, { ...node, chosen, bright }),
      fixed: true,
    };
  };

  const spotOf = (entity) => {
    if (entity.type === "resource") return dots.at(entity);
    const node = nodes.get(nameOf(entity));
    return node && { x: node.x, y: node.y };
  };

  const view = () => {
    const scale = network.getScale();
    const middle = network.getViewPosition();
    const [w, h] = [holder.clientWidth / scale / 2 + 12, holder.clientHeight / scale / 2 + 12];
    return { scale, box: { left: middle.x - w, right: middle.x + w, top: middle.y - h, bottom: middle.y + h } };
  };

  const scene = () => ({ near, boxes, roads: atlas.focus.active ? null : roads, isPale, spotOf });

  const before = (ctx) => {
    const { scale, box } = view();
    if (!atlas.focus.active) atlas.scenery.below(ctx, { scale, box }, scene());
    atlas.focus.paint(ctx, scale);
    dots.paint(ctx, scale, box, atlas.focus.active ? null : near && near.resources);
    if (pointed?.type === "resource") dots.ring(ctx, pointed, scale, theme.colours.ink);
    if (state.now.selected?.type === "resource") dots.ring(ctx, state.now.selected, scale, theme.colours.accent);
  };

  const after = (ctx) => atlas.scenery.above(ctx, view(), scene());

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

  const around = (spots) => ({
    left: Math.min(...spots.map(({ x, half }) => x - half)),
    right: Math.max(...spots.map(({ x, half }) => x + half)),
    top: Math.min(...spots.map(({ y, tall, over }) => y - (over ?? tall))),
    bottom: Math.max(...spots.map(({ y, tall }) => y + tall)),
  });

  // How far each thing reaches from its middle, in drawing units; `pixel` is how many of them a pixel is.
  const REACH = {
    stage: ({ wide, tall }) => ({ half: wide / 2, tall: tall / 2 }),
    topic: ({ size }, pixel) => ({ half: Math.max(size, 46 * pixel), over: size, tall: size + 34 * pixel }),
    roadmap: () => ({ half: 0, tall: 0 }),
    words: () => ({ half: 130, tall: 40 }),
  };

  // The box around all that is drawn, with a rim: stages, discs with their names, the disc without a topic.
  const bounds = (scale) => {
    const pixel = 1 / scale;
    // in a focus topics carry their words as resources do
    const reach = (node) => (node.label?.trim() ? REACH.words : (REACH[node.kind] ?? REACH.words))(node, pixel);
    const spots = nodes.get().map((node) => ({ ...node, ...reach(node) }));
    if (atlas.focus.active) spots.push(...atlas.focus.heads.map(({ x, y }) => ({ x, y, half: 60, tall: 22 })));
    else if (data.all.homeless) {
      const [x, y, size] = data.all.homeless;
      spots.push({ x, y, ...REACH.topic({ size }, pixel) });
    }
    const { left, right, top, bottom } = around(spots);
    const rim = 12 * pixel;
    return { left: left - rim, right: right + rim, top: top - rim, bottom: bottom + rim };
  };

  const scaleFor = (box) =>
    Math.min(1.3, holder.clientWidth / (box.right - box.left), holder.clientHeight / (box.bottom - box.top));

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
    // names keep their size on the screen, so that the room they need depends on the scale
    const box = bounds(scaleFor(bounds(0.5)));
    let scale = scaleFor(box);
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
    boxes = rows.filter(({ kind }) => kind === "stage").map((node) => ({ ...node, entity: entityOf(node.id) }));
    nodes.add(rows.map(styled));
    edges.add(links.map((link) => ({ color: { color: theme.colours.line }, ...link })));
  };

  const showHome = () => show(home, homeEdges);

  const onChange = (now, past) => {
    if (!network) return;
    near = atlas.focus.active ? null : atlas.belonging.gather(now, nameOf);
    if (now.selected !== past.selected || now.focus !== past.focus || now.path !== past.path) refresh();
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
    home = drawn.nodes.map(({ id, x, y, group, size, widthConstraint: wide, heightConstraint: tall }) => ({
      id,
      x,
      y,
      kind: group,
      ...(group === "stage" ? { grown: size, wide, tall, letters: 18 * size } : { size }),
    }));
    const stages = home.filter(({ kind }) => kind === "stage");
    const titled = home.filter(({ kind }) => kind === "roadmap");
    const end = Math.max(...stages.map(({ x, wide }) => x + wide / 2), ...titled.map(({ x }) => x + 400));
    roads = titled
      .map(({ id, x, y }) => ({ entity: entityOf(id), x, y, wide: end - x, tall: 48 * stages[0].grown }));
    // beside another roadmap a title ends where that one begins
    for (const [at, road] of roads.entries())
      if (roads[at + 1]?.y === road.y) road.wide = roads[at + 1].x - road.x - 20 * stages[0].grown;
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
