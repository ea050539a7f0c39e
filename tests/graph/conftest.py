"""Every store, filled with the small world, for the suites that all of them must pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from graph.build import build
from graph.stores import Store, load_neo4j, open_ladybug, open_neo4j, write_ladybug
from tests.graph.facts import small_facts

if TYPE_CHECKING:
    from tests.support.neo4j import Neo4jServer

STORES = [
    "ladybug",
    pytest.param("neo4j_server", marks=pytest.mark.neo4j),
    pytest.param("neo4j_newest", marks=pytest.mark.neo4j),
]


def empty(server: Neo4jServer) -> None:
    """Takes everything out of a test's server."""
    import neo4j

    with neo4j.GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")


@pytest.fixture(scope="session")
def small_graph() -> nx.MultiDiGraph[str]:
    """The graph of the small world; not to be changed."""
    return build(small_facts())


@pytest.fixture(params=STORES, scope="module")
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, small_graph: nx.MultiDiGraph[str]
) -> Iterator[Store]:
    """Each store in turn, with the small world in it."""
    if request.param == "ladybug":
        path = tmp_path_factory.mktemp("store") / "graph.lbug"
        write_ladybug(small_graph, path)
        with open_ladybug(path) as opened:
            yield opened
        return
    server = request.getfixturevalue(request.param)
    empty(server)
    load_neo4j(small_graph, server.url, server.user, server.password, "neo4j", "load 1")
    with open_neo4j(server.url, server.user, server.password) as opened:
        yield opened
