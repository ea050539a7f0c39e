"""From an offset in a block's text to the line and column in the note."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """Where each line of a block's text stands: `starts` are offsets in the text, `lines` and `shifts` in the note.

    `pipes` are the offsets of pipes that stand escaped in a table's cell, and so take one column more.
    """

    starts: Sequence[int]
    lines: Sequence[int]
    shifts: Sequence[int]
    pipes: Sequence[int] = ()

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at `offset`."""
        row = bisect_right(self.starts, offset) - 1
        column = offset - self.starts[row] + self.shifts[row] + 1 + bisect_right(self.pipes, offset - 1)
        return self.lines[row], max(column, 1)


def of_block(content: str, first: int, source: Sequence[str], base: int) -> Places:
    """Places of a paragraph or heading that begins in line `first` (from 0) of `source`; `base` lines stand before.

    The parser strips markers, indentation and closing signs from each line, so a line of the text is found again from
    its end, or, in a heading with closing `#`, from its beginning.
    """
    starts, lines, shifts, offset = [], [], [], 0
    for row, part in enumerate(content.split("\n")):
        written = source[first + row] if first + row < len(source) else part
        starts.append(offset)
        lines.append(base + first + row + 1)
        shifts.append(_shift(part, written))
        offset += len(part) + 1
    return Places(starts, lines, shifts)


def _shift(part: str, written: str) -> int:
    words, line = part.rstrip(), written.rstrip()
    if line.endswith(words):
        return len(line) - len(words)
    at = written.find(words.lstrip())
    return at - (len(words) - len(words.lstrip())) if at >= 0 else len(line) - len(words)


def of_cell(content: str, row: int, written: str, cursor: int, base: int) -> tuple[Places, int]:
    """Places of a table's cell that stands in `written` from `cursor` on; also where the next cell may begin."""
    at = written.find(content, cursor) if content else cursor
    escaped = content.replace("|", r"\|")
    if at < 0 or ("|" in content and written.find(escaped, cursor) >= 0):
        at = max(written.find(escaped, cursor), cursor)
        pipes = [offset for offset, char in enumerate(content) if char == "|"]
        return Places([0], [base + row + 1], [at], pipes), at + len(escaped)
    return Places([0], [base + row + 1], [at]), at + len(content)
