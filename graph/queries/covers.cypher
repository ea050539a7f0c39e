// resources that cover a topic or one below it, best first
// topic: a topic's id; limit: rows at most
MATCH p = (n:Topic)-[:BROADER*0..2]->(t:Topic {id: $topic})
MATCH (r:Resource)-[c:COVERS]->(n)
WHERE c.score > 0
  // filters
WITH r.id AS k, max(c.score * CASE length(p) WHEN 0 THEN 1.0 WHEN 1 THEN 0.8 ELSE 0.6 END) AS score
ORDER BY score DESC, k
LIMIT $limit
MATCH (r:Resource)
WHERE r.id = k
RETURN k AS key, r.url AS url, r.title AS title, r.kind AS kind, r.health AS health, score
ORDER BY score DESC, key
