// the best living resources for each of several topics
// topics: ids of topics; least: score at least
MATCH (r:Resource)-[c:COVERS]->(t:Topic)
WHERE t.id IN $topics AND c.score >= $least AND coalesce(r.health, 'unknown') <> 'dead'
  // filters
OPTIONAL MATCH (r)-[:LISTED_IN]->(s:Stage)
WITH t, r, c, collect(DISTINCT s.title) AS stages
RETURN t.id AS topic, r.id AS key, r.url AS url, r.title AS title, r.kind AS kind, r.health AS health,
       r.author AS author, r.minutes AS minutes, r.level AS level, c.score AS score, c.evidence AS evidence, stages
ORDER BY topic, score DESC, key
