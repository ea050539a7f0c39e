// The panels of stages, roadmaps and notes: how far one is, what is taught, what is lacking.
atlas.detailStage = (() => {
  const { data, dom, parts } = atlas;
  const { el } = dom;

  const progress = (rows) => {
    const boxed = rows.filter((row) => row.task !== "none");
    const done = boxed.filter((row) => row.task === "done").length;
    const minutes = rows.reduce((sum, row) => sum + row.minutes, 0);
    const words = [
      dom.plural(rows.length, "resource"),
      boxed.length ? `${done} of ${boxed.length} done` : "",
      minutes ? parts.minutes(minutes) : "",
    ];
    return [el("p", { class: "soft" }, words.filter(Boolean).join(" · ")), rows.length ? parts.bar(rows) : null];
  };

  // What the stage sets out to teach and nothing usable in it covers; what its topics require and no stage so far teaches.
  const lacks = (stage) => {
    const own = new Set();
    for (const row of data.within(stage)) {
      if (row.health !== "dead") for (const { topic, score } of row.covers) if (score >= 0.5) own.add(topic);
    }
    const named = stage.teaches
      .filter(({ topic, source }) => source !== "resources" && !own.has(topic))
      .map(({ topic }) => ({ topic, why: "named by the stage, covered by nothing in it" }));
    const sofar = new Set(
      stage.roadmap?.stages
        .filter((other) => other.index <= stage.index)
        .flatMap((other) => other.teaches.map(({ topic }) => topic)),
    );
    const required = [...own].flatMap((topic) =>
      topic.requires
        .filter((need) => !own.has(need.topic) && !sofar.has(need.topic))
        .map((need) => ({ topic: need.topic, why: `${topic.title} requires it` })),
    );
    const seen = new Set();
    return [...named, ...required].filter(({ topic }) => !seen.has(topic) && seen.add(topic)).slice(0, 12);
  };

  const neighbours = (stage) => {
    const all = stage.roadmap?.stages ?? [];
    const at = all.indexOf(stage);
    const link = (other, sign) =>
      other && el("li", { class: "chip stage" }, parts.entityLink(other, `${sign} ${other.title}`));
    return el("ul", { class: "chips" }, link(all[at - 1], "←"), link(all[at + 1], "→"));
  };

  const stage = (row) => {
    const resources = data.within(row);
    const lacking = lacks(row);
    return [
      el(
        "p",
        { class: "soft" },
        row.roadmap && parts.entityLink(row.roadmap),
        row.parent ? [" › ", parts.entityLink(row.parent)] : "",
      ),
      el("h2", {}, row.title),
      progress(resources),
      row.summary && el("p", {}, row.summary),
      neighbours(row),
      parts.section("Read next", parts.lines(atlas.advice.next(resources))),
      parts.section(
        "Lacks",
        lacking.length
          ? el(
              "ul",
              { class: "plain" },
              lacking.map(({ topic, why }) => el("li", {}, parts.entityLink(topic), el("small", {}, why))),
            )
          : null,
      ),
      parts.section("Teaches", parts.chips(row.teaches.slice(0, 30).map(({ topic }) => topic))),
      parts.section("Resources", resources.length ? parts.lines(resources.map((resource) => ({ resource }))) : null),
      parts.section("Its parts", parts.chips(row.parts)),
    ];
  };

  const roadmap = (row) => {
    const resources = [...new Set(row.stages.flatMap((one) => one.resources))];
    const step = (one) =>
      el(
        "li",
        { class: `depth-${Math.min(3, one.depth)}` },
        parts.entityLink(one),
        el("small", {}, dom.plural(one.resources.length, "resource")),
        one.resources.length ? parts.bar(one.resources) : null,
      );
    return [
      el("h2", {}, row.title),
      row.note && el("p", { class: "soft" }, "in ", parts.entityLink(row.note)),
      progress(resources),
      parts.section("Read next", parts.lines(atlas.advice.next(resources))),
      parts.section("Stages", el("ol", { class: "plain steps" }, row.stages.map(step))),
    ];
  };

  const note = (row) => [
    el("h2", {}, row.title),
    el(
      "p",
      { class: "soft" },
      el("code", {}, row.id),
      " ",
      parts.editors(row, 1).flatMap((link) => [link, " "]),
    ),
    progress(row.resources),
    parts.section("Roadmaps", parts.chips(data.all.roadmaps.filter((one) => one.note === row))),
    parts.section("Read next", parts.lines(atlas.advice.next(row.resources))),
    parts.section("Resources", parts.lines(row.resources.map((resource) => ({ resource })))),
  ];

  return { stage, roadmap, note };
})();
