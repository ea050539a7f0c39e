"""A night on which nothing changed, against the first one: the real command on a generated web of our own.

    BENCH_HOSTS=200 python -m bench second_night

Five pages of 32 KB on each host. CPU is that of the command and all its children; bytes are bodies received.
"""

from __future__ import annotations

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
    """CPU seconds and bytes of the second night."""
    hosts, port = int(os.environ.get("BENCH_HOSTS", "200")), free_port()
    serve = [sys.executable, "-m", "bench._check_web", "--hosts", str(hosts), "--port", str(port)]
    with tempfile.TemporaryDirectory() as name, subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as web:
        assert web.stdout
        web.stdout.readline()
        folder = Path(name)
        (folder / "linkatlas.toml").write_text(CONFIG, "utf-8")
        links = [f"http://{address(host)}:{port}/page-{host}-{page}" for host in range(hosts) for page in range(PAGES)]
        (folder / "note.md").write_text("# Road\n\n## Stage\n\n" + "\n".join(f"- <{link}>" for link in links), "utf-8")
        try:
            first, second, asked = _night(folder), _night(folder), _night(folder, "--all")
        finally:
            web.terminate()
    many = f"{len(links)} links"
    return [
        Result(f"CPU of a second night, {many}", "s", second[0], first[0], "the first night", 0.15),
        Result(f"bytes of a second night, {many}", "MB", second[1] / 1e6, first[1] / 1e6, "the first night", 0.1),
        Result(f"CPU of a night that asks all anew, {many}", "s", asked[0], first[0], "the first night"),
        Result(f"bytes of a night that asks all anew, {many}", "MB", asked[1] / 1e6, first[1] / 1e6, "the first night"),
    ]


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
