// resources that cover the same topics as a resource
// key: a resource's id; limit: rows at most
MATCH (a:Resource {id: $key})-[e:SIMILAR_TO]-(r:Resource)
WHERE r.id <> $key
  // filters
OPTIONAL MATCH (r)-[:LISTED_IN]->(s:Stage)
WITH r, e, collect(DISTINCT s.title) AS stages
RETURN r.id AS key, r.url AS url, r.title AS title, r.kind AS kind, r.health AS health, r.author AS author,
       r.minutes AS minutes, r.level AS level, e.score AS score, e.topics AS topics, stages
ORDER BY score DESC, key
LIMIT $limit
