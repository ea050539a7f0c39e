"""What every store must do alike."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import pytest

from graph.errors import QueryError, QueryLimitError, WriteRefusedError
from graph.schema import NODES, RELATIONS
from graph.stores import Store


@pytest.mark.parametrize("label", NODES)
def test_holds_every_node_with_its_properties(store: Store, small_graph: nx.MultiDiGraph[str], label: str) -> None:
    told = {row[0]["id"]: row[0] for row in store.run(f"MATCH (n:{label}) RETURN n").rows}  # type: ignore[index]
    built = [data for _, data in small_graph.nodes(data=True) if data["label"] == label]
    assert told == {data["id"]: {k: v for k, v in data.items() if v is not None and k != "label"} for data in built}


@pytest.mark.parametrize("kind", RELATIONS)
def test_holds_every_relationship_between_its_ends(store: Store, small_graph: nx.MultiDiGraph[str], kind: str) -> None:
    rows = store.run(f"MATCH (a)-[r:{kind}]->(b) RETURN a.id AS a, b.id AS b").rows
    nodes = small_graph.nodes
    built = Counter(
        (nodes[a]["id"], nodes[b]["id"]) for a, b, data in small_graph.edges(data=True) if data["type"] == kind
    )
    assert Counter(rows) == built


def test_gives_values_as_plain_python(store: Store) -> None:
    table = store.run(
        "MATCH (r:Resource {id: $id})-[c:COVERS]->(t:Topic) "
        "RETURN t.name AS name, c.score AS score, r.words AS words, sum(r.words) AS sum, t.aliases AS aliases, "
        "r.moved_to AS nothing, r.confirmed AS confirmed, {a: t.id} AS map ORDER BY name LIMIT 1",
        {"id": "lessons.linkatlas.example/attention"},
    )
    assert table.dicts() == [
        {
            "name": "Attention mechanism",
            "score": 0.95,
            "words": 1800,
            "sum": 1800,
            "aliases": ["attention mechanism", "attention", "self-attention", "MHA"],
            "nothing": None,
            "confirmed": False,
            "map": {"a": "attention"},
        }
    ]


def test_gives_a_path_as_nodes_and_relationships(store: Store) -> None:
    path = store.run("MATCH p = (:Topic {id: 'attention'})-[:REQUIRES]->(:Topic) RETURN p AS p").rows[0][0]
    assert isinstance(path, dict)
    assert [node["id"] for node in path["nodes"]] == ["attention", "softmax"]
    assert path["relationships"] == [{"reason": "weights are a softmax over scores"}]


def test_stops_at_the_row_limit_and_says_so(store: Store) -> None:
    cut = store.run("MATCH (t:Topic) RETURN t.id", limit=3)
    assert (len(cut.rows), cut.cut) == (3, True)
    whole = store.run("MATCH (t:Topic) RETURN t.id", limit=8)
    assert (len(whole.rows), whole.cut) == (8, False)


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (t:Topic {id: 'x'})",
        "MATCH (t:Topic) SET t.name = 'x'",
        "MATCH (t:Topic) DETACH DELETE t",
        "MERGE (t:Topic {id: 'x'})",
        "MATCH (t:Topic) REMOVE t.name",
        "DROP TABLE Topic",
        "COPY (MATCH (t:Topic) RETURN t.id) TO 'stolen.csv'",
        "LOAD FROM 'secret.csv' RETURN *",
        "LOAD CSV FROM 'http://127.0.0.1/x' AS row RETURN row",
        "CALL dbms.listConfig()",
        "CALL { CREATE (t:Topic {id: 'x'}) }",
        "MATCH (t:Topic) RETURN t.id; MATCH (t:Topic) DETACH DELETE t",
        "MATCH (t:Topic) WITH t CALL { WITH t DELETE t } IN TRANSACTIONS RETURN 1",
        "CREATE USER x SET PASSWORD 'y'",
        "INSTALL httpfs",
        "ATTACH 'x.db' AS x (dbtype sqlite)",
        "/* MATCH */ CREATE (t:Topic {id: 'x'})",
        "CALL threads=1",
        "",
    ],
)
def test_refuses_what_is_not_reading(store: Store, cypher: str) -> None:
    with pytest.raises(WriteRefusedError):
        store.run(cypher)
    assert store.run("MATCH (t:Topic) RETURN count(t) AS n").rows == ((8,),)


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (t:Topic) RETURN t.name AS `set`",
        "MATCH (t:Topic) WHERE t.name = 'CREATE; DELETE' RETURN t.id // MERGE",
        'MATCH (t:Topic {name: "SET"}) RETURN t.id;',
        "MATCH (s:Stage) RETURN {load: s.id, import: s.title} AS map",
    ],
)
def test_words_of_writing_may_stand_in_texts_and_names(store: Store, cypher: str) -> None:
    store.run(cypher)


@pytest.mark.parametrize("cypher", ["MATCH (t:Topic RETURN t", "RETURN nothing", "MATCH (t:Topic) RETURN $missing"])
def test_a_mistake_in_a_query_is_told_in_words(store: Store, cypher: str) -> None:
    with pytest.raises(QueryError) as told:
        store.run(cypher)
    assert str(told.value)
    assert store.run("RETURN 1 AS one").rows == ((1,),)


def test_ends_an_endless_query(store: Store) -> None:
    with pytest.raises(QueryLimitError):
        store.run(
            "MATCH (a), (b), (c), (d), (e), (f), (g) WHERE a.id < b.id AND c.id < d.id "
            "RETURN count(a.id + b.id + c.id + d.id + e.id + f.id + g.id) AS n",
            timeout_s=0.5,
        )
    assert store.run("RETURN 1 AS one").rows == ((1,),)


def test_parameters_are_values_and_never_cypher(store: Store) -> None:
    hostile = "x'}) DETACH DELETE (n) //"
    assert store.run("MATCH (t:Topic {id: $id}) RETURN t.id", {"id": hostile}).rows == ()
    assert store.run("RETURN $id AS id", {"id": hostile}).rows == ((hostile,),)
