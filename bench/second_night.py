"""A night on which nothing changed, against the first one: the real command on a generated web of our own.

    BENCH_HOSTS=200 python -m bench second_night

Five pages of 32 KB on each host. CPU is that of the command and all its children; bytes are bodies received.
"""

from __future__ import annotations

import compileall
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench._check_web import address
from bench.result import Result
from tests.support.ports import free_port

PAGES = 5
CONFIG = '[crawl]\nallow_networks = ["127.0.0.0/8"]\ndelay_s = 0\nrobots = false\n'


def measure() -> Sequence[Result]:
    """CPU seconds and bytes of second nights: nothing is due, all answers the same bytes, all answers 304."""
    hosts = int(os.environ.get("BENCH_HOSTS", "200"))
    # as an installed package is: otherwise each run of a checkout may compile its own modules anew
    for package in ("crawler", "graph", "pipelines"):
        compileall.compile_dir(Path(__file__).parent.parent / package, quiet=1)
    first, second, asked = _nights(hosts, (), [(), ("--all",)])
    marked, known = _nights(hosts, ("--etag",), [("--all",)])
    many = f"{hosts * PAGES} links"
    one, other = "the first night", "the first night with ETags"
    return [
        Result(f"CPU of a second night, {many}", "s", second[0], first[0], one, 0.15),
        Result(f"bytes of a second night, {many}", "MB", second[1] / 1e6, first[1] / 1e6, one, 0.1),
        Result(f"CPU of a night that asks all anew, {many}", "s", asked[0], first[0], one),
        Result(f"bytes of a night that asks all anew, {many}", "MB", asked[1] / 1e6, first[1] / 1e6, one),
        Result(f"CPU of a night where all answers 304, {many}", "s", known[0], marked[0], other),
        Result(f"bytes of a night where all answers 304, {many}", "MB", known[1] / 1e6, marked[1] / 1e6, other, 0.1),
    ]


def _nights(hosts: int, how: Sequence[str], flags: Sequence[Sequence[str]]) -> list[tuple[float, float]]:
    """CPU seconds and bytes of a first night and of one with each of `flags` after it, on a web served so."""
    port = free_port()
    serve = [sys.executable, "-m", "bench._check_web", "--hosts", str(hosts), "--port", str(port), *how]
    with tempfile.TemporaryDirectory() as name, subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as web:
        assert web.stdout
        web.stdout.readline()
        folder = Path(name)
        (folder / "linkatlas.toml").write_text(CONFIG, "utf-8")
        links = [f"http://{address(host)}:{port}/page-{host}-{page}" for host in range(hosts) for page in range(PAGES)]
        (folder / "note.md").write_text("# Road\n\n## Stage\n\n" + "\n".join(f"- <{link}>" for link in links), "utf-8")
        try:
            return [_night(folder, *one) for one in ((), *flags)]
        finally:
            web.terminate()


def _night(folder: Path, *flags: str) -> tuple[float, float]:
    """CPU seconds and bytes of one night."""
    before = _cpu()
    command = [sys.executable, "-c", "from pipelines.cli.main import main; main()"]
    done = subprocess.run(
        [*command, "nightly", "note.md", "--data", "data", "--json", *flags],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return _cpu() - before, told["run"]["counts"]["received_bytes"]


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
