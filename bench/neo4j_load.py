"""100,000 nodes with a million relationships into Neo4j, beside the embedded store: the first load, and one more."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from bench.graph import generated, took
from bench.result import Result
from graph.stores import load_neo4j, write_ladybug
from tests.support.fetch import MissingError
from tests.support.neo4j import neo4j_server

NODES, EDGES = 100_000, 1_000_000
HEAP_MB, CACHE_MB = 1024, 512
"""The server's memory: that of `deploy/neo4j-compose.yml`; a page cache smaller than the graph reads the disk again."""


def measure() -> Sequence[Result]:
    """Seconds for each line of Neo4j that this machine can start."""
    graph = generated(NODES, EDGES)
    with tempfile.TemporaryDirectory() as name:
        embedded = took(lambda: write_ladybug(graph, Path(name) / "graph.lbug"))

    def results() -> Iterator[Result]:
        for line in ("lts", "newest"):
            try:
                with neo4j_server(line, HEAP_MB, CACHE_MB) as server:
                    account = (server.url, server.user, server.password)
                    loads = [took(partial(load_neo4j, graph, *account, "neo4j", stamp)) for stamp in ("1", "2")]
            except MissingError:
                continue
            what = f"{NODES:,} nodes, {EDGES:,} edges into Neo4j {line}"
            yield Result(what, "s", loads[0], embedded, "the embedded store")
            yield Result(f"{what}, again", "s", loads[1], loads[0], "the first time")

    return list(results())
