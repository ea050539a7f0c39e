// The way from one topic to another: over what requires what first, then over wider topics, then over pages that cover both.
atlas.paths = (() => {
  const { data, dom, state } = atlas;
  const COST = { requires: 1, wider: 2, page: 3 };
  const SHARED = 0.5;

  const steps = (topic) => [
    ...topic.requiredBy.map(({ topic: next, why }) => ({
      next,
      cost: COST.requires,
      words: why || `${next.title} builds on it`,
    })),
    ...topic.requires.map(({ topic: next, why }) => ({
      next,
      cost: COST.requires,
      words: why || `it builds on ${next.title}`,
    })),
    ...topic.broader.map((next) => ({ next, cost: COST.wider, words: "it is a part of" })),
    ...topic.narrower.map((next) => ({ next, cost: COST.wider, words: "one part of it is" })),
    ...topic.resources
      .filter(({ score }) => score >= SHARED)
      .slice(0, 30)
      .flatMap(({ resource }) =>
        resource.covers
          .filter((cover) => cover.score >= SHARED && cover.topic !== topic)
          .map((cover) => ({ next: cover.topic, cost: COST.page, words: "one page covers both:", page: resource })),
      ),
  ];

  // The cheapest way as [{ topic, words, page }], the first without words; nothing where no way leads there.
  const path = (start, end) => {
    const best = new Map([[start, { cost: 0, from: null }]]);
    const open = new Set([start]);
    const done = new Set();
    while (open.size) {
      const at = [...open].reduce((a, b) => (best.get(a).cost <= best.get(b).cost ? a : b));
      if (at === end) break;
      open.delete(at);
      done.add(at);
      for (const { next, cost, words, page } of steps(at)) {
        const sum = best.get(at).cost + cost;
        if (!done.has(next) && sum < (best.get(next)?.cost ?? Infinity)) {
          best.set(next, { cost: sum, from: at, words, page });
          open.add(next);
        }
      }
    }
    const way = [];
    for (let at = best.has(end) ? end : null; at; at = best.get(at).from) way.unshift({ topic: at, ...best.get(at) });
    return way;
  };

  const panel = ([start, end]) => {
    const way = path(start, end);
    const step = ({ topic, words, page }) =>
      dom.el(
        "li",
        {},
        words && dom.el("p", { class: "why" }, words, page && [" ", atlas.parts.entityLink(page)]),
        atlas.parts.entityLink(topic),
        topic.resources[0] && dom.el("small", {}, "best page: ", atlas.parts.entityLink(topic.resources[0].resource)),
      );
    return [
      dom.el("h2", {}, `From ${start.title} to ${end.title}`),
      way.length
        ? dom.el("ol", { class: "way" }, way.map(step))
        : dom.el("p", {}, "No way leads from one to the other."),
    ];
  };

  // The form in a topic's panel: "path to …".
  const form = (topic) => {
    const input = dom.el("input", { list: "topic-names", placeholder: "another topic" });
    const go = (event) => {
      event.preventDefault();
      const end =
        data.all.topics.find((other) => atlas.search.fold(other.title) === atlas.search.fold(input.value)) ??
        atlas.search.search(input.value).find((found) => found.type === "topic");
      if (end) state.set({ selected: null, path: [topic, end] });
    };
    return dom.el(
      "form",
      { class: "pathform", on: { submit: go } },
      dom.el("label", {}, "Path to ", input),
      dom.el("button", { type: "submit" }, "Find"),
    );
  };

  const start = () => {
    document.body.append(
      dom.el(
        "datalist",
        { id: "topic-names" },
        data.all.topics.map((topic) => dom.el("option", { value: topic.title })),
      ),
    );
  };

  return { start, path, panel, form };
})();
