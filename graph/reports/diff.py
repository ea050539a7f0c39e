"""What several nights amount to: for each resource only what is different at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crawler.records import Change, ChangeKind

# what a second change makes of a first one: the kind that is left, or None where the two cancel each other out
_TOGETHER: dict[tuple[ChangeKind, ChangeKind], ChangeKind | None] = {
    (ChangeKind.SUSPECTED, ChangeKind.NEWLY_DEAD): ChangeKind.NEWLY_DEAD,
    (ChangeKind.SUSPECTED, ChangeKind.RECOVERED): None,
    (ChangeKind.SUSPECTED, ChangeKind.SUSPECTED): ChangeKind.SUSPECTED,
    (ChangeKind.RECOVERED, ChangeKind.SUSPECTED): ChangeKind.SUSPECTED,
    (ChangeKind.NEWLY_DEAD, ChangeKind.CAME_BACK): None,
    (ChangeKind.CAME_BACK, ChangeKind.SUSPECTED): ChangeKind.SUSPECTED,
    (ChangeKind.CAME_BACK, ChangeKind.NEWLY_DEAD): None,
    (ChangeKind.MOVED, ChangeKind.MOVED): ChangeKind.MOVED,
    (ChangeKind.NEW, ChangeKind.REMOVED): None,
    (ChangeKind.REMOVED, ChangeKind.NEW): None,
}
_OF_NOTES = frozenset({ChangeKind.NEW, ChangeKind.REMOVED})


def net_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes of several runs, in their order, as if one night had told them.

    Links that come and go, moves, and life and death are three stories of a resource; each keeps at most one change.
    """
    stories: dict[tuple[str, str], Change] = {}
    for change in changes:
        story = (change.key, _story(change.kind))
        before = stories.pop(story, None)
        if before is None:
            stories[story] = change
            continue
        kind = _TOGETHER.get((before.kind, change.kind), change.kind)
        if kind is not None and not (kind is ChangeKind.MOVED and before.before == change.after):
            stories[story] = replace(change, kind=kind, before=before.before)
    return tuple(stories.values())


def _story(kind: ChangeKind) -> str:
    return "notes" if kind in _OF_NOTES else "address" if kind is ChangeKind.MOVED else "life"
