// topics that a stage's topics require and that neither it nor an earlier stage teaches
// stages: ids of stages of one roadmap
MATCH (m:Roadmap)-[:HAS_STAGE]->(s:Stage)-[e:TEACHES]->(t:Topic)-[q:REQUIRES]->(b:Topic)
WHERE s.id IN $stages AND e.score >= 0.5
  AND NOT EXISTS {
    MATCH (b)<-[f:TEACHES]-(o:Stage)<-[:HAS_STAGE]-(m)
    WHERE o.position <= s.position AND f.resources > 0
  }
WITH b, collect({needed_by: t.name, reason: q.reason}) AS reasons, max(e.score) AS score
RETURN b.id AS topic, b.name AS name, score, reasons
ORDER BY score DESC, topic
