// The one state of the page. It is the address's fragment: every state can be linked to, and Back goes back.
atlas.state = (() => {
  const KINDS = ["topic", "stage", "resource", "roadmap", "note"];
  const LISTS = ["kind", "health", "language", "level", "task"];
  const SINGLES = ["in", "about", "from", "since"];
  const listeners = [];
  let now = {};

  const empty = () => ({
    selected: null,
    view: "map",
    focus: false,
    q: "",
    path: null,
    filters: {
      ...Object.fromEntries(LISTS.map((name) => [name, []])),
      ...Object.fromEntries(SINGLES.map((name) => [name, ""])),
    },
  });

  const parse = (hash) => {
    const words = new URLSearchParams(hash.replace(/^#/, ""));
    const state = empty();
    for (const type of KINDS) {
      const found = words.has(type) && atlas.data.all.byId[type].get(words.get(type));
      if (found) state.selected = found;
    }
    if (words.get("view") === "list") state.view = "list";
    state.focus = words.has("focus") && state.selected !== null;
    state.q = words.get("q") ?? "";
    const [start, end] = ["path-from", "path-to"].map((name) => atlas.data.all.byId.topic.get(words.get(name)));
    if (start && end) state.path = [start, end];
    for (const name of LISTS) state.filters[name] = (words.get(name) ?? "").split(",").filter(Boolean);
    for (const name of SINGLES) state.filters[name] = words.get(name) ?? "";
    return state;
  };

  const write = (state) => {
    const words = new URLSearchParams();
    if (state.selected) words.set(state.selected.type, state.selected.id);
    if (state.view !== "map") words.set("view", state.view);
    if (state.focus) words.set("focus", "1");
    if (state.q) words.set("q", state.q);
    if (state.path) [words.set("path-from", state.path[0].id), words.set("path-to", state.path[1].id)];
    for (const name of LISTS) if (state.filters[name].length) words.set(name, state.filters[name].join(","));
    for (const name of SINGLES) if (state.filters[name]) words.set(name, state.filters[name]);
    return `#${words}`;
  };

  const tell = (before) => listeners.forEach((listener) => listener(now, before));

  // Changes some parts; `filters` are merged. A change of what is selected or shown can be gone back from.
  const set = (patch) => {
    const before = now;
    now = { ...now, ...patch, filters: { ...now.filters, ...(patch.filters ?? {}) } };
    if (!now.selected) now.focus = false;
    const steps = ["selected", "view", "focus", "path"].some((name) => before[name] !== now[name]);
    const hash = write(now);
    if (hash !== location.hash) history[steps ? "pushState" : "replaceState"](null, "", hash);
    tell(before);
  };

  const toggle = (name, value) => {
    const values = now.filters[name];
    set({
      filters: { [name]: values.includes(value) ? values.filter((other) => other !== value) : [...values, value] },
    });
  };

  const start = () => {
    now = parse(location.hash);
    const follow = () => {
      const before = now;
      now = parse(location.hash);
      tell(before);
    };
    addEventListener("hashchange", follow);
    addEventListener("popstate", follow);
    tell(empty());
  };

  return {
    get now() {
      return now;
    },
    set,
    toggle,
    start,
    parse,
    write,
    empty,
    select: (entity) => set({ selected: entity, focus: false, path: null }),
    onChange: (listener) => listeners.push(listener),
    clear: () => set({ filters: empty().filters, q: "" }),
  };
})();
