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

  const cell = (value) => {
    if (typeof value === "string" && SAFE.test(value)) {
      const link = el("a", value);
      link.href = value;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      return el("td", link);
    }
    return el(
      "td",
      value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value),
    );
  };

  const table = (columns, rows) => {
    const head = el("thead", el("tr", ...columns.map((name) => el("th", name))));
    return el("table", head, el("tbody", ...rows.map((row) => el("tr", ...row.map(cell)))));
  };

  const SHOWN = ["title", "url", "score", "health", "stages", "evidence"];
  const asTable = (rows) => {
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const columns = [...SHOWN.filter((name) => names.includes(name)), ...names.filter((name) => !SHOWN.includes(name))];
    return table(
      columns,
      rows.map((row) => columns.map((name) => row[name])),
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
    say([`${found.rows.length} rows`, found.note].filter(Boolean).join(" · "));
    byId("answer").replaceChildren(asTable(found.rows), el("pre", found.cypher ?? ""));
  });

  run("cypher", async () => {
    const found = await send("/api/cypher", { query: byId("query").value });
    say(`${found.rows.length} rows`);
    byId("answer").replaceChildren(table(found.columns, found.rows));
  });
})();
