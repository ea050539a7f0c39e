"""Notices: what changed and nothing else, once for each address that wants to know, quiet when nothing did.

The changes of a night are committed with its history, under growing numbers. For each address the catalogue holds the
number that it was told up to; so a night that dies before it tells is made up for by the next, and an address that
cannot be reached gets all it missed at once. The number is moved on after the sending: a process that is killed between
the two tells the same once more the next time, and says that it may. Exactly once is not to be had from a mail server.
"""

from __future__ import annotations

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.records import Change, ChangeKind, Facts
from graph.plain import plain
from pipelines.catalogue import Catalogue, codec
from pipelines.catalogue.leads import joined_changes
from pipelines.logs import log
from pipelines.settings import Notify

MARK = "notified "
"""Before an address's digest, in the name of its mark."""

_SHOWN = 40

# what calls everybody in the chats that apprise knows
_ROOM = re.compile(r"@(?=everyone|here|channel|all\b)", re.IGNORECASE)

# kind → its words in the title, in the body
_WORDS: Mapping[ChangeKind, tuple[str, str]] = {
    ChangeKind.NEWLY_DEAD: ("dead", "Dead"),
    ChangeKind.CAME_BACK: ("back", "Came back"),
    ChangeKind.MOVED: ("moved", "Moved"),
    ChangeKind.NEW: ("new", "New in the notes"),
    ChangeKind.REMOVED: ("removed", "No longer in the notes"),
}


@dataclass(frozen=True, slots=True)
class _Progress:
    """What an address was told up to. `tried`: the last number of a sending whose end nobody saw."""

    told: int
    tried: int = 0

    def __str__(self) -> str:
        return f"{self.told} {self.tried}" if self.tried else str(self.told)


def send_notices(catalogue: Catalogue, facts: Facts, notify: Notify) -> tuple[str, ...]:
    """Tells each address of the settings what it was not told yet; warnings of those that could not be.

    An address that is new in the settings is told from this run on. No secret of an address is in a warning.
    """
    warnings = []
    for number, secret in enumerate(notify.urls, 1):
        url = secret.get_secret_value()
        name = MARK + codec.digest(url)
        said = catalogue.mark(name).split()
        run = facts.run.id if facts.run else 0
        progress = _Progress(*map(int, said)) if said else _Progress(catalogue.standings.last_change(before=run))
        trouble = _tell(catalogue, facts, notify, url, name, progress)
        if trouble:
            scheme = plain(urlsplit(url).scheme or "no scheme", 20)
            warnings.append(f"notify.urls, number {number} ({scheme}): {trouble}")
    return tuple(warnings)


def _tell(catalogue: Catalogue, facts: Facts, notify: Notify, url: str, name: str, progress: _Progress) -> str:
    pending = catalogue.standings.changes_after(progress.told)
    last = max(pending, default=progress.told)
    wanted = {number: change for number, change in pending.items() if change.kind in notify.changes}
    if not wanted:
        catalogue.set_mark(name, str(_Progress(last)))
        return ""
    catalogue.set_mark(name, str(_Progress(progress.told, last)))
    by_key = dict(zip(wanted, joined_changes(wanted.values(), catalogue.leads()), strict=True))
    title, body = notice(by_key, facts, again=any(number <= progress.tried for number in wanted))
    trouble = _send(url, title, body)
    catalogue.set_mark(name, str(_Progress(progress.told if trouble else last)))
    if not trouble:
        log("told", title, changes=len(wanted))
    return trouble


def notice(changes: Mapping[int, Change], facts: Facts, *, again: bool = False) -> tuple[str, str]:
    """Title and text of a notice; `again`: part of it may have been told before."""
    many = Counter(change.kind for change in changes.values())
    title = "linkatlas: " + ", ".join(f"{many[kind]} {words}" for kind, (words, _) in _WORDS.items() if many[kind])
    places: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, str] = {}
    for link in facts.scan.links:
        if link.key:
            places[link.key].append(f"{link.note}:{link.line}")
            titles.setdefault(link.key, link.text)
    titles |= {key: document.title for key, document in facts.documents.items() if document.title}
    order = list(_WORDS)
    ranked = sorted(changes.values(), key=lambda change: (order.index(change.kind), change.url))
    lines = [_line(change, titles.get(change.key, ""), places[change.key], facts) for change in ranked[:_SHOWN]]
    if len(ranked) > _SHOWN:
        lines.append(f"… and {len(ranked) - _SHOWN} more, in the report.")
    first, last = min(changes), max(changes)
    lines.append(f"({'perhaps told before; ' if again else ''}changes {first} to {last})")
    return title, "\n".join(lines)


def _line(change: Change, title: str, places: Sequence[str], facts: Facts) -> str:
    said = f"{_WORDS[change.kind][1]}: {_harmless(title, 120)} {_address(change.url)}".replace("  ", " ")
    if change.kind is ChangeKind.MOVED:
        said += f" → {_address(change.after)}"
    standing = facts.standings.get(change.key)
    if change.kind is ChangeKind.NEWLY_DEAD and standing:
        said += f" ({_harmless(standing.check.reason, 160).rstrip('.')})"
    shown = ", ".join(_harmless(place, 120) for place in places[:3])
    return f"{said} [{shown}{', …' if len(places) > 3 else ''}]" if shown else said


def _harmless(text: str, limit: int) -> str:
    """Words of the web that call nobody in a chat: `@everyone` is written with a sign that only looks like it."""
    return plain(text, limit).replace("@", "\uff20")


def _address(url: str) -> str:
    """An address that still leads there, and calls no room of a chat either."""
    return _ROOM.sub("%40", plain(url, 400))


def _send(url: str, title: str, body: str) -> str:
    """The trouble in words; empty where the notice went out."""
    try:
        import apprise
    except ImportError:
        return "notices need apprise: pip install 'linkatlas[notices]'"
    # it would log addresses with their secrets
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    service = apprise.Apprise()
    if not service.add(url):
        return "no address that apprise knows"
    try:
        sent = service.notify(title=title, body=body, body_format=apprise.NotifyFormat.TEXT)
    except Exception as problem:  # noqa: BLE001 - a service costs only its own notice; its words may hold secrets
        return f"{type(problem).__name__} in its service: the next night tries again"
    return "" if sent else "the notice could not be delivered: the next night tries again"
