"""What all checks of a resource so far amount to, and what of it is news. Pure: no clock, no store.

A death is suspected at its first sight and said aloud once it held for enough checks over enough days. What cannot be
told (a timeout, a 403) is neither life nor death: it leaves a streak of deaths as it stands and adds nothing to it.
Wikipedia's IABot waits likewise: three failures, days apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from crawler.records import HEALTH_OF, Change, ChangeKind, Check, Health, Sighting, Standing, State

# The days of a confirmation are counted with a tenth of a day to spare: a night that comes to a host a minute
# earlier than three nights ago is still three days later.
_SLACK = timedelta(days=0.1)

# A standing carries its latest turns; all checks stay in the catalogue.
_TURNS = 60

# Dead beyond doubt at first sight: nothing was asked, so nothing can have been down.
_AT_ONCE = frozenset({State.MALFORMED})


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How many dead checks in a row, over at least how many days, make a death that is said aloud."""

    failures: int = 3
    days: float = 3


@dataclass(frozen=True, slots=True)
class Told:
    """The standing after a check, and what became true by it."""

    standing: Standing
    changes: tuple[Change, ...] = ()


def take_in(before: Standing | None, check: Check, url: str, confirmation: Confirmation) -> Told:
    """The standing after `check`, which is of a conclusive run and later than all that `before` knows.

    `url` is the address that the notes mean, for the changes.
    """
    standing = before or Standing(check.resource, check, since=check.at, first_seen_at=check.at)
    standing = _sighted(standing, check, first=before is None)
    if check.health is Health.DEAD:
        return _dead(standing, check, url, confirmation)
    if check.health is Health.ALIVE:
        return _alive(standing, check, url)
    return Told(standing)


def _sighted(standing: Standing, check: Check, *, first: bool) -> Standing:
    """With the check as the latest: its turn in the history, and since when its health is so."""
    turn = first or standing.history[-1:] == () or standing.history[-1].state is not check.state
    history = (*standing.history, Sighting(check.at, check.state))[-_TURNS:] if turn else standing.history
    since = min(standing.since, check.at) if check.health is standing.check.health else check.at
    latest = max(standing.ahead or check.at, standing.check.at)
    failed = standing.first_failed_at
    if failed and standing.ahead and check.at >= latest:
        failed = check.at  # a clock that was set back is right again: days between the two never passed
    return replace(
        standing,
        check=check,
        history=history,
        since=since,
        next_check_at=check.next_check_at,
        first_failed_at=failed,
        ahead=latest if check.at < latest else None,
    )


def _dead(standing: Standing, check: Check, url: str, confirmation: Confirmation) -> Told:
    # a failure that lies in the future was seen under a wrong clock: the days count from now
    first = min(standing.first_failed_at or check.at, check.at)
    standing = replace(standing, failures=standing.failures + 1, first_failed_at=first, since=first)
    if standing.confirmed:
        return Told(standing)
    if check.state in _AT_ONCE or _is_confirmed(standing, check.at, confirmation):
        return Told(replace(standing, confirmed=True), (_change(ChangeKind.NEWLY_DEAD, standing, url),))
    if standing.failures == 1:
        return Told(standing, (_change(ChangeKind.SUSPECTED, standing, url),))
    return Told(standing)


def _is_confirmed(standing: Standing, at: datetime, confirmation: Confirmation) -> bool:
    assert standing.first_failed_at is not None
    lasted = at - standing.first_failed_at
    return standing.failures >= confirmation.failures and lasted + _SLACK >= timedelta(days=confirmation.days)


def _alive(standing: Standing, check: Check, url: str) -> Told:
    changes = []
    if standing.confirmed:
        changes.append(_change(ChangeKind.CAME_BACK, standing, url))
    elif standing.failures:
        changes.append(_change(ChangeKind.RECOVERED, standing, url))
    moved_to = standing.moved_to
    if check.state is State.MOVED and check.final_url and not _same_place(check.final_url, moved_to):
        changes.append(
            Change(ChangeKind.MOVED, standing.key, url, before=moved_to or url, after=check.final_url, at=check.at)
        )
        moved_to = check.final_url
    standing = replace(
        standing, failures=0, first_failed_at=None, confirmed=False, moved_to=moved_to, last_alive_at=check.at
    )
    return Told(standing, tuple(changes))


def _change(kind: ChangeKind, standing: Standing, url: str) -> Change:
    """A change of health, from the state before the streak to the present one."""
    now = standing.check.state
    earlier = next((s.state for s in reversed(standing.history[:-1]) if _other_side(s.state, now)), None)
    return Change(kind, standing.key, url, before=earlier or "", after=now, at=standing.check.at)


def _other_side(state: State, now: State) -> bool:
    return {HEALTH_OF[state], HEALTH_OF[now]} == {Health.ALIVE, Health.DEAD}


def _same_place(address: str, told: str) -> bool:
    """Whether a move was told already; a query that differs each night (a session's id) makes no new place."""
    if not told:
        return False
    one, two = urlsplit(address), urlsplit(told)
    return (one.scheme, one.netloc, one.path) == (two.scheme, two.netloc, two.path)
