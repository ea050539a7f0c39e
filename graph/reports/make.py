"""The report of a run from the facts: every link of the notes once, changes, and coverage by stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from crawler.records import HEALTH_OF, Change, Facts, Health, Link, Run, Standing, State
from graph.plain import address, plain
from graph.redact import redact, redact_key
from graph.reports.coverage import coverage_rows
from graph.reports.index import Index, index
from graph.reports.model import ChangeRow, LinkRow, NightCount, Place, Report, RunRow
from graph.reports.suggest import Suggester
from graph.shelf import Rows

NIGHTS = 60
"""So many runs are drawn at most: two months of nights."""

_CHANGE_ORDER = ("newly_dead", "came_back", "moved", "new", "removed", "suspected", "recovered")


class Size(Protocol):
    """How large the graph is: the graph itself knows, and so does who wrote it down."""

    def number_of_nodes(self) -> int:
        """Of all labels."""
        ...

    def number_of_edges(self) -> int:
        """Of all relationships."""
        ...


def make_report(facts: Facts, graph: Size) -> Report:
    """All that the last run has to say. The number of link rows is the number of links in the notes."""
    look = index(facts)
    suggester = Suggester(look)
    links = Rows(_link_row(link, look, suggester) for link in facts.scan.links)
    return Report(
        run=_run_row(facts.run, links),
        links=links,
        changes=_change_rows(facts.changes, look),
        coverage=coverage_rows(look),
        nights=tuple(NightCount(run.id, run.started, run.conclusive, dict(run.counts)) for run in facts.runs[-NIGHTS:]),
        findings=tuple((_place_of(f.note, f.line, "", look), plain(f.message)) for f in facts.scan.findings),
        figures={
            "notes": len(facts.scan.notes),
            "roadmaps": len(facts.scan.roadmaps),
            "stages": len(facts.scan.stages),
            "resources": len(facts.resources),
            "topics": len({c.topic for found in look.covers.values() for c in found}),
            "nodes": graph.number_of_nodes(),
            "edges": graph.number_of_edges(),
        },
    )


def _run_row(run: Run | None, links: Sequence[LinkRow]) -> RunRow:
    healths = Counter((row.health, row.confirmed) for row in links)
    counts = {
        **(run.counts if run else {}),
        "links": len(links),
        **{health.value: healths[health, True] + healths[health, False] for health in Health},
        "confirmed": healths[Health.DEAD, True],
        "suspected": healths[Health.DEAD, False],
    }
    if run is None:
        return RunRow(0, None, None, conclusive=True, reason="no run yet", counts=counts)
    return RunRow(run.id, run.started, run.finished, run.conclusive, plain(run.reason), counts)


def _verdict(link: Link, standing: Standing | None) -> tuple[Health, State | None, str]:
    """What is said of the link itself; a link in a comment is listed and never followed."""
    if link.commented:
        return Health.SKIPPED, State.EXCLUDED, "Stands in a comment, so it is not followed."
    if link.state is not None:
        return HEALTH_OF[link.state], link.state, link.reason
    if standing is None:
        return Health.UNCERTAIN, None, "Not visited yet."
    return standing.check.health, standing.check.state, standing.check.reason


def _link_row(link: Link, look: Index, suggester: Suggester) -> LinkRow:
    standing = None if link.commented or link.state is not None else look.standing(link.key)
    health, state, reason = _verdict(link, standing)
    document = look.facts.documents.get(link.key) if link.key else None
    note = look.notes.get(link.note)
    return LinkRow(
        note=link.note,
        line=link.line,
        column=link.column,
        raw=redact(link.raw),
        text=plain(link.text),
        context=plain(link.context, 400),
        url=address(link.url) if link.url is not None else None,
        key=redact_key(link.key) if link.key is not None else None,
        final_url=address(standing.check.final_url) if standing else "",
        health=health,
        state=state,
        status=standing.check.http_status if standing else None,
        reason=plain(reason),
        confirmed=standing.confirmed if standing else state is State.MALFORMED,
        since=standing.since if standing else None,
        failures=standing.failures if standing else 0,
        title=plain(look.title(link.key) or link.text),
        kind=document.kind if document and document.kind != "other" else link.kind,
        roadmap=plain(look.roadmaps.get(link.roadmap or "", "")) or None,
        stage=tuple(plain(title) for title in look.stage_path(link.stage)),
        task=link.task,
        source=note.source if note else "",
        commented=link.commented,
        last_alive=standing.last_alive_at if standing else None,
        checked=standing.check.at if standing else None,
        minutes=document.minutes if document else None,
        published=plain(document.published, 40) if document else "",
        suggestions=suggester.suggest(link, health, state, standing),
    )


def _place_of(note: str, line: int, text: str, look: Index) -> Place:
    known = look.notes.get(note)
    return Place(note, line, plain(text), known.source if known else "")


def _change_rows(changes: tuple[Change, ...], look: Index) -> tuple[ChangeRow, ...]:
    """Loud changes first, each with all its places."""
    rows = [
        ChangeRow(
            kind=change.kind,
            url=address(change.url),
            before=address(change.before),
            after=address(change.after),
            title=plain(look.title(change.key)),
            at=change.at,
            places=tuple(
                _place_of(link.note, link.line, link.text, look) for link in look.links_of.get(change.key, ())
            ),
        )
        for change in changes
    ]
    return tuple(sorted(rows, key=lambda row: (_CHANGE_ORDER.index(row.kind), row.url)))


def tally(report: Report) -> Counter[str]:
    """How many links are in each state; `not_visited` where there is none yet."""
    return Counter(row.state.value if row.state else "not_visited" for row in report.links)
