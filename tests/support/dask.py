"""A Dask scheduler and workers as real processes, as `dask scheduler` and `dask worker` start them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.ports import free_port, wait_for

DASK = (sys.executable, "-m", "dask")


@dataclass
class Cluster:
    """Its address, and its workers, which may be killed and joined by others."""

    address: str
    folder: Path
    stack: ExitStack
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add(self, *more: str) -> subprocess.Popen[bytes]:
        """One more worker of one thread, without a nanny: killed is killed."""
        line = ["worker", self.address, "--nthreads", "1", "--no-dashboard", "--no-nanny", *more]
        worker = self._start(line)
        self.workers.append(worker)
        return worker

    def _start(self, line: list[str]) -> subprocess.Popen[bytes]:
        # workers import what tests and benchmarks give them
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        log = self.stack.enter_context((self.folder / f"dask{len(self.workers)}.log").open("ab"))
        process = self.stack.enter_context(
            subprocess.Popen([*DASK, *line], cwd=self.folder, env=env, stdout=log, stderr=log)
        )
        self.stack.callback(process.kill)
        return process


@contextmanager
def dask_cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A scheduler on a free loopback port with so many workers, which may join a little later."""
    port = free_port()
    with ExitStack() as stack:
        cluster = Cluster(f"tcp://127.0.0.1:{port}", folder, stack)
        cluster._start(["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"])
        if not wait_for(port, 60):
            raise RuntimeError("the Dask scheduler did not start")
        for _ in range(workers):
            cluster.add()
        yield cluster
