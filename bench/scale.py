"""How a night grows with its links: scan, crawl, read, tag, build, page, report on a generated web of 1k, 10k, … links.

    BENCH_LINKS="1000 10000 100000" python -m bench scale

The bars: time a link within 1.3 times that of the smallest, no process over 600 MB. 100,000 links take about an hour
on two cores. The notes and the web are made anew each time (bench/_scale_web.py); the server works on the same cores.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench._scale_web import write_notes
from bench.result import Result

PORT = 8733
CONFIG = f"""\
[crawl]
connect_to = {{ "*.example" = "127.0.0.1:{PORT}" }}
delay_s = 0.0
retries = 1
[archive]
lookup = false
"""


@dataclass(frozen=True)
class Took:
    """What a night took: seconds, of processors, megabytes of its largest process, of all together, and on disk."""

    links: int
    wall: float
    cpu: float
    largest_mb: float
    together_mb: float
    disk_mb: float


def measure() -> Sequence[Result]:
    """A night of each size, the smallest being the reference."""
    sizes = [int(word) for word in os.environ.get("BENCH_LINKS", "1000 10000").split()]
    with _web(), tempfile.TemporaryDirectory(prefix="linkatlas-scale-") as folder:
        nights = [_night(Path(folder) / str(size), size) for size in sizes]
    for night in nights:
        print(night)
    first, name = nights[0], f"{sizes[0]:,} links"
    results = []
    for night in nights:
        of = f"of {night.links:,} links"
        rows = [
            Result(
                f"time a link, {of}", "ms", night.wall * 1000 / night.links, first.wall * 1000 / first.links, name, 1.3
            ),
            Result(f"CPU a link, {of}", "ms", night.cpu * 1000 / night.links, first.cpu * 1000 / first.links, name),
            Result(f"largest process, {of}", "MB", night.largest_mb, 600, "the bar", 1.0),
            Result(f"all processes, {of}", "MB", night.together_mb, first.together_mb, name),
            Result(
                f"disk a link, {of}", "kB", night.disk_mb * 1000 / night.links, first.disk_mb * 1000 / first.links, name
            ),
        ]
        results += rows
    return results


def _night(folder: Path, links: int) -> Took:
    write_notes(folder / "notes", links)
    (folder / "linkatlas.toml").write_text(CONFIG, "utf-8")
    program = str(Path(sys.executable).with_name("linkatlas"))
    line = [program, "nightly", "notes", "--data", "data", "--config", "linkatlas.toml"]
    began = time.monotonic()
    with (folder / "log").open("wb") as log, subprocess.Popen(line, cwd=folder, stdout=log, stderr=log) as night:
        watch = _Watch(night.pid)
        watch.start()
        _, status, usage = os.wait4(night.pid, 0)
        night.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - began
    watch.over.set()
    watch.join()
    if night.returncode:
        raise RuntimeError((folder / "log").read_text("utf-8")[-2000:])
    disk = sum(file.stat().st_size for file in (folder / "data").rglob("*") if file.is_file())
    return Took(links, wall, usage.ru_utime + usage.ru_stime, watch.largest, watch.together, disk / 1e6)


class _Watch(threading.Thread):
    """Looks at the night's processes twice a second."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.over = threading.Event()
        self.largest = self.together = 0.0

    def run(self) -> None:
        """Until it is over."""
        while not self.over.wait(0.5):
            try:
                root = psutil.Process(self._process)
                sizes = [one.memory_info().rss / 1e6 for one in [root, *root.children(recursive=True)]]
            except psutil.Error:
                continue
            self.largest = max(self.largest, *sizes)
            self.together = max(self.together, sum(sizes))


@contextmanager
def _web() -> Iterator[None]:
    line = [sys.executable, "-m", "bench._scale_web", "--port", str(PORT)]
    with subprocess.Popen(line, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()
        try:
            yield
        finally:
            server.kill()
