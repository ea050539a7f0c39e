"""A web to crawl, and a crawl of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest

from crawler.crawl import crawl
from crawler.nursery import Nursery
from crawler.options import CrawlOptions
from crawler.records import Check, CrawlOutcome, Target, Visit
from tests.crawler.crawl.web import Web, running

PLENTY_S = 20.0
"""Time for an answer on a busy machine; tests of silence name a shorter one."""


@dataclass
class Crawled:
    """What a crawl gave: its outcome, and per address the visit and the verdict."""

    outcome: CrawlOutcome = field(default_factory=CrawlOutcome)
    visits: dict[str, Visit] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
    calls: int = 0

    def state(self, url: str) -> str:
        """The state of one address."""
        return self.checks[url].state.value


Crawl = Callable[..., Crawled]


@pytest.fixture
def web() -> Iterator[Web]:
    """An empty web."""
    with running(Web()) as served:
        yield served


@pytest.fixture
def visit_all(web: Web) -> Crawl:
    """Crawls addresses (or targets) of the web; options by keyword."""

    def run(*urls: str | Target, nursery: Nursery | None = None, **options: object) -> Crawled:
        base = CrawlOptions(
            delay_s=0, timeout_s=PLENTY_S, retries=2, connect_to={"*.example": f"127.0.0.1:{web.port}"}, robots=False
        )
        crawled = Crawled()

        def keep(visit: Visit, check: Check) -> None:
            crawled.calls += 1
            crawled.visits[visit.key] = visit
            crawled.checks[visit.key] = check

        targets = [url if isinstance(url, Target) else Target(url, url) for url in urls]
        crawled.outcome = crawl(targets, replace(base, **options), keep, nursery=nursery)  # type: ignore[arg-type]
        return crawled

    return run
