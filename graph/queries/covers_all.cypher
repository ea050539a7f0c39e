// resources that cover several topics, those that cover most of them first
// topics: ids; limit: rows at most
MATCH p = (n:Topic)-[:BROADER*0..2]->(t:Topic)
WHERE t.id IN $topics
MATCH (r:Resource)-[c:COVERS]->(n)
WHERE c.score >= 0.2
  // filters
WITH r.id AS k, t.id AS topic, max(c.score * CASE length(p) WHEN 0 THEN 1.0 WHEN 1 THEN 0.8 ELSE 0.6 END) AS best
WITH k, count(topic) AS covered, sum(best) / size($topics) AS score
ORDER BY covered DESC, score DESC, k
LIMIT $limit
MATCH (r:Resource)
WHERE r.id = k
RETURN k AS key, r.url AS url, r.title AS title, r.kind AS kind, r.health AS health, score, covered
ORDER BY covered DESC, score DESC, key
