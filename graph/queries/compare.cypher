// topics that two sets of stages teach, and which of them does
// one, two: ids of stages
MATCH (s:Stage)-[e:TEACHES]->(t:Topic)
WHERE s.id IN $one OR s.id IN $two
WITH t, max(CASE WHEN s.id IN $one THEN e.score ELSE 0.0 END) AS first,
     max(CASE WHEN s.id IN $two THEN e.score ELSE 0.0 END) AS second
RETURN t.id AS topic, t.name AS name, first > 0.0 AS in_one, second > 0.0 AS in_two, first, second
ORDER BY topic
