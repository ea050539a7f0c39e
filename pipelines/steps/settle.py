"""The end of a crawl: checks become history, history becomes news, the collection's coverages are settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from crawler.records import Change, ChangeKind, Check, Link, Scan, Standing, State
from graph.shelf import Rows
from pipelines.catalogue import Catalogue, codec
from pipelines.catalogue.standings import Unsettled
from pipelines.history import Confirmation, take_in

Taken = tuple[dict[str, tuple[int, Standing]], list[Change]]
"""Standings with the ids of their last checks, and what changed."""

COVERAGES = "coverages"
"""Name of the mark of the settled coverages."""


def settle_history(
    catalogue: Catalogue, run: int, scan: Scan, confirmation: Confirmation, now: datetime
) -> tuple[Change, ...]:
    """Takes the run's checks into the standings and tells what changed; all of it or nothing is written.

    Only for conclusive runs. Done again for the same run, it tells nothing twice.
    """
    _check_malformed(catalogue, run, scan, now)
    links = _links(scan)

    def taken(found: Sequence[Unsettled], before: dict[str, Standing]) -> Taken:
        after: dict[str, tuple[int, Standing]] = {}
        told: list[Change] = []
        for one in found:
            key = one.check.resource
            url = _address(links[key]) if key in links else one.check.final_url
            result = take_in(before.get(key), one.check, url, confirmation)
            before[key] = result.standing
            after[key] = (one.id, result.standing)
            told += result.changes
        return after, told

    return tuple(catalogue.standings.settle(run, taken, list(_of_notes(catalogue, run, links, now))))


def _check_malformed(catalogue: Catalogue, run: int, scan: Scan, now: datetime) -> None:
    """A link that is no address is dead without a visit: checked once, at its first sight."""
    links = {link.key: link for link in scan.links if link.key and link.state is State.MALFORMED and not link.commented}
    if not links:
        return
    known = {*catalogue.standings.of(links), *catalogue.visits.done_in(run)}
    catalogue.visits.add_checks(
        run, [Check(key, State.MALFORMED, link.reason, now) for key, link in links.items() if key not in known]
    )


def _links(scan: Scan) -> dict[str, Link]:
    """The first link to each thing that can live or die."""
    found: dict[str, Link] = {}
    for link in scan.links:
        if link.key and link.state in (None, State.MALFORMED) and not link.commented:
            found.setdefault(link.key, link)
    return found


def _address(link: Link) -> str:
    return link.url or link.raw


def _of_notes(catalogue: Catalogue, run: int, links: dict[str, Link], now: datetime) -> Iterator[Change]:
    """Links that came and went since the last run that history took in; nothing on the very first."""
    last = catalogue.runs.last_scan(before=run, settled=True)
    if last is None or last == catalogue.runs.last_scan():
        return
    earlier = _links(catalogue.scans.load(last))
    told = {(change.kind, change.key) for change in catalogue.standings.changes(run=run)}
    for kind, these, those in ((ChangeKind.NEW, links, earlier), (ChangeKind.REMOVED, earlier, links)):
        for key, link in these.items():
            if key not in those and (kind, key) not in told:
                yield Change(kind, key, _address(link), at=now)


def settle_coverages(catalogue: Catalogue, subjects: tuple[str, ...], version: str) -> bool:
    """The pass over the whole collection; whether there was anything to do."""
    from pipelines.topics import settled

    tagged = catalogue.understanding.tagged()
    mark = codec.digest(version, [(subject, tagged.get(subject, "")) for subject in subjects])
    if catalogue.mark(COVERAGES) == mark:
        return False
    raw = Rows(catalogue.understanding.raw_coverages(subjects))
    catalogue.understanding.settle(settled(raw, catalogue.understanding.count_documents(subjects)))
    catalogue.set_mark(COVERAGES, mark)
    return True
