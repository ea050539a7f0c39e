// Unpacks the tables that stand in the page into entities that know each other.
atlas.data = (() => {
  const HEALTH_WORDS = {
    alive: "alive",
    uncertain: "could not tell",
    dead: "dead",
    skipped: "skipped",
    unknown: "not visited",
  };
  const NOTHING = "No link is known yet. `linkatlas nightly NOTES` reads the notes and visits their links.";
  const TASKS = ["none", "open", "done"];
  const all = { notes: [], roadmaps: [], stages: [], topics: [], resources: [] };
  const blocks = new Map();

  const unpack = async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };

  const read = async (id) => {
    const holder = document.getElementById(id);
    const text = holder.textContent;
    holder.remove();
    return holder.dataset.packed ? unpack(text) : JSON.parse(text);
  };

  const ADDRESSES = [
    (key) => `https://${key}`,
    (key) => `https://www.${key}`,
    (key) => `https://${key}/`,
    (key) => `http://${key}`,
  ];
  const pairs = (flat) =>
    Array.from({ length: flat.length / 2 }, (_, i) => ({
      topic: all.topics[flat[2 * i]],
      score: flat[2 * i + 1] / 100,
    }));

  const readResources = (columns, healths) => {
    const names = Object.keys(columns);
    const count = names.length ? columns.key.length : 0;
    for (let i = 0; i < count; i += 1) {
      const row = { type: "resource", index: i };
      for (const name of names) row[name] = columns[name][i];
      row.id = row.key;
      row.url = typeof row.url === "number" ? ADDRESSES[row.url](row.key) : row.url;
      row.health = healths[row.health];
      row.task = TASKS[row.task];
      row.stages = row.stages.map((place) => all.stages[place]);
      row.notes = row.notes.map((place) => all.notes[place]);
      row.covers = pairs(row.covers);
      all.resources.push(row);
      for (const stage of row.stages) stage.resources.push(row);
      for (const note of row.notes) note.resources.push(row);
      for (const { topic, score } of row.covers) topic.resources.push({ resource: row, score });
    }
  };

  const readTopics = (rows) => {
    all.topics = rows.map(([id, name, description, aliases, broader, requires, community, [x, y, radius]], index) => ({
      type: "topic",
      index,
      id,
      title: name,
      description,
      aliases,
      broader,
      requires,
      community,
      x,
      y,
      radius,
      narrower: [],
      requiredBy: [],
      stages: [],
      resources: [],
    }));
    for (const topic of all.topics) {
      topic.broader = topic.broader.map((place) => all.topics[place]);
      topic.requires = topic.requires.map(([place, why]) => ({ topic: all.topics[place], why }));
      for (const wider of topic.broader) wider.narrower.push(topic);
      for (const { topic: first, why } of topic.requires) first.requiredBy.push({ topic, why });
    }
  };

  const readRoads = (roadmaps, stages) => {
    all.roadmaps = roadmaps.map(([id, title, note], index) => ({
      type: "roadmap",
      index,
      id,
      title,
      note: all.notes[note],
      stages: [],
    }));
    all.stages = stages.map(([id, title, roadmap, depth, parent, summary, aims], index) => ({
      type: "stage",
      index,
      id,
      title,
      roadmap: all.roadmaps[roadmap],
      depth,
      parent,
      summary,
      resources: [],
      parts: [],
      teaches: aims.map(([topic, score, source]) => ({ topic: all.topics[topic], score: score / 100, source })),
    }));
    for (const stage of all.stages) {
      stage.parent = all.stages[stage.parent];
      stage.parent?.parts.push(stage);
      stage.roadmap?.stages.push(stage);
      for (const { topic, score } of stage.teaches) topic.stages.push({ stage, score });
    }
  };

  const load = async () => {
    const raw = await read("atlas");
    all.run = raw.run;
    all.homeless = raw.homeless;
    all.swell = raw.swell;
    all.notes = raw.notes.map(([id, title, source], index) => ({
      type: "note",
      index,
      id,
      title,
      source,
      resources: [],
    }));
    readTopics(raw.topics);
    readRoads(raw.roadmaps, raw.stages);
    readResources(raw.resources, raw.healths);
    for (const topic of all.topics)
      topic.resources.sort((a, b) => b.score - a.score || a.resource.index - b.resource.index);
    all.byId = Object.fromEntries(
      ["note", "roadmap", "stage", "topic", "resource"].map((type) => [
        type,
        new Map(all[`${type}s`].map((row) => [row.id, row])),
      ]),
    );
  };

  // Evidence, places, history: opened block by block, when first asked for.
  const CHUNK = 500;
  const details = async (resource) => {
    const place = Math.floor(resource.index / CHUNK);
    if (!blocks.has(place)) blocks.set(place, read(`details-${place}`));
    return (await blocks.get(place))[resource.index % CHUNK];
  };

  const stagePath = (stage) => {
    const path = [];
    for (let at = stage; at && path.length < 9; at = at.parent) path.unshift(at.title);
    return path.join(" › ");
  };

  // The stage's own resources and those of the stages nested in it.
  const within = (stage) => [...new Set([...stage.resources, ...stage.parts.flatMap(within)])];

  return { all, load, read, details, stagePath, within, HEALTH_WORDS, NOTHING };
})();
