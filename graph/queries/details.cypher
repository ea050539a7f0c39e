// what stands behind resources: what they cover, with the sentences that show it; their stages; their places in the notes
// keys: ids of resources
UNWIND $keys AS k
MATCH (r:Resource)
WHERE r.id = k
OPTIONAL MATCH (r)-[c:COVERS]->(t:Topic)
WITH r, collect({id: t.id, topic: t.name, score: c.score, evidence: c.evidence, source: c.source}) AS shown
OPTIONAL MATCH (r)-[:LISTED_IN]->(s:Stage)
WITH r, shown, collect(DISTINCT s.title) AS stages
OPTIONAL MATCH (r)-[m:MENTIONED_IN]->(n:Note)
WITH r, shown, stages, collect({note: n.id, line: m.line, text: m.text, done: m.done}) AS places
RETURN r.id AS key, r.url AS url, r.title AS title, r.kind AS kind, r.health AS health, r.author AS author,
       r.minutes AS minutes, r.level AS level, stages, places, shown
ORDER BY key
