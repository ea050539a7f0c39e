"""The reader of each kind of note, as a table: a new kind is a row and a function."""

from __future__ import annotations

import re
from collections.abc import Callable

from crawler.notes.blocks import read_markdown
from crawler.notes.found import Found
from crawler.notes.frontmatter import read_front_matter
from crawler.notes.text import mended


def read_format(suffix: str, text: str) -> Found:
    """What stands in a note of this kind. Never fails: what cannot be read is a finding."""
    found = Found(line_count=text.count("\n") + 1)
    _READERS.get(suffix, _markdown)(text, found)
    return found


_ANCHOR = re.compile(r"<[a-z]\w*\b[^<>]*?\s(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


def _markdown(text: str, found: Found) -> None:
    text = mended(text)
    found.anchors = _ANCHOR.findall(text)
    read_markdown(read_front_matter(text, found), found)


def _canvas(text: str, found: Found) -> None:
    from crawler.notes.canvas import read_canvas

    read_canvas(text, found)


def _notebook(text: str, found: Found) -> None:
    from crawler.notes.notebook import read_notebook

    read_notebook(text, found)


def _html(text: str, found: Found) -> None:
    from crawler.notes.bookmarks import read_html

    read_html(text, found)


_READERS: dict[str, Callable[[str, Found], None]] = {
    ".canvas": _canvas,
    ".ipynb": _notebook,
    ".html": _html,
    ".htm": _html,
}
