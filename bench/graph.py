"""The graph's speed: questions at 20,000 resources, and loading a million edges, each beside its bare store.

The reference of loading is `COPY` of the same Arrow tables by hand, without gathering, checkpoint and swap; that
of a question is the same Cypher run alone on the open store.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import networkx as nx

from bench.result import Result
from graph.ask import ask
from graph.build import build
from graph.search import write_index
from graph.stores import open_ladybug, write_ladybug
from graph.stores.columns import edge_columns, node_columns
from graph.stores.copying import arrow, definitions
from tests.graph.facts import large_facts

QUESTIONS = (
    "what covers subject 3?",
    "what covers subject 17 that are not videos",
    "what covers subject 3 for beginners",
    "subject 3 and subject 7",
    "what should I learn before subject 40?",
    "learning path to subject 40",
    "how do I get from subject 3 to subject 40?",
    "what can I learn after subject 3?",
    "what is in Stage 4?",
    "what does Stage 3 lack?",
    "compare Stage 1 with Stage 2",
    "what is dead in Stage 7?",
    "what can replace Page 19?",
    "alternatives for the dead links in Stage 1",
    "which links moved?",
    "what changed since 2026-11-01?",
    "what is new?",
    "what is unread in Stage 2?",
    "what have I finished?",
    "what can I read in 30 minutes about subject 3?",
    "what are the longest reads?",
    "most important resources",
    "how many links are dead",
    "which notes mention subject 3?",
    "which links stand in several notes?",
    "which topics have no resource?",
    "what is like Page 400?",
    "what does Page 400 cover?",
    "who wrote Page 400?",
    "what did Author 7 write?",
    "how are subject 3 and subject 20 connected",
    "what covers underwater knitting?",
)
REPEATS = 5
P95_S, COMMAND_S = 0.05, 0.8


def measure() -> Sequence[Result]:
    """Questions at 20,000 resources and 100,000 coverages; loading a million edges between 100,000 nodes."""
    with tempfile.TemporaryDirectory() as name:
        return [*_questions(Path(name)), _loading(Path(name))]


def _questions(folder: Path) -> list[Result]:
    facts = large_facts(20_000, 5)
    write_ladybug(build(facts), folder / "graph.lbug")
    texts = [
        (resource.key, f"Text of {resource.key} about subject {n % 250}") for n, resource in enumerate(facts.resources)
    ]
    write_index(folder / "search.sqlite", facts, texts)
    asked: list[float] = []
    worked: list[float] = []
    bare: list[float] = []
    with open_ladybug(folder / "graph.lbug") as store:
        for question in QUESTIONS * REPEATS:
            began, work = time.perf_counter(), time.process_time()
            answer = ask(store, folder / "search.sqlite", question)
            asked.append(time.perf_counter() - began)
            worked.append(time.process_time() - work)
            if answer.cypher:
                bare.append(took(lambda text=answer.cypher, params=answer.params: store.run(text, params)))  # type: ignore[misc]
    p95, p95_work = (statistics.quantiles(times, n=20)[-1] for times in (asked, worked))
    return [
        Result("p95 of a question, 20,000 resources", "s", p95, P95_S, "the bar of 50 ms", 1.0),
        Result("p95 of a question, processor time", "s", p95_work, P95_S, "the bar of 50 ms", 1.0),
        _command(folder),
        Result("median of a question", "s", statistics.median(asked), statistics.median(bare), "its Cypher alone"),
    ]


def _command(folder: Path) -> Result:
    """A question as a command, from the shell to the answer."""
    linkatlas = Path(sys.executable).parent / "linkatlas"
    times = []
    for question in QUESTIONS[::2]:
        began = time.perf_counter()
        subprocess.run([linkatlas, "ask", question, "--data", folder], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    p95 = statistics.quantiles(times, n=20)[-1]
    return Result("p95 of a question as a command", "s", p95, COMMAND_S, "the bar of 0.8 s", 1.0)


def _loading(folder: Path) -> Result:
    edges = int(os.environ.get("BENCH_EDGES", "1000000"))
    graph = generated(edges // 10, edges)
    ours = took(lambda: write_ladybug(graph, folder / "ours.lbug"))
    tables = [(label, arrow(label, columns), "") for label, columns in node_columns(graph)]
    tables += [
        (e.kind, arrow(e.kind, e.columns), f" (from='{e.start}', to='{e.end}')" if e.kind == "LINKS_TO" else "")
        for e in edge_columns(graph)
    ]
    bare = took(lambda: _copy(folder / "bare.lbug", tables))
    return Result(f"{edges // 10:,} nodes, {edges:,} edges into the file", "s", ours, bare, "bare Arrow COPY", 2.0)


def generated(nodes: int, edges: int) -> nx.MultiDiGraph[str]:
    """A graph of the schema's shape and this size, made by number."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    topics = nodes // 50
    for n in range(topics):
        graph.add_node(f"topic:{n}", label="Topic", id=f"t{n}", name=f"Topic {n}")
    for n in range(nodes - topics):
        graph.add_node(f"resource:{n}", label="Resource", id=f"r{n}", url=f"https://r{n}.example", title=f"Page {n}")
    for n in range(edges):
        # no pair twice: a store that merges by the pair would hold fewer
        turn, resource = divmod(n, nodes - topics)
        start, end = f"resource:{resource}", f"topic:{(resource * 7919 + turn * 191) % topics}"
        graph.add_edge(
            start, end, type="COVERS", score=(n % 100) / 100, mentions=n % 9, evidence=f"Sentence {n}.", source="page"
        )
    return graph


def _copy(path: Path, tables: list[tuple[str, object, str]]) -> None:
    import ladybug

    database = ladybug.Database(path)
    connection = ladybug.Connection(database)
    for statement in definitions():
        connection.execute(statement)
    for name, table, ends in tables:
        if len(table):  # type: ignore[arg-type]
            connection.execute(f"COPY {name} FROM $rows{ends}", {"rows": table})
    connection.close()
    database.close()


def took(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
