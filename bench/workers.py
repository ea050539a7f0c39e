"""The crawl by one Dask worker and by four, on a web that is slow and not busy: adding workers adds speed.

    python -m bench workers

Each worker is a process; each asks so many hosts at once (CONCURRENCY), so latency bounds it and not the processor.
The servers' own count tells whether any host was asked twice at once.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from bench._scale_web import links_of
from bench.result import Result
from crawler.options import CrawlOptions
from crawler.records import Target
from pipelines.steps.crawl_on_dask import crawl_on_dask
from tests.support.dask import Cluster, dask_cluster
from tests.support.ports import free_port

HOSTS, PAGES = 240, 3
LATENCY_S = 0.5
CONCURRENCY = 8
WORKERS = 4


def measure() -> Sequence[Result]:
    """Seconds of one worker and of four; the servers' view of manners."""
    with tempfile.TemporaryDirectory(prefix="linkatlas-workers-") as folder, _web() as port:
        alone, _ = _crawled(Path(folder), port, 1)
        together, most = _crawled(Path(folder), port, WORKERS)
    return [
        Result(f"{HOSTS * PAGES} links by {WORKERS} workers", "s", together, alone, "one worker", 1 / 3),
        Result("requests at once on one host", "requests", most, 1, "manners", 1.0),
    ]


def _crawled(folder: Path, port: int, workers: int) -> tuple[float, int]:
    options = CrawlOptions(
        delay_s=0, concurrency=CONCURRENCY, connect_to={"*.example": f"127.0.0.1:{port}"}, companions=False
    )
    with dask_cluster(folder, workers) as cluster:
        _wait_for(cluster, workers)
        # whoever joins has to load the crawler once
        crawl_on_dask(cluster.address, _targets("warm", 20 * workers, 1), options, lambda _visit, _check: None)
        targets, told = _targets("slow", HOSTS, PAGES), []
        began = time.monotonic()
        outcome = crawl_on_dask(cluster.address, targets, options, lambda _, check: told.append(check.state))
        wall = time.monotonic() - began
    if outcome.visited != len(targets) or set(told) != {"ok"}:
        raise RuntimeError(f"{outcome}: {set(told)}")
    with urlopen(f"http://127.0.0.1:{port}/most-at-once") as answer:
        return wall, json.load(answer)


def _targets(name: str, hosts: int, pages: int) -> list[Target]:
    return [Target(url, url) for url in links_of(name, hosts, pages)]


def _wait_for(cluster: Cluster, workers: int) -> None:
    from pipelines.steps.executors import dask_client

    client = dask_client(cluster.address)
    client.wait_for_workers(workers, timeout=60)
    client.close()


@contextmanager
def _web() -> Iterator[int]:
    port = free_port()
    line = [sys.executable, "-m", "bench._scale_web", "--port", str(port), "--latency", str(LATENCY_S)]
    with subprocess.Popen(line, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()
        try:
            yield port
        finally:
            server.kill()
