// the shortest way from one topic to another that needs it
// start, goal: ids of topics
MATCH p = (y:Topic {id: $goal})-[:REQUIRES*1..8]->(x:Topic {id: $start})
RETURN nodes(p) AS topics, relationships(p) AS steps, length(p) AS steps_count
ORDER BY steps_count
LIMIT 1
