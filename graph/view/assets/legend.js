// The legend, which is the filter too: each line says what a mark means and how many there are, and a press keeps only those.
atlas.legend = (() => {
  const { data, dom, state, filters } = atlas;
  const box = dom.byId("legend");
  const { el } = dom;
  const GROUPS = [
    {
      name: "health",
      title: "Health",
      values: ["alive", "uncertain", "dead", "skipped", "unknown"],
      words: data.HEALTH_WORDS,
    },
    { name: "kind", title: "Kind" },
    {
      name: "task",
      title: "Progress",
      values: ["open", "done", "none"],
      words: { open: "to do", done: "done", none: "no task box" },
    },
    {
      name: "level",
      title: "Level",
      values: ["introductory", "intermediate", "advanced", ""],
      words: { "": "not known" },
    },
    { name: "language", title: "Language", words: { "": "not known" } },
  ];
  const SINCE = [
    ["", "any time"],
    ["1", "the last day"],
    ["7", "the last week"],
    ["31", "the last month"],
  ];

  const choice = (group, value, count, chosen) =>
    el(
      "li",
      {},
      dom.button(
        [
          el("span", { class: `mark ${group.name} ${value || "none"}`, "aria-hidden": "true" }),
          el("span", { class: "words" }, group.words?.[value] ?? value),
          el("small", {}, count.toLocaleString("en")),
        ],
        () => state.toggle(group.name, value || "none"),
        { "aria-pressed": String(chosen), class: "choice" },
      ),
    );

  const part = (now, group) => {
    const counts = filters.counts(now, group.name);
    const values = (group.values ?? [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a))).filter(
      (value) => counts.get(value) || now.filters[group.name].includes(value || "none"),
    );
    if (values.length < 2 && !now.filters[group.name].length) return null;
    return el(
      "section",
      {},
      el("h3", {}, group.title),
      el(
        "ul",
        { class: "choices" },
        values
          .slice(0, 12)
          .map((value) =>
            choice(group, value, counts.get(value) ?? 0, now.filters[group.name].includes(value || "none")),
          ),
      ),
    );
  };

  const select = (now, name, label, options) =>
    el(
      "label",
      { class: "selector" },
      label,
      el(
        "select",
        { on: { change: (event) => state.set({ filters: { [name]: event.target.value } }) } },
        options.map(([value, words]) => el("option", { value, selected: now.filters[name] === value }, words)),
      ),
    );

  const areas = () => [
    ["", "everywhere"],
    ...data.all.notes.map((note) => [`note:${note.id}`, note.title]),
    ...data.all.roadmaps.flatMap((roadmap) => [
      [`roadmap:${roadmap.id}`, `${roadmap.title}`],
      ...roadmap.stages.map((stage) => [`stage:${stage.id}`, `  › ${data.stagePath(stage)}`]),
    ]),
  ];
  const topics = () => [
    ["", "any topic"],
    ...data.all.topics
      .filter((topic) => topic.resources.length)
      .map((topic) => [topic.id, topic.title])
      .sort((a, b) => a[1].localeCompare(b[1])),
  ];

  const show = (now) => {
    const count = filters.active(now);
    const focused = document.activeElement?.closest("#legend")
      ? [...box.querySelectorAll("button, select")].indexOf(document.activeElement)
      : -1;
    dom.replace(
      box,
      el(
        "div",
        { class: "legend-top" },
        el("h2", {}, "Legend and filters"),
        count ? dom.button("Clear", state.clear, { class: "quiet" }) : null,
        dom.button("×", () => document.body.classList.remove("filtering"), {
          class: "close",
          "aria-label": "Close the filters",
        }),
      ),
      el(
        "p",
        { class: "soft" },
        `${filters.shown.rows.length.toLocaleString("en")} of ${dom.plural(data.all.resources.length, "resource")}`,
      ),
      GROUPS.map((group) => part(now, group)),
      el(
        "section",
        {},
        el("h3", {}, "Where"),
        select(now, "in", "Notes and stages", areas()),
        select(now, "about", "Topic", topics()),
        select(now, "since", "New within", SINCE),
      ),
    );
    if (focused >= 0) box.querySelectorAll("button, select")[focused]?.focus();
  };

  const start = () =>
    state.onChange((now, past) => {
      if (now.filters !== past.filters || now.q !== past.q) show(now);
    });

  return { start };
})();
