// topics that a stage sets out to teach and that none of its living pages clearly covers
// stages: ids of stages
MATCH (s:Stage)-[e:TEACHES]->(t:Topic)
WHERE s.id IN $stages AND e.resources = 0
RETURN s.id AS stage, s.title AS stage_title, t.id AS topic, t.name AS name, e.score AS score
ORDER BY score DESC, topic, stage
