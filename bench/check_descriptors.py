"""2,000 distinct TLS hosts by a process that may have 1,024 descriptors: nothing may fail for want of one.

python -m bench check_descriptors
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench._check_programs import PORT, Task, certificates, ours, trusting, web
from bench._check_web import address
from bench.result import Result

HOSTS = 2_000
LIMIT = 1_024


def measure() -> Sequence[Result]:
    """Links that were not called alive though they are, and the wall."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        certificates(folder, "*.bench.example")
        links = tuple(f"https://h{host}.bench.example/page/{host}" for host in range(HOSTS))
        settings = f'[crawl.connect_to]\n"*.bench.example" = "{address(0)}:{PORT}"\n'
        task = Task(folder, links, settings, trusting(folder), LIMIT).written()
        with web(1, 20.0, folder):
            got = ours(task)
    return [
        Result(f"called anything but alive, of {HOSTS} hosts", "links", HOSTS - got.alive, HOSTS, "all", 0.0),
        Result("wall", "s", got.wall, HOSTS / 170, "plain Scrapy, at 170 hosts a second", 1.0),
        Result("memory", "MB", got.rss_mb, 400.0, "the bar", 1.0),
    ]
