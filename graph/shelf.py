"""Records by the hundred thousand that cost no memory: written once, read one at a time, as often as wanted.

The first of them stay as they are: a small collection is neither written nor read.
"""

from __future__ import annotations

import pickle
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from itertools import islice
from typing import Generic, TypeVar, overload

from graph.scratch import scratch

T = TypeVar("T")

HELD = 2000
"""So many records stay in memory: what they take is small beside the program itself."""

_BATCH = 64
"""Records of a row: few enough that taking one out of the middle is quick."""


class Shelf(Mapping[str, T], Generic[T]):
    """Records by key, in the order in which they were given; of two with one key the later counts.

    The first `held` of them stay in memory: none where each is large.
    """

    def __init__(self, items: Iterable[tuple[str, T]], held: int = HELD) -> None:
        self._db = scratch(self, "CREATE TABLE item (place INTEGER PRIMARY KEY, data BLOB)")
        self._places: dict[str, int] = {}
        self._held: list[T] = []
        for key, value in items:
            self._put(self._places.setdefault(key, len(self._places)), value, held)

    def _put(self, place: int, value: T, held: int) -> None:
        if place < len(self._held):
            self._held[place] = value
        elif place < held:
            self._held.append(value)
        else:
            self._db.execute("INSERT OR REPLACE INTO item VALUES (?, ?)", (place, pickle.dumps(value, 5)))

    def __getitem__(self, key: str) -> T:
        place = self._places[key]
        if place < len(self._held):
            return self._held[place]
        row = self._db.execute("SELECT data FROM item WHERE place = ?", (place,)).fetchone()
        value: T = pickle.loads(row[0])  # noqa: S301 - our own bytes, in a file that nobody else can open
        return value

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def items(self) -> ItemsView[str, T]:
        """Keys and records, read in a row."""
        return _Items(self)

    def values(self) -> ValuesView[T]:
        """The records, read in a row."""
        return _Values(self)

    def in_order(self) -> Iterator[T]:
        """The records, read in a row."""
        yield from self._held
        for (data,) in self._db.execute("SELECT data FROM item ORDER BY place"):
            yield pickle.loads(data)  # noqa: S301 - as above


class _Values(ValuesView[T]):
    def __init__(self, shelf: Shelf[T]) -> None:
        super().__init__(shelf)
        self._shelf = shelf

    def __iter__(self) -> Iterator[T]:
        return self._shelf.in_order()


class _Items(ItemsView[str, T]):
    def __init__(self, shelf: Shelf[T]) -> None:
        super().__init__(shelf)
        self._shelf = shelf

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return zip(self._shelf, self._shelf.in_order(), strict=True)


class Rows(Sequence[T], Generic[T]):
    """Records in their order, the first `held` of them in memory."""

    def __init__(self, records: Iterable[T], held: int = HELD) -> None:
        self._db = scratch(self, "CREATE TABLE batch (number INTEGER PRIMARY KEY, data BLOB)")
        source = iter(records)
        self._held = list(islice(source, held))
        self._length = len(self._held)
        self._at_hand: tuple[int, list[T]] = (-1, [])
        while batch := list(islice(source, _BATCH)):
            number = (self._length - len(self._held)) // _BATCH
            self._db.execute("INSERT INTO batch VALUES (?, ?)", (number, pickle.dumps(batch, 5)))
            self._length += len(batch)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(self._length)))
        place = range(self._length)[place]
        if place < len(self._held):
            return self._held[place]
        place -= len(self._held)
        number, batch = self._at_hand
        if number != place // _BATCH:
            number = place // _BATCH
            row = self._db.execute("SELECT data FROM batch WHERE number = ?", (number,)).fetchone()
            batch = pickle.loads(row[0])  # noqa: S301 - our own bytes, in a file that nobody else can open
            self._at_hand = (number, batch)
        return batch[place % _BATCH]

    def __iter__(self) -> Iterator[T]:
        yield from self._held
        for (data,) in self._db.execute("SELECT data FROM batch ORDER BY number"):
            yield from pickle.loads(data)  # noqa: S301 - as above

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]
