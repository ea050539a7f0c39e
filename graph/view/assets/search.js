// Search as you type over topics, stages, roadmaps, notes and resources.
atlas.search = (() => {
  const { data, state, dom } = atlas;
  const MOST = 12;
  const BONUS = { topic: 30, roadmap: 12, stage: 10, note: 4, resource: 0 };
  let entries = [];
  let found = [];
  let chosen = -1;

  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();

  const texts = new WeakMap();
  const textOf = (row) => {
    if (!texts.has(row))
      texts.set(
        row,
        fold(
          `${row.title} ${row.author ?? ""} ${row.url ?? ""} ${(row.aliases ?? []).join(" ")} ${row.type === "note" ? row.id : ""}`,
        ),
      );
    return texts.get(row);
  };

  // Better the earlier and the more whole the words stand; topics come before pages of the same worth.
  const worth = (entity, words, phrase) => {
    const text = textOf(entity);
    let sum = BONUS[entity.type];
    for (const word of words) {
      const at = text.indexOf(word);
      if (at < 0) return 0;
      const starts = at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1]);
      sum += (starts ? 12 : 3) + (at === 0 ? 6 : 0);
    }
    const title = fold(entity.title);
    if (title === phrase) sum += 60;
    else if ((entity.aliases ?? []).some((alias) => fold(alias) === phrase)) sum += 50;
    else if (title.includes(phrase)) sum += 14;
    if (entity.type === "resource") sum += entity.rank / 20 + (entity.health === "alive" ? 2 : 0);
    if (entity.type === "topic") sum += Math.min(8, entity.resources.length / 4);
    return sum;
  };

  const search = (query, most = MOST) => {
    const phrase = fold(query).trim();
    const words = phrase.split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    return entries
      .map((entity) => [worth(entity, words, phrase), entity])
      .filter(([value]) => value > 0)
      .sort((a, b) => b[0] - a[0] || a[1].title.length - b[1].title.length)
      .slice(0, most)
      .map(([, entity]) => entity);
  };

  const NOTE_OF = {
    topic: (row) => dom.plural(row.resources.length, "resource"),
    stage: (row) => row.roadmap?.title ?? "",
    roadmap: (row) => dom.plural(row.stages.length, "stage"),
    note: (row) => row.id,
    resource: (row) =>
      [row.author, row.kind, row.health === "alive" ? "" : data.HEALTH_WORDS[row.health]].filter(Boolean).join(" · "),
  };

  const close = () => {
    const box = dom.byId("query");
    dom.byId("answers").hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    chosen = -1;
  };

  const choose = (place) => {
    chosen = place;
    const options = [...dom.byId("answers").children];
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    if (!options[place]) return dom.byId("query").removeAttribute("aria-activedescendant");
    dom.byId("query").setAttribute("aria-activedescendant", options[place].id);
    return options[place].scrollIntoView({ block: "nearest" });
  };

  const open = (place) => {
    const query = dom.byId("query").value;
    const last = found.length;
    close();
    if (place >= last) return state.set({ q: query.trim(), view: "list", selected: null });
    return state.select(found[place]);
  };

  const option = (entity, at) =>
    dom.el(
      "li",
      {
        role: "option",
        id: `answer-${at}`,
        "aria-selected": "false",
        class: `answer ${entity.type}`,
        on: { mousedown: (event) => event.preventDefault(), click: () => open(at) },
      },
      dom.el("span", { class: "what" }, entity.type),
      dom.el("span", { class: "words" }, entity.title),
      dom.el("small", {}, NOTE_OF[entity.type](entity)),
    );

  const show = () => {
    const query = dom.byId("query").value;
    found = search(query);
    if (!query.trim()) return close();
    const rest = dom.el(
      "li",
      {
        role: "option",
        id: `answer-${found.length}`,
        "aria-selected": "false",
        class: "answer rest",
        on: { mousedown: (event) => event.preventDefault(), click: () => open(found.length) },
      },
      dom.el("span", { class: "words" }, "List every resource with these words"),
    );
    dom.replace(dom.byId("answers"), found.map(option), rest);
    dom.byId("answers").hidden = false;
    dom.byId("query").setAttribute("aria-expanded", "true");
    return choose(0);
  };

  const steps = { ArrowDown: 1, ArrowUp: -1 };
  const onKey = (event) => {
    const count = dom.byId("answers").hidden ? 0 : found.length + 1;
    if (event.key in steps) {
      event.preventDefault();
      if (!count) return show();
      return choose((chosen + steps[event.key] + count) % count);
    }
    if (event.key === "Enter" && count) return open(Math.max(0, chosen));
    if (event.key === "Escape") {
      event.stopPropagation();
      if (!count) dom.byId("query").blur();
      return close();
    }
    return undefined;
  };

  const start = () => {
    entries = [...data.all.topics, ...data.all.roadmaps, ...data.all.stages, ...data.all.notes, ...data.all.resources];
    const box = dom.byId("query");
    box.addEventListener("input", show);
    box.addEventListener("keydown", onKey);
    box.addEventListener("blur", close);
    box.addEventListener("focus", () => box.value && show());
  };

  return { start, search, fold, textOf };
})();
