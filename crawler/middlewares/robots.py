"""robots.txt (RFC 9309), asked for once per host and run, its crawl-delay obeyed."""

from __future__ import annotations

import asyncio
from typing import Self
from urllib.parse import urljoin, urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.middlewares.common import scheduler_of
from crawler.middlewares.redirect import REDIRECTS
from crawler.options import CrawlOptions
from crawler.records import Failure, Target
from crawler.safety.failures import StoppedError, VisitError
from crawler.spiders.journey import Journey, Purpose, host_of, journey_of

ROBOT = "linkatlas"
MAX_BYTES = 512_000  # RFC 9309 §2.5 asks for at least 500 KiB
MAX_REDIRECTS = 5  # RFC 9309 §2.3.1.2
LONGEST_DELAY_S = 30.0
PAUSE_S = 0.5
# what may be wrong with robots.txt alone
_PASSING = frozenset({Failure.TIMEOUT, Failure.RESET, Failure.BAD_ANSWER})


class RobotsMiddleware:
    """Asks a host's robots.txt before its first page, and keeps to it."""

    def __init__(self, crawler: Crawler, options: CrawlOptions) -> None:
        self._crawler = crawler
        self._options = options
        self._rules: dict[str, asyncio.Future[Protego | None]] = {}
        self._robot = options.user_agent.partition("/")[0].strip() or ROBOT

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        return cls(crawler, crawler.settings["LINKATLAS_OPTIONS"])

    async def process_request(self, request: Request) -> None:
        """Raise VisitError where robots.txt forbids the address."""
        if not self._options.robots or journey_of(request).purpose is Purpose.ROBOTS:
            return
        rules = await self.rules(request)
        if rules is not None and not rules.can_fetch(request.url, self._robot):
            raise VisitError(Failure.ROBOTS, f"robots.txt of {host_of(request)} asks us not to visit this address")

    async def rules(self, request: Request) -> Protego | None:
        """The rules of the request's origin; None where there are none or they could not be had."""
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        known = self._rules.get(origin)
        if known is None:
            known = self._rules[origin] = asyncio.get_running_loop().create_future()
            await self._learn(origin, host_of(request), known)
        return await asyncio.shield(known)

    async def _learn(self, origin: str, host: str, known: asyncio.Future[Protego | None]) -> None:
        """Settle `known`. A host that cannot be reached now is asked again with the page's next attempt."""
        try:
            rules = await self._ask(f"{origin}/robots.txt")
        except BaseException as problem:
            self._rules.pop(origin, None)
            known.set_exception(problem if isinstance(problem, VisitError) else StoppedError())
            known.exception()  # nobody else may be waiting for it
            raise
        self._obey_delay(host, rules)
        known.set_result(rules)

    async def _ask(self, url: str) -> Protego | None:
        journey = Journey(Target(url, url), Purpose.ROBOTS)
        for hop in range(MAX_REDIRECTS + 1):
            request = Request(url, meta={"journey": journey, "cap": MAX_BYTES}, dont_filter=True)
            response = await self._fetch(request, own=hop == 0)
            if response is None:
                return None
            goal = _sent_to(response)
            if goal is None:
                return _parsed(response)
            url = goal
        return None

    async def _fetch(self, request: Request, *, own: bool) -> Response | None:
        """The answer; None where there is none for robots.txt alone.

        Raises VisitError where the host itself (`own`) cannot be reached: to go on without its rules could be rude, and
        the page would fail alike.
        """
        assert self._crawler.engine is not None
        for last in (False, True):
            try:
                return await self._crawler.engine.download_async(request)
            except ValueError:
                return None
            except VisitError as problem:
                if not own:
                    return None
                if problem.failure not in _PASSING:
                    raise
                if last:
                    return None
            await asyncio.sleep(PAUSE_S)
        return None

    def _obey_delay(self, host: str, rules: Protego | None) -> None:
        wish = rules.crawl_delay(self._robot) if rules is not None else None
        if wish:
            lane = scheduler_of(self._crawler).lane(host)
            lane.delay = max(lane.delay, min(float(wish), LONGEST_DELAY_S))


def _sent_to(response: Response) -> str | None:
    location = response.headers.get(b"Location")
    if response.status not in REDIRECTS or not location:
        return None
    goal = urljoin(response.url, location.decode("latin-1"))
    return goal if goal.startswith(("http://", "https://")) else None


def _parsed(response: Response) -> Protego | None:
    """The rules of an answer.

    4xx: there are none (RFC 9309 §2.3.1.3). 5xx: the RFC would have us stay away; a link checker that asks for one
    page, once, and is told nothing, visits it, as a reader would.
    """
    if response.status != 200:
        return None
    return Protego.parse(response.body.decode("utf-8", "replace"))
