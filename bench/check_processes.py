"""`crawl.processes`: the same 10,000 links on 500 hosts with one process and with two.

python -m bench check_processes
"""

from __future__ import annotations

from collections.abc import Sequence

from bench._check_programs import ours
from bench.check import task
from bench.result import Result


def measure() -> Sequence[Result]:
    """Walls and memory."""
    with task("http", 0.0, 500, 20, "processes = 1\n") as it:
        one = ours(it)
    with task("http", 0.0, 500, 20, "processes = 2\n") as it:
        two = ours(it)
    return [
        Result("wall of two processes, 10,000 links", "s", two.wall, one.wall, "one process"),
        Result("found alive by two", "links", two.alive, one.alive, "one process"),
        Result("memory of all processes", "MB", max(two.memory), max(one.memory), "one process"),
    ]
