"""The main block of a page as lines with headings and code: what trafilatura's answer is checked against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK_NAMES = """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header hr
    li main nav ol p pre section summary table tbody td tfoot th thead tr ul d-article dt-article
"""
_DROPPED_NAMES = """
    script style noscript template svg math iframe button select option input textarea object canvas video audio nav
    footer form aside d-math d-cite d-footnote d-appendix d-bibliography dt-math dt-cite dt-fn
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_DROPPED = frozenset(_DROPPED_NAMES.split())
# class or id of a block that is about the page, not of it
_AROUND = re.compile(
    r"(^|[\s_-])(nav(bar|igation)?|menu|sidebar|toc|table-of-contents|breadcrumbs?|footer|comments?|disqus|related|share|sharing|social|"
    r"newsletter|subscribe|promo|advert\w*|cookie\w*|pagination|prev-next|post-nav|headerlink|katex-mathml|mathjax\w*|copybtn|"
    r"visually-hidden|sr-only|references|bibliography|appendix)($|[\s_-])",
    re.IGNORECASE,
)
_MAIN = (
    ".//article", ".//d-article", ".//dt-article", ".//main", ".//*[@role='main']", ".//*[@itemprop='articleBody']",
)  # fmt: skip
_PERMALINK = re.compile(r"[\s¶#§🔗]+$")
MAX_DEPTH = 200
SENTENCE = 12
"""Words from which a line counts as prose."""


@dataclass(frozen=True, slots=True)
class Line:
    """A block of the page. `level` is a heading's depth, 0 for a paragraph; `code` keeps its line breaks."""

    text: str
    level: int = 0
    code: bool = False


def main_block(tree: HtmlElement) -> HtmlElement | None:
    """The element that holds the article by the page's own markup; the one with most words where several claim it."""
    for path in _MAIN:
        claimed = tree.xpath(path)
        if claimed:
            best = max(claimed, key=_length)
            return best if len(claimed) == 1 or _length(best) >= 0.5 * sum(map(_length, claimed)) else None
    return None


def lines_of(block: HtmlElement) -> list[Line]:
    """The block's headings, paragraphs, items and code, in reading order, without what stands around an article."""
    return [line for line in _walk(block) if line.text]


def prose_words(lines: list[Line]) -> int:
    """Words of the paragraphs that say something: what an extractor must at least have kept.

    Headings, code and short lines (menus, teasers, bylines) are not counted.
    """
    lengths = (len(line.text.split()) for line in lines if not line.code and not line.level)
    return sum(length for length in lengths if length >= SENTENCE)


def _length(block: HtmlElement) -> int:
    return len(block.text_content())


def _around(element: HtmlElement) -> bool:
    if element.tag in _DROPPED or element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return True
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(marks) > 1 and element.tag not in ("body", "article", "main", "html") and bool(_AROUND.search(marks))


def _walk(block: HtmlElement) -> Iterator[Line]:
    """Depth first, inline text gathered until a block begins or ends."""
    gathered: list[str] = []

    def flush() -> Iterator[Line]:
        words = " ".join("".join(gathered).split())
        gathered.clear()
        if words:
            yield Line(words)

    def visit(element: HtmlElement, depth: int) -> Iterator[Line]:
        if depth > MAX_DEPTH or not isinstance(element.tag, str) or (depth and _around(element)):
            return
        special = _special(element)
        if special is not None:
            yield from flush()
            yield special
            return
        opens = element.tag in _BLOCKS
        if opens:
            yield from flush()
        gathered.append(element.text or "")
        for child in element:
            yield from visit(child, depth + 1)
            gathered.append("\n" if child.tag == "br" else "")
            gathered.append(child.tail or "")
        if opens:
            yield from flush()
        elif element.tag in ("td", "th"):
            gathered.append(" ")

    yield from visit(block, 0)
    yield from flush()


def _special(element: HtmlElement) -> Line | None:
    """A heading or a code block, taken whole; None for everything else."""
    level = _HEADINGS.get(element.tag)
    if level:
        return Line(_PERMALINK.sub("", " ".join(element.text_content().split())), level=level)
    if element.tag in ("pre", "d-code", "dt-code"):
        return Line(element.text_content().strip("\n"), code=True)
    return None
