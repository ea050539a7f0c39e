"""Unified diffs over bytes: written for a change, and applied backwards or forwards to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.fix.errors import PatchError

_CONTEXT = 3  # lines shown before and after a change
_NO_NEWLINE = b"\\ No newline at end of file\n"
_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n")


@dataclass(frozen=True, slots=True)
class FilePatch:
    """What a patch says of one file: its path, and (first line from 0, lines before, lines after) of each hunk."""

    path: str
    hunks: tuple[tuple[int, tuple[bytes, ...], tuple[bytes, ...]], ...]


def diff(path: str, before: bytes, after: bytes) -> bytes:
    """The unified diff that turns `before` into `after`; empty where they are the same."""
    if before == after:
        return b""
    old, new = _lines(before), _lines(after)
    header = f"--- {_quoted(path)}\n+++ {_quoted(path)}\n".encode("utf-8", "surrogateescape")
    return header + b"".join(_hunk(old, new, *span) for span in _spans(old, new))


def _lines(data: bytes) -> list[bytes]:
    """Cut behind each line feed byte only, whatever the encoding: put together they are the same bytes."""
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


def _spans(old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[tuple[int, int, int, int]]:
    """Begin and end in both of each stretch that differs, context around it, neighbours joined."""
    if len(old) != len(new):
        yield _one_span(old, new)
        return
    changed = [row for row, (left, right) in enumerate(zip(old, new, strict=True)) if left != right]
    first = last = changed[0]
    for row in [*changed[1:], None]:
        if row is not None and row - last <= 2 * _CONTEXT:
            last = row
            continue
        begin, end = max(first - _CONTEXT, 0), min(last + 1 + _CONTEXT, len(old))
        yield begin, end, begin, end
        if row is not None:
            first = last = row


def _one_span(old: Sequence[bytes], new: Sequence[bytes]) -> tuple[int, int, int, int]:
    """All between the first and the last difference, where lines were joined or cut (by bytes of a wide encoding)."""
    head = next((row for row, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    tail, limit = 0, min(len(old), len(new)) - head
    while tail < limit and old[len(old) - 1 - tail] == new[len(new) - 1 - tail]:
        tail += 1
    return head, len(old) - tail, head, len(new) - tail


def _hunk(old: Sequence[bytes], new: Sequence[bytes], begin: int, end: int, new_begin: int, new_end: int) -> bytes:
    left, right = old[begin:end], new[new_begin:new_end]
    parts = [f"@@ -{_range(begin, len(left))} +{_range(new_begin, len(right))} @@\n".encode()]
    if len(left) == len(right):
        for a, b in zip(left, right, strict=True):
            parts += [_line(b" ", a)] if a == b else [_line(b"-", a), _line(b"+", b)]
    else:
        parts += [_line(b"-", line) for line in left] + [_line(b"+", line) for line in right]
    return b"".join(parts)


def _range(begin: int, count: int) -> str:
    return f"{begin + 1 if count else begin},{count}"


def _line(sign: bytes, line: bytes) -> bytes:
    return sign + line if line.endswith(b"\n") else sign + line + b"\n" + _NO_NEWLINE


def _quoted(path: str) -> str:
    """A path with signs that would break the header's line, as Python writes a string; else as it is."""
    return repr(path) if re.search(r"[\n\r\t'\"]|^\s|\s$", path) else path


def _unquoted(path: str) -> str:
    import ast

    return str(ast.literal_eval(path)) if path[:1] in ("'", '"') else path


def parse(patch: bytes) -> list[FilePatch]:
    """The files of a patch. Raises PatchError where it is none."""
    rows = _lines(patch)
    files: list[FilePatch] = []
    at = 0
    while at < len(rows):
        if not rows[at].startswith(b"--- ") or at + 1 >= len(rows) or not rows[at + 1].startswith(b"+++ "):
            raise PatchError("not a patch that linkatlas wrote", hint="patches stand in the data folder, under undo/")
        path = _unquoted(rows[at][4:-1].decode("utf-8", "surrogateescape"))
        at += 2
        hunks = []
        while at < len(rows) and (head := _HUNK.fullmatch(rows[at])):
            at, before, after = _body(rows, at + 1, int(head[2] or 1), int(head[4] or 1))
            hunks.append((int(head[1]) - (1 if before else 0), tuple(before), tuple(after)))
        files.append(FilePatch(path, tuple(hunks)))
    return files


def _body(rows: Sequence[bytes], at: int, old: int, new: int) -> tuple[int, list[bytes], list[bytes]]:
    before: list[bytes] = []
    after: list[bytes] = []
    while at < len(rows) and (len(before) < old or len(after) < new):
        sign, line = rows[at][:1], rows[at][1:]
        at += 1
        if at < len(rows) and rows[at] == _NO_NEWLINE:
            line, at = line[:-1], at + 1
        if sign in b" -":
            before.append(line)
        if sign in b" +":
            after.append(line)
    return at, before, after


def applied(patch: FilePatch, data: bytes) -> bytes:
    """`data` with the patch in it. Raises PatchError where it does not stand as the patch found it."""
    rows = _lines(data)
    parts: list[bytes] = []
    at = 0
    for first, before, after in patch.hunks:
        if first < at or tuple(rows[first : first + len(before)]) != before:
            raise PatchError(f"{patch.path}: changed since", hint="it was left alone; the patch shows what stood there")
        parts += [*rows[at:first], *after]
        at = first + len(before)
    return b"".join([*parts, *rows[at:]])
