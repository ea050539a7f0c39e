// Which resources the filters let through, and how many each choice would.
atlas.filters = (() => {
  const { data, state } = atlas;
  const DAY = 86400000;
  const AREAS = { note: "notes", roadmap: "stages", stage: "stages" };

  const inside = (area) => {
    const [type, ...rest] = area.split(":");
    const place = AREAS[type] && data.all.byId[type].get(rest.join(":"));
    if (!place) return null;
    if (type === "note") return new Set(place.resources);
    return new Set(type === "stage" ? data.within(place) : place.stages.flatMap((stage) => stage.resources));
  };

  const words = (text) => atlas.search.fold(text).split(/\s+/).filter(Boolean);

  // One test a filter; a test that is null lets everything through.
  const tests = ({ filters, q }) => {
    const area = filters.in ? inside(filters.in) : null;
    const topic = filters.about ? data.all.byId.topic.get(filters.about) : null;
    const since =
      Number(filters.since) > 0 && data.all.run
        ? new Date(new Date(data.all.run.at) - Number(filters.since) * DAY).toISOString().slice(0, 10)
        : "";
    const wanted = words(q);
    const oneOf = (name) => (filters[name].length ? (row) => filters[name].includes(row[name] || "none") : null);
    return {
      kind: oneOf("kind"),
      health: oneOf("health"),
      language: oneOf("language"),
      level: oneOf("level"),
      task: oneOf("task"),
      in: area && ((row) => area.has(row)),
      about: topic && ((row) => row.covers.some((cover) => cover.topic === topic)),
      since: since && ((row) => row.seen >= since),
      q: wanted.length ? (row) => wanted.every((word) => atlas.search.textOf(row).includes(word)) : null,
    };
  };

  const passing = (current) => {
    const all = Object.values(tests(current)).filter(Boolean);
    return all.length ? data.all.resources.filter((row) => all.every((test) => test(row))) : data.all.resources;
  };

  // How many resources each value of one filter would leave, the other filters as they are.
  const counts = (current, name) => {
    const others = Object.entries(tests(current))
      .filter(([other, test]) => other !== name && test)
      .map(([, test]) => test);
    const found = new Map();
    for (const row of data.all.resources) {
      if (others.every((test) => test(row))) found.set(row[name], (found.get(row[name]) ?? 0) + 1);
    }
    return found;
  };

  const active = ({ filters, q }) => Object.values(filters).filter((value) => value.length).length + (q ? 1 : 0);

  let shown = { rows: [], set: new Set() };
  state.onChange((now) => {
    const rows = passing(now);
    shown = { rows, set: new Set(rows) };
  });

  return {
    counts,
    active,
    get shown() {
      return shown;
    },
  };
})();
