// The same content as text: every resource that the filters let through, in one order or another.
atlas.list = (() => {
  const { data, dom, state, filters, parts } = atlas;
  const box = dom.byId("list");
  const PAGE = 100;
  const by = (value) => (a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : a.index - b.index);
  const ORDERS = {
    "most connected": by((row) => -row.rank),
    title: by((row) => row.title.toLowerCase()),
    "newest page": by((row) => -Number(row.published.slice(0, 4) || 0)),
    shortest: by((row) => row.minutes || 1e9),
    stage: by((row) => row.stages[0]?.index ?? 1e9),
    "worst health": by((row) => ["dead", "uncertain", "unknown", "skipped", "alive"].indexOf(row.health)),
  };
  let order = "most connected";

  const topics = (row) =>
    row.covers
      .filter(({ score }) => score >= 0.5)
      .slice(0, 4)
      .map(({ topic }) => parts.entityLink(topic));

  const item = (row) =>
    dom.el(
      "li",
      { class: `item ${row.health}${row.task === "done" ? " done" : ""}` },
      dom.el("span", { class: "mark", "aria-hidden": "true" }),
      dom.el(
        "div",
        {},
        dom.el("h3", {}, parts.entityLink(row)),
        dom.el("p", { class: "soft" }, parts.facts(row), " ", row.health === "alive" ? null : parts.badge(row)),
        dom.el(
          "p",
          { class: "soft topics" },
          topics(row).flatMap((link) => [link, " "]),
        ),
      ),
    );

  const show = () => {
    const rows = [...filters.shown.rows].sort(ORDERS[order]);
    const list = dom.el("ul", { class: "items" });
    const more = dom.button("", () => add(), { class: "quiet" });
    let upTo = 0;
    const add = () => {
      list.append(...rows.slice(upTo, upTo + PAGE).map(item));
      upTo += PAGE;
      more.hidden = upTo >= rows.length;
      more.textContent = `Show ${Math.min(PAGE, rows.length - upTo)} more`;
    };
    add();
    const choice = dom.el(
      "select",
      {
        on: {
          change: (event) => {
            order = event.target.value;
            show();
          },
        },
      },
      Object.keys(ORDERS).map((name) => dom.el("option", { value: name, selected: name === order }, name)),
    );
    const { q } = state.now;
    dom.replace(
      box,
      dom.el(
        "div",
        { class: "list-top" },
        dom.el(
          "h2",
          {},
          q ? `“${q}”` : "Resources",
          dom.el(
            "small",
            {},
            ` ${rows.length.toLocaleString("en")} of ${data.all.resources.length.toLocaleString("en")}`,
          ),
        ),
        q && dom.button("Clear search", () => state.set({ q: "" }), { class: "quiet" }),
        dom.el("label", {}, "Order ", choice),
      ),
      rows.length ? list : dom.el("p", { class: "soft" }, data.all.resources.length ? "Nothing passes these filters." : data.NOTHING),
      more,
    );
  };

  const start = () =>
    state.onChange((now, past) => {
      const listed = now.view === "list";
      box.hidden = !listed;
      dom.byId("map").hidden = listed;
      dom.byId("middle-name").textContent = listed ? "List" : "Map";
      document.body.classList.toggle("listing", listed);
      if (listed && (past.view !== "list" || now.filters !== past.filters || now.q !== past.q)) show();
    });

  return { start };
})();
