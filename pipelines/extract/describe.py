"""What a web page is: title, author, date, language, kind and role; what it says before what it looks like."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.records import Page
from pipelines.extract.draft import Draft
from pipelines.extract.kinds import kind_of
from pipelines.extract.language import declared, language_of
from pipelines.extract.outline import main_block
from pipelines.extract.structured import Structured, iso_date, seconds_of

_TITLE_TAIL = re.compile(r"\s+(?:[|·•–—»:]|-{1,2}|::)\s+(?=[^|·•–—»]{2,60}$)")
_BYLINE = re.compile(r"\b(author|byline|by-line|writer|post-author|p-author)\b", re.IGNORECASE)
_BY = re.compile(r"^\s*(?:(?:written|posted|published|created)\s+)?(?:by|von|par|por)\s*:?\s+", re.IGNORECASE)
_URL_DATE = re.compile(r"/((?:19|20)\d{2})[-/](0[1-9]|1[0-2])(?:[-/](0[1-9]|[12]\d|3[01]))?(?=[-/_.]|$)")
_NAME = re.compile(r"^[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}$")


def describe(draft: Draft, tree: HtmlElement, page: Page, said: Structured) -> None:
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
