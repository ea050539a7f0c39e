"""Reading, tagging and the graph once more from the archive, without the web."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from crawler.records import Page
from pipelines.archive.index import Index
from pipelines.catalogue import Catalogue
from pipelines.catalogue.sole import sole_writer
from pipelines.data_folder import DataFolder
from pipelines.errors import NoRunYetError
from pipelines.lock import hold
from pipelines.settings import Settings
from pipelines.steps.publish import GRAPH, publish
from pipelines.steps.settle import COVERAGES
from pipelines.steps.understand import Understanding


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many pages were read again, and how many of them were no longer in the archive."""

    read: int
    missing: int
    warnings: tuple[str, ...] = ()


class _Archived:
    """Pages with their body as the archive holds it; where it does not, as the catalogue does."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self._catalogue, self._folder = catalogue, folder
        self._digests = catalogue.visits.page_digests()
        self.missing = 0

    def page(self, key: str) -> Page | None:
        """The page of a resource. An index of its own for each: threads do not share one."""
        page = self._catalogue.page(key)
        body = self._body(self._digests.get(key, ""))
        if page is None or body is None:
            self.missing += page is not None
            return page
        return replace(page, body=body)

    def _body(self, digest: str) -> bytes | None:
        if not self._folder.is_dir():
            return None
        index = Index(self._folder)
        try:
            return index.body(digest)
        finally:
            index.close()


def replay(catalogue: Catalogue, paths: DataFolder, settings: Settings) -> Replayed:
    """Forgets what the pages said and covered, and finds it anew; one that is killed is ended by the next night.

    Raises NoRunYetError, LockedError, and what a night raises.
    """
    now = datetime.now(UTC)
    with hold(paths.lock, now), sole_writer(catalogue.engine, paths.root, now):
        finished = catalogue.runs.all(limit=1)
        if not finished:
            raise NoRunYetError(f"no finished run in {paths.root}", hint="start with: linkatlas nightly NOTES")
        archived = _Archived(catalogue, paths.archive)
        again = Understanding(catalogue, catalogue.scan(), settings, finished[0].id, archived.page)
        catalogue.understanding.forget()
        for mark in (COVERAGES, GRAPH):
            catalogue.set_mark(mark, "")
        with again.reading() as reading:
            reading.finish()
        again.settle()
        warnings = publish(catalogue, catalogue.facts(), paths, settings)
    return Replayed(reading.read, archived.missing, warnings)
