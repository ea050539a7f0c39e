"""What a course's or a book's page lists as its parts: syllabus, table of contents, chapters."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from pipelines.extract.draft import Draft
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
_TITLE_WORDS = 8
_HEADED = re.compile(
    r"^\W*(table of contents|contents|chapters|syllabus|curriculum|course (outline|content|contents|syllabus)|"
    r"what (you('ll| will)|we('ll| will)) (learn|cover)|modules|inhalt|contenu|contenido)\W*$",
    re.IGNORECASE,
)


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
