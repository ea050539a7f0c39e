"""The groups of links that every readable report shows, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crawler.records import ChangeKind, Health, State
from graph.reports.model import LinkRow, Report


@dataclass(frozen=True, slots=True)
class Group:
    """A heading, what it means in one sentence, and the rows under it in the order of the notes."""

    id: str
    title: str
    meaning: str
    rows: Sequence[LinkRow]


# id, title, meaning, which rows; the rows of one link stand in one group only
_GROUPS: tuple[tuple[str, str, str, Callable[[LinkRow], bool]], ...] = (
    (
        "dead",
        "Dead",
        "Found dead often enough, over enough days, to say so.",
        lambda row: row.health is Health.DEAD and row.confirmed,
    ),
    (
        "suspected",
        "Suspected",
        "Looked dead, but not for long enough yet to say so.",
        lambda row: row.suspected,
    ),
    ("moved", "Moved", "Alive, for good at another address.", lambda row: row.state is State.MOVED),
    (
        "uncertain",
        "Could not tell",
        "The site did not let us see; most of these open in a browser.",
        lambda row: row.health is Health.UNCERTAIN,
    ),
    (
        "skipped",
        "Not visited on purpose",
        "Mail addresses, images, links in comments and the like.",
        lambda row: row.health is Health.SKIPPED,
    ),
)

CHANGE_WORDS: Mapping[ChangeKind, str] = {
    ChangeKind.NEWLY_DEAD: "now dead",
    ChangeKind.CAME_BACK: "came back",
    ChangeKind.MOVED: "moved",
    ChangeKind.NEW: "new in the notes",
    ChangeKind.REMOVED: "gone from the notes",
    ChangeKind.SUSPECTED: "suspected",
    ChangeKind.RECOVERED: "recovered",
}


def groups(report: Report) -> list[Group]:
    """Groups that have rows. Links that are alive where they stand are in none: nothing is to be done."""
    found: dict[str, list[LinkRow]] = {id_: [] for id_, *_ in _GROUPS}
    for row in report.links:
        for id_, _, _, wanted in _GROUPS:
            if wanted(row):
                found[id_].append(row)
    return [Group(id_, title, meaning, found[id_]) for id_, title, meaning, _ in _GROUPS if found[id_]]


def headline(report: Report) -> str:
    """The run in one line, every link counted once."""
    counts = report.run.counts
    words = [
        f"{counts['alive']} alive",
        f"{counts['confirmed']} dead",
        f"{counts['suspected']} suspected",
        f"{counts['uncertain']} could not tell",
        f"{counts['skipped']} skipped",
    ]
    return f"{counts['links']} links: " + ", ".join(words)
