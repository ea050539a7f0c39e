"""From facts to what people look at: the graph and its stores, the search index, the page, the reports."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.records import Facts, LinkAtlasError, Run
from pipelines.catalogue import Catalogue
from pipelines.data_folder import DataFolder
from pipelines.errors import OutputError
from pipelines.settings import Neo4j

if TYPE_CHECKING:
    import networkx as nx

    from graph.reports import Report


def publish_graph(catalogue: Catalogue, facts: Facts, graph: nx.MultiDiGraph[str], paths: DataFolder) -> None:
    """The embedded store and the search index, each a new file swapped in."""
    from graph.search import write_index
    from graph.stores.embedded_writer import write_ladybug

    with _in_words(paths.root):
        write_ladybug(graph, paths.graph)
        write_index(paths.search, facts, catalogue.texts())


def publish_page(graph: nx.MultiDiGraph[str], paths: DataFolder, run: Run, max_nodes: int) -> None:
    """The page to browse the graph in."""
    from graph.view import write_view

    with _in_words(paths.root):
        write_view(graph, paths.graph_page, run=run, max_nodes=max_nodes)


def publish_reports(facts: Facts, graph: nx.MultiDiGraph[str], paths: DataFolder) -> Report:
    """report.html, report.md and, last, report.json: who waits for it finds the others."""
    from graph.reports import make_report, render

    report = make_report(facts, graph)
    for path, name in ((paths.report_html, "html"), (paths.report_md, "md"), (paths.report_json, "json")):
        replace_file(path, render(report, name))
    return report


def load_neo4j(graph: nx.MultiDiGraph[str], neo4j: Neo4j, stamp: str) -> str:
    """Loads the graph where a database is configured; the trouble in words, empty where all is well.

    A night does not fail for a database that is down: the catalogue has everything, and the next night loads it.
    """
    if not neo4j.url:
        return ""
    from graph.stores.bolt_writer import load_neo4j as load

    try:
        load(graph, neo4j.url, neo4j.user, neo4j.password.get_secret_value(), neo4j.database, stamp)
    except LinkAtlasError as problem:
        return f"{problem} ({problem.hint})" if problem.hint else str(problem)
    return ""


def replace_file(path: Path, text: str) -> None:
    """Readers see the old file whole or the new one whole. Raises OutputError."""
    with _in_words(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
                file.write(text)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise


@contextlib.contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise OutputError(
            f"{problem.filename or path}: {problem.strerror or problem}",
            hint="the visits are kept: free some space or mend the folder, then start again",
        ) from problem
