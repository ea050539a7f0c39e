// the shortest ways from one topic to another that needs it, all of the same length
// start, goal: ids of topics
MATCH p = (y:Topic {id: $goal})-[:REQUIRES*1..8]->(x:Topic {id: $start})
WITH min(length(p)) AS fewest
MATCH p = (y:Topic {id: $goal})-[:REQUIRES*1..8]->(x:Topic {id: $start})
WHERE length(p) = fewest
// the same order everywhere: lists cannot be sorted in the embedded store, their parts can, counted from the end
UNWIND nodes(p) AS n
WITH p, fewest, ['', '', '', '', '', '', ''] + collect(n.id) AS way
RETURN nodes(p) AS topics, relationships(p) AS steps, fewest AS steps_count
ORDER BY way[-8], way[-7], way[-6], way[-5], way[-4], way[-3], way[-2]
