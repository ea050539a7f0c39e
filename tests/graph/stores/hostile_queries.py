"""Eighty queries that want to write, to reach files, to run for ever or to take all memory.

What must come of each: REFUSED by the guard, ENDED by a limit, TOLD as a mistake, or HARMLESS rows.
"""

from __future__ import annotations

REFUSED, ENDED, TOLD, HARMLESS = "WriteRefusedError", "QueryLimitError", "QueryError", ""

_CSV = "LOAD CSV FROM 'file:///etc/passwd' AS x RETURN x"

# query → what comes of it in both stores; several: either will do
TRICKS: tuple[tuple[str, set[str]], ...] = (
    # escapes that Neo4j puts their letters for before it reads anything
    ("MATCH (n) L\\u004fAD CSV FROM 'file:///etc/passwd' AS x RETURN x", {REFUSED}),
    ("\\u004dATCH (n) \\u0044ELETE n", {REFUSED}),
    (f"MATCH (n) WHERE n.id = '\\u0027 RETURN n' {_CSV}", {REFUSED}),
    (f"MATCH (n) WITH n LIMIT 1 /* \\u002a\\u002f {_CSV} // */ RETURN n", {REFUSED}),
    ("RETURN 'caf\\u00e9' AS x", {REFUSED}),
    # comments that the stores end elsewhere
    ("// note\rMATCH (n) DETACH DELETE n", {REFUSED}),
    (f"MATCH (t:Topic) WITH t LIMIT 1 // x\r{_CSV} //\nRETURN t.id", {REFUSED}),
    ("/***/RETURN ' */ COPY (MATCH (n:Topic) RETURN n.id) TO \"stolen.csv\" //' AS y", {HARMLESS}),
    ('/* **/RETURN \' */ LOAD FROM "/etc/passwd" (file_format="csv") RETURN * //\' AS y', {HARMLESS}),
    (f"MATCH (t:Topic) WITH t LIMIT 1 // x\u2028{_CSV} //\nRETURN t.id", {HARMLESS}),
    (f"MATCH (t:Topic) WITH t LIMIT 1 // x\u0085{_CSV} //\nRETURN t.id", {HARMLESS}),
    (f"MATCH (t:Topic) WITH t LIMIT 1 // x\x0c{_CSV} //\nRETURN t.id", {HARMLESS}),
    ("MATCH (t:Topic) WHERE t.name = 'x' // ' LOAD CSV FROM 'x' AS y\nRETURN t.id", {HARMLESS}),
    # numbers that a word leans on
    (f"MATCH (t:Topic) WITH t LIMIT 0x1{_CSV}", {REFUSED, TOLD}),
    (f"MATCH (t:Topic) WITH t LIMIT 1. {_CSV}", {REFUSED, TOLD}),
    (f"MATCH (t:Topic) WITH t LIMIT 1_{_CSV}", {REFUSED, TOLD}),
    (f"MATCH (t:Topic) WITH t LIMIT 1e0{_CSV}", {REFUSED, TOLD}),
    (f"MATCH (t:Topic) WITH t LIMIT $limit{_CSV}", {REFUSED, TOLD}),
    # signs that look like letters or like spaces
    ("MATCH (t:Topic) \u017fET t.name = 'x'", {REFUSED, TOLD}),
    ("\uff2d\uff21\uff34\uff23\uff28 (n) \uff24\uff25\uff2c\uff25\uff34\uff25 n", {REFUSED}),
    ("MATCH (n)\u2028DELETE n", {REFUSED}),
    ("MATCH (n)\u00a0DETACH\u00a0DELETE n", {REFUSED}),
    ("MATCH (n)\u200bDELETE n", {REFUSED}),
    ("MATCH (n) DEL\u00adETE n", {TOLD}),
    ("\ufeffCREATE (n:Topic {id:'x'})", {REFUSED}),
    # what stands before a query, and several at once
    ("EXPLAIN EXPLAIN CREATE (n:Topic {id: 'x'})", {REFUSED}),
    ("PROFILE COPY Topic FROM '/etc/passwd'", {REFUSED}),
    ("CYPHER 25 MATCH (n) DELETE n", {REFUSED}),
    ("CYPHER runtime=slotted MATCH (n) RETURN n", {REFUSED}),
    ("MATCH (t:Topic) RETURN t.id; EXPORT DATABASE 'out'", {REFUSED}),
    (";MATCH (n) DETACH DELETE n", {REFUSED}),
    ("RETURN 1 AS x;\u00a0CREATE (n:Topic {id: 'x'})", {REFUSED}),
    # writing by other names
    ("INSERT (:Topic {id: 'x'})", {REFUSED}),
    ("MATCH (t:Topic) INSERT (t)-[:REQUIRES]->(t)", {REFUSED}),
    ("MATCH (t:Topic) NODETACH DELETE t", {REFUSED}),
    ("MATCH (t:Topic) CALL { WITH t SET t.name = 'x' } IN 3 CONCURRENT TRANSACTIONS RETURN t.id", {REFUSED}),
    ("CALL db.labels() YIELD label CALL dbms.killConnections(['x']) YIELD connectionId RETURN *", {REFUSED}),
    ("CALL `db.labels`.x()", {REFUSED}),
    ("CALL db.create.setNodeVectorProperty(null, 'x', [1.0])", {REFUSED}),
    ("CALL dbms.setConfigValue('a', 'b')", {REFUSED}),
    ("CALL project_graph('g', ['Topic'], [])", {REFUSED}),
    ("CALL show_tables() RETURN * UNION CALL checkpoint() RETURN *", {REFUSED}),
    ("CALL current_setting('threads') RETURN *", {REFUSED}),
    ("CALL timeout=0", {REFUSED}),
    ("MATCH (t:Topic) RETURN nextval('s') AS n", {TOLD}),
    # files and extensions
    ("EXPORT DATABASE 'out' (format='csv')", {REFUSED}),
    ("IMPORT DATABASE 'out'", {REFUSED}),
    ("ATTACH 'x.db' (dbtype lbug)", {REFUSED}),
    ("LOAD WITH HEADERS (a STRING) FROM '/etc/passwd' RETURN *", {REFUSED}),
    ("UPDATE json", {REFUSED}),
    ("COPY (CALL show_tables() RETURN *) TO 'stolen.csv'", {REFUSED}),
    ("RETURN apoc.load.json('http://127.0.0.1:1/x') AS x", {TOLD}),
    ("RETURN 1 AS `\x1b[31mred`, 2 AS `</script><script>alert(1)</script>`", {HARMLESS}),
    ("x" * 1_000_000, {REFUSED}),
)

