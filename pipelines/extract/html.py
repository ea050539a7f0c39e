"""Web pages: trafilatura's text, guarded against its early stop, and what the page says about itself."""

from __future__ import annotations

import logging
import re
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from crawler.records import Kind, Page
from pipelines.extract.contents import add_contents
from pipelines.extract.describe import describe
from pipelines.extract.draft import Draft, one_line, tidy
from pipelines.extract.outline import Line, lines_of, main_block, prose_words
from pipelines.extract.structured import structured_data

KEPT_AT_LEAST = 0.6
"""Share of its main block's words that a text must keep. Of 326 real articles 9 fell below, all cut by mistake."""
MAIN_AT_LEAST = 150
"""Words that a main block must have before it can accuse a text of being short."""
READ_IN_FULL_BELOW = 250
"""Words under which a page is read with all of trafilatura's extractors."""
READ_AGAIN_SHARE = 0.85
"""Share of the page's prose under which a text of the quick mode is not believed."""
MAX_HTML = 8_000_000
"""Characters parsed; hostile pages of 5 MB took trafilatura 8 s."""


def parse(page: Page) -> HtmlElement | None:
    """The page's tree, decoded as the answer, the page and its bytes say (in the order of the HTML standard)."""
    from w3lib.encoding import html_to_unicode

    header = (
        page.content_type
        if "charset" in page.content_type or not page.charset
        else f"{page.content_type}; charset={page.charset}"
    )
    _, text = html_to_unicode(header or None, page.body)
    text = text.replace("\x00", "")[:MAX_HTML]
    if not text.strip():
        return None
    try:
        return document_fromstring(
            text.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", huge_tree=False)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def read_html(page: Page) -> Draft:
    """A draft of any web page: text, outline, links, and all that its metadata say."""
    tree = parse(page)
    if tree is None:
        return Draft(problem="there is no HTML in the answer")
    draft = draft_of(tree, page)
    if draft.kind in (Kind.COURSE, Kind.BOOK):
        add_contents(draft, tree)
    return draft


def draft_of(tree: HtmlElement, page: Page, *, block: HtmlElement | None = None) -> Draft:
    """A draft of a parsed page; `block` is where its text stands, for sites whose markup is known."""
    said = structured_data(tree)
    draft = Draft(facts={name: said.fields[name] for name in _FACTS if said.fields.get(name)})
    if block is not None:
        lines = lines_of(block)
        draft.text = _joined(lines)
    else:
        block = main_block(tree)
        body = block if block is not None else tree.find("body")
        lines = lines_of(body) if body is not None else []
        draft.text = _with_headings(_text(tree, page, lines, marked=block is not None), lines)
    draft.headings = [(line.level, line.text) for line in lines if line.level]
    draft.links = links_of(block if block is not None else tree, page.url)
    describe(draft, tree, page, said)
    if len(draft.text.split()) < _NOTICE_WORDS and _SCRIPTLESS.search(draft.text):
        draft.text, draft.problem = "", "the page is empty without scripts"
    return draft


_NOTICE_WORDS = 60
_SCRIPTLESS = re.compile(
    r"\b(enable|turn on|requires?|needs?|without)\s+javascript\b|"
    r"\bjavascript (is )?(not available|disabled|required|turned off|must be)\b",
    re.IGNORECASE,
)


_FACTS = ("isbn", "doi", "arxiv", "pdf", "level", "prerequisites")


def _text(tree: HtmlElement, page: Page, lines: list[Line], *, marked: bool) -> str:
    """Trafilatura's text, or the main block's own where that keeps much more of its words.

    Its quick mode gave the same text on 520 of 547 real pages in two thirds of the time; the others are short or lost
    much, and are read in full.
    """
    most = prose_words(lines)
    short = most < READ_IN_FULL_BELOW
    text = _trafilatura(tree, page.url, fast=not short)
    kept = len(text.split())
    if not short and kept < max(READ_IN_FULL_BELOW, READ_AGAIN_SHARE * most):
        text = _trafilatura(tree, page.url, fast=False) or text
        kept = len(text.split())
    if marked and most >= MAIN_AT_LEAST and kept < KEPT_AT_LEAST * most:
        return _joined(lines)
    return text if kept >= 20 or marked else text or _joined(lines)


def _trafilatura(tree: HtmlElement, url: str, *, fast: bool) -> str:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found: Any = bare_extraction(tree, url=url, include_comments=False, with_metadata=False, fast=fast)
    except Exception:  # noqa: BLE001 - whatever breaks in another's extractor costs this text only; the main block stands in
        return ""
    return str(found.text or "") if found else ""


def _joined(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _with_headings(text: str, lines: list[Line]) -> str:
    """The text with each heading that the extractor lost put back before the paragraph that follows it.

    Not before the first paragraph: what stands there is the title and the byline.
    """
    text = tidy(text)
    standing = set(text.split("\n"))
    at = 0
    pieces: list[str] = []
    for heading, after in pairwise(lines):
        if not heading.level or after.level or after.code or one_line(heading.text) in standing:
            continue
        start = text.find(tidy(after.text)[:60], at)
        if start <= 0 or text[start - 1] != "\n":
            continue
        pieces += [text[at:start], one_line(heading.text), "\n"]
        at = start
    return "".join([*pieces, text[at:]])


def links_of(block: HtmlElement, url: str) -> list[tuple[str, str]]:
    """Absolute http(s) addresses that the block links to, with their words, each address once."""
    found: dict[str, str] = {}
    for anchor in block.iter("a"):
        target = (anchor.get("href") or "").strip()
        if not target or target.startswith(("#", "javascript:", "mailto:", "data:")):
            continue
        try:
            address = urljoin(url, target)
        except ValueError:
            continue
        if address.startswith(("http://", "https://")):
            found.setdefault(address.split("#", 1)[0], " ".join(anchor.text_content().split()))
    return list(found.items())
