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
    add_contents(draft, tree)
    return draft


def add_contents(draft: Draft, tree: HtmlElement) -> None:
    """What the page of a course or a book lists as its parts, wherever the page keeps it."""
    said = structured_data(tree)
    contents = [*_contents(tree), *_parts(said.subject.get("hasPart")), *_parts(said.subject.get("syllabusSections"))]
    _add([line for line in dict.fromkeys(contents) if line and line not in draft.text], draft)
    if contents:
        draft.facts["contents"] = "; ".join(dict.fromkeys(contents))
    taught = text_of(said.subject.get("teaches") or said.subject.get("about"))
    draft.tags += [part.strip() for part in taught.split(",")]


def _add(missing: list[str], draft: Draft) -> None:
    """Chapters that the text lost stand behind it, their titles as headings."""
    for line in missing:
        title, _, rest = line.partition(". ")
        if len(title.split()) <= _TITLE_WORDS:
            draft.headings.append((3, title.rstrip(".")))
            draft.text += f"\n{title.rstrip('.')}\n{rest}"
        else:
            draft.text += f"\n{line}"


_TITLE_WORDS = 8
_HEADED = re.compile(
    r"^\W*(table of contents|contents|chapters|syllabus|curriculum|course (outline|content|contents|syllabus)|"
    r"what (you('ll| will)|we('ll| will)) (learn|cover)|modules|inhalt|contenu|contenido)\W*$",
    re.IGNORECASE,
)


def _headed(tree: HtmlElement) -> list[HtmlElement]:
    """Lists that stand right behind a heading that calls them contents."""
    headings = (one for one in tree.iter("h2", "h3", "h4") if _HEADED.match(" ".join(one.text_content().split())))
    after = (one.getnext() for one in headings)
    return [one for one in after if one is not None and one.tag in ("ol", "ul", "dl", "div")]


def _is_navigation(element: HtmlElement) -> bool:
    """A lesson's page lists its neighbours there: they are not taught on it."""
    return element.tag in ("nav", "header", "footer") or element.get("role") == "navigation"


def _contents(tree: HtmlElement) -> list[str]:
    lines: list[str] = []
    for block in [*_headed(tree), *tree.xpath(_SYLLABUS)[:20]]:
        if any(_is_navigation(one) for one in (block, *block.iterancestors())):
            continue
        for item in block.iter("li", "h2", "h3", "h4"):
            words = " ".join(item.text_content().split())
            if 2 < len(words) < 200:
                lines.append(words)
    return lines[:300]


def _parts(value: object) -> list[str]:
    return [text_of(part) for part in value if text_of(part)] if isinstance(value, list) else []
