// every topic with how many living resources clearly cover it, most first
// limit: rows at most
MATCH (t:Topic)
RETURN t.id AS topic, t.name AS name,
       COUNT { MATCH (t)<-[c:COVERS]-(r:Resource) WHERE c.score >= 0.5 AND coalesce(r.health, 'unknown') <> 'dead' } AS resources
ORDER BY resources DESC, topic
LIMIT $limit
