// the shortest ways from one topic to another that needs it, all of the same length, in no order
// start, goal: ids of topics
MATCH p = (y:Topic {id: $goal})-[:REQUIRES*1..8]->(x:Topic {id: $start})
WITH min(length(p)) AS fewest
MATCH p = (y:Topic {id: $goal})-[:REQUIRES*1..8]->(x:Topic {id: $start})
WHERE length(p) = fewest
RETURN nodes(p) AS topics, relationships(p) AS steps, fewest AS steps_count
