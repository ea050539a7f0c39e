"""The data folder: where a run's files stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Paths below `root`; none of them need exist."""

    root: Path

    @property
    def catalogue(self) -> Path:
        """The record, where no other database is configured."""
        return self.root / "catalogue.sqlite"

    @property
    def graph(self) -> Path:
        """The embedded Cypher store's file; disposable."""
        return self.root / "graph.lbug"

    @property
    def notes_cache(self) -> Path:
        """Notes already read, so that unchanged files are not parsed again; disposable."""
        return self.root / "notes-cache.sqlite"

    @property
    def search(self) -> Path:
        """The full-text index; disposable."""
        return self.root / "search.sqlite"

    @property
    def graph_page(self) -> Path:
        """The page to browse the graph in."""
        return self.root / "graph.html"

    @property
    def report_html(self) -> Path:
        """The report to read in a browser."""
        return self.root / "report.html"

    @property
    def report_md(self) -> Path:
        """The report to read among notes."""
        return self.root / "report.md"

    @property
    def report_json(self) -> Path:
        """The report for programs."""
        return self.root / "report.json"

    @property
    def archive(self) -> Path:
        """The folder of WARC files."""
        return self.root / "archive"

    @property
    def log(self) -> Path:
        """What the nights did, a line each step; older ones beside it as `nightly.log.1` and so on."""
        return self.root / "nightly.log"

    @property
    def metrics(self) -> Path:
        """The last night in figures, for Prometheus."""
        return self.root / "metrics.prom"

    @property
    def lock(self) -> Path:
        """Held while a run works here."""
        return self.root / "lock"


def make_folder(data: Path) -> None:
    """Makes the folder, with the mark that keeps it from being read as one of notes. Raises CatalogueError."""
    from crawler.notes.files import DATA_MARK

    try:
        data.mkdir(parents=True, exist_ok=True)
        (data / DATA_MARK).touch()
    except OSError as problem:
        raise CatalogueError(
            f"{data}: {problem.strerror}", hint="--data names the folder of the run's files"
        ) from problem
