"""The link checker against lychee and LinkChecker: 2,000 pages of 32 KB on 200 hosts, without and with 200 ms latency.

    python -m bench check

Every program asks a host for one page at a time; `bench/_check_programs.py` has the flags. linkatlas asks each host for
robots.txt first and reads whole bodies, which the others need not. The bars: three times lychee's wall without latency,
one and a half with it, a fifth of LinkChecker's at both, 400 MB a process. lychee pauses for 50 ms between two requests
to a host, which is its default; without the pause it stands in a row without a bar. Of ours and lychee's the median of
three runs counts.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench._check_programs import (
    Measured,
    Task,
    certificates,
    linkchecker,
    links,
    lychee,
    lychee_unpaced,
    ours,
    trusting,
    web,
)
from bench._check_web import address
from bench.result import Result

HOSTS = int(os.environ.get("BENCH_HOSTS", "200"))
PAGES = 10
LATENCIES = ((0.0, 3.0), (200.0, 1.5))
"""Milliseconds, and how many times lychee's wall we may take."""
LINKCHECKERS_SHARE = 0.2
MEMORY_MB = 400.0


def measure() -> Sequence[Result]:
    """Walls, processor and memory, over plain HTTP."""
    return [row for latency, bar in LATENCIES for row in compared("http", latency, bar)]


def compared(scheme: str, latency: float, bar: float | None, *, slow_rival: bool = True) -> Iterator[Result]:
    """The rows of one web."""
    name = f"{scheme}, {latency:.0f} ms"
    with task(scheme, latency) as it:
        us, them, fast = (_median(program, it) for program in (ours, lychee, lychee_unpaced))
        slow = linkchecker(it) if slow_rival else None
    count = len(it.links)
    yield Result(f"{name}: wall", "s", us.wall, them.wall, "lychee", bar)
    yield Result(f"{name}: wall", "s", us.wall, fast.wall, "lychee without pause")
    if slow is not None:
        yield Result(f"{name}: wall", "s", us.wall, slow.wall, "LinkChecker", LINKCHECKERS_SHARE)
    yield Result(f"{name}: processor for 1,000 links", "s", _cpu(us, count), _cpu(them, count), "lychee")
    yield Result(f"{name}: memory", "MB", us.rss_mb, MEMORY_MB, "the bar", 1.0)
    for label, got in (("lychee", them), ("LinkChecker", slow)):
        if got is not None:
            yield Result(f"{name}: found alive", "links", us.alive, got.alive, label)


@contextmanager
def task(scheme: str, latency: float, hosts: int = HOSTS, pages: int = PAGES, settings: str = "") -> Iterator[Task]:
    """A web that is up, and the links of its pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        secure = scheme == "https"
        tls = certificates(folder, *map(address, range(hosts))) if secure else None
        with web(hosts, latency, tls):
            yield Task(folder, links(hosts, pages, scheme), settings, trusting(folder) if secure else {}).written()


def _median(program: Callable[[Task], Measured], it: Task) -> Measured:
    """Of three runs the one that took neither longest nor shortest."""
    return sorted((program(it) for _ in range(3)), key=lambda got: got.wall)[1]


def _cpu(got: Measured, count: int) -> float:
    return got.cpu / count * 1000
