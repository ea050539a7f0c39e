"""What to put in place of an address, and why. Pure: what is known of the web comes in as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.urls import identify, with_fragment_of, without_trackers, without_wrapper

_MOST_MOVES = 10  # a chain of moves in the tables; longer ones go round


@dataclass(frozen=True, slots=True)
class Rules:
    """Which changes are asked for. `moved` and `dead` map a resource's key to the address to put instead."""

    moved: Mapping[str, str] = field(default_factory=dict)
    dead: Mapping[str, str] = field(default_factory=dict)
    unwrap: bool = False
    untrack: bool = False


@dataclass(frozen=True, slots=True)
class Replacement:
    """An address to put, and in a few words why."""

    address: str
    why: str


def replacement(written: str, rules: Rules) -> Replacement | None:
    """What to put in place of an address as written (escapes resolved); None where nothing is to be done."""
    whys: list[str] = []
    address = written
    for why, change in (("unwrapped", _unwrapped), ("untracked", _untracked), ("moved", _moved), ("dead", _replaced)):
        changed = change(address, rules)
        if changed != address:
            address = changed
            whys.append(why)
    return Replacement(address, ", ".join(whys)) if address != written else None


def _unwrapped(address: str, rules: Rules) -> str:
    return without_wrapper(address) if rules.unwrap else address


def _untracked(address: str, rules: Rules) -> str:
    return without_trackers(address) if rules.untrack else address


def _moved(address: str, rules: Rules) -> str:
    return _followed(address, rules.moved)


def _replaced(address: str, rules: Rules) -> str:
    """What stands for a dead address, where that has gone to by now."""
    found = _followed(address, rules.dead)
    return address if found == address else _followed(found, rules.moved)


def _followed(address: str, table: Mapping[str, str]) -> str:
    """Where the table leads in the end; the address itself where it leads nowhere, or round."""
    seen: set[str] = set()
    place = address
    for _ in range(_MOST_MOVES):
        key = identify(place).key
        if key in seen:
            return address
        if key is None or key not in table:
            break
        seen.add(key)
        place = with_fragment_of(table[key], place)
        if identify(place).key == key:
            break  # the same resource in another spelling, as http became https
    else:
        return address
    return place
