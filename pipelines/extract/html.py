"""Web pages: trafilatura's text, guarded against its early stop, and what the page says about itself."""

from __future__ import annotations

import logging
import re
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from crawler.records import Page
from pipelines.extract.draft import Draft, one_line, tidy
from pipelines.extract.kinds import kind_of
from pipelines.extract.language import declared, language_of
from pipelines.extract.outline import Line, lines_of, main_block, prose_words
from pipelines.extract.structured import Structured, iso_date, seconds_of, structured_data

KEPT_AT_LEAST = 0.6
"""Share of its main block's words that a text must keep. Of 326 real articles 9 fell below, all cut by mistake."""
MAIN_AT_LEAST = 150
"""Words that a main block must have before it can accuse a text of being short."""
MAX_HTML = 8_000_000
"""Characters parsed; hostile pages of 5 MB took trafilatura 8 s."""
_TITLE_TAIL = re.compile(r"\s+(?:[|·•–—»:]|-{1,2}|::)\s+(?=[^|·•–—»]{2,60}$)")
_BYLINE = re.compile(r"\b(author|byline|by-line|writer|post-author|p-author)\b", re.IGNORECASE)
_BY = re.compile(r"^\s*(?:(?:written|posted|published|created)\s+)?(?:by|von|par|por)\s*:?\s+", re.IGNORECASE)
_URL_DATE = re.compile(r"/((?:19|20)\d{2})[-/](0[1-9]|1[0-2])(?:[-/](0[1-9]|[12]\d|3[01]))?(?=[-/_.]|$)")
_NAME = re.compile(r"^[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}$")


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
    return draft_of(tree, page)


def draft_of(tree: HtmlElement, page: Page, *, block: HtmlElement | None = None) -> Draft:
    """A draft of a parsed page; `block` is where its text stands, for sites whose markup is known."""
    said = structured_data(tree)
    draft = Draft(facts={name: said.fields[name] for name in _FACTS if said.fields.get(name)})
    known = block is not None
    block = block if known else main_block(tree)
    lines = lines_of(block) if block is not None else []
    if known:
        draft.text = _joined(lines)
    else:
        draft.text = _text(tree, page, lines)
    draft.headings = [(line.level, line.text) for line in (lines or _headings(tree)) if line.level]
    draft.text = _with_headings(draft.text, lines)
    around = block if block is not None else tree
    draft.links = links_of(around, page.url)
    _describe(draft, tree, page, said)
    return draft


_FACTS = ("isbn", "doi", "arxiv", "pdf", "level", "prerequisites")


def _text(tree: HtmlElement, page: Page, lines: list[Line]) -> str:
    """Trafilatura's text, or the main block's own where that keeps much more of its words."""
    text = _trafilatura(tree, page.url)
    most = prose_words(lines)
    kept = len(text.split())
    if most >= MAIN_AT_LEAST and kept < KEPT_AT_LEAST * most:
        return _joined(lines)
    if kept < 20 and not lines:
        body = tree.find("body")
        return text or _joined(lines_of(body) if body is not None else [])
    return text


def _trafilatura(tree: HtmlElement, url: str) -> str:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found: Any = bare_extraction(tree, url=url, include_comments=False, with_metadata=False)
    except Exception:  # noqa: BLE001 - whatever breaks in another's extractor costs this text only; the main block stands in
        return ""
    return str(found.text or "") if found else ""


def _joined(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _headings(tree: HtmlElement) -> list[Line]:
    return [
        Line(" ".join(one.text_content().split()), level=int(one.tag[1]))
        for one in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")
    ]


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


def _describe(draft: Draft, tree: HtmlElement, page: Page, said: Structured) -> None:
    fields = said.fields
    draft.title = fields.get("title") or title_of(tree, fields.get("site", ""))
    draft.author = fields.get("author") or author_of(tree)
    draft.published = fields.get("published") or date_of(tree, page.url)
    draft.site = fields.get("site") or (urlsplit(page.url).hostname or "").removeprefix("www.")
    lang = declared(
        fields.get("language") or tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    )
    draft.language = language_of(draft.text, lang)
    draft.summary = fields.get("summary", "")
    draft.tags = [*said.tags, *(one.text_content() for one in tree.xpath(".//a[@rel='tag' or @rel='category tag']"))]
    draft.kind = kind_of(page, said)
    seconds = seconds_of(fields.get("duration", ""))
    if seconds:
        draft.minutes = round(seconds / 60, 1)
    role = role_of(tree, page, draft)
    if role:
        draft.facts["role"] = role


def title_of(tree: HtmlElement, site: str) -> str:
    """The page's `<title>` without the site's name behind it; the only `<h1>` where there is no title."""
    element = tree.find(".//title")
    title = " ".join((element.text_content() if element is not None else "").split())
    tops = [" ".join(one.text_content().split()) for one in tree.iter("h1")]
    for top in tops:
        if top and (title.startswith(top) or title.endswith(top)):
            return _clean(top)
    if site and title.endswith(site):
        title = title[: -len(site)].rstrip(" |·•–—»:-") or title
    parts = _TITLE_TAIL.split(title)
    return _clean(parts[0] if parts and len(parts[0]) >= 3 else title) or _clean(next(iter(tops), ""))


def _clean(title: str) -> str:
    return re.sub(r"[\s¶#§🔗]+$", "", title)


def author_of(tree: HtmlElement) -> str:
    """The author by `rel=author` or a byline's class, where it reads like a name."""
    for element in tree.xpath(
        ".//*[@rel='author'] | .//*[@itemprop='author'] | .//*[contains(@class,'author') or contains(@class,'byline')]"
    ):
        if element.tag != "a" and not _BYLINE.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}"):
            continue
        words = _BY.sub("", " ".join(element.text_content().split()))
        if _NAME.match(words) and len(words) <= 80:
            return words
    return ""


def date_of(tree: HtmlElement, url: str) -> str:
    """The date of a `<time>` element or of the address; empty where neither has one."""
    for element in tree.iter("time"):
        found = iso_date(element.get("datetime") or element.text_content())
        if found:
            return found
    found_in_url = _URL_DATE.search(urlsplit(url).path)
    return "-".join(part for part in found_in_url.groups() if part) if found_in_url else ""


def role_of(tree: HtmlElement, page: Page, draft: Draft) -> str:
    """`index` for a page that only leads to others (home pages, archives, tag pages), else empty."""
    path = urlsplit(page.url).path.strip("/").lower()
    if _INDEX_PATH.search(path) and len(draft.headings) < _OWN_HEADINGS:
        return "index"
    total = max(1, len(draft.text.split()))
    if total >= _LISTING_WORDS:
        return ""
    linked = sum(len(words.split()) for _, words in draft.links if words in draft.text)
    teasers = len(tree.findall(".//article")) >= 4 and main_block(tree) is None
    return "index" if teasers or (linked >= 0.4 * total and len(draft.links) >= 8) else ""


_LISTING_WORDS = 1_500
_OWN_HEADINGS = 12
"""Headings from which a page at a listing's address is more than a listing."""
_INDEX_PATH = re.compile(
    r"(^|/)(tags?|categor(y|ies)|archives?|authors?|blog|posts|search|sitemap)(\.html?)?$"
    r"|(^|/)(tags?|categor(y|ies)|authors?)/[^/]+(\.html?)?$|(^|/)page/\d+$|(^|/)(blog|posts|archives?)/\d{4}(/\d{2})?$"
)
