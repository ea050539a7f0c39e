"""The night: scan, crawl what is due, understand beside it, settle, publish. Each step skips what has not changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from crawler.records import Change, Check, CrawlOutcome, Facts, Health, Run, Scan, Visit
from pipelines.archive import Keeping, Stored, archiving
from pipelines.budget import Budget, Purse
from pipelines.catalogue import Catalogue, open_catalogue
from pipelines.catalogue.compact import compact
from pipelines.catalogue.sole import sole_writer
from pipelines.catalogue.wal import cut_off, log_of
from pipelines.data_folder import DataFolder, make_folder
from pipelines.errors import ConfigError
from pipelines.history import Confirmation
from pipelines.lock import hold
from pipelines.logs import log, logged
from pipelines.memory import give_back
from pipelines.settings import Settings
from pipelines.steps.copies import look_up_copies
from pipelines.steps.crawlers import crawler_of
from pipelines.steps.publish_apart import publish_apart
from pipelines.steps.reading import Reading
from pipelines.steps.settle import settle_history
from pipelines.steps.tell import tell
from pipelines.steps.tonight import tonight
from pipelines.steps.understand import Understanding
from pipelines.steps.visit import Crawl, Keeper, visit

Progress = Callable[[str, int, int], None]
"""Step, how many are done, of how many (0: not known)."""

Publish = Callable[[Catalogue, Facts, DataFolder, Settings], tuple[str, ...]]
"""Writes what people look at; returns warnings."""


# So long every check is kept; of older ones, those that tell a turn.
_KEPT_WHOLE = timedelta(days=30)


# What a run that died has visited within this time is not visited again; later it is another night's work.
_SAME_NIGHT = timedelta(hours=12)


def budget_of(settings: Settings) -> Budget:
    """The budget that the settings give each night."""
    return Budget(settings.budget.minutes * 60, settings.budget.megabytes * 1e6)


def _silent(_step: str, _done: int, _total: int) -> None:
    """No progress is shown."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Night:
    """What a run is to do. `everything`: visit also what is not due."""

    notes: Sequence[Path]
    data: Path
    settings: Settings
    everything: bool = False
    crawl: Crawl | None = None
    """What visits; None: the crawler."""
    publish: Publish = publish_apart
    budget: Budget | None = None
    """How much it may visit; None: what the settings say."""
    now: Callable[[], datetime] = _now
    clock: Callable[[], float] = time.monotonic
    progress: Progress = _silent


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did. `warnings` are what a person should know although the run succeeded."""

    run: Run
    paths: DataFolder
    facts: Facts
    changes: tuple[Change, ...] = ()
    resumed: bool = False
    stopped: bool = False
    spent: str = ""
    """The budget, in words, where it ended the visits; what is left stays due and comes first."""
    warnings: tuple[str, ...] = ()

    def dead(self, *, confirmed: bool) -> int:
        """How many resources are dead; only those that were said to be, or at first sight too."""
        standings = self.facts.standings.values()
        return sum(s.check.health is Health.DEAD and (s.confirmed or not confirmed) for s in standings)


@dataclass(slots=True)
class _State:
    """What the steps of one night hand on."""

    night: Night
    catalogue: Catalogue
    run: int
    started: datetime
    scan: Scan
    budget: Budget
    purse: Purse
    counts: dict[str, int] = field(default_factory=dict)
    spent: bool = False
    warnings: list[str] = field(default_factory=list)


def nightly(night: Night) -> Result:
    """Does the night and returns what it did; a night that died is taken up where it stopped.

    Raises NotesError, ConfigError, LockedError before anything is written, CatalogueError and OutputError for a disk or
    a database that refuses: what was committed until then is kept, and the next call goes on from there.
    """
    from crawler.notes import read_notes

    paths = DataFolder(night.data)
    budget = night.budget if night.budget is not None else budget_of(night.settings)
    purse = Purse(budget, night.clock)
    _keep_apart(night)
    scan = read_notes(night.notes, cache=paths.notes_cache)
    make_folder(night.data)
    with ExitStack() as stack:
        stack.enter_context(hold(paths.lock, night.now()))
        said = night.settings.log
        stack.enter_context(logged(paths.log, said.format, said.max_mb * 1e6, said.keep))
        cut = _power_cut(paths)
        catalogue = stack.enter_context(_open(night, paths))
        stack.enter_context(sole_writer(catalogue.engine, night.data, night.now()))
        begun = catalogue.runs.begin(night.now())
        catalogue.scans.record(begun.id, scan, night.now())
        log("began", f"run {begun.id} {'is taken up' if begun.resumed else 'begins'}", run=begun.id)
        state = _State(night, catalogue, begun.id, begun.started, scan, budget, purse)
        del scan
        state.warnings += cut
        outcome, changes = _crawl_and_read(state, resumed=begun.resumed)
        result = replace(_publish(state, outcome, paths), changes=changes, resumed=begun.resumed)
        told = tell(catalogue, result.facts, result.run, changes, paths, night.settings, result.warnings)
        return replace(result, warnings=told)


def _keep_apart(night: Night) -> None:
    """Reports would be read as notes the next night, and nothing is ever written among notes."""
    for note in night.notes:
        if note.is_dir() and note.resolve() == night.data.resolve():
            raise ConfigError(
                f"{night.data} cannot hold both the notes and the data", hint="name another folder with --data"
            )


def _power_cut(paths: DataFolder) -> list[str]:
    """What the last writer's log lost, told before it is opened: then SQLite drops what is not whole."""
    lost = cut_off(paths.catalogue)
    words = [lost.words(log_of(paths.catalogue))] if lost else []
    for word in words:
        log("power cut", word)
    return words


