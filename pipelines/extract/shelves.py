"""Courses and books: a syllabus or a table of contents is what tells what they teach."""

from __future__ import annotations

import re

from crawler.records import Kind, Page
from pipelines.extract.contents import add_contents
from pipelines.extract.draft import Draft
from pipelines.extract.html import draft_of, parse

_ISBN = re.compile(r"\b(97[89][-\s]?\d{1,5}[-\s]?\d{1,7}[-\s]?\d{1,7}[-\s]?[\dX]|\d{9}[\dX])\b")
_YEAR = re.compile(r"\b(?:published|publication date|copyright|©)\D{0,30}((?:19|20)\d{2})\b", re.IGNORECASE)


def read_course(page: Page) -> Draft:
    """A draft of a course's page, its syllabus included wherever the page keeps it."""
    return _read(page, Kind.COURSE)


def read_book(page: Page) -> Draft:
    """A draft of a book's page with its contents, ISBN and year."""
    draft = _read(page, Kind.BOOK)
    found = _ISBN.search(draft.text)
    if found:
        draft.facts.setdefault("isbn", re.sub(r"[-\s]", "", found.group(1)))
    year = _YEAR.search(draft.text)
    if year and not draft.published:
        draft.published = year.group(1)
    return draft


def _read(page: Page, kind: Kind) -> Draft:
    tree = parse(page)
    if tree is None:
        return Draft(kind=kind, problem="there is no HTML in the answer")
    draft = draft_of(tree, page)
    draft.kind = kind
    add_contents(draft, tree)
    return draft
