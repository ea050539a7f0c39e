"""Names of places, people and resources by their folded words, read once for an index file."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.ask.names import NamedResource, Place, find_resource
from graph.fold import fold

_NUMBER = re.compile(
    r"^\s*(?:\d+\s*%|\d+[.)](?:[a-z]\b)?|(?:level|step|stage|part|phase|week)\s+\d+(?:\.\d+)?\s*[:.,-]?)\s*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?::|—|–|\s-\s|,|\()\s*")


@dataclass(frozen=True)
class Lookups:
    """Places and people of one index."""

    places: tuple[tuple[str, str, str, str], ...]
    """id, label, title, folded title, in the order of the notes."""
    people: tuple[tuple[str, str], ...]
    """Name, folded name."""

    @classmethod
    def read(cls, db: sqlite3.Connection) -> Lookups:
        """The names that an open index holds."""
        rows = db.execute("SELECT id, label, title, folded FROM place ORDER BY label DESC, position, id").fetchall()
        return cls(tuple(rows), tuple(db.execute("SELECT name, folded FROM author ORDER BY name")))

    @cached_property
    def _whole(self) -> dict[str, list[tuple[str, str, str, str]]]:
        found: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
        for row in self.places:
            found[row[3]].append(row)
        return dict(found)

    @cached_property
    def _part(self) -> dict[str, list[tuple[str, str, str, str]]]:
        """A place by a part of its title: without its number, what stands before or after a colon, with "stage"."""
        found: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
        for row in self.places:
            bare = _NUMBER.sub("", row[2])
            parts = {fold(bare), fold(row[3].removeprefix("stage ")), *(fold(part) for part in _PARTS.split(row[2]))}
            for part in parts - {"", row[3]}:
                found[part].append(row)
        return dict(found)

    def place(self, run: str, *, by_place: bool) -> Place | None:
        """The place of that name, or with a word like "stage" beside it, of that part of a name."""
        rows = self._whole.get(run)
        if rows is None:
            rows = self._part.get(run) if by_place or len(run.split()) > 1 else None
        if not rows:
            return None
        label, folded = rows[0][1], rows[0][3]
        same = [row for row in rows if row[1] == label and row[3] == folded]
        return Place(label, tuple(row[0] for row in same), rows[0][2])

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """Folded name, or a part of it that is long enough, → authors of that name."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, folded in self.people:
            for one in {folded, *(part for part in folded.split() if len(part) > 3)}:
                if one:
                    found[one].append(name)
        return dict(found)

    @cached_property
    def _full(self) -> frozenset[str]:
        return frozenset(folded for _, folded in self.people)

    def authors(self, run: str, *, sure: bool) -> list[str]:
        """People of that name; by a part of it only where `sure` that it is no word of asking."""
        if run in self._full or (sure and " " not in run):
            return self._by_name.get(run, [])
        return []

    def title(self, db: sqlite3.Connection, run: str, *, part: bool) -> NamedResource | None:
        """The resource with this title; with `part`, one whose title has these words."""
        if len(run) < 4:
            return None
        row = db.execute("SELECT key, title FROM resource WHERE folded = ? ORDER BY key LIMIT 1", (run,)).fetchone()
        if row is None and part and " " in run:
            row = (
                db.execute(_BEGINS, (f"{run} ", f"{run}!")).fetchone()
                or db.execute(_HAS, (f'title : "{run}"',)).fetchone()
            )
        return NamedResource(row[0], row[1] or row[0]) if row else None

    def quoted(self, db: sqlite3.Connection, said: str) -> Mapping[str, object]:
        """What a quoted name or an address is."""
        found: dict[str, object] = {}
        if place := self.place(fold(said), by_place=True):
            found["PLACE"] = place
        if title := find_resource(db, said):
            found["TITLE"] = title
        return found


_BEGINS = "SELECT key, title FROM resource WHERE folded >= ? AND folded < ? ORDER BY length(folded), key LIMIT 1"
_HAS = "SELECT key, title FROM page WHERE page MATCH ? ORDER BY length(title), key LIMIT 1"
