"""A very long note, piece by piece: the parser's tables and tokens take thirty times the size of what it reads.

A piece is some lines, parsed by themselves. All its outermost blocks but the last one are as they would be in the
whole, for a block ends where the next begins; the last one is read again as the first of the next piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from crawler.notes.grammar import grammar

LONG = 1_000_000  # characters; a shorter note is parsed in one piece of some 30 MB
_LINES = 5000  # of a piece, unless a block is longer
_SIGNS = ("%%", "$$")  # blocks that their end must be known for: without it they are paragraphs


def read_in_pieces(lines: Sequence[str], env: dict[str, object], size: int = _LINES) -> Iterator[list[Token]]:
    """The blocks of the lines, whole outermost ones at a time; `env` is the parser's.

    The lines are read twice: when the first blocks are given, `env` holds the reference definitions of all of them.
    """
    references: dict[str, dict[str, object]] = {}
    bounds = [0]
    while bounds[-1] < len(lines):
        first, known = bounds[-1], dict[str, object]()
        _, end = _piece(lines, first, size, known)
        found = known.get("references", {})
        assert isinstance(found, dict)
        for label, definition in found.items():
            if definition["map"][0] + first < end:
                references.setdefault(label, {**definition, "map": [row + first for row in definition["map"]]})
        bounds.append(end)
    env["references"] = references
    for first, end in pairwise(bounds):
        text = "\n".join(lines[first:end])
        yield _moved(grammar(False).parse(text if end == len(lines) else f"{text}\n", {}), first)


def _piece(lines: Sequence[str], first: int, size: int, env: dict[str, object]) -> tuple[list[Token], int]:
    """The tokens from line `first` on, and where the next piece begins; longer where a block does not end in `size`."""
    while True:
        last = min(first + size, len(lines))
        env.clear()
        tokens = grammar(False).parse("\n".join(lines[first:last]), env)
        if last == len(lines):
            return tokens, last
        begin = max((token.map[0] for token in tokens if token.level == 0 and token.map), default=0)
        if begin and not any(_may_be_open(token) for token in tokens):
            return tokens, first + begin
        size *= 2


def _may_be_open(token: Token) -> bool:
    """Whether a paragraph begins with a sign that would have opened a block, had its end been seen."""
    if token.type != "inline" or not token.content.startswith(_SIGNS):
        return False
    line = token.content.partition("\n")[0]
    return line.count(line[:2]) == 1


def _moved(tokens: list[Token], by: int) -> list[Token]:
    for token in tokens:
        if token.map:
            token.map = [row + by for row in token.map]
    return tokens
