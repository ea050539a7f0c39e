// The panel of a resource: why it covers its topics, where it stands in the notes, how it fared, what to put instead.
atlas.detailResource = (() => {
  const { data, dom, parts } = atlas;
  const { el } = dom;

  const WORTH = 0.2; // below, a topic is only named in passing

  const passing = (row) => row.covers.filter(({ score }) => score < WORTH).map(({ topic }) => topic);

  const covers = (row, more) =>
    row.covers.map(({ topic, score }, at) => {
      if (score < WORTH) return null;
      const [sentence, mentions, noteOnly] = more.evidence?.[at] ?? ["", 0, 0];
      return el(
        "li",
        { class: score >= 0.5 ? "cover" : "cover weak" },
        el("span", { class: "score", vars: { part: score } }, el("i")),
        parts.entityLink(topic),
        el(
          "small",
          {},
          [
            `${Math.round(score * 100)} %`,
            mentions > 1 ? `${mentions} mentions` : "",
            noteOnly ? "from the note's words" : "",
          ]
            .filter(Boolean)
            .join(" · "),
        ),
        sentence && el("blockquote", {}, sentence),
      );
    });

  const place = ([note, line, stage, text, context]) => {
    const where = data.all.notes[note];
    return el(
      "li",
      {},
      el(
        "p",
        {},
        el("code", {}, `${where.id}:${line}`),
        " ",
        parts.editors(where, line).flatMap((link) => [link, " "]),
      ),
      stage >= 0 &&
        el("p", {}, "in ", parts.entityLink(data.all.stages[stage], data.stagePath(data.all.stages[stage]))),
      context && context !== text ? el("blockquote", {}, context) : null,
    );
  };

  const history = (rows) =>
    rows?.length > 1
      ? el(
          "ol",
          { class: "history" },
          rows.map(([at, state]) =>
            el(
              "li",
              { class: HEALTH_OF(state), title: `${at}: ${state.replaceAll("_", " ")}` },
              el("span", { class: "unseen" }, `${at} ${state}`),
            ),
          ),
        )
      : null;

  const ALIVE = new Set(["ok", "moved", "redirected"]);
  const DEAD = new Set([
    "not_found",
    "gone",
    "soft_404",
    "parked",
    "no_dns",
    "redirect_loop",
    "malformed",
    "tls_invalid",
  ]);
  const HEALTH_OF = (state) => (ALIVE.has(state) ? "alive" : DEAD.has(state) ? "dead" : "uncertain");

  const health = (row, more) =>
    el(
      "div",
      { class: `healthbox ${row.health}` },
      el("p", {}, parts.badge(row), " ", more.reason ?? ""),
      el(
        "p",
        { class: "soft" },
        [
          row.since && `since ${row.since}`,
          row.health === "dead" && (row.confirmed ? "confirmed" : "suspected only"),
        ]
          .filter(Boolean)
          .join(" · "),
      ),
      more.moved && el("p", {}, "Now at ", dom.outside(more.moved, more.moved)),
      history(more.history),
    );

  const instead = (more) =>
    more.instead?.map(([, url, why, title]) => el("li", {}, dom.outside(url, title || url), el("small", {}, why)));

  const panel = async (row) => {
    const more = await data.details(row);
    const replacements = instead(more) ?? [];
    return [
      el("h2", {}, row.title),
      el(
        "p",
        { class: "soft" },
        parts.facts(row),
        row.language && row.language !== "en" ? ` · ${row.language}` : "",
        row.task === "done" ? " · done" : "",
      ),
      el("p", { class: "address" }, dom.outside(row.url, row.url)),
      health(row, more),
      row.health === "dead" &&
        parts.section(
          "Put instead",
          replacements.length
            ? el("ul", { class: "plain" }, replacements)
            : el("p", { class: "soft" }, "Nothing found among what the crawl saw."),
        ),
      more.summary && el("p", {}, more.summary),
      parts.section(
        "Covers",
        row.covers.some(({ score }) => score >= WORTH)
          ? el("ul", { class: "plain covers" }, covers(row, more))
          : el("p", { class: "soft" }, "No topic of the taxonomy is known of it."),
      ),
      parts.section("Named in passing", parts.chips(passing(row).slice(0, 12))),
      parts.section("In the notes", more.places && el("ul", { class: "plain" }, more.places.map(place))),
      parts.section(
        "Similar",
        more.similar && parts.lines(more.similar.map((at) => ({ resource: data.all.resources[at] }))),
      ),
      parts.section(
        "Links to",
        more.links &&
          parts.lines(
            more.links.map((at) => ({ resource: data.all.resources[at] })),
            8,
          ),
      ),
    ];
  };

  return { panel };
})();
