// Pieces that several panels are made of.
atlas.parts = (() => {
  const { data, dom, state } = atlas;
  const { el } = dom;

  const entityLink = (entity, words) =>
    el(
      "a",
      { href: state.write({ ...state.now, selected: entity, focus: false, path: null }), class: `go ${entity.type}` },
      words ?? entity.title,
    );

  const badge = (row) =>
    el(
      "span",
      { class: `badge ${row.health}` },
      row.health === "alive" && row.state === "moved" ? "moved" : data.HEALTH_WORDS[row.health],
    );

  const minutes = (count) => (count >= 90 ? `${Math.round(count / 6) / 10} h` : `${count} min`);

  const site = (row) => /^https?:\/\/(?:www\.)?([^/?#:]+)/.exec(row.url)?.[1] ?? "";

  const facts = (row) =>
    [row.kind, row.author || site(row), row.published.slice(0, 4), row.level, row.minutes ? minutes(row.minutes) : ""]
      .filter(Boolean)
      .join(" · ");

  // A resource as one line of a list; `score` in 0…1 draws how well it covers the topic at hand.
  const line = (row, { score, why } = {}) =>
    el(
      "li",
      { class: `line ${row.health}${row.task === "done" ? " done" : ""}` },
      el("span", { class: "mark", "aria-hidden": "true" }),
      el(
        "span",
        { class: "line-words" },
        entityLink(row),
        el("small", {}, why ? `${why} · ${facts(row)}` : facts(row)),
      ),
      row.health === "alive" ? null : badge(row),
      score === undefined
        ? null
        : el(
            "span",
            { class: "score", vars: { part: score }, title: `covers it ${Math.round(score * 100)} %` },
            el("i"),
          ),
    );

  const lines = (rows, most = 60) => {
    if (!rows.length) return null;
    const list = el(
      "ul",
      { class: "lines" },
      rows.slice(0, most).map(({ resource, ...more }) => line(resource, more)),
    );
    if (rows.length <= most) return [list];
    const rest = dom.button(
      `Show all ${rows.length}`,
      () => {
        list.append(...rows.slice(most).map(({ resource, ...more }) => line(resource, more)));
        rest.remove();
      },
      { class: "quiet" },
    );
    return [list, rest];
  };

  const section = (title, ...content) => {
    const body = content.flat(3).filter(Boolean);
    return body.length ? el("section", {}, el("h3", {}, title), body) : null;
  };

  const chips = (entities, extra = () => null) =>
    entities.length
      ? el(
          "ul",
          { class: "chips" },
          entities.map((entity) => el("li", { class: `chip ${entity.type}` }, entityLink(entity), extra(entity))),
        )
      : null;

  const bar = (rows) => {
    const share = (health) => (rows.length ? rows.filter((row) => row.health === health).length / rows.length : 0);
    const said = ["alive", "uncertain", "dead"]
      .map((health) => `${rows.filter((row) => row.health === health).length} ${data.HEALTH_WORDS[health]}`)
      .join(", ");
    return el(
      "p",
      { class: "healthbar", role: "img", "aria-label": said, title: said },
      ["alive", "uncertain", "dead"].map((health) => el("i", { class: health, vars: { part: share(health) } })),
    );
  };

  const editors = (note, lineNumber) =>
    note.source
      ? [
          dom.outside(`vscode://file/${encodeURI(note.source).replace(/^\//, "")}:${lineNumber}`, "editor", {
            class: "opener",
          }),
          dom.outside(`obsidian://open?path=${encodeURIComponent(note.source)}`, "Obsidian", { class: "opener" }),
        ]
      : [];

  return { entityLink, badge, facts, line, lines, section, chips, bar, editors, minutes };
})();
