"""A query that cannot run is told in words, with the nearest name and what the other dialect wants."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import pytest

from graph.errors import QueryError
from graph.stores import Store, open_ladybug, write_ladybug


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
        ("MATCH (t:Topic) RETRUN t", "line 1, column 17"),
        ("MATCH (t:Topic) RETURN t.id AS t ORDER BY t", "t is a node too"),
        ("MATCH (t:Topic)-[:BROADER*1..99]->(x) RETURN x", "30 steps at most"),
        ("MATCH (t:Topic) WHERE t.id = $topik RETURN t", "parameter $topik is not given"),
    ],
)
def test_says_what_is_wrong(embedded: Store, cypher: str, words: str) -> None:
    with pytest.raises(QueryError) as told:
        embedded.run(cypher)
    assert words in str(told.value)


@pytest.mark.parametrize(
    ("cypher", "hint"),
    [
        ("MATCH p=shortestPath((a:Topic)-[*1..3]-(b:Topic)) RETURN p", "ORDER BY length(p) LIMIT 1"),
        ("MATCH ()-[r]->() RETURN type(r)", "label(r)"),
        ("MATCH (t:Topic) RETURN [x IN t.aliases | toUpper(x)]", "UNWIND"),
        ("CALL { MATCH (t:Topic) RETURN t } RETURN t", "EXISTS"),
        ("MATCH (t:Topic) RETURN t{.name}", "{name: t.name}"),
        ("MATCH (t:Topic) RETURN head(t.aliases)", "list[1]"),
        ("MATCH (t:Topic) RETURN toString(1)", "cast("),
        ("MATCH (t:Topic) RETURN round(1.5)", "round(x, 0)"),
    ],
)
def test_says_what_to_write_instead_of_the_other_dialect(embedded: Store, cypher: str, hint: str) -> None:
    with pytest.raises(QueryError) as told:
        embedded.run(cypher)
    assert "Neo4j's" in told.value.hint
    assert hint in told.value.hint


@pytest.mark.parametrize(
    "cypher",
    ["MATCH (t:Topic) RETURN label(t) AS l", "RETURN cast(1 AS STRING) AS s", "RETURN round(1.5, 0) AS r"],
)
def test_what_it_tells_to_write_runs(embedded: Store, cypher: str) -> None:
    assert embedded.run(cypher).rows


def test_dates_are_text(embedded: Store) -> None:
    assert embedded.run("RETURN date('2026-01-02') AS d").rows == (("2026-01-02",),)
