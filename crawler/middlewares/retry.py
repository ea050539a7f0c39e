"""What may pass is tried again, later and later; what a host asks us to wait is waited, up to a cap."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.middlewares.common import scheduler_of
from crawler.options import CrawlOptions
from crawler.records import Failure
from crawler.safety.failures import VisitError
from crawler.spiders.journey import Purpose, host_of, journey_of

PASSING_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, 509, 520, 521, 522, 523, 524, 527, 530})
# failure → how often it is tried again at most; a silent host costs its whole time limit each time
PASSING_FAILURES = {
    Failure.RESET: 9,
    Failure.REFUSED: 1,
    Failure.BAD_ANSWER: 1,
    Failure.TIMEOUT: 1,
    Failure.NAME_SERVER_FAILED: 1,
    Failure.UNREACHABLE: 1,
    Failure.LOCAL: 9,
}
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 30.0


def retry_after(response: Response) -> float | None:
    """Seconds that the answer asks us to wait (RFC 9110 §10.2.3), None where it says nothing."""
    text = (response.headers.get(b"Retry-After") or b"").decode("latin-1").strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def back_off(attempt: int) -> float:
    """Seconds before attempt number `attempt` + 1, with jitter so that hosts are not asked in step."""
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** (attempt - 1)) * random.uniform(0.75, 1.25)  # noqa: S311


_ASKED_ONCE = frozenset({Purpose.ROBOTS, Purpose.COMPANION})


class PatientRetryMiddleware:
    """Gives a request that failed for the moment back to the scheduler, to be made later."""

    def __init__(self, crawler: Crawler, options: CrawlOptions) -> None:
        self._crawler = crawler
        self._options = options

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        return cls(crawler, crawler.settings["LINKATLAS_OPTIONS"])

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The same request later on, or the answer. Raises VisitError SET_ASIDE where the wait is too long."""
        if response.status not in PASSING_STATUSES or journey_of(request).purpose in _ASKED_ONCE:
            return response
        wait = retry_after(response)
        if wait is not None:
            return self._obey(request, response, wait)
        return self._again(request, self._options.retries, 0.0) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """The same request later on, or None where trying again is of no use."""
        if not isinstance(exception, VisitError):
            return None
        limit = min(self._options.retries, PASSING_FAILURES.get(exception.failure, 0))
        if journey_of(request).purpose in _ASKED_ONCE:
            # a kept connection that the host has closed meanwhile says nothing of the question (RFC 9110 §9.2.2)
            limit = min(limit, journey_of(request).purpose is Purpose.COMPANION and exception.failure is Failure.RESET)
        if scheduler_of(self._crawler).lane(host_of(request)).left_alone is not None:
            return None
        return self._again(request, limit, 0.0)

    def _obey(self, request: Request, response: Response, wait: float) -> Request | Response:
        scheduler = scheduler_of(self._crawler)
        lane = scheduler.lane(host_of(request))
        if lane.waited + wait > self._options.retry_after_cap_s:
            problem = VisitError(
                Failure.SET_ASIDE, f"the host asks to wait {wait:.0f} s, longer than this run will", retry_after=wait
            )
            if response.status == 429:
                lane.left_alone = problem
            raise problem
        again = self._again(request, self._options.retries, wait)
        if again is None:
            return response
        lane.waited += wait
        if response.status == 429:
            scheduler.hold(lane.host, wait)
        return again

    def _again(self, request: Request, limit: int, wait: float) -> Request | None:
        journey = journey_of(request)
        if journey.attempts > limit:
            return None
        pause = max(wait, back_off(journey.attempts))
        journey.attempts += 1
        again: Request = request.copy()
        again.meta["not_before"] = asyncio.get_running_loop().time() + pause
        return again
