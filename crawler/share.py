"""How many processes a crawl is worth: more than one only where one would be what everything waits for."""

from __future__ import annotations

import os
from collections.abc import Sequence

from crawler.hosts import host
from crawler.options import CrawlOptions
from crawler.records import Target

PAGES_A_SECOND = 700.0
"""What one process takes in and judges on an idle core, of pages that are larger and less simple than those of
`bench check` (3,000), over TLS."""
WORTH_IT = 1_000
"""Targets from which a second process repays what it takes to hand out parcels and to have the visits told."""
QUICK_HOST_S = 0.1
"""What even a quick host takes for an answer, over the internet."""
AT_MOST = 4


def processes_for(frontier: Sequence[Target], options: CrawlOptions) -> int:
    """`crawl.processes`, or by the frontier where it is 0.

    With a second between two requests to a host, or few at once, the hosts are what is waited for, and one process is
    enough whatever the number of links.
    """
    if options.processes > 0:
        return options.processes
    if len(frontier) < WORTH_IT:
        return 1
    hosts = len({host(target.url) for target in frontier})
    at_once = min(hosts / (options.delay_s + QUICK_HOST_S), options.concurrency / QUICK_HOST_S)
    return max(1, min(AT_MOST, os.cpu_count() or 1, round(at_once / PAGES_A_SECOND)))
