// resources that cover several topics, those that cover most of them first
// topics: ids; limit: rows at most
MATCH p = (n:Topic)-[:BROADER*0..2]->(t:Topic)
WHERE t.id IN $topics
MATCH (r:Resource)-[c:COVERS]->(n)
WHERE c.score >= 0.2
  // filters
WITH r, t, c, n, CASE length(p) WHEN 0 THEN 1.0 WHEN 1 THEN 0.8 ELSE 0.6 END AS nearness
WITH r, t, max(c.score * nearness) AS best,
     collect({topic: n.name, score: c.score * nearness, evidence: c.evidence, source: c.source}) AS seen
WITH r, count(t) AS covered, sum(best) AS total, collect(seen) AS shown
OPTIONAL MATCH (r)-[:LISTED_IN]->(s:Stage)
WITH r, covered, total, shown, collect(DISTINCT s.title) AS stages
RETURN r.id AS key, r.url AS url, r.title AS title, r.kind AS kind, r.health AS health, r.author AS author,
       r.minutes AS minutes, r.level AS level, total / size($topics) AS score, stages, shown, covered
ORDER BY covered DESC, score DESC, key
LIMIT $limit