def _open(night: Night, paths: DataFolder) -> Catalogue:
    return open_catalogue(night.settings.catalogue.url or f"sqlite:///{paths.catalogue.absolute()}", create=True)


def _crawl_and_read(state: _State, *, resumed: bool) -> tuple[CrawlOutcome, tuple[Change, ...]]:
    """History is settled before the last of the reading: a page that is told dead tonight is no longer tagged."""
    understanding = Understanding(state.catalogue, state.scan, state.night.settings, state.run)
    with understanding.reading() as reading:
        with _archiving(state) as keep:
            outcome = _crawl(state, reading, keep, resumed=resumed)
        log("crawled", f"{outcome.visited} visits", run=state.run)
        changes = _settle(state, outcome)
        state.night.progress("read", reading.read, 0)
        reading.finish()
    log("read", f"{reading.read} pages read, {reading.tagged} tagged", run=state.run)
    understanding.settle()
    log("settled", "history and topics are settled", run=state.run)
    state.counts |= {"read": reading.read, "tagged": reading.tagged}
    if reading.problems:
        key, problem = next(iter(reading.problems.items()))
        many = f"{len(reading.problems)} of {max(reading.read, len(reading.problems))} pages read"
        state.warnings.append(f"{many} could not be understood; the first: {key}: {problem}")
    return outcome, changes


def _archiving(state: _State) -> AbstractContextManager[Keeping]:
    settings, catalogue = state.night.settings.archive, state.catalogue
    if not settings.enabled:
        return nullcontext(lambda _visit, _check, _digest: None)

    def stored() -> Iterator[Stored]:
        for key, digest, at in catalogue.visits.stored():
            yield digest, at, partial(catalogue.page, key)

    folder = DataFolder(state.night.data).archive
    return archiving(folder, settings.max_gb * 1e9, state.night.now(), stored, state.warnings)


def _crawl(state: _State, reading: Reading, archive: Keeping, *, resumed: bool) -> CrawlOutcome:
    settings, catalogue, night = state.night.settings, state.catalogue, state.night
    done = catalogue.visits.done_in(state.run, night.now() - _SAME_NIGHT) if resumed else {}
    targets = tonight(
        catalogue,
        state.scan,
        settings.recheck,
        night.now(),
        everything=night.everything,
        done=done,
        ranked=bool(state.budget),
    )
    night.progress("visit", 0, len(targets))
    log("due", f"{len(targets)} links to visit", run=state.run, links=len(targets))

    def changed(visit: Visit, check: Check, digest: str) -> None:
        reading.add(visit.key)
        archive(visit, check, digest)

    keeper = Keeper(
        catalogue,
        state.run,
        changed,
        failed=lambda: reading.failed,
        progress=lambda kept: night.progress("visit", kept, len(targets)),
        purse=state.purse,
    )
    outcome = visit(night.crawl or crawler_of(settings, catalogue), targets, settings.crawl, keeper)
    state.counts |= {
        "due": len(targets),
        "visited": keeper.kept,
        "requests": outcome.requests,
        "received_bytes": outcome.received_bytes,
        "left": len(targets) - keeper.kept,
    }
    state.spent = keeper.spent
    return outcome


def _settle(state: _State, outcome: CrawlOutcome) -> tuple[Change, ...]:
    """History, unless the run cannot be believed or is not at its end."""
    if outcome.inconclusive:
        return ()
    confirm = state.night.settings.confirm
    confirmation = Confirmation(confirm.failures, confirm.days)
    changes = settle_history(state.catalogue, state.run, state.scan, confirmation, state.night.now())
    if state.night.crawl is None and not outcome.stopped and not state.spent:
        state.night.progress("archive", 0, 0)
        look_up_copies(state.catalogue, state.scan, state.night.settings, state.night.now())
    return changes


def _publish(state: _State, outcome: CrawlOutcome, paths: DataFolder) -> Result:
    """Everything that people look at; the run is finished when all of it stands."""
    night, catalogue = state.night, state.catalogue
    run = Run(
        state.run,
        state.started,
        night.now(),
        conclusive=not outcome.inconclusive,
        reason=outcome.inconclusive,
        counts=state.counts,
    )
    # the facts hold what stands in the notes once more: of very many links twice would be too much
    state.scan = Scan()
    give_back()
    facts = catalogue.facts(run)
    run = replace(run, counts={**_healths(facts), **state.counts})
    facts = replace(facts, run=run, runs=(*facts.runs, run))
    night.progress("publish", 0, 0)
    log("publishes", "graph, index, page and reports", run=state.run)
    warnings = night.publish(catalogue, facts, paths, night.settings)
    catalogue.runs.finish(run)
    compact(catalogue.engine, run.id, run.started - _KEPT_WHOLE)
    spent = str(state.budget) if state.spent else ""
    return Result(run, paths, facts, stopped=outcome.stopped, spent=spent, warnings=(*state.warnings, *warnings))


def _healths(facts: Facts) -> Mapping[str, int]:
    counts = {health.value: 0 for health in Health}
    for standing in facts.standings.values():
        counts[standing.check.health.value] += 1
    return counts
