// Everything by keyboard. One table: the keys, what they do, and the help that tells them.
atlas.keys = (() => {
  const { data, dom, state, map, theme } = atlas;
  const STEP = 90;

  const neighbour = (by) => {
    const { selected } = state.now;
    const rows = selected && data.all[`${selected.type}s`];
    if (rows) state.select(rows[(selected.index + by + rows.length) % rows.length]);
    else if (data.all.stages.length) state.select(data.all.stages[0]);
  };

  const back = () => {
    if (state.now.focus) state.set({ focus: false });
    else if (state.now.selected || state.now.path) atlas.detail.close();
    else document.body.classList.remove("filtering");
  };

  const KEYS = [
    [["/"], "search", () => dom.byId("query").select()],
    [["l"], "list or map", () => state.set({ view: state.now.view === "list" ? "map" : "list" })],
    [
      ["f"],
      "focus on what is selected, or leave the focus",
      () => state.now.selected && state.set({ focus: !state.now.focus, view: "map" }),
    ],
    [["n"], "what to read next", () => atlas.main.readNext()],
    [["[", "]"], "the stage, topic or resource before or after", (key) => neighbour(key === "]" ? 1 : -1)],
    [["Escape"], "close, step by step", back],
    [["+", "-"], "zoom", (key) => map.zoom(key === "+" ? 1.25 : 0.8)],
    [["0"], "whole map", () => map.fit()],
    [
      ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"],
      "move the map",
      (key) =>
        map.pan(...{ ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[key]),
    ],
    [["d"], "light or dark", theme.toggle],
    [["p"], "save the map as a picture", () => atlas.pictures.picture()],
    [
      ["c"],
      "copy what is selected as Cypher",
      () => state.now.selected && atlas.pictures.copyCypher(state.now.selected, dom.byId("panel")),
    ],
    [["?"], "this help", () => help()],
  ];
  const run = new Map(KEYS.flatMap(([keys, , action]) => keys.map((key) => [key, action])));
  const ARROWS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);
  const NAMES = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" };

  const help = () => {
    const dialog = dom.byId("help");
    dom.replace(
      dialog,
      dom.el("h2", { id: "help-title" }, "Keys"),
      dom.el(
        "dl",
        {},
        KEYS.map(([keys, words]) => [
          dom.el(
            "dt",
            {},
            keys.map((key) => dom.el("kbd", {}, NAMES[key] ?? key)),
          ),
          dom.el("dd", {}, words),
        ]),
      ),
      dom.el("form", { method: "dialog" }, dom.el("button", { type: "submit" }, "Close")),
    );
    dialog.showModal();
  };

  const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog");

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const action = run.get(event.key);
    if (
      !action ||
      (ARROWS.has(event.key) && (state.now.view === "list" || event.target.closest("#panel, #legend, #list")))
    )
      return;
    event.preventDefault();
    action(event.key);
  };

  const start = () => document.addEventListener("keydown", onKey);

  return { start, help };
})();
