"""20,000 links on 2,000 hosts against 2,000 on 200: time per link, and memory while it runs.

    python -m bench check_many

The bars: 1.2 times the time per link, start-up included on both sides, and memory that does not grow from the middle of
the run to its end by more than what is kept of each link (a fifth).
"""

from __future__ import annotations

from collections.abc import Sequence

from bench._check_programs import Measured, ours
from bench.check import MEMORY_MB, task
from bench.result import Result

FLAT = 1.2


def measure() -> Sequence[Result]:
    """Time per link and memory at the start, in the middle, at the end."""
    with task("http", 0.0) as it:
        few, few_ms = _timed(ours(it), len(it.links))
    with task("http", 0.0, 2000, 10) as it:
        many, many_ms = _timed(ours(it), len(it.links))
    start, middle, end = (many.memory[int(share * (len(many.memory) - 1))] for share in (0.15, 0.5, 0.95))
    return [
        Result("time per link of 20,000", "ms", many_ms, few_ms, "of 2,000", 1.2),
        Result("found alive of 20,000", "links", many.alive, 10.0 * few.alive, "ten times those of 2,000"),
        Result("memory at the start", "MB", start, MEMORY_MB, "the bar", 1.0),
        Result("memory in the middle", "MB", middle, start, "at the start"),
        Result("memory at the end", "MB", end, middle, "in the middle", FLAT),
        Result("memory at its largest", "MB", many.rss_mb, MEMORY_MB, "the bar", 1.0),
    ]


def _timed(got: Measured, count: int) -> tuple[Measured, float]:
    return got, got.wall / count * 1000
