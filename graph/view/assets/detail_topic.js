// The panel of a topic: what it is, what to know first, which pages cover it and which stages teach it.
atlas.detailTopic = (() => {
  const { dom, parts } = atlas;
  const { el } = dom;

  const needs = (rows) =>
    rows.length
      ? el(
          "ul",
          { class: "plain" },
          rows.map(({ topic, why }) => el("li", {}, parts.entityLink(topic), why && el("small", {}, why))),
        )
      : null;

  const panel = (topic) => {
    const clear = topic.resources.filter(({ score }) => score >= 0.5);
    const weak = topic.resources.filter(({ score }) => score < 0.5);
    const next = atlas.advice.next(clear.map(({ resource }) => resource));
    return [
      el("h2", {}, topic.title),
      topic.description && el("p", {}, topic.description),
      topic.aliases.length ? el("p", { class: "soft" }, `Also: ${topic.aliases.slice(0, 8).join(", ")}`) : null,
      parts.section("Read next", parts.lines(next)),
      parts.section("Know first", needs(topic.requires)),
      parts.section(`Covered by ${clear.length}`, parts.lines(clear)),
      parts.section("Taught in", parts.chips(topic.stages.map(({ stage }) => stage))),
      parts.section("Leads to", parts.chips(topic.requiredBy.map((row) => row.topic))),
      parts.section("Part of", parts.chips(topic.broader)),
      parts.section("Parts", parts.chips(topic.narrower)),
      parts.section("Path", atlas.paths.form(topic)),
      parts.section(`Mentioned by ${weak.length}`, weak.length ? parts.lines(weak, 8) : null),
    ];
  };

  return { panel };
})();
