"""More processes only where one is what everything waits for."""

from __future__ import annotations

import os

import pytest

from crawler.options import CrawlOptions
from crawler.records import Target
from crawler.share import processes_for


def frontier(links: int, hosts: int) -> list[Target]:
    return [Target(str(n), f"https://h{n % hosts}.example/{n}") for n in range(links)]


@pytest.mark.parametrize(
    ("links", "hosts", "options", "processes"),
    [
        (10, 5, CrawlOptions(), 1),
        (20_000, 2_000, CrawlOptions(), 1),
        (20_000, 2_000, CrawlOptions(delay_s=0), 1),
        (2_000, 200, CrawlOptions(delay_s=0, concurrency=256), 3),
        (900, 200, CrawlOptions(delay_s=0, concurrency=256), 1),
        (20_000, 2_000, CrawlOptions(delay_s=0, concurrency=256), 4),
        (20_000, 20, CrawlOptions(delay_s=0, concurrency=256), 1),
        (20_000, 2_000, CrawlOptions(delay_s=0, concurrency=256, processes=1), 1),
        (10, 5, CrawlOptions(processes=3), 3),
    ],
)
def test_processes_fit_the_frontier(
    monkeypatch: pytest.MonkeyPatch, links: int, hosts: int, options: CrawlOptions, processes: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert processes_for(frontier(links, hosts), options) == processes


def test_never_more_than_there_are_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert processes_for(frontier(20_000, 2_000), CrawlOptions(delay_s=0, concurrency=256)) == 2
