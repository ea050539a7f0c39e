"""Archived copies of what is dead, asked for seldom and within a time limit; a night never waits or fails for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.records import Health, Scan
from graph.redact import redact
from pipelines.catalogue import Catalogue
from pipelines.catalogue.scans import resources_of
from pipelines.settings import Settings

FOUND_FOR = timedelta(days=90)
MISSED_FOR = timedelta(days=14)
"""So long an answer holds: a copy stays, and what nobody kept is seldom kept later."""


def look_up_copies(
    catalogue: Catalogue, scan: Scan, settings: Settings, now: datetime, stop: Callable[[], bool] = lambda: False
) -> None:
    """Asks the Wayback Machine for copies of dead resources that it was not asked for lately.

    An address with a secret in it is not told to anybody. What goes wrong is left for another night.
    """
    if not settings.archive.lookup:
        return
    wanted = _wanted(catalogue, scan, now)
    if not wanted:
        return
    from crawler.wayback import find_copies

    end = time.monotonic() + settings.archive.lookup_s
    find_copies(
        wanted,
        settings.crawl,
        lambda key, copy: catalogue.copies.record(key, copy, now),
        stop=lambda: stop() or time.monotonic() > end,
    )


def _wanted(catalogue: Catalogue, scan: Scan, now: datetime) -> dict[str, tuple[str, datetime]]:
    """By key the address, and when it stood in the notes first: then somebody found it worth keeping."""
    resources = resources_of(scan)
    standings = catalogue.standings.of([resource.key for resource in resources])
    known = catalogue.copies.known_since(now - FOUND_FOR, now - MISSED_FOR)
    dead = [
        resource
        for resource in resources
        if (standing := standings.get(resource.key))
        and standing.check.health is Health.DEAD
        and resource.key not in known
        and redact(resource.url) == resource.url
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
