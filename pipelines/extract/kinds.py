"""What a page is to a learner, by what it says of itself, then by its address."""

from __future__ import annotations

import re

from crawler.records import Kind, Page
from pipelines.extract.structured import Structured

# JSON-LD type (lower case) → kind
_BY_TYPE: dict[str, Kind] = {
    "course": Kind.COURSE,
    "learningresource": Kind.COURSE,
    "syllabus": Kind.COURSE,
    "book": Kind.BOOK,
    "chapter": Kind.BOOK,
    "videoobject": Kind.VIDEO,
    "scholarlyarticle": Kind.PAPER,
    "softwaresourcecode": Kind.REPO,
    "softwareapplication": Kind.TOOL,
    "techarticle": Kind.DOCS,
    "apireference": Kind.DOCS,
    "blogposting": Kind.BLOG,
    "newsarticle": Kind.BLOG,
    "article": Kind.BLOG,
    "profilepage": Kind.PROFILE,
}
# og:type prefix → kind
_BY_OG: tuple[tuple[str, Kind], ...] = (
    ("book", Kind.BOOK),
    ("video", Kind.VIDEO),
    ("profile", Kind.PROFILE),
    ("article", Kind.BLOG),
)
# address → kind, for what no page says of itself
_BY_ADDRESS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (
        re.compile(
            r"//(docs?|api|reference)\.|/docs?/|/documentation/|/reference/|readthedocs\.io|/api/|/manual/",
            re.IGNORECASE,
        ),
        Kind.DOCS,
    ),
    (
        re.compile(
            r"/(courses?|lectures?|bootcamp|learn|syllabus|specializations?|nanodegree)(/|$)|//cs\d{3}\w*\.",
            re.IGNORECASE,
        ),
        Kind.COURSE,
    ),
    (re.compile(r"/(books?|handbook)(/|$)|-book[./]", re.IGNORECASE), Kind.BOOK),
    (
        re.compile(
            r"/(posts?|blog|articles?|news)(/|$)|/(19|20)\d{2}/\d{1,2}/|//blog\.|medium\.com|substack\.com",
            re.IGNORECASE,
        ),
        Kind.BLOG,
    ),
)


def kind_of(page: Page, said: Structured) -> Kind:
    """The kind of the page; what the address alone suggested at the scan stays where nothing else speaks."""
    strong = [_BY_TYPE[name] for name in said.types if name in ("course", "book", "scholarlyarticle", "videoobject")]
    if strong and page.kind in (Kind.OTHER, Kind.BLOG, Kind.DOCS):
        return strong[0]
    if page.kind is not Kind.OTHER:
        return page.kind
    if any(said.fields.get(mark) for mark in ("venue", "doi", "arxiv")):
        return Kind.PAPER
    for name in said.types:
        if name in _BY_TYPE:
            return _BY_TYPE[name]
    for pattern, kind in _BY_ADDRESS:
        if pattern.search(page.url):
            return kind
    og = said.fields.get("type", "")
    return next((kind for prefix, kind in _BY_OG if og.startswith(prefix)), Kind.OTHER)
