// where in the notes a resource is listed
// key: a resource's id; limit: rows at most
MATCH (n:Note)<-[m:MENTIONED_IN]-(r:Resource {id: $key})
RETURN n.id AS note, n.title AS title, 1 AS resources, 1.0 AS score,
       collect({url: r.url, title: r.title, line: m.line}) AS listed
ORDER BY note
LIMIT $limit
