"""Writing the stores: whole or not at all, again and again, and never other people's data."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from graph.build import build
from graph.errors import GraphError, LoadRefusedError, StoreMissingError, StoreUnreachableError
from graph.schema import NODES
from graph.stores import load_neo4j, open_ladybug, open_neo4j, write_ladybug
from graph.stores.bolt import prefixed
from tests.graph.conftest import empty
from tests.graph.facts import key_of, large_facts, small_facts
from tests.support.ports import free_port

if TYPE_CHECKING:
    import neo4j

    from tests.support.neo4j import Neo4jServer

COUNT = "MATCH (n) RETURN count(n) AS n"


def test_a_reader_of_the_old_file_keeps_it_whole_while_a_new_one_is_written(
    tmp_path: Path, small_graph: nx.MultiDiGraph[str]
) -> None:
    path = tmp_path / "graph.lbug"
    write_ladybug(small_graph, path)
    with open_ladybug(path) as old:
        before = old.run(COUNT).rows
        write_ladybug(build(large_facts(30, 2, 5)), path)
        assert old.run(COUNT).rows == before
        with open_ladybug(path) as new:
            assert new.run(COUNT).rows != before
    assert [file.name for file in tmp_path.iterdir()] == ["graph.lbug"]


def test_a_writer_that_is_killed_leaves_the_old_graph(tmp_path: Path, small_graph: nx.MultiDiGraph[str]) -> None:
    path = tmp_path / "graph.lbug"
    write_ladybug(small_graph, path)
    script = (
        "import sys; from pathlib import Path\n"
        "from graph.build import build; from graph.stores import write_ladybug\n"
        "from tests.graph.facts import large_facts\n"
        "graph = build(large_facts(2000, 5, 50)); print('writing', flush=True)\n"
        "while True: write_ladybug(graph, Path(sys.argv[1]) / 'other' / 'graph.lbug')\n"
    )
    # the writer works in a folder of its own, whose graph is this one's copy, so that the old file is known
    (tmp_path / "other").mkdir()
    write_ladybug(small_graph, tmp_path / "other" / "graph.lbug")
    writer = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "writing\n"
    for _ in range(5):
        with open_ladybug(tmp_path / "other" / "graph.lbug") as store:
            assert store.run(COUNT).rows[0][0] > 20  # type: ignore[operator]
        time.sleep(0.05)
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    with open_ladybug(tmp_path / "other" / "graph.lbug") as store:
        assert store.run("MATCH (t:Topic) RETURN count(t) AS n").rows[0][0] in {8, 50}
    write_ladybug(small_graph, tmp_path / "other" / "graph.lbug")
    with open_ladybug(tmp_path / "other" / "graph.lbug") as store:
        assert store.run(COUNT).rows == ((len(small_graph),),)


def test_an_empty_graph_can_be_written_and_asked(tmp_path: Path) -> None:
    write_ladybug(nx.MultiDiGraph(), tmp_path / "graph.lbug")
    with open_ladybug(tmp_path / "graph.lbug") as store:
        assert store.run(COUNT).rows == ((0,),)


def test_a_missing_or_broken_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="no run yet"):
        open_ladybug(tmp_path / "none.lbug")
    (tmp_path / "bad.lbug").write_bytes(b"\x00nonsense" * 1000)
    with pytest.raises(StoreMissingError, match="cannot be opened"):
        open_ladybug(tmp_path / "bad.lbug")


def test_a_folder_that_cannot_be_written_is_told_in_words(tmp_path: Path, small_graph: nx.MultiDiGraph[str]) -> None:
    (tmp_path / "graph.lbug").mkdir()
    (tmp_path / "graph.lbug" / "file").touch()
    with pytest.raises(GraphError):
        write_ladybug(small_graph, tmp_path / "graph.lbug")


@pytest.mark.parametrize(
    ("cypher", "wanted"),
    [
        ("MATCH (t:Topic) RETURN t", "MATCH (t:LA_Topic) RETURN t"),
        ("MATCH (t:Topic|Stage) RETURN 'x:Topic', t.Topic", "MATCH (t:LA_Topic|LA_Stage) RETURN 'x:Topic', t.Topic"),
        ("MATCH (t : Topic {id: $Topic}) RETURN t", "MATCH (t : LA_Topic {id: $Topic}) RETURN t"),
        ("RETURN {Topic: 1} AS m", "RETURN {Topic: 1} AS m"),
    ],
)
def test_labels_take_a_prefix_and_nothing_else_does(cypher: str, wanted: str) -> None:
    assert prefixed(cypher, "LA_") == wanted


def test_an_unreachable_server_is_told_in_words() -> None:
    with pytest.raises(StoreUnreachableError, match=r"cannot be reached: Connection refused$"):
        open_neo4j(f"bolt://127.0.0.1:{free_port()}", "neo4j", "x")
    with pytest.raises(StoreUnreachableError):
        open_neo4j("nonsense", "neo4j", "x")


@pytest.fixture
def server(neo4j_server: Neo4jServer) -> Neo4jServer:
    empty(neo4j_server)
    return neo4j_server


@pytest.fixture
def driver(server: Neo4jServer) -> Iterator[neo4j.Driver]:
    import neo4j

    with neo4j.GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
        yield driver


def load(server: Neo4jServer, graph: nx.MultiDiGraph[str], stamp: str, **options: Any) -> Any:
    return load_neo4j(graph, server.url, server.user, server.password, "neo4j", stamp, **options)


def counts(driver: neo4j.Driver) -> tuple[int, int]:
    nodes = driver.execute_query(COUNT).records[0][0]
    return nodes, driver.execute_query("MATCH ()-[r]->() RETURN count(r) AS n").records[0][0]


@pytest.mark.neo4j
def test_loading_twice_changes_nothing(
    server: Neo4jServer, driver: neo4j.Driver, small_graph: nx.MultiDiGraph[str]
) -> None:
    first = load(server, small_graph, "1")
    again = load(server, small_graph, "2")
    assert counts(driver) == (len(small_graph), small_graph.number_of_edges())
    assert (again.nodes, again.relations) == (first.nodes, first.relations)
    assert (again.removed_nodes, again.removed_relations) == (0, 0)


@pytest.mark.neo4j
def test_what_is_gone_goes_and_what_changed_changes(server: Neo4jServer, driver: neo4j.Driver) -> None:
    facts = small_facts()
    load(server, build(facts), "1")
    gone = key_of("convnets")
    fewer = replace(
        facts,
        resources=tuple(r for r in facts.resources if r.key != gone),
        coverages=tuple(c for c in facts.coverages if c.resource != gone),
        scan=replace(facts.scan, links=tuple(link for link in facts.scan.links if link.key != gone)),
        topics=tuple(replace(t, name="Attending") if t.id == "attention" else t for t in facts.topics),
    )
    graph = build(fewer)
    summary = load(server, graph, "2")
    assert summary.removed_nodes == 1
    assert counts(driver) == (len(graph), graph.number_of_edges())
    name = driver.execute_query("MATCH (t:Topic {id: 'attention'}) RETURN t.name AS name").records[0][0]
    assert name == "Attending"


@pytest.mark.neo4j
def test_other_peoples_data_stays(server: Neo4jServer, driver: neo4j.Driver, small_graph: nx.MultiDiGraph[str]) -> None:
    driver.execute_query("CREATE (:Topic {id: 'mine', name: 'Mine'})-[:COVERS]->(:Person {name: 'Ada'})")
    load(server, small_graph, "1")
    load(server, small_graph, "2")
    nodes, relations = counts(driver)
    assert (nodes, relations) == (len(small_graph) + 2, small_graph.number_of_edges() + 1)


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        ("CREATE (:Topic {id: 'attention', name: 'Mine'})", "with ids of ours"),
        ("CREATE (:Note {id: 'x', title: 'a'}), (:Note {id: 'x', title: 'b'})", "the same id twice"),
    ],
)
def test_other_peoples_nodes_are_not_taken_over(
    server: Neo4jServer, driver: neo4j.Driver, small_graph: nx.MultiDiGraph[str], theirs: str, words: str
) -> None:
    driver.execute_query("DROP CONSTRAINT linkatlas_note_id IF EXISTS")
    driver.execute_query(theirs)
    everything = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY toString(n.title)"
    before = [record.data() for record in driver.execute_query(everything).records]
    with pytest.raises(LoadRefusedError, match=words) as told:
        load(server, small_graph, "1")
    assert "--label-prefix" in told.value.hint
    assert [record.data() for record in driver.execute_query(everything).records] == before
    load(server, small_graph, "1", prefix="LA_")
    load(server, small_graph, "2", prefix="LA_")
    assert counts(driver)[0] == len(small_graph) + len(before)


@pytest.mark.neo4j
def test_a_prefix_keeps_our_labels_apart(
    server: Neo4jServer, driver: neo4j.Driver, small_graph: nx.MultiDiGraph[str]
) -> None:
    load(server, small_graph, "1", prefix="LA_")
    labels = {record[0] for record in driver.execute_query("MATCH (n) UNWIND labels(n) AS l RETURN DISTINCT l").records}
    assert labels == {f"LA_{label}" for label in NODES}
    with open_neo4j(server.url, server.user, server.password, prefix="LA_") as store:
        assert store.run("MATCH (t:Topic) RETURN count(t) AS n").rows == ((8,),)
    with pytest.raises(GraphError):
        load(server, small_graph, "2", prefix="x) DETACH DELETE (n")


@pytest.mark.neo4j
def test_a_graph_that_shrank_sharply_is_refused_and_nothing_is_touched(
    server: Neo4jServer, driver: neo4j.Driver, small_graph: nx.MultiDiGraph[str]
) -> None:
    load(server, build(large_facts(120, 3, 20)), "1")
    before = counts(driver)
    with pytest.raises(LoadRefusedError, match="nothing was changed"):
        load(server, small_graph, "2")
    assert counts(driver) == before
    load(server, small_graph, "3", allow_shrink=True)
    assert counts(driver) == (len(small_graph), small_graph.number_of_edges())


@pytest.mark.neo4j
def test_a_load_that_is_killed_is_completed_by_the_next(
    server: Neo4jServer, driver: neo4j.Driver, tmp_path: Path
) -> None:
    old = build(large_facts(400, 3, 30))
    load(server, old, "1")
    script = (
        "import sys; from graph.build import build; from graph.stores import load_neo4j\n"
        "from tests.graph.facts import large_facts\n"
        "graph = build(large_facts(600, 4, 30, seed=2)); print('loading', flush=True)\n"
        "load_neo4j(graph, sys.argv[1], sys.argv[2], sys.argv[3], 'neo4j', '2')\n"
    )
    arguments = [sys.executable, "-c", script, server.url, server.user, server.password]
    loader = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert loader.stdout is not None
    assert loader.stdout.readline() == "loading\n"
    time.sleep(0.3)
    os.kill(loader.pid, signal.SIGKILL)
    loader.wait()
    loader.stdout.close()
    nodes, _ = counts(driver)
    assert nodes >= len(old), "readers keep at least the old graph"
    graph = build(large_facts(600, 4, 30, seed=2))
    load(server, graph, "3")
    assert counts(driver) == (len(graph), graph.number_of_edges())


@pytest.mark.neo4j
def test_a_wrong_password_is_told_in_words(server: Neo4jServer) -> None:
    with pytest.raises(StoreUnreachableError, match="user or the password"):
        open_neo4j(server.url, "neo4j", "wrong password")


@pytest.mark.neo4j
def test_a_read_transaction_refuses_what_the_guard_would_miss(
    server: Neo4jServer, driver: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard is the second lock: without it the server itself refuses to write."""
    from graph.stores import bolt

    monkeypatch.setattr(bolt, "checked", str)
    with open_neo4j(server.url, server.user, server.password) as store, pytest.raises(GraphError, match="would write"):
        store.run("CREATE (x:Topic {id: 'x'})")
    assert counts(driver) == (0, 0)
