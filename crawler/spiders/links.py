"""The spider: visits each target of the frontier once and hands on what the web answered."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure as Failed

from crawler.hosts import host_in
from crawler.middlewares.common import scheduler_of
from crawler.records import Check, Failure, Probe, Target, Visit
from crawler.safety.failures import StoppedError, VisitError
from crawler.safety.redact import harmless
from crawler.spiders.company import Company, Told
from crawler.spiders.journey import Journey, Purpose, host_of, journey_of
from crawler.spiders.request import PlainRequest
from crawler.verdicts import judge, weigh
from crawler.verdicts.adapters import question
from crawler.verdicts.page import PageView

BACKLOG = 5_000
"""Requests that wait in memory; more are made when these are fewer."""
PROBE_CAP = 500_000
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_USERINFO = re.compile(r"(?<=://)[^/?#@]*@")


Deliver = Callable[[Target, Visit, Check], None]


class LinksSpider(Spider):
    """`frontier` are the targets; `deliver` is called with each finished visit and its verdict."""

    name = "links"

    def __init__(self, frontier: Sequence[Target] = (), deliver: Deliver | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.frontier = frontier
        self.deliver = deliver or (lambda _target, _visit, _check: None)
        self._probes: dict[str, Probe | list[tuple[Journey, Visit]] | None] = {}
        self._company = Company(self._ask_once, self.deliver)

    async def start(self) -> AsyncIterator[Any]:
        """A request for each target, hosts in turn, so that many hosts are busy from the beginning."""
        scheduler = scheduler_of(self.crawler)
        scheduler.expected.update(host_in(target.url) for target in self.frontier)
        for target in in_turns(self.frontier):
            scheduler.expected[host_in(target.url)] -= 1
            if scheduler.backlog >= BACKLOG:
                await scheduler.room_for_more(BACKLOG)
            request = self._request(target.url, Journey(target))
            if request is not None:
                yield request

    def parse(self, response: Response, **_: Any) -> None:
        """The journey of a target ended with an answer."""
        assert response.request is not None
        journey = journey_of(response.request)
        scheduler = scheduler_of(self.crawler)
        scheduler.finish(journey)
        scheduler.lane(host_of(response.request)).note_answer()
        self._consider(journey, visit_from(journey, response))

    def failed(self, failure: Failed) -> None:
        """The journey of a target ended without an answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        journey = journey_of(request)
        scheduler = scheduler_of(self.crawler)
        scheduler.finish(journey)
        problem = failure.value
        if isinstance(problem, StoppedError | asyncio.CancelledError):
            return
        if not isinstance(problem, VisitError):
            self.logger.error("unexpected %s", type(problem).__name__, exc_info=problem)
            problem = VisitError(Failure.BAD_ANSWER, f"the answer could not be read ({type(problem).__name__})")
        if problem.failure in _HOST_FAILURES:
            scheduler.lane(host_of(request)).note_failure(problem)
        self._hand_on(journey, failed_visit(journey, request.url, problem))

    def _request(self, url: str, journey: Journey, **meta: Any) -> Request | None:
        """A request, or None (and the visit delivered) where Scrapy takes `url` for no address."""
        try:
            return PlainRequest(
                _USERINFO.sub("", url.partition("#")[0]),
                callback=self.parse,
                errback=self.failed,
                dont_filter=True,
                meta={"journey": journey, **meta},
            )
        except ValueError:
            problem = VisitError(Failure.BAD_ANSWER, "the address cannot be asked for")
            self._hand_on(journey, failed_visit(journey, url, problem))
            return None

    def _hand_on(self, journey: Journey, visit: Visit) -> None:
        self._finish(journey, visit, judge(visit))

    def _finish(self, journey: Journey, visit: Visit, check: Check) -> None:
        if self.crawler.settings["LINKATLAS_OPTIONS"].companions:
            self._company.gather(journey.target, visit, check)
        else:
            self.deliver(journey.target, visit, check)

    def _consider(self, journey: Journey, visit: Visit) -> None:
        address = question(visit)
        if address:
            self._ask(journey, visit, address)
        else:
            self._doubt(journey, visit)

    def _ask(self, journey: Journey, visit: Visit, address: str) -> None:
        """Ask the site's own interface about a visit that its page leaves open."""

        def answered(result: Response | Failed) -> None:
            if isinstance(result, Response):
                told = Probe(address, result.status, result.url, "", result.body[:2000].decode("utf-8", "replace"))
                self._doubt(journey, replace(visit, asked=told))
            elif not isinstance(result.value, StoppedError | asyncio.CancelledError):
                self._doubt(journey, visit)

        self._ask_once(address, Journey(Target(visit.key, address), Purpose.ASK), answered, PROBE_CAP)

    def _ask_once(self, url: str, journey: Journey, told: Told, cap: int) -> None:
        def answered(result: Response | Failed, **_: Any) -> None:
            scheduler_of(self.crawler).finish(journey)
            told(result)

        self._extra(url, journey, answered, answered, cap)

    def _extra(
        self,
        url: str,
        journey: Journey,
        callback: Callable[..., None],
        errback: Callable[..., None],
        cap: int = PROBE_CAP,
    ) -> None:
        """One more request of our own, through the same manners."""
        assert self.crawler.engine is not None
        meta = {"journey": journey, "cap": cap}
        self.crawler.engine.crawl(Request(url, callback=callback, errback=errback, dont_filter=True, meta=meta))

    def _doubt(self, journey: Journey, visit: Visit) -> None:
        check, suspect = weigh(visit)
        if not suspect:
            self._finish(journey, visit, check)
            return
        host = urlsplit(visit.final_url).netloc
        known = self._probes.get(host, ...)
        if isinstance(known, list):
            known.append((journey, visit))
        elif known is ...:
            self._probes[host] = [(journey, visit)]
            self._probe(host, visit.url if urlsplit(visit.url).netloc == host else visit.final_url)
        else:
            self._hand_on(journey, replace(visit, probe=known))

    def _probe(self, host: str, url: str) -> None:
        made_up = urljoin(url, f"./linkatlas-{secrets.token_hex(8)}")
        journey = Journey(Target(host, made_up), Purpose.PROBE)
        try:
            self._extra(made_up, journey, self.parse_probe, self.failed_probe)
        except ValueError:
            self._settle(host, None)

    def parse_probe(self, response: Response, **_: Any) -> None:
        """The answer for the made-up address."""
        assert response.request is not None
        journey = journey_of(response.request)
        scheduler_of(self.crawler).finish(journey)
        visit = visit_from(journey, response)
        page = PageView.of(visit.body, visit.charset)
        probe = Probe(journey.target.url, response.status, response.url, page.title, page.text[:5000])
        self._settle(journey.target.key, probe)

    def failed_probe(self, failure: Failed) -> None:
        """No answer for the made-up address: suspects are judged without."""
        request: Request = failure.request  # type: ignore[attr-defined]
        journey = journey_of(request)
        scheduler_of(self.crawler).finish(journey)
        if not isinstance(failure.value, StoppedError | asyncio.CancelledError):
            self._settle(journey.target.key, None)

    def _settle(self, host: str, probe: Probe | None) -> None:
        waiting = self._probes.get(host)
        self._probes[host] = probe
        if isinstance(waiting, list):
            for journey, visit in waiting:
                self._hand_on(journey, replace(visit, probe=probe))


