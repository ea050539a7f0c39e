"""Visits what is due. Each answer is committed before the next: a run that dies loses none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from crawler.options import CrawlOptions
from crawler.records import Check, CrawlOutcome, LinkAtlasError, Target, Visit
from pipelines.catalogue import Catalogue


class Crawl(Protocol):
    """`crawler.crawl.crawl`, or what stands for it in a simulated year."""

    def __call__(
        self,
        frontier: Sequence[Target],
        options: CrawlOptions,
        sink: Callable[[Visit, Check], None],
        *,
        stop: Callable[[], bool] | None = None,
    ) -> CrawlOutcome:
        """Visits the frontier; calls `sink` once for each verdict."""


class Keeper:
    """Takes visits in the reactor's thread. The first one that cannot be kept stops the crawl."""

    def __init__(
        self,
        catalogue: Catalogue,
        run: int,
        changed: Callable[[Visit, Check, str], None],
        *,
        failed: Callable[[], bool] = lambda: False,
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._catalogue, self._run, self._changed = catalogue, run, changed
        self._failed, self._progress = failed, progress
        self.kept = 0
        self.problem: LinkAtlasError | None = None

    def keep(self, visit: Visit, check: Check) -> None:
        """Commits the visit and passes a new or changed page on."""
        if self.problem:
            return
        try:
            changed = self._catalogue.visits.record(self._run, visit, check)
        except LinkAtlasError as problem:
            self.problem = problem
            return
        self.kept += 1
        self._progress(self.kept)
        if changed:
            self._changed(visit, check, changed)

    def stop(self) -> bool:
        """Whether to go on makes no sense."""
        return self.problem is not None or self._failed()


def visit(crawl: Crawl, targets: Sequence[Target], options: CrawlOptions, keeper: Keeper) -> CrawlOutcome:
    """Crawls the targets. Raises the CatalogueError that stopped it."""
    if not targets:
        return CrawlOutcome()
    outcome = crawl(targets, options, keeper.keep, stop=keeper.stop)
    if keeper.problem:
        raise keeper.problem
    return outcome
