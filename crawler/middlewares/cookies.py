"""Cookies live for one chain of redirects: some sites send visitors in circles who bring none back."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

import yarl
from aiohttp import CookieJar
from scrapy import Request
from scrapy.http import Response

from crawler.spiders.journey import Journey, journey_of

MAX_COOKIE_BYTES = 16_384


class ChainCookiesMiddleware:
    """Sends back, within a chain, the cookies that its hops set."""

    def process_request(self, request: Request) -> None:
        """Add the chain's cookies for this address."""
        jar = journey_of(request).jar
        if jar is not None:
            request.headers.pop(b"Cookie", None)
            pairs = [
                f"{m.key}={m.coded_value}" for m in jar.filter_cookies(yarl.URL(request.url, encoded=True)).values()
            ]
            if pairs:
                request.headers[b"Cookie"] = "; ".join(pairs).encode("latin-1", "replace")

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the cookies of this hop."""
        lines = response.headers.getlist(b"Set-Cookie")
        if lines and sum(map(len, lines)) <= MAX_COOKIE_BYTES:
            keep_cookies(journey_of(request), response.url, lines)
        return response


def keep_cookies(journey: Journey, url: str, lines: list[bytes]) -> None:
    """Keep what the answer of `url` set."""
    journey.cookies_from.append((url, tuple(lines)))
    if journey.jar is None:
        journey.jar = CookieJar()
    for line in lines:
        cookie: SimpleCookie = SimpleCookie()
        try:
            cookie.load(line.decode("latin-1"))
        except CookieError:
            continue
        journey.jar.update_cookies(cookie, yarl.URL(url, encoded=True))


def cookie_state(journey: Journey) -> str:
    """The chain's cookies as one text: an address that comes again with other cookies is no loop."""
    if journey.jar is None:
        return ""
    return ";".join(sorted(f"{m['domain']}{m['path']} {m.key}={m.value}" for m in journey.jar))
