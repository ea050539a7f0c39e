// topics to know before a topic, nearest first, each with who needs it and why
// topic: a topic's id; limit: rows at most
MATCH p = (t:Topic {id: $topic})-[:REQUIRES*0..5]->(x:Topic)
WITH x, min(length(p)) AS steps
MATCH (x)-[q:REQUIRES]->(b:Topic)
WHERE b.id <> $topic
WITH b, min(steps) + 1 AS depth, collect({needed_by: x.name, reason: q.reason, steps: steps}) AS reasons
RETURN b.id AS topic, b.name AS name, depth, reasons
ORDER BY depth, name, topic
LIMIT $limit
