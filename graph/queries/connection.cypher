// the shortest ways between two topics over any tie, all of the same length; of equal ones that with reasons first
// start, goal: ids of topics
MATCH p = (x:Topic {id: $start})-[:REQUIRES|BROADER*1..4]-(y:Topic {id: $goal})
WITH min(length(p)) AS fewest
MATCH p = (x:Topic {id: $start})-[:REQUIRES|BROADER*1..4]-(y:Topic {id: $goal})
WHERE length(p) = fewest
// the same order everywhere: lists cannot be sorted in the embedded store, their parts can, counted from the end
UNWIND nodes(p) AS n
WITH p, fewest, ['', '', ''] + collect(n.id) AS way
UNWIND relationships(p) AS step
WITH p, fewest, way, ['', '', ''] + collect(coalesce(step.reason, '')) AS why
RETURN nodes(p) AS topics, relationships(p) AS steps, fewest AS steps_count
ORDER BY way[-4], way[-3], way[-2], why[-4] DESC, why[-3] DESC, why[-2] DESC, why[-1] DESC
