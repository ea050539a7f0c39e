"""A query that cannot run is told in words, with the nearest name and what the other dialect wants."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import pytest

from graph.errors import QueryError
from graph.queries import names, query
from graph.stores import Store, open_ladybug, write_ladybug
from graph.stores.dialect import differs
from graph.stores.words import strangers


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory, small_graph: nx.MultiDiGraph[str]) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("words") / "graph.lbug"
    write_ladybug(small_graph, path)
    with open_ladybug(path) as store:
        yield store


@pytest.mark.parametrize(
    ("cypher", "words"),
    [
        ("MATCH (t:Topc) RETURN t", "no label or relationship Topc; did you mean Topic?"),
        ("MATCH (t:Topic)-[:COVER]->(x) RETURN t", "did you mean COVERS?"),
        ("MATCH (t:Topic) RETURN t.nmae", "t has no property nmae; did you mean name?"),
        ("MATCH (t:Topic) RETURN x.name", "nothing is called x here"),
        ("MATCH (t:Topic)\nRETURN t.id, t.nmae", "did you mean name? (line 2, column 16)"),
        ("MATCH (t:Topic) RETRUN t", "line 1, column 17 (did you mean RETURN?)"),
        ("MATCH (t:Topic)\nWHER t.id = 'x' RETURN t", "(did you mean WHERE?)"),
        ("MATCH (t:Topic) RETURN t.name AS order", "line 1, column 34:"),
        ("MATCH (t:Topic) RETURN t.id AS t ORDER BY t", "t is a node too"),
        ("MATCH (t:Topic)-[:BROADER*1..99]->(x) RETURN x", "30 steps at most"),
        ("MATCH (t:Topic) WHERE t.id = $topik RETURN t", "parameter $topik is not given"),
    ],
)
def test_says_what_is_wrong(embedded: Store, cypher: str, words: str) -> None:
    with pytest.raises(QueryError) as told:
        embedded.run(cypher)
    assert words in str(told.value)


# runs in Neo4j → a part of what is told
ELSEWHERE = [
    ("MATCH p = shortestPath((a:Topic)-[*1..3]-(b:Topic)) RETURN p", "ORDER BY length(p) LIMIT 1"),
    ("MATCH p = allShortestPaths((a:Topic)-[:REQUIRES*]-(b:Topic)) RETURN p", "ORDER BY length(p) LIMIT 1"),
    ("MATCH (a)-[:REQUIRES]->{1,3}(b) RETURN a", "-[:X*1..3]->"),
    ("MATCH ()-[r]->() RETURN type(r)", "label(r)"),
    ("MATCH (a)-[r:NEXT]-(b) RETURN startNode(r).id", "(a)-[r]->(b)"),
    ("MATCH (t:Topic) RETURN [x IN t.aliases | toUpper(x)]", "UNWIND"),
    ("MATCH (t:Topic) RETURN [(t)-[:REQUIRES]->(x) | x.name] AS needs", "pattern comprehension"),
    ("CALL { MATCH (t:Topic) RETURN t } RETURN t", "EXISTS"),
    ("MATCH (t:Topic) CALL (t) { RETURN 1 AS n } RETURN n", "EXISTS"),
    ("MATCH (t:Topic) WHERE EXISTS { (t)-[:REQUIRES]->() } RETURN t.id", "write MATCH in the braces"),
    ("MATCH (t:Topic) RETURN COUNT { (t)<-[:COVERS]-() } AS n", "write MATCH in the braces"),
    ("MATCH (t:Topic) WHERE exists(t.name) RETURN t.id", "IS NOT NULL"),
    ("MATCH (n) WHERE n:Topic RETURN n.id", "label(n) = 'Topic'"),
    ("MATCH (n) WHERE 'Topic' IN labels(n) RETURN n", "label(n) = 'Topic'"),
    ("MATCH (n:Resource&!Topic) RETURN n", "(n:A|B)"),
    ("MATCH (t:Topic) RETURN t{.name}", "{name: t.name}"),
    ("MATCH (t:Topic) RETURN elementId(t)", "n.id"),
    ("MATCH (t:Topic) RETURN head(t.aliases)", "list[1]"),
    ("MATCH (t:Topic) RETURN split(t.name, ' ')", "string_split"),
    ("MATCH (t:Topic) RETURN isEmpty(t.aliases)", "size(x) = 0"),
    ("MATCH (t:Topic) RETURN toString(1)", "cast("),
    ("MATCH (t:Topic) RETURN toInteger('5')", "cast("),
    ("MATCH (t:Topic) RETURN round(1.5)", "round(x, 0)"),
    ("MATCH (t:Topic) RETURN reduce(s = 0, x IN t.aliases | s + 1)", "reduce"),
    ("MATCH (r:Resource) RETURN stDev(r.minutes)", "compute in your program"),
    ("MATCH (t:Topic) RETURN t.id ORDER BY rand()", "compute in your program"),
    ("MATCH (r:Resource) WHERE datetime(r.since) > datetime() RETURN r.id", "times are text"),
    ("RETURN date() AS today", "times are text"),
    ("MATCH (t:Topic) USING INDEX t:Topic(id) RETURN t", "leave USING out"),
    ("MATCH (t:Topic) RETURN apoc.text.join(t.aliases, ',')", "APOC is a plugin"),
    ("CALL apoc.meta.schema() YIELD value RETURN value", "APOC is a plugin"),
    ("CALL db.index.fulltext.queryNodes('x', 'y') YIELD node RETURN node", "linkatlas ask"),
    ("CALL db.labels()", "show_tables()"),
]


@pytest.mark.parametrize(("cypher", "hint"), ELSEWHERE)
def test_says_what_to_write_instead_of_the_other_dialect(embedded: Store, cypher: str, hint: str) -> None:
    with pytest.raises(QueryError) as told:
        embedded.run(cypher)
    assert "Neo4j's" in told.value.hint
    assert hint in told.value.hint


@pytest.mark.parametrize(
    ("cypher", "hint"),
    [
        ("MATCH (r:Resource) WHERE r.health == 'dead' RETURN r.id", "write = for equal"),
        ("MATCH (t:Topic) RETURN t.name AS order", "a word of the language"),
    ],
)
def test_says_what_to_write_instead_of_a_slip(embedded: Store, cypher: str, hint: str) -> None:
    with pytest.raises(QueryError) as told:
        embedded.run(cypher)
    assert hint in told.value.hint


def test_what_stands_in_a_text_is_no_dialect(embedded: Store) -> None:
    with pytest.raises(QueryError) as told:
        embedded.run("MATCH (t:Topic) WHERE t.name = 'CALL { shortestPath(' RETRUN t // apoc.text")
    assert told.value.hint == ""


@pytest.mark.parametrize(
    ("cypher", "note"),
    [
        ("MATCH (t:Topic) RETURN substring(t.name, 1, 3) AS s", "substring counts from 1"),
        ("MATCH (t:Topic) RETURN t.aliases[1] AS first", "lists count from 1"),
        ("MATCH (t:Topic) RETURN labels(t) AS l", "a text here"),
        ("MATCH (t:Topic) RETURN id(t) AS n", "the property n.id"),
        (
            "MATCH (s:Stage)-[e:TEACHES]->(t:Topic)-[:REQUIRES]->(b) WHERE s.id IN ['x'] AND e.score > 0.5 RETURN b.id",
            "forget the condition on e",
        ),
        (
            "MATCH (b)<-[:REQUIRES]-(t:Topic)<-[e:TEACHES]-(s:Stage) WHERE e.score > 0.5 AND s.id IN ['x'] RETURN b.id",
            "forget the condition on e",
        ),
        (
            "MATCH (s:Stage)-[e:TEACHES]->()-[:BROADER]->() WHERE s.id IN ['x'] WITH e.score AS v WHERE v > 0 RETURN v",
            "",
        ),
        ("MATCH (s:Stage)-[e:TEACHES]->(t:Topic) WHERE s.id IN ['ml/maths'] AND e.score > 0 RETURN t.id AS id", ""),
        ("MATCH (a:Topic)-[:BROADER]->(b:Topic) RETURN b.id AS id", ""),
        ("MATCH (a:Topic)-[r]->(b) RETURN b.id AS id", ""),
    ],
)
def test_tells_what_runs_and_gives_something_else(embedded: Store, cypher: str, note: str) -> None:
    embedded.run(cypher)
    assert note in " ".join(differs(cypher))
    assert bool(differs(cypher)) == bool(note)


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (t:Topic) RETURN label(t) AS l",
        "MATCH (n) WHERE label(n) = 'Topic' RETURN n.id AS id",
        "RETURN cast(1 AS STRING) AS s",
        "RETURN cast('5' AS INT64) AS n",
        "RETURN round(1.5, 0) AS r",
        "RETURN string_split('a b', ' ') AS words",
        "MATCH (t:Topic) WHERE EXISTS { MATCH (t)-[:REQUIRES]->() } RETURN t.id AS id",
        "MATCH (t:Topic) RETURN t.name AS `order`",
        "CALL show_tables() RETURN *",
        "CALL table_info('Topic') RETURN *",
    ],
)
def test_what_it_tells_to_write_runs(embedded: Store, cypher: str) -> None:
    assert embedded.run(cypher).rows


def test_no_shipped_query_has_a_condition_that_is_forgotten() -> None:
    for name in names():
        assert not [note for note in differs(query(name).cypher) if "forget" in note], name


def test_dates_are_text(embedded: Store) -> None:
    assert embedded.run("RETURN date('2026-01-02') AS d").rows == (("2026-01-02",),)


@pytest.mark.parametrize(
    ("cypher", "notes"),
    [
        (
            "MATCH (t:Topc) RETURN t",
            ["there is no label or relationship Topc; did you mean Topic? (line 1, column 10)"],
        ),
        ("MATCH (r)-[:COVER|REQUIRES]->(t:topic) RETURN r", ["did you mean COVERS?", "did you mean Topic?"]),
        ("MATCH (p:Person)-[:COVERS]->(t:Topic {name: 'a:Topc'}) RETURN {a: 1} AS m", []),
    ],
)
def test_neo4j_is_silent_on_strange_labels_and_we_are_not(cypher: str, notes: list[str]) -> None:
    told = strangers(cypher)
    assert len(told) == len(notes)
    assert all(note in one for note, one in zip(notes, told, strict=True))


@pytest.mark.parametrize("name", names())
def test_no_shipped_query_has_a_strange_label(name: str) -> None:
    assert not strangers(query(name).cypher)
