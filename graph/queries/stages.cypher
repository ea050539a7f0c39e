// every stage with its roadmap and note, in reading order, and how many resources stand in it
// no parameters
MATCH (n:Note)-[:CONTAINS]->(m:Roadmap)-[h:HAS_STAGE]->(s:Stage)
OPTIONAL MATCH (r:Resource)-[:LISTED_IN]->(s)
WITH n, m, s, count(DISTINCT r) AS resources
RETURN n.id AS note, m.id AS roadmap, m.title AS roadmap_title, s.id AS stage, s.title AS title,
       s.position AS position, s.depth AS depth, resources
ORDER BY note, roadmap, position, stage
