"""Jupyter notebooks: Markdown cells as text, code cells as code, the kernel as a fact."""

from __future__ import annotations

import re

from crawler.records import Page
from pipelines.extract.draft import Draft
from pipelines.extract.html import draft_of, parse
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


_CELLS = (
    ".//*[@id='notebook-container']",
    ".//*[contains(@class,'jp-Notebook')]",
    ".//*[@id='notebook']",
)
_PROMPT = ".//*[contains(@class,'prompt') or contains(@class,'jp-InputPrompt') or contains(@class,'jp-OutputPrompt')]"
_SITE_TITLE = re.compile(
    r"^(Jupyter )?Notebook\s+Viewer$|\s*[|-]\s*(Jupyter )?Notebook Viewer$|^nbviewer$", re.IGNORECASE
)


def read_rendered(page: Page) -> Draft:
    """A draft of a notebook that a viewer drew: its cells without their counters."""
    tree = parse(page)
    if tree is None:
        return Draft(problem="there is no HTML in the answer")
    cells = next((found[0] for path in _CELLS if (found := tree.xpath(path))), None)
    if cells is not None:
        for prompt in cells.xpath(_PROMPT):
            prompt.drop_tree()
    draft = draft_of(tree, page, block=cells)
    draft.title = _SITE_TITLE.sub("", draft.title)
    if cells is not None:
        draft.title = next((words for level, words in draft.headings if level == 1), draft.title)
    return draft


def _cell(cell: object) -> str:
    assert isinstance(cell, dict)
    source = cell.get("source", "")
    words = "".join(source) if isinstance(source, list) else str(source)
    return words if cell.get("cell_type") == "markdown" else f"```\n{words}\n```" if words.strip() else ""
