// topics that a finished resource (a ticked task box) clearly covers
// no parameters
MATCH (r:Resource)-[m:MENTIONED_IN]->(:Note)
WHERE m.done = true
MATCH (r)-[c:COVERS]->(t:Topic)
WHERE c.score >= 0.5
RETURN DISTINCT t.id AS topic, t.name AS name
ORDER BY topic
