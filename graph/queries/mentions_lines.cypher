// where in some notes resources that cover a topic are listed
// notes: ids of notes; topic: a topic's id; limit: rows at most
MATCH (n:Note)<-[m:MENTIONED_IN]-(r:Resource)
WHERE n.id IN $notes
  AND EXISTS { MATCH (r)-[c:COVERS]->(:Topic)-[:BROADER*0..2]->(t:Topic) WHERE t.id = $topic AND c.score >= 0.3 }
  // filters
WITH n.id AS note, m.line AS line, r.id AS k
ORDER BY note, line, k
LIMIT $limit
MATCH (r:Resource)
WHERE r.id = k
RETURN note, line, r.url AS url, r.title AS title
ORDER BY note, line, url
