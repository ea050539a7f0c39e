// living resources for dead ones: of the same stage, and they cover what the dead one was listed for
// keys: ids of dead resources; limit: rows at most
MATCH (d:Resource)-[a:COVERS]->(t:Topic)<-[c:COVERS]-(r:Resource)
WHERE d.id IN $keys AND r.health = 'alive' AND r.id <> d.id
  AND EXISTS { MATCH (d)-[:LISTED_IN]->(:Stage)<-[:LISTED_IN]-(r) }
  // filters
RETURN d.id AS dead, d.title AS dead_title, d.moved_to AS moved_to, r.id AS key, max(a.score * c.score) AS score
ORDER BY dead, score DESC, key
LIMIT $limit
