"""Rows as a table for the terminal, as JSON, CSV or Markdown. Nothing of the web reaches a terminal as a control."""

from __future__ import annotations

import csv
import io
import json
import math

from graph.plain import escape_invisible, plain
from graph.stores.base import Table

CELL = 60
"""Characters of a cell in a terminal's table."""


def render(table: Table, form: str) -> str:
    """`table` in one of the forms table, json, csv, md."""
    return {"json": _json, "csv": _csv, "md": _markdown, "table": _terminal}[form](table)


def _json(table: Table) -> str:
    told = json.dumps([_finite(row) for row in table.dicts()], ensure_ascii=False, indent=2, default=str)
    return escape_invisible(told)


def _finite(value: object) -> object:
    """`value` with null for NaN and infinity, which JSON does not know."""
    if isinstance(value, dict):
        return {name: _finite(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _csv(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_harmless(_cell(value)) for value in row] for row in table.rows)
    return out.getvalue().rstrip("\n")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell[:1] in {"=", "+", "@", "\t", "\r"} or (cell[:1] == "-" and not _is_number(cell)) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _markdown(table: Table) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    rows = [line([_escaped(_cell(value)) for value in row]) for row in table.rows]
    return "\n".join([line(list(table.columns)), line(["---"] * len(table.columns)), *rows])


def _escaped(cell: str) -> str:
    for sign in "\\`*_[]<>|":
        cell = cell.replace(sign, "\\" + sign)
    return cell


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return plain(value, 5000)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, dict | list):
        return plain(json.dumps(value, ensure_ascii=False, default=str), 5000)
    return plain(str(value), 5000)


def _terminal(table: Table) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    shown = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        shown.add_column(Text(plain(column, CELL)), overflow="fold")
    for row in table.rows:
        shown.add_row(*(Text(plain(_cell(value), CELL * 4)) for value in row))
    console = Console(file=io.StringIO(), width=max(80, Console().width if Console().is_terminal else 80))
    console.print(shown)
    assert isinstance(console.file, io.StringIO)
    lines = [line.rstrip() for line in console.file.getvalue().strip("\n").splitlines()]
    return "\n".join([*lines, f"{len(table.rows)} row{'' if len(table.rows) == 1 else 's'}"])