_HOST_FAILURES = frozenset(
    {
        Failure.TIMEOUT, Failure.REFUSED, Failure.RESET, Failure.UNREACHABLE, Failure.TLS, Failure.NAME_SERVER_FAILED,
        Failure.NAME_UNKNOWN,
    }
)  # fmt: skip


def in_turns(frontier: Sequence[Target]) -> Iterator[Target]:
    """The targets, one of each host at a time."""
    by_host: dict[str, deque[Target]] = {}
    for target in frontier:
        by_host.setdefault(host_in(target.url), deque()).append(target)
    turns = deque(by_host.values())
    while turns:
        queue = turns.popleft()
        yield queue.popleft()
        if queue:
            turns.append(queue)


def visit_from(journey: Journey, response: Response) -> Visit:
    """What `response` says of the journey's target."""
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    content_type = headers.get("content-type", "")
    charset = _CHARSET.search(content_type)
    return Visit(
        key=journey.target.key,
        url=journey.target.url,
        at=journey.at,
        elapsed=journey.elapsed,
        final_url=response.url,
        status=response.status,
        hops=tuple(journey.hops),
        headers=harmless(headers),
        content_type=content_type.partition(";")[0].strip().lower(),
        charset=charset[1] if charset else "",
        body=response.body,
        damage=response.flags[0] if response.flags else "",
        not_modified=response.status == 304,
        attempts=journey.attempts,
    )


def failed_visit(journey: Journey, url: str, problem: VisitError) -> Visit:
    """What is known of a target whose visit ended without an answer, at `url`."""
    return Visit(
        key=journey.target.key,
        url=journey.target.url,
        at=journey.at,
        elapsed=journey.elapsed,
        final_url=url,
        hops=tuple(journey.hops),
        failure=problem.failure,
        detail=problem.detail,
        tls_code=problem.tls_code,
        retry_after=problem.retry_after,
        attempts=journey.attempts,
    )
