// topics that a stage's topics require and that neither it nor an earlier stage teaches
// stages: ids of stages of one roadmap
MATCH (m:Roadmap)-[:HAS_STAGE]->(s:Stage)-[e:TEACHES]->(t:Topic)-[q:REQUIRES]->(b:Topic)
WHERE s.id IN $stages
// ladybug 0.22 forgets a condition on e where it starts from a list of stages; after WITH it holds
WITH m, s, t, b, q.reason AS reason, e.score AS score
WHERE score >= 0.5
OPTIONAL MATCH (m)-[:HAS_STAGE]->(o:Stage)-[f:TEACHES]->(b)
WHERE o.position <= s.position AND f.resources > 0
WITH s.id AS stage, b.id AS topic, b.name AS name, t.name AS needed_by, reason, score, count(f.score) AS taught
WHERE taught = 0
WITH topic, name, collect({needed_by: needed_by, reason: reason}) AS reasons, max(score) AS score
RETURN topic, name, score, reasons
ORDER BY score DESC, topic
