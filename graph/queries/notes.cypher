// every note with how many resources it lists
// limit: rows at most
MATCH (n:Note)
RETURN n.id AS note, n.title AS title, COUNT { MATCH (n)<-[:MENTIONED_IN]-(:Resource) } AS links
ORDER BY links DESC, note
LIMIT $limit
