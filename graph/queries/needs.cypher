// which topics need which first, below a topic: the raw lines of a learning path
// topic: a topic's id
MATCH (t:Topic {id: $topic})-[:REQUIRES*0..8]->(x:Topic)
WITH DISTINCT x
MATCH (x)-[q:REQUIRES]->(b:Topic)
RETURN x.id AS later, x.name AS later_name, b.id AS earlier, b.name AS earlier_name, q.reason AS reason
ORDER BY later, earlier
