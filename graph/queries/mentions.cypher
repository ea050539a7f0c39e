// in which notes resources that cover a topic are listed, and how many
// topic: a topic's id; limit: rows at most
MATCH (n:Note)<-[:MENTIONED_IN]-(r:Resource)-[c:COVERS]->(:Topic)-[:BROADER*0..2]->(t:Topic {id: $topic})
WHERE c.score >= 0.3
  // filters
RETURN n.id AS note, n.title AS title, count(DISTINCT r) AS resources, max(c.score) AS score
ORDER BY resources DESC, note
LIMIT $limit
