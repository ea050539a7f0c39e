// What to read next: living, unread, its topics new and what they require known; earlier stages before later ones.
atlas.advice = (() => {
  const COVERS = 0.5;
  const READY = 1;
  const UNREADY = 0.35;

  // Topics that a ticked resource covers.
  const known = () => {
    const topics = new Set();
    for (const row of atlas.data.all.resources) {
      if (row.task !== "done") continue;
      for (const { topic, score } of row.covers) if (score >= COVERS) topics.add(topic);
    }
    return topics;
  };

  const missing = (topic, knows) => topic.requires.map((need) => need.topic).filter((need) => !knows.has(need));

  const judge = (row, knows) => {
    const fresh = row.covers.filter(({ topic, score }) => score >= COVERS && !knows.has(topic));
    const value = fresh.reduce(
      (sum, { topic, score }) => sum + score * (missing(topic, knows).length ? UNREADY : READY),
      0,
    );
    const early = row.stages.length
      ? 1 / (1 + Math.min(...row.stages.map((stage) => stage.roadmap.stages.indexOf(stage))))
      : 0;
    const needs = [...new Set(fresh.flatMap(({ topic }) => missing(topic, knows)))].filter(
      (topic) => !row.covers.some((cover) => cover.topic === topic),
    );
    return { row, value: Math.min(value, 2.5) + early + row.rank / 200, fresh: fresh.map(({ topic }) => topic), needs };
  };

  const reason = ({ fresh, needs }) => {
    const parts = [];
    if (fresh.length)
      parts.push(
        `new: ${fresh
          .slice(0, 3)
          .map((topic) => topic.title)
          .join(", ")}`,
      );
    if (needs.length)
      parts.push(
        `know first: ${needs
          .slice(0, 2)
          .map((topic) => topic.title)
          .join(", ")}`,
      );
    return parts.join(" · ");
  };

  // The best few of `rows`, each with a reason.
  const next = (rows, most = 3) => {
    const knows = known();
    return rows
      .filter((row) => row.health === "alive" && row.task !== "done")
      .map((row) => judge(row, knows))
      .sort((a, b) => b.value - a.value || a.row.index - b.row.index)
      .slice(0, most)
      .map((judged) => ({ resource: judged.row, why: reason(judged) }));
  };

  return { next };
})();
