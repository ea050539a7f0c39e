// living resources for dead ones: of the same stage, or that cover what the dead one was listed for
// keys: ids of dead resources; limit: rows at most
MATCH (d:Resource)-[:LISTED_IN]->(s:Stage)<-[:LISTED_IN]-(r:Resource)
WHERE d.id IN $keys AND r.health = 'alive' AND r.id <> d.id
  // filters
OPTIONAL MATCH (d)-[a:COVERS]->(t:Topic)<-[c:COVERS]-(r)
WITH d, r, s, max(a.score * c.score) AS shared
WITH d, r, max(coalesce(shared, 0.0)) AS score, collect(DISTINCT s.title) AS stages
RETURN d.id AS dead, d.title AS dead_title, d.moved_to AS moved_to, r.id AS key, r.url AS url, r.title AS title,
       r.kind AS kind, r.health AS health, r.author AS author, r.minutes AS minutes, r.level AS level, score, stages
ORDER BY dead, score DESC, key
LIMIT $limit
