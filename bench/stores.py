"""The stores side by side on 20,000 resources and 150,000 relationships: the same rows, and how long each takes.

Every shipped query runs on the embedded store and on Neo4j 5.26 and the newest (where this machine can start them), in
which another graph was loaded first, then this one over it, and once more. A difference is an error, and so is one
from what networkx finds by other means.
"""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import networkx as nx

from bench.neo4j_load import CACHE_MB, HEAP_MB
from bench.result import Result
from graph.build import build
from graph.queries import names, query
from graph.stores import Store, load_neo4j, open_ladybug, open_neo4j, write_ladybug
from tests.graph.facts import large_facts
from tests.graph.queries.reference import REFERENCES
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


PLACES: tuple[dict[str, object], ...] = (
    {},
    {"topic": "t9", "topics": ["t1", "t2", "t30"], "start": "t0", "goal": "t77", "limit": 2000},
    {"topic": "t0", "topics": ["t0"], "start": "t5", "goal": "t6", "key": "site0.example/page0", "limit": 10},
)
"""What is asked of each query beside `PARAMS`: other topics, longer and shorter answers."""
RESOURCES, MANY = 20_000, 1_000_000


def measure() -> Sequence[Result]:
    """Loading, and all shipped queries, in each Neo4j beside the embedded store; AssertionError where rows differ."""
    before, graph = build(large_facts(RESOURCES, 5, seed=2)), build(large_facts(RESOURCES + 500, 5))
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "graph.lbug"
        into_file = _took(lambda: write_ladybug(graph, path))
        with open_ladybug(path) as embedded:
            _as_networkx_finds(embedded, graph)
            lines = ("lts", "newest")
            return [result for line in lines for result in _beside(line, (before, graph), embedded, into_file)]


def _as_networkx_finds(store: Store, graph: nx.MultiDiGraph[str]) -> None:
    params = PARAMS | {"limit": MANY}
    for name, (columns, reference) in REFERENCES.items():
        given = params | {"topics": ["t3"]} if name == "below" else params
        rows = store.run(query(name).cypher, given, timeout_s=120).dicts()
        found = {tuple(round(v, 9) if isinstance(v := row[c], float) else v for c in columns) for row in rows}
        assert found == reference(graph, given), f"{name}: networkx finds others"


def _beside(
    line: str, graphs: tuple[nx.MultiDiGraph[str], nx.MultiDiGraph[str]], embedded: Store, into_file: float
) -> Iterator[Result]:
    graph = graphs[-1]
    try:
        with neo4j_server(line, HEAP_MB, CACHE_MB) as server:
            what = f"{len(graph)} nodes, {graph.number_of_edges()} edges into Neo4j {line}"
            first = _took(lambda: _load(graphs[0], server, "1"))
            yield Result(what, "s", first, into_file, "the embedded store")
            yield Result(f"{what}, changed", "s", _took(lambda: _load(graph, server, "2")), first, "the first time")
            yield Result(f"{what}, again", "s", _took(lambda: _load(graph, server, "3")), first, "the first time")
            with open_neo4j(server.url, server.user, server.password) as store:
                _nothing_twice_nor_stale(store, graph)
                ours, theirs = _compare(embedded, store)
            yield Result(f"{len(names())} shipped queries, same rows as Neo4j {line}", "s", ours, theirs, "Neo4j")
    except MissingError:
        return


def _nothing_twice_nor_stale(store: Store, graph: nx.MultiDiGraph[str]) -> None:
    nodes, edges = (store.run(f"MATCH {it} RETURN count(x) AS n").rows[0][0] for it in ("(x)", "()-[x]->()"))
    assert (nodes, edges) == (len(graph), graph.number_of_edges()), f"{nodes} nodes and {edges} edges"


def _load(graph: nx.MultiDiGraph[str], server: Neo4jServer, stamp: str) -> None:
    load_neo4j(graph, server.url, server.user, server.password, "neo4j", stamp)


def _compare(one: Store, two: Store) -> tuple[float, float]:
    times = [0.0, 0.0]
    for name, more in itertools.product(names(), PLACES):
        tables = []
        for number, store in enumerate((one, two)):
            with _timed(times, number):
                tables.append(store.run(query(name).cypher, PARAMS | more, timeout_s=120))
        rows = [[alike(list(row)) for row in table.rows] for table in tables]
        assert rows[0] == rows[1], f"{name} {more}: {len(rows[0])} rows here, {len(rows[1])} there, or others"
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
