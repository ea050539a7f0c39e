// Starts the parts in their order.
atlas.main = (() => {
  const { data, dom, state, theme } = atlas;

  const readNext = () => {
    const rows = atlas.advice.next(data.all.resources, 8);
    atlas.map.redraw();
    dom.replace(
      dom.byId("panel"),
      dom.el(
        "div",
        { class: "panel-tools" },
        dom.button("×", closeAdvice, { class: "close", "aria-label": "Close the details" }),
      ),
      dom.el("h2", {}, "What to read next"),
      dom.el(
        "p",
        { class: "soft" },
        "Alive, unread, and its topics are new to what you ticked as done; early stages come first.",
      ),
      atlas.parts.lines(rows),
    );
    dom.byId("panel").hidden = false;
    document.body.classList.add("detailed");
    dom.byId("panel").focus();
  };

  const closeAdvice = () => {
    dom.byId("panel").hidden = true;
    document.body.classList.remove("detailed");
    state.set({ selected: null });
  };

  const tools = () => {
    const filtering = dom.button("Filters", () => document.body.classList.toggle("filtering"), { id: "to-filters" });
    const list = dom.button("List", () => state.set({ view: state.now.view === "list" ? "map" : "list" }), {
      id: "to-list",
      title: "List or map (l)",
    });
    state.onChange((now) => {
      list.textContent = now.view === "list" ? "Map" : "List";
      const count = atlas.filters.active(now);
      filtering.textContent = count ? `Filters (${count})` : "Filters";
    });
    dom.replace(
      dom.byId("tools"),
      filtering,
      list,
      dom.button("Read next", readNext, { title: "What to read next (n)" }),
      dom.button("Picture", () => atlas.pictures.picture(), { class: "wide", title: "Save the map as a picture (p)" }),
      dom.button("Light or dark", theme.toggle, { class: "wide", title: "Light or dark (d)" }),
      dom.button("?", atlas.keys.help, { "aria-label": "Keys" }),
    );
  };

  const corner = () => {
    const { run } = data.all;
    dom.replace(
      dom.byId("corner"),
      dom.el(
        "div",
        { class: "zoom", role: "group", "aria-label": "Zoom" },
        dom.button("+", () => atlas.map.zoom(1.3), { "aria-label": "Zoom in" }),
        dom.button("−", () => atlas.map.zoom(0.77), { "aria-label": "Zoom out" }),
        dom.button("⤢", () => atlas.map.fit(), { "aria-label": "Show the whole map" }),
      ),
      dom.el(
        "p",
        { class: "soft" },
        [
          dom.plural(data.all.resources.length, "resource"),
          run && `run ${run.id}, ${run.at.slice(0, 10)}`,
          run && !run.conclusive && "inconclusive",
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    );
  };

  const start = async () => {
    theme.start();
    await data.load();
    tools();
    corner();
    atlas.search.start();
    atlas.paths.start();
    atlas.map.start();
    atlas.focus.start();
    atlas.list.start();
    if (!data.all.resources.length) dom.byId("map").append(dom.el("p", { class: "nothing" }, data.NOTHING));
    atlas.legend.start();
    atlas.detail.start();
    atlas.keys.start();
    dom.byId("skip").addEventListener("click", (event) => {
      event.preventDefault();
      state.set({ view: "list" });
      dom.byId("middle").focus();
    });
    if (!location.hash && innerWidth < 700) history.replaceState(null, "", "#view=list");
    state.start();
    requestAnimationFrame(() => {
      performance.mark("linkatlas-ready");
      document.documentElement.dataset.ready = "yes";
    });
  };

  return { start, readNext };
})();
atlas.main.start();
