// resources in their places, with what they cover; the filters choose
// limit: rows at most
MATCH (r:Resource)
WHERE r.id <> ''
  // filters
OPTIONAL MATCH (r)-[c:COVERS]->(t:Topic)
WITH r, collect({topic: t.name, score: c.score, evidence: c.evidence, source: c.source}) AS shown
OPTIONAL MATCH (r)-[:LISTED_IN]->(s:Stage)
WITH r, shown, collect(DISTINCT s.title) AS stages
OPTIONAL MATCH (r)-[m:MENTIONED_IN]->(n:Note)
WITH r, shown, stages, collect({note: n.id, line: m.line, text: m.text, done: m.done}) AS places
RETURN r.id AS key, r.url AS url, r.title AS title, r.kind AS kind, r.health AS health, r.state AS state,
       r.reason AS reason, r.confirmed AS confirmed, r.since AS since, r.moved_to AS moved_to, r.author AS author,
       r.minutes AS minutes, r.words AS words, r.level AS level, r.changed_at AS changed_at, r.previous AS previous,
       r.published AS published, r.first_seen AS first_seen, r.checked_at AS checked_at, r.centrality AS centrality, stages, places, shown
ORDER BY // order
  key
LIMIT $limit
