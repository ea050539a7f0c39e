"""Hostile queries on every store: nothing is written or reached, no crash, and the limits end what would not end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from graph.build import build
from graph.errors import QueryError, QueryLimitError
from graph.stores import Store, load_neo4j, open_neo4j, patience, write_ladybug
from graph.stores.patience import within
from tests.graph.conftest import empty
from tests.graph.facts import small_facts
from tests.graph.stores.hostile_queries import ENDLESS, HARMLESS, HEAVY, TRICKS

if TYPE_CHECKING:
    from tests.support.neo4j import Neo4jServer

# a process of its own, as the page's box, an assistant and a language model have one; with less patience
APART = """
import json, sys
from pipelines import apart
from pipelines.cli import limits
limits.GRACE_S = 0.5
wish = json.load(sys.stdin)
print(json.dumps(apart.answer(wish), default=str)[:300])
"""


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, which must stay empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("query", "wanted"), TRICKS, ids=range(len(TRICKS)))
def test_tricks_do_nothing(store: Store, elsewhere: Path, query: str, wanted: set[str]) -> None:
    count = store.run("MATCH (n) RETURN count(n) AS n").rows
    try:
        rows = store.run(query, {"limit": 1}, limit=100, timeout_s=5).rows
        came = HARMLESS
    except QueryError as problem:
        rows, came = (), type(problem).__name__ if str(problem) else "no words"
    assert came in wanted
    assert "root:" not in repr(rows)
    assert store.run("MATCH (n) RETURN count(n) AS n").rows == count
    assert not list(elsewhere.iterdir())


@pytest.mark.neo4j
@pytest.mark.parametrize("server", ["neo4j_server", "neo4j_newest"])
@pytest.mark.parametrize("query", ENDLESS, ids=range(len(ENDLESS)))
def test_what_does_not_end_is_ended_by_the_server(query: str, server: str, request: pytest.FixtureRequest) -> None:
    running: Neo4jServer = request.getfixturevalue(server)
    empty(running)
    load_neo4j(build(small_facts()), running.url, running.user, running.password, "neo4j", "1")
    with open_neo4j(running.url, running.user, running.password) as store:
        ended_in_time(store, query)


def ended_in_time(store: Store, query: str) -> None:
    began = time.monotonic()
    with pytest.raises(QueryLimitError):
        store.run(query, limit=10, timeout_s=1)
    assert time.monotonic() - began < 30, "asked again and again"
    assert store.run("RETURN 1 AS one").rows == ((1,),)


@pytest.mark.parametrize("query", [*ENDLESS, *HEAVY], ids=range(len(ENDLESS) + len(HEAVY)))
def test_what_does_not_end_ends_with_its_process(query: str, tmp_path: Path, small_graph: nx.MultiDiGraph[str]) -> None:
    write_ladybug(small_graph, tmp_path / "graph.lbug")
    before = (tmp_path / "graph.lbug").read_bytes()
    wish = {"graph": str(tmp_path / "graph.lbug"), "cypher": query, "params": {}, "limit": 10, "timeout_s": 0.5}
    done = subprocess.run(
        [sys.executable, "-c", APART], input=json.dumps(wish), capture_output=True, text=True, timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    if done.returncode:
        assert done.returncode == 1, done.stderr
        assert done.stderr.startswith("error: the query "), done.stderr
    else:
        told = json.loads(done.stdout) if '"error"' in done.stdout else {}
        assert told.get("kind") in (
            {"QueryLimitError"} if query in ENDLESS else {None, "QueryLimitError", "QueryError"}
        )
    assert "Traceback" not in done.stderr
    assert (tmp_path / "graph.lbug").read_bytes() == before


def test_a_server_that_never_answers_is_not_waited_for() -> None:
    end = threading.Event()
    with pytest.raises(QueryLimitError, match="does not stop it"):
        within(0.05, end.wait)
    end.set()
    assert within(5, lambda: 7) == 7
    with pytest.raises(ValueError, match="told"):
        within(5, lambda: int("told"))


def test_queries_that_never_end_leave_only_so_many_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "QUEUE_S", 0.1)
    end, before = threading.Event(), threading.active_count()
    for _ in range(patience.PLACES):
        with pytest.raises(QueryLimitError, match="does not stop it"):
            within(0.01, end.wait)
    for _ in range(3):
        with pytest.raises(QueryLimitError, match="the server is busy: 8 queries"):
            within(5, lambda: 7)
    assert threading.active_count() - before == patience.PLACES
    end.set()
    monkeypatch.setattr(patience, "QUEUE_S", 10)
    assert within(5, lambda: 7) == 7
