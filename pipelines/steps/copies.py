"""Archived copies of what is dead, asked for seldom and within a time limit; a night never waits or fails for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.records import ArchivedCopy, Health, Scan
from graph.redact import redact
from pipelines.catalogue import Catalogue
from pipelines.catalogue.scans import resources_of
from pipelines.settings import Settings

FOUND_FOR = timedelta(days=90)
MISSED_FOR = timedelta(days=14)
"""So long an answer holds: a copy stays, and what nobody kept is seldom kept later."""

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_SILENCE = "silent archive"
"""Name of the mark of an archive that does not answer."""


def look_up_copies(
    catalogue: Catalogue, scan: Scan, settings: Settings, now: datetime, stop: Callable[[], bool] = lambda: False
) -> None:
    """Asks the Wayback Machine for copies of dead resources that it was not asked for lately.

    An address with a secret in it is not told to anybody. What goes wrong is left for another night.
    """
    if not settings.archive.lookup:
        return
    silence = _Silence.read(catalogue)
    wanted = {} if silence.lasts(now) else _wanted(catalogue, scan, now)
    if not wanted:
        return
    from crawler.wayback import find_copies

    end = time.monotonic() + settings.archive.lookup_s
    answers = 0

    def found(key: str, copy: ArchivedCopy | None) -> None:
        nonlocal answers
        answers += 1
        catalogue.copies.record(key, copy, now)

    find_copies(wanted, settings.crawl, found, stop=lambda: stop() or time.monotonic() > end)
    catalogue.set_mark(_SILENCE, "" if answers else str(_Silence(silence.times + 1, now)))


@dataclass(frozen=True, slots=True)
class _Silence:
    """How many times in a row the archive said nothing, and when last; each time it is left alone for twice as long."""

    times: int
    last: datetime

    def __str__(self) -> str:
        return f"{self.times} {self.last.isoformat()}"

    @classmethod
    def read(cls, catalogue: Catalogue) -> _Silence:
        times, _, last = catalogue.mark(_SILENCE).partition(" ")
        return cls(int(times), datetime.fromisoformat(last)) if last else cls(0, _LONG_AGO)

    def lasts(self, now: datetime) -> bool:
        pause = min(timedelta(days=2.0 ** min(self.times - 1, 9)), MISSED_FOR)
        return bool(self.times) and timedelta(0) <= now - self.last < 0.9 * pause


def _wanted(catalogue: Catalogue, scan: Scan, now: datetime) -> dict[str, tuple[str, datetime]]:
    """By key the address, and when it stood in the notes first: then somebody found it worth keeping."""
    resources = resources_of(scan)
    gone = catalogue.standings.in_health(Health.DEAD)
    known = catalogue.copies.known_since(now - FOUND_FOR, now - MISSED_FOR)
    dead = [
        resource
        for resource in resources
        if resource.key in gone and resource.key not in known and redact(resource.url) == resource.url
    ]
    if not dead:
        return {}
    seen, written = catalogue.copies.first_seen(), _written(scan)
    return {
        resource.key: (resource.url, min(seen.get(resource.key, now), written.get(resource.key, now)))
        for resource in dead
    }


def _written(scan: Scan) -> Mapping[str, datetime]:
    """When the oldest note that has the resource was last written, by key."""
    notes: dict[str, datetime] = {}
    for note in scan.notes:
        try:
            notes[note.path] = datetime.fromtimestamp(Path(note.source).stat().st_mtime, UTC)
        except (OSError, ValueError):
            continue
    written: dict[str, datetime] = {}
    for link in scan.links:
        if link.key and link.note in notes:
            written[link.key] = min(written.get(link.key, notes[link.note]), notes[link.note])
    return written
