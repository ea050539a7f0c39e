"""What is known of one target while it is being visited: the chain so far, its cookies, its attempts."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from aiohttp import CookieJar
from scrapy import Request

from crawler.hosts import host_in
from crawler.records import Hop, Target

MAX_HOPS = 20  # as browsers: Chromium and Firefox give up after 20


class Purpose(StrEnum):
    """Why a request is made."""

    VISIT = "visit"
    PROBE = "probe"
    ASK = "ask"
    COMPANION = "companion"
    ROBOTS = "robots"


@dataclass(slots=True, eq=False)
class Journey:
    """One target on its way from hop to hop. Identity counts: it travels in `request.meta["journey"]`."""

    target: Target
    purpose: Purpose = Purpose.VISIT
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    began: float = field(default_factory=time.monotonic)
    hops: list[Hop] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    attempts: int = 1
    sent: bool = False
    """Whether the present request has left: only then is its host given its pause."""
    jar: CookieJar | None = None
    cookies_from: list[tuple[str, tuple[bytes, ...]]] = field(default_factory=list)
    """What `jar` is made of: addresses, and the lines that they set."""

    @property
    def elapsed(self) -> float:
        """Seconds since the visit began."""
        return time.monotonic() - self.began


def journey_of(request: Request) -> Journey:
    """The journey that `request` belongs to."""
    journey = request.meta["journey"]
    assert isinstance(journey, Journey)
    return journey


def host_of(request: Request) -> str:
    """The host that `request` goes to, as the key of its queue."""
    return host_in(request.url)
