"""The formats by name: one file each behind one function, imported when asked for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from crawler.records import LinkAtlasError
from graph.reports.model import Report

# format → module below graph.reports with a function `render(report) -> str`, and what it is for
FORMATS: Mapping[str, tuple[str, str]] = {
    "text": ("as_text", "for the terminal"),
    "md": ("as_markdown", "Markdown"),
    "html": ("as_html", "one offline page with plots"),
    "json": ("as_json", "for programs"),
    "junit": ("as_junit", "for build servers"),
    "sarif": ("as_sarif", "for code scanning"),
    "csv": ("as_csv", "for spreadsheets"),
    "atom": ("as_atom", "a feed of what changed"),
    "github": ("as_github", "annotations for GitHub's log"),
    "comment": ("as_comment", "what changed, as Markdown to comment with"),
}


class UnknownFormatError(LinkAtlasError):
    """There is no such report format."""

    exit_code = 2


def render(report: Report, format: str) -> str:  # noqa: A002 - the word of the command's own option
    """The report in one format. Raises UnknownFormatError for a name that `FORMATS` does not have."""
    if format not in FORMATS:
        raise UnknownFormatError(f"there is no report format {format!r}", hint=f"one of: {', '.join(FORMATS)}")
    module = importlib.import_module(f"graph.reports.{FORMATS[format][0]}")
    text = module.render(report)
    assert isinstance(text, str)
    return text
