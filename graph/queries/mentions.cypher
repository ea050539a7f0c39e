// where in the notes resources that cover a topic are listed
// topic: a topic's id; limit: rows at most
MATCH (n:Note)<-[m:MENTIONED_IN]-(r:Resource)-[c:COVERS]->(:Topic)-[:BROADER*0..2]->(t:Topic {id: $topic})
WHERE c.score >= 0.3
  // filters
WITH n, r, max(c.score) AS best, min(m.line) AS line
WITH n, count(r) AS resources, max(best) AS score, collect({url: r.url, title: r.title, line: line}) AS listed
RETURN n.id AS note, n.title AS title, resources, score, listed
ORDER BY resources DESC, note
LIMIT $limit
