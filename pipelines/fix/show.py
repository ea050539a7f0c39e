"""Planned changes for people: a diff in colour, with nothing in it that a terminal would obey."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from crawler.notes.text import decode, lines_of
from graph.plain import plain
from pipelines.fix.engine import Change
from pipelines.fix.notes import Plan, Refused

_WIDEST = 2000  # characters that are shown at once
_SHORT = 300  # characters of a line that is shown whole; notebooks and canvases may be one line of a megabyte
_AROUND = 60  # characters shown before and after a target in a longer one


def show_plans(plans: Sequence[Plan]) -> None:
    """Print each changed line before and after, the changed part marked, and what was left alone."""
    console = Console(highlight=False, soft_wrap=True)
    for one in plans:
        if one.fixed.changes:
            console.print(Text(f"--- {plain(str(one.path))}", "bold"))
            _show_lines(console, one)
        for skipped in one.fixed.skipped:
            place = f"{one.note}:{skipped.line}"
            console.print(Text(plain(f"{place}: {skipped.written}: left alone: {skipped.reason}"), "yellow"))


def _show_lines(console: Console, one: Plan) -> None:
    before = lines_of(decode(one.before).text)
    for line, changes in groupby(one.fixed.changes, key=lambda change: change.line):
        written = before[line - 1]
        together = list(changes)
        for some in [together] if len(written) <= _SHORT else [[change] for change in together]:
            console.print(Text(f"@@ {_where(some, whole=len(written) <= _SHORT)}: {_whys(some)} @@", "cyan"))
            console.print(_line("-", written, [(change, change.before) for change in some], "red"))
            console.print(_line("+", written, [(change, change.after) for change in some], "green"))


def _where(changes: Sequence[Change], *, whole: bool) -> str:
    column = "" if whole else f", column {changes[0].column}"
    parts = dict.fromkeys(change.part for change in changes if change.part)
    return ", ".join([f"line {changes[0].line}{column}", *parts])


def _whys(changes: Sequence[Change]) -> str:
    return ", ".join(sorted({change.why for change in changes}))


def _line(sign: str, written: str, targets: Sequence[tuple[Change, str]], style: str) -> Text:
    """The line with each target put in place of what stood there, in bold; of a long one what stands around it."""
    first, last = 0, len(written)
    if last > _SHORT:
        change = targets[0][0]
        first = max(change.column - 1 - _AROUND, 0)
        last = min(change.column - 1 + len(change.before) + _AROUND, last)
    shown = Text(sign + ("…" if first else ""), style)
    at = first
    for change, target in targets:
        shown.append(_plain(written[at : change.column - 1]))
        shown.append(plain(target, _WIDEST), "bold")
        at = change.column - 1 + len(change.before)
    shown.append(_plain(written[at:last]))
    return shown.append("…" if last < len(written) else "")


def _plain(text: str) -> str:
    """A part of a line as harmless words, with the spaces that part it from its neighbours."""
    words = plain(text, _WIDEST)
    return f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}" if words else " " * bool(text)


def show_refused(refused: Sequence[Refused]) -> None:
    """Print the notes that were left alone."""
    console = Console(highlight=False, soft_wrap=True, stderr=True)
    for one in refused:
        console.print(Text(plain(f"{one.note}: left alone: {one.reason}"), "yellow"))
