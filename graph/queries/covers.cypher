// resources that cover a topic or one below it, best first
// topic: a topic's id; limit: rows at most
MATCH p = (n:Topic)-[:BROADER*0..2]->(t:Topic {id: $topic})
MATCH (r:Resource)-[c:COVERS]->(n)
WHERE c.score > 0
  // filters
WITH r, c, n, CASE length(p) WHEN 0 THEN 1.0 WHEN 1 THEN 0.8 ELSE 0.6 END AS nearness
WITH r, max(c.score * nearness) AS score,
     collect({topic: n.name, score: c.score * nearness, evidence: c.evidence, source: c.source}) AS shown
OPTIONAL MATCH (r)-[:LISTED_IN]->(s:Stage)
WITH r, score, shown, collect(DISTINCT s.title) AS stages
RETURN r.id AS key, r.url AS url, r.title AS title, r.kind AS kind, r.health AS health, r.author AS author,
       r.minutes AS minutes, r.level AS level, score, stages, shown
ORDER BY score DESC, key
LIMIT $limit
