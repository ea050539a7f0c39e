// topics and those at most two steps below them, with how much those still count
// topics: ids
MATCH p = (n:Topic)-[:BROADER*0..2]->(t:Topic)
WHERE t.id IN $topics
RETURN n.id AS topic, max(CASE length(p) WHEN 0 THEN 1.0 WHEN 1 THEN 0.8 ELSE 0.6 END) AS nearness
ORDER BY nearness DESC, topic
