// how many resources there are, by health; the filters choose
// no parameters
MATCH (r:Resource)
WHERE r.id <> ''
  // filters
RETURN coalesce(r.health, 'unknown') AS health, count(r) AS resources
ORDER BY resources DESC, health
