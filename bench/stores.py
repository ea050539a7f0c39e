"""The stores side by side on 20,000 resources and 150,000 relationships: the same rows, and how long each takes.

Every shipped query runs on the embedded store and on Neo4j 5.26 and the newest (where this machine can start them); a
difference is an error.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import networkx as nx

from bench.result import Result
from graph.build import build
from graph.queries import names, query
from graph.stores import Store, load_neo4j, open_ladybug, open_neo4j, write_ladybug
from tests.graph.facts import large_facts
from tests.graph.same import alike
from tests.support.fetch import MissingError
from tests.support.neo4j import Neo4jServer, neo4j_server

# values for every parameter that a shipped query has
PARAMS: dict[str, object] = {
    "topic": "t3",
    "topics": ["t3", "t7"],
    "start": "t1",
    "goal": "t40",
    "least": 0.9,
    "stages": ["big/s4", "big/s5"],
    "one": ["big/s1"],
    "two": ["big/s2", "big/s3"],
    "key": "site400.example/page400",
    "keys": ["site0.example/page0", "site19.example/page19"],
    "notes": ["big.md", "more.md"],
    "limit": 50,
}


def measure() -> Sequence[Result]:
    """Loading, and all shipped queries, in each Neo4j beside the embedded store; AssertionError where rows differ."""
    graph = build(large_facts(20_000, 5))
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "graph.lbug"
        into_file = _took(lambda: write_ladybug(graph, path))
        with open_ladybug(path) as embedded:
            return [result for line in ("lts", "newest") for result in _beside(line, graph, embedded, into_file)]


def _beside(line: str, graph: nx.MultiDiGraph[str], embedded: Store, into_file: float) -> Iterator[Result]:
    try:
        with neo4j_server(line) as server:
            what = f"{len(graph)} nodes, {graph.number_of_edges()} edges into Neo4j {line}"
            first = _took(lambda: _load(graph, server, "1"))
            yield Result(what, "s", first, into_file, "the embedded store")
            yield Result(f"{what}, again", "s", _took(lambda: _load(graph, server, "2")), first, "the first time")
            with open_neo4j(server.url, server.user, server.password) as store:
                ours, theirs = _compare(embedded, store)
            yield Result(f"{len(names())} shipped queries, same rows as Neo4j {line}", "s", ours, theirs, "Neo4j")
    except MissingError:
        return


def _load(graph: nx.MultiDiGraph[str], server: Neo4jServer, stamp: str) -> None:
    load_neo4j(graph, server.url, server.user, server.password, "neo4j", stamp)


def _compare(one: Store, two: Store) -> tuple[float, float]:
    times = [0.0, 0.0]
    for name in names():
        tables = []
        for number, store in enumerate((one, two)):
            with _timed(times, number):
                tables.append(store.run(query(name).cypher, PARAMS, timeout_s=120))
        rows = [[alike(list(row)) for row in table.rows] for table in tables]
        assert rows[0] == rows[1], f"{name}: {len(rows[0])} rows here, {len(rows[1])} there, or others"
    return times[0], times[1]


@contextmanager
def _timed(times: list[float], number: int) -> Iterator[None]:
    began = time.perf_counter()
    yield
    times[number] += time.perf_counter() - began


def _took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
