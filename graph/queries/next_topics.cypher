// topics that need a topic, directly or at second hand, nearest first
// topic: a topic's id; limit: rows at most
MATCH p = (x:Topic)-[:REQUIRES*1..2]->(t:Topic {id: $topic})
WITH x, min(length(p)) AS depth
OPTIONAL MATCH (x)-[q:REQUIRES]->(:Topic {id: $topic})
RETURN x.id AS topic, x.name AS name, depth, max(q.reason) AS reason
ORDER BY depth, name, topic
LIMIT $limit