_MORE = "WITH s + s + s + s + s + s + s + s + s + s AS s "
_ALL = "a.id + b.id + c.id + d.id + e.id"

# what does not end or grows without bounds, in both stores; each must be ended by a limit
ENDLESS: tuple[str, ...] = (
    "MATCH (a)-[*1..30]-(b) RETURN count(*) AS n",
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(a + b) AS n",
    "UNWIND range(1, 100000000000) AS n RETURN count(n) AS n",
    "UNWIND range(1, 200000000) AS n RETURN size(collect(n)) AS n",
    f"MATCH (a), (b), (c), (d), (e) RETURN size(collect({_ALL})) AS n",
    f"MATCH (a), (b), (c), (d), (e) RETURN DISTINCT {_ALL} AS x ORDER BY x",
    "WITH range(1, 300000000) AS xs UNWIND xs AS x RETURN count(DISTINCT x) AS n",
    "UNWIND range(1, 1000000) AS n WITH collect(n) AS x UNWIND x AS a UNWIND x AS b RETURN sum(a + b)",
)

# what takes the embedded store's own process along; Neo4j's server would be lamed for all who share it
HEAVY: tuple[str, ...] = (
    "RETURN range(1, 2000000000) AS x",
    "WITH 'xxxxxxxxxx' AS s " + _MORE * 9 + "RETURN size(s) AS n",
    "MATCH (a), (b), (c), (d), (e), (f) RETURN a, b, c, d, e, f ORDER BY a.id + f.id DESC LIMIT 10",
    "MATCH " + ", ".join(f"(a{n})" for n in range(40)) + " RETURN count(*) AS n",
    "MATCH " + "-->".join(f"(a{n}:Topic)" for n in range(60)) + " RETURN count(*) AS n",
    "RETURN " + "(" * 20_000 + "1" + ")" * 20_000 + " AS x",
    "RETURN " + "[" * 20_000 + "1" + "]" * 20_000 + " AS x",
    "RETURN " + "NOT " * 20_000 + "true AS x",
    "RETURN " + "- " * 20_000 + "1 AS x",
    "RETURN " + "1 + " * 30_000 + "1 AS x",
    "RETURN " + "CASE WHEN true THEN " * 3000 + "1" + " END" * 3000 + " AS x",
    "MATCH (t:Topic) RETURN " + ", ".join(f"t.id AS c{n}" for n in range(20_000)),
    "MATCH (t:Topic) WHERE t.id IN [" + ", ".join(f"'x{n}'" for n in range(50_000)) + "] RETURN t.id",
    "RETURN 1 AS x" + " UNION ALL RETURN 1 AS x" * 3000,
    "RETURN '" + "a" * 60 + "!' =~ '(a+)+b' AS x",
    "RETURN 'a' =~ '((((a{1,1000}){1,1000}){1,1000}){1,1000})' AS x",
    "RETURN '" + "x" * 50 + "' =~ '" + "(x?){50}" * 20 + "y' AS x",
    "RETURN '" + "x" * 5_000_000 + "' AS x",
)
