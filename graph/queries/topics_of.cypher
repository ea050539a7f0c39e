// what a resource covers, most first
// key: a resource's id; limit: rows at most
MATCH (r:Resource {id: $key})-[c:COVERS]->(t:Topic)
RETURN t.id AS topic, t.name AS name, c.score AS score, c.mentions AS mentions, c.evidence AS evidence,
       c.source AS source, r.url AS url, r.health AS health
ORDER BY score DESC, topic
LIMIT $limit
