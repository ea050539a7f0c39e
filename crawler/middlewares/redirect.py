"""Redirects, hop by hop: by status and `Location`, `Refresh` header, `meta` refresh, or a script alone on a page."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from w3lib.html import get_meta_refresh
from w3lib.url import safe_url_string

from crawler.middlewares.cookies import cookie_state
from crawler.records import Failure, Hop
from crawler.safety.failures import ElsewhereError, VisitError
from crawler.spiders.journey import MAX_HOPS, Journey, Purpose, journey_of

if TYPE_CHECKING:
    from crawler.parcels.bounds import Bounds

REDIRECTS = frozenset({301, 302, 303, 307, 308})
REFRESH_AT_MOST_S = 15.0
"""A page that refreshes later than this is meant to be read first."""
_REFRESH_WITHIN = 16_384
_SCRIPT_PAGE = 6_000
"""Bytes of a page that may consist of nothing but a script that sends on, as parking services have it."""
_SCRIPT_GOAL = re.compile(
    r"<script\b[^>]*>[^<]{0,2000}?\blocation(?:\.href)?\s*(?:=(?!=)|\.(?:replace|assign)\(|\[[\"']href[\"']\]\s*=)\s*"
    r"[\"'](?P<goal>[^\"'\s<>+]{1,2000})[\"']\s*[;)}\n<]",
    re.IGNORECASE,
)
_SCRIPT_SIGN = re.compile(
    r"\\(?:(?:x(?=[0-9a-f]{2})|u(?=[0-9a-f]{4}))(?P<code>(?<=x)[0-9a-f]{2}|[0-9a-f]{4})|(?P<sign>[/\\-]))",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\bif\s*\(|\?[^\"';]*:|&&|\|\||\bcatch\b|\bclick\b|<script\b[^>]*\bsrc\b|<form\b", re.IGNORECASE
)
"""What makes a script's way one of several, or the page one that other scripts fill."""
_NOT_SEEN = re.compile(
    r"<(script|style|noscript|title)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>|&nbsp;|\s+", re.IGNORECASE | re.DOTALL
)
_SEEN_AT_MOST = 60
"""Signs that such a page may show: "Redirecting..." in some language."""
_REFRESH_HEADER = re.compile(rb"\s*(?P<wait>\d+(?:\.\d*)?)\s*[;,]\s*url\s*=\s*[\"']?(?P<goal>[^\"'\s]+)", re.IGNORECASE)


class RedirectMiddleware:
    """Turns an answer that sends us on into the next request of its journey."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self._bounds = bounds

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        return cls(crawler.settings["LINKATLAS_BOUNDS"])

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The next hop's request, or the answer where the journey ends here. Raises VisitError for loops and for goals
        that cannot be followed, ElsewhereError where another crawler has the goal's host."""
        journey = journey_of(request)
        if journey.purpose is Purpose.ROBOTS:
            return response  # robots.txt follows redirects by rules of its own
        goal, by = _goal(response)
        if goal is None:
            return response
        journey.seen.add((request.url, ""))
        url = _absolute(response.url, goal)
        if by != "header" and url == response.url:
            return response
        journey.hops.append(Hop(response.url, response.status, by))
        _refuse_loop(journey, url)
        if self._bounds is not None and not self._bounds.mine(url):
            raise _elsewhere(journey, url)
        return request.replace(url=url, headers={}, dont_filter=True)


def _elsewhere(journey: Journey, url: str) -> Exception:
    """A visit is handed over; a question of our own ends where its host sends us away."""
    if journey.purpose is Purpose.VISIT:
        return ElsewhereError(url)
    return VisitError(Failure.BAD_REDIRECT, "it sends on to another site")


def _goal(response: Response) -> tuple[str | None, str]:
    if response.status in REDIRECTS:
        location = response.headers.get(b"Location")
        return (location.decode("utf-8", "replace").strip() if location else None), "header"
    if response.status != 200:
        return None, ""
    header = _REFRESH_HEADER.match(response.headers.get(b"Refresh") or b"")
    if header and float(header["wait"]) <= REFRESH_AT_MOST_S:
        return header["goal"].decode("utf-8", "replace"), "meta"
    refresh = _meta_refresh(response)
    return (refresh, "meta") if refresh is not None else (_script_refresh(response), "script")


def _script_refresh(response: Response) -> str | None:
    """Where a page sends everybody that is nothing but a script: what it loads by itself is not looked into."""
    if len(response.body) > _SCRIPT_PAGE or b"location" not in response.body:
        return None
    text = response.body.decode("utf-8", "replace")
    goals = {found["goal"] for found in _SCRIPT_GOAL.finditer(text)}
    if len(goals) != 1 or _CONDITION.search(text) or len(_NOT_SEEN.sub("", text)) > _SEEN_AT_MOST:
        return None
    return html.unescape(_SCRIPT_SIGN.sub(_sign, goals.pop()))


def _sign(escaped: re.Match[str]) -> str:
    """A sign as scripts write it within a string: `\\/`, `\\x2f`, `\\u002f`."""
    code = escaped["code"]
    return chr(int(code, 16)) if code else escaped["sign"]


def _meta_refresh(response: Response) -> str | None:
    start = response.body[:_REFRESH_WITHIN]
    if b"refresh" not in start.lower():
        return None
    wait, goal = get_meta_refresh(start, response.url, encoding="utf-8")
    if goal is None or wait is None or wait > REFRESH_AT_MOST_S:
        return None
    return goal


def _absolute(base: str, goal: str) -> str:
    """`goal` as an address to fetch; VisitError where it is none of the web's."""
    try:
        url = urljoin(base, goal.replace("\\", "/") if not goal.lower().startswith("javascript:") else goal)
        scheme = url.partition(":")[0].lower()
        if scheme in ("http", "https"):
            return safe_url_string(url.partition("#")[0])
    except ValueError as problem:
        raise VisitError(Failure.BAD_REDIRECT, "it sends on to an address that is none") from problem
    raise VisitError(Failure.BAD_REDIRECT, f"it sends on to a {scheme[:20]}: address, which is not of the web")


def _refuse_loop(journey: Journey, url: str) -> None:
    mark = (url, cookie_state(journey))
    if len(journey.hops) > MAX_HOPS:
        raise VisitError(Failure.REDIRECT_LOOP, f"it redirects more than {MAX_HOPS} times")
    if mark in journey.seen:
        raise VisitError(Failure.REDIRECT_LOOP, "it redirects in a circle")
    journey.seen.add(mark)
