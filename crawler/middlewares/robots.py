"""robots.txt (RFC 9309), asked for once per host and run, its crawl-delay obeyed."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.hosts import origin_of
from crawler.middlewares.common import scheduler_of
from crawler.middlewares.redirect import REDIRECTS
from crawler.options import CrawlOptions
from crawler.records import Failure, Target
from crawler.safety.failures import ElsewhereError, StoppedError, VisitError
from crawler.spiders.journey import Journey, Purpose, host_of, journey_of

if TYPE_CHECKING:
    from crawler.parcels.bounds import Bounds

ROBOT = "linkatlas"
MAX_BYTES = 512_000  # RFC 9309 §2.5 asks for at least 500 KiB
MAX_REDIRECTS = 5  # RFC 9309 §2.3.1.2
LONGEST_DELAY_S = 30.0
PAUSE_S = 0.5
# what may be wrong with robots.txt alone
_PASSING = frozenset({Failure.TIMEOUT, Failure.RESET, Failure.BAD_ANSWER})


class RobotsMiddleware:
    """Asks a host's robots.txt before its first page, and keeps to it."""

    def __init__(self, crawler: Crawler, options: CrawlOptions, bounds: Bounds | None = None) -> None:
        self._crawler = crawler
        self._options = options
        self._bounds = bounds
        self._rules: dict[str, asyncio.Future[Protego | None]] = {}
        self._robot = options.user_agent.partition("/")[0].strip() or ROBOT

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        return cls(crawler, crawler.settings["LINKATLAS_OPTIONS"], crawler.settings["LINKATLAS_BOUNDS"])

    def process_request(self, request: Request) -> Coroutine[Any, Any, None] | None:
        """Raise VisitError where robots.txt forbids the address; what is returned is to be waited for."""
        if not self._options.robots or journey_of(request).purpose is Purpose.ROBOTS:
            return None
        known = self._rules.get(origin_of(request.url))
        if known is None or not known.done():
            return self._ask_first(request)
        self._keep_to(known.result(), request)
        return None

    async def _ask_first(self, request: Request) -> None:
        self._keep_to(await self.rules(request), request)

    def _keep_to(self, rules: Protego | None, request: Request) -> None:
        if rules is not None and not rules.can_fetch(request.url, self._robot):
            raise VisitError(Failure.ROBOTS, f"robots.txt of {host_of(request)} asks us not to visit this address")

    async def rules(self, request: Request) -> Protego | None:
        """The rules of the request's origin; None where there are none or they could not be had."""
        origin = origin_of(request.url)
        known = self._rules.get(origin)
        if known is None:
            known = self._rules[origin] = asyncio.get_running_loop().create_future()
            await self._learn(origin, host_of(request), known)
        return await asyncio.shield(known)

    async def _learn(self, origin: str, host: str, known: asyncio.Future[Protego | None]) -> None:
        """Settle `known`. A host that cannot be reached now is asked again with the page's next attempt."""
        try:
            text = await self._text(origin)
        except BaseException as problem:
            if not isinstance(problem, ElsewhereError):
                self._rules.pop(origin, None)
            known.set_exception(problem if isinstance(problem, VisitError | ElsewhereError) else StoppedError())
            known.exception()  # nobody else may be waiting for it
            raise
        rules = Protego.parse(text) if text else None
        self._obey_delay(host, rules)
        known.set_result(rules)

    async def _text(self, origin: str) -> str:
        """The origin's robots.txt, asked for once in the whole crawl; empty where there is none."""
        known = self._bounds.robots(origin) if self._bounds is not None else None
        if known is not None:
            return known
        text = await self._ask(origin)
        if self._bounds is not None:
            self._bounds.learn_robots(origin, text)
        return text

    async def _ask(self, origin: str) -> str:
        url = f"{origin}/robots.txt"
        journey = Journey(Target(url, url), Purpose.ROBOTS)
        for hop in range(MAX_REDIRECTS + 1):
            request = Request(url, meta={"journey": journey, "cap": MAX_BYTES}, dont_filter=True)
            response = await self._fetch(request, own=hop == 0)
            if response is None:
                return ""
            goal = sent_to(response)
            if goal is None:
                return robots_text(response)
            if self._bounds is not None and not self._bounds.mine(goal):
                raise ElsewhereError(goal, origin, hop + 1)
            url = goal
        return ""

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


def sent_to(response: Response) -> str | None:
    """Where an answer to a question for robots.txt sends us; None where it is the end."""
    location = response.headers.get(b"Location")
    if response.status not in REDIRECTS or not location:
        return None
    goal = urljoin(response.url, location.decode("latin-1"))
    return goal if goal.startswith(("http://", "https://")) else None


def robots_text(response: Response) -> str:
    """The rules of an answer; empty where there are none.

    4xx: there are none (RFC 9309 §2.3.1.3). 5xx: the RFC would have us stay away; a link checker that asks for one
    page, once, and is told nothing, visits it, as a reader would.
    """
    return response.body.decode("utf-8-sig", "replace") if response.status == 200 else ""
