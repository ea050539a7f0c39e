"""Courses and books: a syllabus or a table of contents is what tells what they teach."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.records import Kind, Page
from pipelines.extract.draft import Draft
from pipelines.extract.html import draft_of, parse
from pipelines.extract.structured import structured_data, text_of

_SYLLABUS = ".//*[{}]".format(
    " or ".join(
        f"contains(translate(@{attribute},'SCMT','scmt'),'{word}')"
        for attribute in ("class", "id")
        for word in (
            "syllabus",
            "curriculum",
            "course-content",
            "modules-list",
            "table-of-contents",
            "tableofcontents",
            "book-contents",
        )
    )
)
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
    said = structured_data(tree)
    contents = [*_contents(tree), *_parts(said.subject.get("hasPart")), *_parts(said.subject.get("syllabusSections"))]
    missing = [line for line in dict.fromkeys(contents) if line and line not in draft.text]
    if missing:
        draft.text = "\n".join([draft.text, *missing])
    if contents:
        draft.facts["contents"] = "; ".join(dict.fromkeys(contents))
    taught = text_of(said.subject.get("teaches") or said.subject.get("about"))
    draft.tags += [part.strip() for part in taught.split(",")]
    return draft


def _contents(tree: HtmlElement) -> list[str]:
    lines: list[str] = []
    for block in tree.xpath(_SYLLABUS)[:20]:
        for item in block.iter("li", "h2", "h3", "h4"):
            words = " ".join(item.text_content().split())
            if 2 < len(words) < 200:
                lines.append(words)
    return lines[:300]


def _parts(value: object) -> list[str]:
    return [text_of(part) for part in value if text_of(part)] if isinstance(value, list) else []
