// living resources that stand in the same stage as others, the most central first
// keys: ids of resources; limit: rows at most
MATCH (d:Resource)-[:LISTED_IN]->(:Stage)<-[:LISTED_IN]-(r:Resource)
WHERE d.id IN $keys AND r.health = 'alive' AND r.id <> d.id
  // filters
RETURN DISTINCT d.id AS dead, d.title AS dead_title, d.moved_to AS moved_to, r.id AS key, 0.0 AS score,
       coalesce(r.centrality, 0.0) AS centrality
ORDER BY dead, centrality DESC, key
LIMIT $limit
