"""Asks the Internet Archive's Wayback Machine for copies of pages that are gone.

Two open interfaces, asked as any host is: over checked addresses, one request at a time, the crawl's delay between
them, robots.txt kept. First the availability interface (archive.org/help/wayback_api.php), then, for what it does not
know, the CDX server (github.com/internetarchive/wayback, wayback-cdx-server), which is slower and knows more. The first
request without an answer ends the asking: whoever is offline or unwelcome loses no time and bothers nobody.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from crawler.crawl import crawl
from crawler.options import CrawlOptions
from crawler.records import ArchivedCopy, Check, Target, Visit

AVAILABILITY = "https://archive.org/wayback/available"
CDX = "https://web.archive.org/cdx/search/cdx"
SHOWN = "https://web.archive.org/web"
LEAST_DELAY_S = 1.0
_TIMEOUT_S = 10.0
_MAX_BODY_MB = 0.1
_MOMENT = "%Y%m%d%H%M%S"
_DIGITS = re.compile(r"[0-9]{14}")

Wanted = Mapping[str, tuple[str, datetime]]
"""By key: the address, and the moment that the copy should be near to."""
Found = Callable[[str, ArchivedCopy | None], None]


def find_copies(wanted: Wanted, options: CrawlOptions, found: Found, *, stop: Callable[[], bool]) -> None:
    """Call `found` for each page of which the archive says that it has a copy, or that it has none.

    Pages of which nothing was said, as the archive did not answer or `stop` ended it, get no call.
    """
    left = _ask([Target(key, _availability(*page)) for key, page in wanted.items()], wanted, options, found, stop)
    _ask([Target(key, _cdx(*wanted[key])) for key in left], wanted, options, found, stop, last=True)


def _ask(
    targets: Sequence[Target],
    wanted: Wanted,
    options: CrawlOptions,
    found: Found,
    stop: Callable[[], bool],
    *,
    last: bool = False,
) -> list[str]:
    """Ask one interface; the keys for which it has no copy."""
    without: list[str] = []
    silent: list[str] = []

    def take(visit: Visit, _check: Check) -> None:
        if visit.status != 200:
            silent.append(visit.key)
            return
        copy = read_answer(visit.body, wanted[visit.key][0])
        if copy is None:
            without.append(visit.key)
        if copy or last:
            found(visit.key, copy)

    crawl(targets, _politely(options), take, stop=lambda: bool(silent) or stop())
    return [] if silent else without


def _politely(options: CrawlOptions) -> CrawlOptions:
    return replace(
        options,
        delay_s=max(options.delay_s, LEAST_DELAY_S),
        timeout_s=min(options.timeout_s, _TIMEOUT_S),
        max_body_mb=_MAX_BODY_MB,
        retries=0,
        retry_after_cap_s=0.0,
        processes=1,
    )


def _availability(url: str, near: datetime) -> str:
    return f"{AVAILABILITY}?{urlencode({'url': url, 'timestamp': _stamp(near)})}"


def _cdx(url: str, near: datetime) -> str:
    asked = {
        "url": url,
        "output": "json",
        "fl": "timestamp,statuscode",
        "filter": "statuscode:200",
        "sort": "closest",
        "closest": _stamp(near),
        "limit": "1",
    }
    return f"{CDX}?{urlencode(asked)}"


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_MOMENT)


def read_answer(body: bytes, url: str) -> ArchivedCopy | None:
    """The copy that either interface tells of; None where it tells of none, or nothing that we understand.

    Only the copy's moment is taken from the answer: the address is made here.
    """
    try:
        answer = json.loads(body)
        stamp = _of_availability(answer) if isinstance(answer, dict) else _of_cdx(answer)
        if not isinstance(stamp, str) or not _DIGITS.fullmatch(stamp):
            return None
        return ArchivedCopy(f"{SHOWN}/{stamp}/{url}", datetime.strptime(stamp, _MOMENT).replace(tzinfo=UTC))
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return None


def _of_availability(answer: dict[str, Any]) -> object:
    closest = answer.get("archived_snapshots", {}).get("closest", {})
    return closest.get("timestamp") if closest.get("available") is True and closest.get("status") == "200" else None


def _of_cdx(answer: Any) -> object:
    """Rows of the columns that were asked for; the first row has their names."""
    stamp, status = answer[1]
    return stamp if status == "200" else None
