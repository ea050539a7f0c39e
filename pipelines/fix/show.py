"""Planned changes for people: a diff in colour, with nothing in it that a terminal would obey."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from crawler.notes.text import decode, lines_of
from graph.plain import plain
from pipelines.fix.notes import Plan, Refused

_WIDEST = 2000  # characters of a line that are shown


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
    before, after = lines_of(decode(one.before).text), lines_of(decode(one.fixed.data).text)
    for line in sorted({change.line for change in one.fixed.changes}):
        whys = ", ".join(sorted({change.why for change in one.fixed.changes if change.line == line}))
        console.print(Text(f"@@ line {line}: {whys} @@", "cyan"))
        console.print(Text(f"-{plain(before[line - 1], _WIDEST)}", "red"))
        console.print(Text(f"+{plain(after[line - 1], _WIDEST)}", "green"))


def show_refused(refused: Sequence[Refused]) -> None:
    """Print the notes that were left alone."""
    console = Console(highlight=False, soft_wrap=True, stderr=True)
    for one in refused:
        console.print(Text(plain(f"{one.note}: left alone: {one.reason}"), "yellow"))
