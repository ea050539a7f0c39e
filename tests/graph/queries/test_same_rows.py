"""Every shipped query gives the same rows on every store and what networkx finds: on a large graph and the sample's."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.ask.places import listings
from graph.build import build
from graph.queries import names, query
from graph.stores import Store, load_neo4j, open_ladybug, open_neo4j, write_ladybug
from graph.stores.reader import read_graph
from tests.graph.conftest import empty
from tests.graph.facts import large_facts
from tests.graph.queries.reference import REFERENCES, edges, nodes
from tests.graph.same import alike
from tests.support.sample import SampleData

if TYPE_CHECKING:
    import networkx as nx

    from tests.support.neo4j import Neo4jServer

    Graph = nx.MultiDiGraph[str]
SERVERS = ["neo4j_server", "neo4j_newest"]
MANY = 100_000


def params_of(graph: Graph) -> dict[str, Any]:
    """Values for every parameter of the shipped queries: ids of this graph, chosen where there is much to find."""
    covered = [t["id"] for _, t, _ in edges(graph, "COVERS")]
    topics = sorted(set(covered), key=lambda topic: (-covered.count(topic), topic))
    goal, start = max((a["id"], b["id"]) for a, b, _ in edges(graph, "REQUIRES"))
    places = sorted(s["id"] for s in nodes(graph, "Stage"))
    dead = sorted(r["id"] for r in nodes(graph, "Resource") if r["health"] == "dead")
    alike_to = sorted(a["id"] for a, _, _ in edges(graph, "SIMILAR_TO"))
    return {
        "topic": goal,
        "topics": topics[:2],
        "start": start,
        "goal": goal,
        "least": 0.5,
        "stages": places[:8],
        "one": places[:2],
        "two": places[1:4],
        "key": alike_to[0],
        "keys": dead[:5],
        "notes": sorted(n["id"] for n in nodes(graph, "Note")),
        "limit": MANY,
    }


def rows_of(store: Store, name: str, params: dict[str, Any]) -> list[object]:
    """The rows as they must agree."""
    return [alike(list(row)) for row in store.run(query(name).cypher, params).rows]


@pytest.fixture(scope="module")
def large() -> Graph:
    return build(large_facts(400, 5, 40))


@pytest.fixture(scope="module")
def large_store(large: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("large") / "graph.lbug"
    write_ladybug(large, path)
    with open_ladybug(path) as store:
        yield store


@pytest.mark.parametrize("name", REFERENCES)
def test_a_query_gives_what_networkx_finds(name: str, large: Graph, large_store: Store) -> None:
    params = params_of(large) | {"topics": ["t3"] if name == "below" else ["t3", "t7"]}
    columns, reference = REFERENCES[name]
    rows = large_store.run(query(name).cypher, params).dicts()
    found = {tuple(round(v, 9) if isinstance(v := row[c], float) else v for c in columns) for row in rows}
    assert found == reference(large, params)
    assert found or name == "uncovered", "nothing to compare"


@pytest.fixture(scope="module", params=SERVERS)
def both_large(request: pytest.FixtureRequest, large: Graph) -> Iterator[Store]:
    """Loaded over another graph and twice: nothing of it may show, nothing twice."""
    other = build(large_facts(60, 3, 10, seed=7))
    yield from loaded(request.getfixturevalue(request.param), other, large, large)


@pytest.fixture(scope="module")
def sample_store(sample_data: SampleData) -> Iterator[Store]:
    with open_ladybug(sample_data.folder / "graph.lbug") as store:
        yield store


@pytest.fixture(scope="module", params=SERVERS)
def both_sample(request: pytest.FixtureRequest, sample_store: Store) -> Iterator[Store]:
    yield from loaded(request.getfixturevalue(request.param), read_graph(sample_store))


def loaded(server: Neo4jServer, *graphs: Graph) -> Iterator[Store]:
    """A server that the graphs were loaded into, one after the other."""
    empty(server)
    for stamp, graph in enumerate(graphs):
        load_neo4j(graph, server.url, server.user, server.password, "neo4j", str(stamp), allow_shrink=True)
    with open_neo4j(server.url, server.user, server.password) as store:
        yield store


@pytest.mark.neo4j
def test_a_large_graph_gives_the_same_rows_on_every_store(large: Graph, large_store: Store, both_large: Store) -> None:
    params = params_of(large)
    for name in names():
        assert rows_of(large_store, name, params) == rows_of(both_large, name, params), name


@pytest.mark.neo4j
@pytest.mark.parametrize("name", ["path", "connection"])
def test_ways_of_one_length_come_in_one_order_with_those_that_give_reasons_first(
    name: str, large_store: Store, both_large: Store
) -> None:
    """Between the same topics two ties may stand: one without a reason, one with."""
    several = 0
    for goal in range(2, 40):
        params = {"start": "t1", "goal": f"t{goal}"}
        ours, theirs = (store.run(query(name).cypher, params).rows for store in (large_store, both_large))
        assert ours == theirs
        several += len(ours) > 1
        ways = [[topic["id"] for topic in row[0]] for row in ours]  # type: ignore[attr-defined]
        reasons = [[step.get("reason", "") for step in row[1]] for row in ours]  # type: ignore[attr-defined]
        assert ways == sorted(ways)
        for one, two in itertools.pairwise(range(len(ways))):
            assert ways[one] != ways[two] or reasons[one] >= reasons[two]
    assert several or name == "path", "nothing to put in order"


@pytest.mark.neo4j
def test_listings_come_in_the_same_order_on_every_store(large_store: Store, both_large: Store) -> None:
    params = {"limit": 30, "since": "2026-11-01", "authors": ["Author 3", "Author 4"]}
    for name, listing in listings().items():
        text = query("listed").where([listing.condition], listing.order)
        assert large_store.run(text, params).rows == both_large.run(text, params).rows, name


@pytest.mark.neo4j
def test_the_samples_graph_gives_the_same_rows_on_every_store(sample_store: Store, both_sample: Store) -> None:
    graph = read_graph(sample_store)
    params = params_of(graph)
    for name in names():
        assert rows_of(sample_store, name, params) == rows_of(both_sample, name, params), name


@pytest.mark.xdist_group("sample")
@pytest.mark.parametrize("name", sorted(REFERENCES.keys() - {"below"}))
def test_the_samples_graph_is_what_networkx_finds(name: str, sample_store: Store) -> None:
    graph = read_graph(sample_store)
    params = params_of(graph)
    columns, reference = REFERENCES[name]
    rows = sample_store.run(query(name).cypher, params).dicts()
    found = {tuple(round(v, 9) if isinstance(v := row[c], float) else v for c in columns) for row in rows}
    assert found == reference(graph, params)
