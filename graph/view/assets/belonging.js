// What stands out together with a selected thing.
atlas.belonging = (() => {
  const { data } = atlas;
  const WORTH = 0.2; // below, a topic is only named in passing

  // What stands out together with the selected entity, and the threads drawn from it.
  const belonging = {
    topic: (topic) => ({
      resources: topic.resources.map(({ resource }) => resource),
      nodes: [
        ...topic.stages.map(({ stage }) => stage),
        ...topic.broader,
        ...topic.narrower,
        ...topic.requires.map((need) => need.topic),
        ...topic.requiredBy.map((need) => need.topic),
      ],
    }),
    stage: (stage) => ({
      resources: data.within(stage),
      nodes: [...stage.teaches.map(({ topic }) => topic), ...stage.parts, stage.parent, stage.roadmap].filter(Boolean),
    }),
    roadmap: (roadmap) => ({ resources: roadmap.stages.flatMap((stage) => stage.resources), nodes: roadmap.stages }),
    resource: (resource) => ({
      resources: [resource],
      nodes: [...resource.covers.filter(({ score }) => score >= WORTH).map(({ topic }) => topic), ...resource.stages],
    }),
    note: (note) => ({
      resources: note.resources,
      nodes: data.all.roadmaps
        .filter((roadmap) => roadmap.note === note)
        .flatMap((roadmap) => [roadmap, ...roadmap.stages]),
    }),
  };

  // Resources, other entities, and their names on the map, or the topics of a path; null where nothing is selected.
  const gather = ({ selected, path }, nameOf) => {
    if (path) {
      const way = atlas.paths.path(...path).map(({ topic }) => topic);
      return { resources: new Set(), names: new Set(way.map(nameOf)), around: [], way };
    }
    if (!selected) return null;
    const { resources, nodes: around } = belonging[selected.type](selected);
    return { resources: new Set(resources), names: new Set(around.map(nameOf)), around: [...new Set(around)] };
  };

  return { gather };
})();
