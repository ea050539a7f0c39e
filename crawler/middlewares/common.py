"""What several middlewares need."""

from __future__ import annotations

from scrapy.crawler import Crawler

from crawler.spiders.scheduler import HostScheduler


def scheduler_of(crawler: Crawler) -> HostScheduler:
    """The run's scheduler."""
    assert crawler.engine is not None
    scheduler = crawler.engine.scheduler
    assert isinstance(scheduler, HostScheduler)
    return scheduler
