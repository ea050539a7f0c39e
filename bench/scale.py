"""How a night grows with its links: scan, crawl, read, tag, build, page, report on a generated web of 1k, 10k, … links.

    BENCH_LINKS="1000 10000 100000" python -m bench scale

The bars: time a link within 1.3 times that of the smallest, no process over 600 MB. 100,000 links take about an hour
on two cores. Prints what each phase took of time and memory. The notes and the web are made anew each time
(bench/_scale_web.py); the server works on the same cores.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
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
[log]
format = "json"
"""


@dataclass(frozen=True)
class Phase:
    """Until `event` of the night's log: seconds, and for each sort of process the megabytes of its largest."""

    event: str
    seconds: float
    largest: dict[str, int]


@dataclass(frozen=True)
class Took:
    """What a night took: seconds, of processors, megabytes of its largest process, of all together, and on disk."""

    links: int
    wall: float
    cpu: float
    largest_mb: float
    together_mb: float
    disk_mb: float
    phases: tuple[Phase, ...]


def measure() -> Sequence[Result]:
    """A night of each size, the smallest being the reference."""
    sizes = [int(word) for word in os.environ.get("BENCH_LINKS", "1000 10000").split()]
    with _web(), tempfile.TemporaryDirectory(prefix="linkatlas-scale-") as folder:
        nights = [_night(Path(folder) / str(size), size) for size in sizes]
    for night in nights:
        print(f"{night.links:,} links, {night.wall:.0f} s, {night.cpu:.0f} s of processors")
        for phase in night.phases:
            told = ", ".join(f"{sort} {size} MB" for sort, size in phase.largest.items())
            print(f"  until {phase.event}: {phase.seconds:.1f} s; {told}")
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
    phases = tuple(_phases(folder / "data" / "nightly.log", watch.seen))
    return Took(links, wall, usage.ru_utime + usage.ru_stime, watch.largest, watch.together, disk / 1e6, phases)


def _phases(log: Path, seen: Sequence[tuple[float, dict[str, int]]]) -> Iterator[Phase]:
    """From each event of the night's log to the next, with what was seen between."""
    before = seen[0][0]
    for line in log.read_text("utf-8").splitlines():
        told = json.loads(line)
        at = datetime.fromisoformat(told["at"]).timestamp()
        largest: dict[str, int] = {}
        for moment, sizes in seen:
            if before <= moment <= at:
                largest |= {sort: max(size, largest.get(sort, 0)) for sort, size in sizes.items()}
        yield Phase(told["event"], at - before, largest)
        before = at


# words of a process's command line → what it is; the first that fits
_SORTS = (
    ("graph.stores.filling", "store"),
    ("spawn_main", "publisher"),
    ("forkserver", "reader"),
    ("nightly", "night"),
)


def _sort_of(process: psutil.Process) -> str:
    words = " ".join(process.cmdline())
    return next((sort for mark, sort in _SORTS if mark in words), "other")


class _Watch(threading.Thread):
    """Looks at the night's processes twice a second."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.over = threading.Event()
        self.largest = self.together = 0.0
        self.seen: list[tuple[float, dict[str, int]]] = [(time.time(), {})]

    def run(self) -> None:
        """Until it is over."""
        while not self.over.wait(0.5):
            try:
                root = psutil.Process(self._process)
                found = [(_sort_of(one), one.memory_info().rss / 1e6) for one in [root, *root.children(recursive=True)]]
            except psutil.Error:
                continue
            sizes = [size for _, size in found]
            self.largest = max(self.largest, *sizes)
            self.together = max(self.together, sum(sizes))
            largest = {sort: round(size) for sort, size in sorted(found)}
            self.seen.append((time.time(), largest))


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
