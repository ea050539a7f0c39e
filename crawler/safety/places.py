"""Where names lead by the settings instead of by a name server: the table `crawl.connect_to`."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.errors import CrawlOptionsError
from crawler.safety.addresses import literal_address

Place = tuple[str, int]


def parse_connect_to(table: Mapping[str, str]) -> tuple[tuple[str, Place], ...]:
    """The rows of `crawl.connect_to`, as (host pattern, (address, port)); CrawlOptionsError for a row that is none."""
    rows = []
    for pattern, goal in table.items():
        host, _, port = goal.rpartition(":")
        address = literal_address(host)
        if address is None or not port.isdigit() or not 0 < int(port) < 65536:
            raise CrawlOptionsError(
                f"crawl.connect_to: {pattern!r} leads to {goal!r}, which is no address:port",
                hint='Write it as in {"*.example.org" = "127.0.0.1:8811"}.',
            )
        rows.append((pattern.lower(), (str(address), int(port))))
    return tuple(rows)
