"""Walls between a robot and a page: bots refused, consent asked for, a log-in asked for, a domain parked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from crawler.hosts import host
from crawler.records import Visit
from crawler.verdicts import marks, shapes
from crawler.verdicts.folding import fold, unaccented
from crawler.verdicts.marks import HeaderMark, TextMark
from crawler.verdicts.page import SEPARATORS, PageView, letters
from crawler.verdicts.soft404 import LITTLE_PROSE

MARKUP_WITHIN = 60_000
SHARE_OF_HEADLINE = 0.7
"""Of a headline's letters, for pages that answer 200: one about a test for robots says more than that."""

SHARE_OF_TROUBLE = 0.6


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(unaccented(pattern), re.IGNORECASE)


def by_header(rows: Iterable[HeaderMark], visit: Visit) -> HeaderMark | None:
    """The first row whose header the answer carries."""
    for row in rows:
        value = visit.headers.get(row.header)
        if value is not None and _compiled(row.pattern).search(value):
            return row
    return None


def by_text(rows: Iterable[TextMark], page: PageView, share: float = 0.0) -> tuple[TextMark, str] | None:
    """The first row whose words the page carries, and those words; `share` of a headline must be theirs."""
    heads = [fold(text) for text in (page.title, *page.headings[:2]) if text]
    for row in rows:
        texts = {
            "markup": [page.markup[:MARKUP_WITHIN]],
            "text": [*heads, fold(page.text[:3000])],
        }.get(row.where, heads)
        for text in texts:
            found = _compiled(row.pattern).search(text)
            if found and _says_little_else(found[0], text, _share(row, share)):
                return row, found[0][:120]
    return None


def _share(row: TextMark, share: float) -> float:
    return {"title": share, "headline": SHARE_OF_HEADLINE}.get(row.where, 0.0)


def _says_little_else(words: str, headline: str, share: float) -> bool:
    """Whether `words` make up `share` of the headline or of one of its parts (a site's name stands beside them)."""
    parts = [headline, *(part for part in SEPARATORS.split(headline) if words in part)]
    return any(letters(words) >= share * letters(part) for part in parts)


def sent_to_wall(visit: Visit) -> bool:
    """Whether it was sent to an address of a wall, whatever stands there."""
    if not visit.hops or marks.WALL_ADDRESSES.match(visit.url):
        return False
    return marks.WALL_ADDRESSES.match(visit.final_url) is not None


def bot_wall(visit: Visit, page: PageView | None) -> tuple[str, str] | None:
    """Whose wall it is and what shows it."""
    if sent_to_wall(visit):
        return "a wall", f"sent to {visit.final_url}"
    status = visit.status or 0
    rows = marks.BOT_HEADERS + (marks.REFUSAL_HEADERS if status >= 400 else ())
    mark = by_header(rows, visit)
    if mark is not None:
        return mark.name, f"{mark.header}: {visit.headers[mark.header]}"[:200]
    if page is None or page.rich or page.prose >= LITTLE_PROSE:
        return None
    found = by_text(marks.BOT_PAGES, page, share=0.0 if status >= 400 else SHARE_OF_HEADLINE)
    return (found[0].name, found[1]) if found else None


def other_wall(page: PageView | None) -> tuple[str, str] | None:
    """What sort of wall it is that others may pass, and what shows it."""
    return _small_page(marks.OTHER_WALLS, page, SHARE_OF_HEADLINE)


def too_many(page: PageView | None) -> tuple[str, str] | None:
    """What shows that we asked too often, though the status does not say so."""
    return _small_page(marks.RATE_PAGES, page, SHARE_OF_HEADLINE)


def host_trouble(visit: Visit, page: PageView | None) -> tuple[str, str] | None:
    """What shows that the host is in trouble or closed for maintenance, though the status does not say so."""
    if visit.hops and shapes.is_trouble(visit.final_url) and not shapes.is_trouble(visit.url):
        return "A page for trouble", f"sent to {visit.final_url}"
    return _small_page(marks.TROUBLE_PAGES, page, SHARE_OF_TROUBLE)


def _small_page(rows: Iterable[TextMark], page: PageView | None, share: float) -> tuple[str, str] | None:
    """Name and words of the first row that a page with little else to say carries."""
    if page is None or page.rich or page.prose >= LITTLE_PROSE:
        return None
    found = by_text(rows, page, share)
    return (found[0].name, found[1]) if found else None


def consent_wall(visit: Visit, page: PageView | None) -> str:
    """What shows that consent is asked for before anything is shown; empty where it is not."""
    if visit.hops and marks.CONSENT_ADDRESSES.match(visit.final_url) and not marks.CONSENT_ADDRESSES.match(visit.url):
        return f"sent to {visit.final_url}"
    if page is None or page.rich or not page.asks_anything:
        return ""
    if page.prose >= (LITTLE_PROSE * 2 if page.has_form else LITTLE_PROSE):
        return ""
    found = by_text(marks.CONSENT_PAGES, page)
    return found[1] if found else ""


def login_wall(visit: Visit, page: PageView | None) -> str:
    """What shows that a log-in is asked for; empty where it is not, or where the link was to a log-in page."""
    if not visit.hops and (page is None or page.rich):
        return ""
    if shapes.is_login(visit.url):
        return ""
    if visit.hops and shapes.is_login(visit.final_url):
        return f"sent to {visit.final_url}"
    if page is None or page.rich or page.prose >= LITTLE_PROSE:
        return ""
    found = by_text(marks.LOGIN_PAGES, page)
    if found and (page.asks_password or (page.has_form and (visit.hops or page.words < 40))):
        return found[1]
    said = by_text(marks.LOGIN_WORDS, page) if page.words < 60 else None
    return said[1] if said else ""


def parked(visit: Visit, page: PageView | None) -> str:
    """What shows that the domain is for sale or parked; empty where it is not."""
    if visit.hops and marks.PARKED_ADDRESSES.match(visit.final_url) and not marks.PARKED_ADDRESSES.match(visit.url):
        return f"sent to {visit.final_url}"
    if page is None or page.rich:
        return ""
    found = by_text(marks.PARKED_PAGES, page)
    if found is None:
        return ""
    own_name = host(visit.final_url or visit.url) in fold(page.title) and found[0].where != "markup"
    return found[1] if page.prose < LITTLE_PROSE or (own_name and page.prose < LITTLE_PROSE * 4) else ""
