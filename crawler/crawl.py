"""The crawl as one call: targets in, visits and verdicts out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.options import CrawlOptions
from crawler.records import Check, CrawlOutcome, Target, Visit
from crawler.safety.addresses import parse_networks
from crawler.safety.places import parse_connect_to
from crawler.share import processes_for

if TYPE_CHECKING:
    from crawler.nursery import Nursery

Sink = Callable[[Visit, Check], None]


def crawl(
    frontier: Sequence[Target],
    options: CrawlOptions,
    sink: Sink,
    *,
    stop: Callable[[], bool] | None = None,
    nursery: Nursery | None = None,
) -> CrawlOutcome:
    """Visit every target and call `sink` once for each, as soon as its verdict is known.

    Blocks; in the main thread SIGINT and SIGTERM end it soon, as `stop` does when it says so. What then is left gets no
    call and stays due. With a `nursery` that was started before, its children crawl, also where one is enough; it is
    dismissed at the end, and what `sink` gets of a visit is its key. Raises CrawlOptionsError for options that make
    no sense, and whatever `sink` raises.
    """
    check_options(options)
    processes = min(processes_for(frontier, options), max(1, len(frontier)))
    if frontier and (nursery is not None or processes > 1):
        from crawler.shards import crawl_in_shards

        return crawl_in_shards(frontier, replace(options, processes=processes), sink, stop, nursery)
    from crawler.run import crawl_watched

    return crawl_watched(frontier, options, sink, stop=stop)[0]


def check_options(options: CrawlOptions) -> None:
    """Raise CrawlOptionsError for what no crawl can be made with."""
    parse_networks(options.allow_networks)
    parse_connect_to(options.connect_to)
