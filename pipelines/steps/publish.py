"""From facts to what people look at: the graph and its stores, the search index, the page, the reports."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.records import Facts, LinkAtlasError
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


def publish_page(facts: Facts, graph: nx.MultiDiGraph[str], paths: DataFolder, max_nodes: int) -> None:
    """The page to browse the graph in."""
    from graph.view import write_view

    with _in_words(paths.root):
        write_view(graph, paths.graph_page, facts=facts, max_nodes=max_nodes)


def publish_reports(facts: Facts, graph: nx.MultiDiGraph[str], paths: DataFolder) -> Report:
    """report.html, report.md and, last, report.json: who waits for it finds the others."""
    from graph.offline import replace_file
    from graph.reports import make_report, render

    report = make_report(facts, graph)
    for path, name in ((paths.report_html, "html"), (paths.report_md, "md"), (paths.report_json, "json")):
        text = render(report, name)
        with _in_words(path):
            replace_file(path, text)
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


@contextlib.contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise OutputError(
            f"{problem.filename or path}: {problem.strerror or problem}",
            hint="the visits are kept: free some space or mend the folder, then start again",
        ) from problem
