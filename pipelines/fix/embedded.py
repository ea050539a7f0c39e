"""Markdown inside JSON: the texts of notebooks and canvases, each character with its place in the file."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# A string, a bracket or separator, or anything else that is one value (RFC 8259).
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},]|[^\s\[\]{},:"]+', re.DOTALL)
# What one character of a string may be spelled as: a pair of surrogates, an escape, itself.
_SPELLED = re.compile(r"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|\\u\w{4}|\\.|.", re.DOTALL)

_Path = tuple[str | int, ...]
_Spans = Mapping[_Path, tuple[int, int]]


@dataclass(slots=True)
class Embedded:
    """A text put together of JSON strings. `is_address`: it is one target and no Markdown."""

    text: str = ""
    is_address: bool = False
    starts: list[int] = field(default_factory=list)
    literals: list[tuple[int, str]] = field(default_factory=list)
    """Where each string's inside begins in the file, and how it is spelled there."""
    parts: list[str] = field(default_factory=list)
    """What each string belongs to, in words: "cell 2"."""

    def add(self, value: str, begin: int, literal: str, part: str) -> None:
        """Append one string's value."""
        self.starts.append(len(self.text))
        self.literals.append((begin, literal))
        self.parts.append(part)
        self.text += value

    def part(self, start: int) -> str:
        """What the string belongs to that holds the character `start`."""
        return self.parts[bisect_right(self.starts, start) - 1]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the characters `start` to `end` stand in the file; None where no one string holds them all."""
        which = bisect_right(self.starts, start) - 1
        begin, literal = self.literals[which]
        first, last = (_spelled_length(literal, place - self.starts[which]) for place in (start, end))
        if last > len(literal) or (which + 1 < len(self.starts) and end > self.starts[which + 1]):
            return None
        return begin + first, begin + last


def _spelled_length(literal: str, count: int) -> int:
    """How far into a string as spelled so many characters of its value reach."""
    if "\\" not in literal:
        return count
    end = 0
    for number, found in enumerate(_SPELLED.finditer(literal)):
        if number == count:
            break
        end = found.end()
    return end


def embedded_texts(suffix: str, text: str) -> list[Embedded]:
    """The texts of a notebook or a canvas; none where its JSON is broken or of another shape."""
    try:
        return list(READERS[suffix](json.loads(text), _Literals(text)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []


class _Literals:
    """The strings of a JSON text, by their path in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: _Spans = dict(_spans(text))

    def add(self, to: Embedded, path: _Path, value: str, part: str) -> None:
        begin, end = self.spans[path]
        to.add(value, begin + 1, self.text[begin + 1 : end - 1], part)


def _spans(text: str) -> Iterator[tuple[_Path, tuple[int, int]]]:
    """Path, begin and end of each string that is a value."""
    path: list[str | int | None] = []
    for found in _TOKEN.finditer(text):
        sign = found[0]
        last = path[-1] if path else 0
        if sign in "{[":
            path.append(None if sign == "{" else 0)
        elif sign in "}]":
            path.pop()
        elif sign == ",":
            path[-1] = last + 1 if isinstance(last, int) else None
        elif sign[0] == '"' and last is None:
            path[-1] = str(json.loads(sign, strict=False))
        elif sign[0] == '"':
            yield tuple(step for step in path if step is not None), found.span()


def _notebook(notebook: Any, literals: _Literals) -> Iterator[Embedded]:
    """All text cells together, as they are read."""
    whole = Embedded()
    for number, cell in enumerate(notebook["cells"]):
        if cell.get("cell_type") != "markdown":
            continue
        whole.text += "\n\n" if whole.starts else ""
        source = cell.get("source", "")
        if isinstance(source, str):
            literals.add(whole, ("cells", number, "source"), source, f"cell {number + 1}")
        else:
            for part, value in enumerate(source):
                literals.add(whole, ("cells", number, "source", part), value, f"cell {number + 1}")
    yield whole


def _canvas(canvas: Any, literals: _Literals) -> Iterator[Embedded]:
    """Each card by itself."""
    for number, node in enumerate(canvas["nodes"]):
        name = {"text": "text", "link": "url"}.get(node.get("type"))
        if name and isinstance(node.get(name), str):
            card = Embedded(is_address=name == "url")
            literals.add(card, ("nodes", number, name), node[name], f"card {number + 1}")
            yield card


READERS: Mapping[str, Callable[[Any, _Literals], Iterator[Embedded]]] = {".ipynb": _notebook, ".canvas": _canvas}
"""The kinds of notes that are JSON."""
