// The panel beside the map, for whatever is selected.
atlas.detail = (() => {
  const { dom, state } = atlas;
  const box = dom.byId("panel");
  const PANELS = {
    resource: (row) => atlas.detailResource.panel(row),
    topic: (row) => atlas.detailTopic.panel(row),
    stage: (row) => atlas.detailStage.stage(row),
    roadmap: (row) => atlas.detailStage.roadmap(row),
    note: (row) => atlas.detailStage.note(row),
  };

  const close = () => state.set({ selected: null, focus: false, path: null });

  const tools = (entity, focus) =>
    dom.el(
      "div",
      { class: "panel-tools" },
      entity &&
        dom.button(focus ? "Whole map" : "Focus", () => state.set({ focus: !focus, view: "map" }), {
          "aria-pressed": String(focus),
          title: "Show only what belongs to it (f)",
        }),
      entity &&
        dom.button("Copy Cypher", (event) => atlas.pictures.copyCypher(entity, event.currentTarget), {
          title: "Copy a query that finds it and what belongs to it",
        }),
      dom.button("×", close, { class: "close", "aria-label": "Close the details" }),
    );

  const kind = (entity) => dom.el("p", { class: `what ${entity.type}` }, entity.type);

  let turn = 0;
  const show = async (now) => {
    turn += 1;
    const mine = turn;
    box.hidden = !now.selected && !now.path;
    document.body.classList.toggle("detailed", !box.hidden);
    if (box.hidden) return dom.replace(box);
    const content = now.path ? atlas.paths.panel(now.path) : await PANELS[now.selected.type](now.selected);
    if (mine !== turn) return undefined;
    dom.replace(box, tools(now.selected, now.focus), now.selected && kind(now.selected), content);
    box.scrollTop = 0;
    return undefined;
  };

  const start = () => {
    state.onChange((now, past) => {
      if (now.selected !== past.selected || now.path !== past.path || now.focus !== past.focus) {
        show(now);
        if (now.selected && !now.focus) atlas.map.reveal(now.selected);
      }
    });
  };

  return { start, close };
})();
