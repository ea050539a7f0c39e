// the shortest way between two topics over any tie
// start, goal: ids of topics
MATCH p = (x:Topic {id: $start})-[:REQUIRES|BROADER*1..4]-(y:Topic {id: $goal})
RETURN nodes(p) AS topics, relationships(p) AS steps, length(p) AS steps_count
ORDER BY steps_count
LIMIT 1
