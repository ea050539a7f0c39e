// topics that no living resource clearly covers, those that others need first
// limit: rows at most
MATCH (t:Topic)
WHERE NOT EXISTS { MATCH (t)<-[c:COVERS]-(r:Resource) WHERE c.score >= 0.5 AND coalesce(r.health, 'unknown') <> 'dead' }
RETURN t.id AS topic, t.name AS name, COUNT { MATCH (t)<-[:REQUIRES]-(:Topic) } AS needed_by
ORDER BY needed_by DESC, topic
LIMIT $limit
