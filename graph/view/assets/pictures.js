// Takes things out of the page: the map as a picture, what is selected as Cypher.
atlas.pictures = (() => {
  const { dom, theme, map } = atlas;

  // A Cypher string literal: nothing of a page or note can end it.
  const quoted = (text) => `'${text.replace(/[\\']/g, "\\$&").replace(/[\u0000-\u001f\u2028\u2029]/g, " ")}'`;

  const QUERIES = {
    topic: (id) =>
      `MATCH (r:Resource)-[c:COVERS]->(t:Topic {id: ${id}})\nRETURN r.title, r.url, c.score, c.evidence\nORDER BY c.score DESC`,
    resource: (id) =>
      `MATCH (r:Resource {id: ${id}})-[c:COVERS]->(t:Topic)\nRETURN r.title, t.name, c.score, c.evidence\nORDER BY c.score DESC`,
    stage: (id) =>
      `MATCH (r:Resource)-[:LISTED_IN]->(s:Stage {id: ${id}})\nOPTIONAL MATCH (r)-[c:COVERS]->(t:Topic)\nRETURN r.title, r.url, r.health, t.name, c.score`,
    roadmap: (id) =>
      `MATCH (m:Roadmap {id: ${id}})-[h:HAS_STAGE]->(s:Stage)\nOPTIONAL MATCH (s)-[a:TEACHES]->(t:Topic)\nRETURN h.position, s.title, t.name, a.score\nORDER BY h.position`,
    note: (id) =>
      `MATCH (r:Resource)-[m:MENTIONED_IN]->(n:Note {id: ${id}})\nRETURN m.line, r.title, r.url, r.health\nORDER BY m.line`,
  };

  const cypher = (entity) => `${QUERIES[entity.type](quoted(entity.id))};`;

  const say = (words) => {
    dom.byId("said").textContent = words;
    setTimeout(() => {
      dom.byId("said").textContent = "";
    }, 4000);
  };

  const copyCypher = async (entity, button) => {
    const text = cypher(entity);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = dom.el("textarea", { class: "unseen", "aria-hidden": "true" });
      area.value = text;
      button.after(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    say("Copied the query.");
  };

  // What the map shows now, on the page's ground, as a PNG file.
  const picture = () => {
    const canvas = dom.byId("map").querySelector("canvas");
    const copy = dom.el("canvas", { width: canvas.width, height: canvas.height });
    const ctx = copy.getContext("2d");
    ctx.fillStyle = theme.colours.ground;
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(canvas, 0, 0);
    copy.toBlob((blob) => {
      const url = URL.createObjectURL(blob);
      const link = dom.el("a", { href: url, download: "linkatlas-map.png" });
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10000);
      say("Saved the picture.");
    });
  };

  return { picture, copyCypher, cypher, say, refresh: () => map.redraw() };
})();
