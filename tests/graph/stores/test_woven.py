"""The store, the page and the index are written from a woven graph: they are those of the graph in memory."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import psutil
import pytest

from crawler.records import Facts
from graph.build import build, weave
from graph.errors import GraphError
from graph.search import write_index
from graph.stores import embedded_writer, filling, open_ladybug, write_ladybug
from graph.stores.reader import read_graph
from graph.view.write import render_view
from graph.woven import Woven, as_networkx, from_networkx
from tests.graph.facts import large_facts, small_facts, small_texts
from tests.graph.hostile import hostile_facts

FACTS = {
    "small": small_facts,
    "hostile": lambda: hostile_facts('it\'s a \\ "<b>" \ud800 ☃'),
    "large": lambda: large_facts(300, 3, 9),
    "none": Facts,
}
made = pytest.mark.parametrize("facts", FACTS.values(), ids=FACTS)


def parts(graph: nx.MultiDiGraph[str]) -> tuple[list[str], list[str]]:
    """All nodes and edges with their properties; the order of edges of one pair is free."""
    return sorted(map(repr, graph.nodes(data=True))), sorted(map(repr, graph.edges(data=True)))


@made
@pytest.mark.parametrize("apart", [10**9, -1], ids=["here", "in a process of its own"])
def test_the_store_of_a_woven_graph_holds_the_graph(
    facts: Callable[[], Facts], apart: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_writer, "APART", apart)
    monkeypatch.setattr(filling, "ROWS", {"node": 40, "edge": 70})
    path = tmp_path / "it's a [folder]*" / "graph.lbug"
    write_ladybug(weave(facts()), path)
    with open_ladybug(path) as store:
        assert parts(read_graph(store)) == parts(build(facts()))
    assert [left.name for left in path.parent.iterdir()] == ["graph.lbug"]


@made
def test_a_graph_of_a_program_can_be_woven(facts: Callable[[], Facts]) -> None:
    graph = build(facts())
    assert parts(as_networkx(from_networkx(graph))) == parts(graph)


def test_the_page_is_the_same_of_either() -> None:
    facts = large_facts(300, 3, 9)
    assert render_view(weave(facts), facts=facts) == render_view(build(facts), facts=facts)


def test_the_index_is_the_same_with_and_without_a_graph(tmp_path: Path) -> None:
    def rows(graph: Woven | None) -> list[str]:
        write_index(tmp_path / "search.sqlite", small_facts(), small_texts(), graph)
        with sqlite3.connect(tmp_path / "search.sqlite") as db:
            return list(db.iterdump())

    assert rows(weave(small_facts())) == rows(None)


def test_a_process_that_cannot_write_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_writer, "APART", -1)
    monkeypatch.setattr(embedded_writer, "ends_of", lambda _: " (nonsense)")
    monkeypatch.setattr(filling, "ends_of", lambda _: " (nonsense)")
    with pytest.raises(GraphError, match="could not be written"):
        write_ladybug(weave(small_facts()), tmp_path / "graph.lbug")
    assert list(tmp_path.iterdir()) == []


def test_the_process_that_fills_the_store_ends_where_its_starter_is_killed(tmp_path: Path) -> None:
    (tmp_path / "starter.py").write_text(
        "import sys; from pathlib import Path; from graph.build import weave; from graph.stores import filling\n"
        "from tests.graph.facts import large_facts\n"
        "written = filling._written\n"
        "def often(tables, folder, sort):\n"
        "    return list(written(tables, folder, sort)) * (1 if sort == 'node' else 20_000)\n"
        "filling._written = often\n"
        "filling.fill_apart(weave(large_facts(300, 3, 9)), Path(sys.argv[1]) / 'graph.lbug')\n",
        "utf-8",
    )
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "starter.py"), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    ) as starter:
        while not (tmp_path / "graph.lbug").exists():
            assert starter.poll() is None
            time.sleep(0.05)
        (filler,) = psutil.Process(starter.pid).children()
        starter.kill()
    assert not psutil.wait_procs([filler], timeout=10)[1]
