"""Jupyter notebooks: Markdown cells as text, code cells as code, the kernel as a fact."""

from __future__ import annotations

from crawler.records import Page
from pipelines.extract.draft import Draft
from pipelines.extract.plain import decode, markdown_draft


def read_notebook(page: Page) -> Draft:
    """A draft of a notebook file of any version that nbformat reads."""
    import warnings

    import nbformat

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = nbformat.reads(decode(page), as_version=4)  # type: ignore[no-untyped-call]
    except (ValueError, KeyError, AttributeError, TypeError) as problem:
        return Draft(problem=f"not a notebook that can be read ({type(problem).__name__})")
    parts = [_cell(cell) for cell in book.get("cells", [])]
    draft = markdown_draft("\n\n".join(part for part in parts if part))
    kernel = book.get("metadata", {}).get("kernelspec", {})
    language = str(kernel.get("language") or book.get("metadata", {}).get("language_info", {}).get("name", ""))
    draft.facts = {"cells": str(len(parts)), "programming_language": language}
    return draft


def _cell(cell: object) -> str:
    assert isinstance(cell, dict)
    source = cell.get("source", "")
    words = "".join(source) if isinstance(source, list) else str(source)
    return words if cell.get("cell_type") == "markdown" else f"```\n{words}\n```" if words.strip() else ""
