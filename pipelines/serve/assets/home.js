// Sends questions and queries to this server and shows the answers as text; nothing of an answer becomes markup.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const SAFE = /^https?:\/\//i;

  const el = (tag, ...children) => {
    const node = document.createElement(tag);
    node.append(...children);
    return node;
  };

  const link = (url, words) => {
    if (!SAFE.test(url ?? "")) return el("span", words);
    const node = el("a", words);
    node.href = url;
    node.target = "_blank";
    node.rel = "noopener noreferrer";
    return node;
  };

  const cell = (value) => {
    if (typeof value === "string" && SAFE.test(value)) return el("td", link(value, value));
    return el(
      "td",
      value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value),
    );
  };

  const table = (columns, rows) => {
    const head = el("thead", el("tr", ...columns.map((name) => el("th", name))));
    return el("table", head, el("tbody", ...rows.map((row) => el("tr", ...row.map(cell)))));
  };

  const HEALTH = { uncertain: "could not tell", dead: "dead", skipped: "skipped", unknown: "not visited" };
  const line = (className, ...children) => {
    const node = el("p", ...children);
    node.className = className;
    return node;
  };

  const onTheMap = (row) => {
    const node = el("a", "on the map");
    const [kind, id] = row.topic && (row.resource || !row.url) ? ["topic", row.topic] : ["resource", row.key];
    node.href = `/graph.html#${new URLSearchParams({ [kind]: id })}`;
    return node;
  };

  // One row of an answer: what it is and where, then why it is there, as sentences.
  const item = (row) => {
    const step = row.topic && row.resource;
    const facts = [
      row.kind,
      row.author,
      row.level,
      row.minutes ? `${Math.round(row.minutes)} min` : "",
      HEALTH[row.health],
      row.score ? `${Math.round(100 * row.score)} %` : "",
      ...(row.stages ?? []).slice(0, 3),
    ];
    return el(
      "li",
      el("h3", step ? row.title : link(row.url, row.title ?? row.url ?? row.key)),
      ...(row.reason && row.reason !== row.evidence && (row.health !== "alive" || step) ? [line("why", row.reason)] : []),
      ...(step ? [line("page", "best page: ", link(row.url, row.resource))] : []),
      line("facts", facts.filter(Boolean).join(" · "), " ", onTheMap(row)),
      ...(row.evidence ? [el("blockquote", row.evidence)] : []),
    );
  };

  const say = (words, bad = false) => {
    byId("said").textContent = words;
    byId("said").classList.toggle("bad", bad);
  };

  const send = async (address, wish) => {
    say("…");
    byId("answer").replaceChildren();
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(wish),
    });
    const text = await answer.text();
    if (!answer.headers.get("Content-Type").startsWith("application/json")) throw new Error(text.trim());
    const value = JSON.parse(text);
    if (value.error) throw new Error([value.error, value.hint].filter(Boolean).join(" — "));
    return value;
  };

  const count = (rows) => (rows.length === 0 ? "nothing found" : rows.length === 1 ? "1 row" : `${rows.length} rows`);

  for (const example of document.querySelectorAll("#examples button"))
    example.addEventListener("click", () => {
      byId("question").value = example.textContent;
      byId("ask").requestSubmit();
    });

  const run = (form, work) =>
    byId(form).addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        await work();
      } catch (problem) {
        say(problem.message, true);
      }
    });

  run("ask", async () => {
    const found = await send("/api/ask", { question: byId("question").value });
    say([found.note, count(found.rows)].filter(Boolean).join(" · "));
    const query = el("details", el("summary", "The Cypher that found them"), el("pre", found.cypher ?? ""));
    byId("answer").replaceChildren(el("ol", ...found.rows.map(item)), query);
  });

  run("cypher", async () => {
    const found = await send("/api/cypher", { query: byId("query").value });
    say(count(found.rows));
    byId("answer").replaceChildren(table(found.columns, found.rows));
  });
})();
