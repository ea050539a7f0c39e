"""Visits what is due. Each answer is committed before the next: a run that dies loses none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from crawler.options import CrawlOptions
from crawler.records import Check, CrawlOutcome, Health, LinkAtlasError, Target, Visit
from pipelines.budget import Budget, Purse
from pipelines.catalogue import Catalogue
from pipelines.steps.waking import Waking


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
    """Takes visits in the reactor's thread. The first one that cannot be kept stops the crawl, and so does an empty
    purse (`spent`). What failed while the machine woke from a sleep is not kept: it stays due.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        run: int,
        changed: Callable[[Visit, Check, str], None],
        *,
        failed: Callable[[], bool] = lambda: False,
        progress: Callable[[int], None] = lambda _: None,
        purse: Purse | None = None,
        waking: Waking | None = None,
    ) -> None:
        self._catalogue, self._run, self._changed = catalogue, run, changed
        self._failed, self._progress = failed, progress
        self._purse, self._waking = purse or Purse(Budget()), waking or Waking()
        self.kept = 0
        self.spent = False
        self.problem: LinkAtlasError | None = None

    def keep(self, visit: Visit, check: Check) -> None:
        """Commits the visit and passes a new or changed page on."""
        self._purse.pay(len(visit.body))
        if self.problem or (self._waking.is_drowsy and check.health is not Health.ALIVE):
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
        self._waking.look()
        self.spent = self.spent or self._purse.is_empty
        return self.spent or self.problem is not None or self._failed()


def visit(crawl: Crawl, targets: Sequence[Target], options: CrawlOptions, keeper: Keeper) -> CrawlOutcome:
    """Crawls the targets. Raises the CatalogueError that stopped it. A night that spent its budget was not stopped."""
    if not targets:
        return CrawlOutcome()
    outcome = crawl(targets, options, keeper.keep, stop=keeper.stop)
    if keeper.problem:
        raise keeper.problem
    return replace(outcome, stopped=False) if keeper.spent else outcome
