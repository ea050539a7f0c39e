"""Jupyter notebooks: the Markdown of their text cells. Code cells are code: their links are none."""

from __future__ import annotations

import json

from crawler.notes.blocks import read_markdown
from crawler.notes.found import Found


def read_notebook(text: str, found: Found) -> None:
    """Read a notebook into `found`.

    Lines count through the Markdown cells as a reader sees them, one after another with a blank line between: a
    notebook's file has no lines that anybody knows.
    """
    try:
        cells = json.loads(text)["cells"]
        sources = [_source(cell) for cell in cells if cell.get("cell_type") == "markdown"]
    except (ValueError, KeyError, TypeError, AttributeError):
        found.findings.append((0, "not a notebook: its JSON is broken"))
        return
    together = "\n\n".join(sources)
    found.line_count = together.count("\n") + 1
    read_markdown(together, found)


def _source(cell: dict[str, object]) -> str:
    source = cell.get("source", "")
    return "".join(str(part) for part in source) if isinstance(source, list) else str(source)
