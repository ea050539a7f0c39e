"""From facts to what people look at: the graph and its stores, the search index, the page, the reports."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.records import Facts, LinkAtlasError, Standing
from graph.lasting import lasting
from pipelines.catalogue import Catalogue, codec
from pipelines.data_folder import DataFolder
from pipelines.errors import OutputError
from pipelines.memory import give_back
from pipelines.settings import Neo4j, Settings

if TYPE_CHECKING:
    from graph.woven import Woven

GRAPH = "graph"
"""Name of the mark of the graph, the index and the page."""

LOOKED = "looked"
"""Name of the mark of what `_refresh` writes."""

Looked = dict[str, tuple[datetime, int]]

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def publish(catalogue: Catalogue, facts: Facts, paths: DataFolder, settings: Settings) -> tuple[str, ...]:
    """Writes everything that people look at, report.json last; warnings of what could not be.

    The graph, the index and the page stay as they are where nothing changed that they are made of; where links were
    only looked at once more, the store is told when. Raises GraphError and OutputError.
    """
    size, warnings = draw(catalogue, facts, paths, settings)
    tell_of(facts, size, paths, settings)
    return warnings


def draw(
    catalogue: Catalogue, facts: Facts, paths: DataFolder, settings: Settings
) -> tuple[DrawnSize, tuple[str, ...]]:
    """Writes the graph, the index and the page where they are not up to date; the graph's size, and warnings."""
    facts = to_show(facts, settings)
    made_from, looked = _digest(facts), _looked(facts)
    size = _standing(catalogue.mark(GRAPH), made_from, paths)
    trouble = ""
    if size is None or settings.neo4j.url:
        from graph.build import weave

        graph = weave(facts)
        give_back()
        if size is None:
            size = DrawnSize(graph.number_of_nodes(), graph.number_of_edges())
            _write_graph(catalogue, facts, graph, paths, settings.view.max_nodes)
            catalogue.set_mark(GRAPH, f"{made_from} {size.nodes} {size.edges}")
            catalogue.set_mark(LOOKED, codec.digest(codec.dump(looked)))
        trouble = _load_neo4j(graph, settings.neo4j, made_from)
    _refresh(catalogue, looked, paths)
    return size, (f"Neo4j was not loaded: {trouble}",) if trouble else ()


def tell_of(facts: Facts, size: DrawnSize, paths: DataFolder, settings: Settings) -> None:
    """Writes the reports."""
    _write_reports(to_show(facts, settings), size, paths)


@dataclass(frozen=True, slots=True)
class DrawnSize:
    """Of the graph that stands."""

    nodes: int
    edges: int

    def number_of_nodes(self) -> int:
        """Of all labels."""
        return self.nodes

    def number_of_edges(self) -> int:
        """Of all relationships."""
        return self.edges


def _standing(mark: str, made_from: str, paths: DataFolder) -> DrawnSize | None:
    """The size of the graph that stands, where it is made of the same and all its files are there."""
    known, *size = mark.split() or [""]
    files = (paths.graph, paths.search, paths.graph_page)
    if known != made_from or len(size) != 2 or not all(file.exists() for file in files):
        return None
    return DrawnSize(*map(int, size))


def to_show(facts: Facts, settings: Settings) -> Facts:
    """The facts as pages and reports may hold them: without the machine's paths where the settings say so."""
    if settings.view.paths:
        return facts
    notes = tuple(replace(note, source="") for note in facts.scan.notes)
    return replace(facts, scan=replace(facts.scan, notes=notes))


def _digest(facts: Facts) -> str:
    """Names all that the graph is made of but for `_looked`, and the version that makes it."""
    return codec.digest_each(repr(part).encode("utf-8", "surrogatepass") for part in _made_of(facts))


def _made_of(facts: Facts) -> Iterator[object]:
    yield version("linkatlas")
    scan = facts.scan
    written: tuple[Sequence[object], ...] = (scan.notes, scan.roadmaps, scan.stages, scan.links, scan.note_links)
    known: tuple[Sequence[object], ...] = (facts.resources, facts.coverages, facts.stage_coverages, facts.topics)
    for records in (*written, scan.findings, *known):
        yield len(records)
        yield from records
    yield from facts.documents.items()
    yield from facts.copies.items()
    yield from ((key, _lasting(standing)) for key, standing in facts.standings.items())


def _lasting(standing: Standing) -> Standing:
    """What of a standing is news when it changes: not when it was last looked at, nor how often in vain."""
    check = replace(lasting(standing.check), at=_NEVER, elapsed=0.0, evidence={}, hops=(), next_check_at=None)
    return replace(standing, check=check, failures=0, last_alive_at=None, next_check_at=None)


def _looked(facts: Facts) -> Looked:
    """When each resource was last looked at, and how many times in a row in vain."""
    return {key: (standing.check.at, standing.failures) for key, standing in facts.standings.items()}


def _refresh(catalogue: Catalogue, looked: Looked, paths: DataFolder) -> None:
    """Brings the store's `checked_at` and `failures` up to date, where the graph itself stays as it is."""
    mark = codec.digest(codec.dump(looked))
    if catalogue.mark(LOOKED) != mark:
        from graph.stores.refresh import refresh_ladybug

        with _in_words(paths.graph):
            refresh_ladybug(paths.graph, looked)
        catalogue.set_mark(LOOKED, mark)


def _write_graph(catalogue: Catalogue, facts: Facts, graph: Woven, paths: DataFolder, max_nodes: int) -> None:
    """The embedded store, the search index and the page, each a new file swapped in."""
    from graph.search import write_index
    from graph.stores.embedded_writer import write_ladybug
    from graph.view import write_view

    with _in_words(paths.root):
        write_ladybug(graph, paths.graph)
        give_back()
        write_index(paths.search, facts, catalogue.texts(), graph)
        give_back()
        write_view(graph, paths.graph_page, facts=facts, max_nodes=max_nodes)


def _write_reports(facts: Facts, size: DrawnSize, paths: DataFolder) -> None:
    """report.html, report.md and, last, report.json: who waits for it finds the others."""
    from graph.offline import replace_file
    from graph.reports import as_json, make_report, render

    report = make_report(facts, size)
    for path, name in ((paths.report_html, "html"), (paths.report_md, "md")):
        text = render(report, name)
        with _in_words(path):
            replace_file(path, text)
    with _in_words(paths.report_json):
        replace_file(paths.report_json, as_json.parts(report))


def _load_neo4j(graph: Woven, neo4j: Neo4j, stamp: str) -> str:
    """Loads the graph where a database is configured; the trouble in words, empty where all is well.

    A night does not fail for a database that is down: the catalogue has everything, and the next night loads it.
    Loaded each night, also unchanged: nobody knows what others did to the database meanwhile.
    """
    if not neo4j.url:
        return ""
    from graph.stores.bolt_writer import load_neo4j

    try:
        password = neo4j.password.get_secret_value()
        load_neo4j(graph, neo4j.url, neo4j.user, password, neo4j.database, stamp, prefix=neo4j.label_prefix)
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
