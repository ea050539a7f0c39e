// the shortest ways between two topics over any tie, all of the same length, in no order
// start, goal: ids of topics
MATCH p = (x:Topic {id: $start})-[:REQUIRES|BROADER*1..4]-(y:Topic {id: $goal})
WITH min(length(p)) AS fewest
MATCH p = (x:Topic {id: $start})-[:REQUIRES|BROADER*1..4]-(y:Topic {id: $goal})
WHERE length(p) = fewest
RETURN nodes(p) AS topics, relationships(p) AS steps, fewest AS steps_count
