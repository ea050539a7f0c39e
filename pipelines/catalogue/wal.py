"""What a power cut left of SQLite's write-ahead log, told before SQLite opens it and drops what is not whole.

The format is that of sqlite.org/fileformat2.html#walformat: a header, then frames of one page each, with a running
checksum; the last frame of a transaction says so. SQLite takes in whole transactions up to the first fault.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
_MASK = 0xFFFFFFFF

Sums = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """A log that ends in the middle: so many transactions are whole, and so many bytes after them are not."""

    transactions: int
    lost_bytes: int

    def words(self, path: Path) -> str:
        """For people."""
        return (
            f"{path.name} was cut off, as a power cut or a full disk does: {self.transactions} whole transactions "
            f"in it are kept, the {self.lost_bytes} bytes after them are lost; what they told is done again"
        )


def cut_off(database: Path) -> Cut | None:
    """What the log beside `database` has lost; None where it is whole, or there is none.

    A transaction that was never finished is no loss, and what is missing without a trace cannot be told.
    """
    log = log_of(database)
    try:
        data = log.read_bytes()
    except OSError:
        return None
    if not data:
        return None
    order = _MAGIC.get(int.from_bytes(data[:4], "big"))
    if order is None or len(data) < _HEADER.size:
        return Cut(0, len(data))
    _, _, page, _, *salts, one, two = _HEADER.unpack_from(data)
    if _sums(data[:24], (0, 0), order) != (one, two):
        return Cut(0, len(data))
    return _frames(data, page, tuple(salts), (one, two), order)


def log_of(database: Path) -> Path:
    """Where SQLite keeps the log of a database."""
    return database.with_name(f"{database.name}-wal")


def _frames(data: bytes, page: int, salts: tuple[int, ...], sums: Sums, order: str) -> Cut | None:
    size, place, whole, transactions = _FRAME.size + page, _HEADER.size, _HEADER.size, 0
    mark = struct.pack(">2I", *salts)
    while place < len(data):
        head = data[place : place + _FRAME.size]
        if len(head) >= 16 and head[8:16] != mark:
            # left from before the log was begun anew; unless pages of the new one come after it
            later = (data[at + 8 : at + 16] for at in range(place + size, len(data), size))
            return Cut(transactions, len(data) - whole) if mark in later else None
        if len(data) - place < size:
            return Cut(transactions, len(data) - whole)
        _, committed, _, _, one, two = _FRAME.unpack(head)
        sums = _sums(data[place + _FRAME.size : place + size], _sums(head[:8], sums, order), order)
        if sums != (one, two):
            return Cut(transactions, len(data) - whole)
        place += size
        if committed:
            transactions, whole = transactions + 1, place
    return None


def _sums(data: bytes, sums: Sums, order: str) -> Sums:
    one, two = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & _MASK
        two = (two + second + one) & _MASK
    return one, two
