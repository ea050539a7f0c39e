// the living resources for each of several topics, best first
// topics: ids of topics; least: score at least
MATCH (r:Resource)-[c:COVERS]->(t:Topic)
WHERE t.id IN $topics AND c.score >= $least AND coalesce(r.health, 'unknown') <> 'dead'
  // filters
RETURN t.id AS topic, r.id AS key, c.score AS score
ORDER BY topic, score DESC, key
