"""The suite: a row of benchmarks, each in a process of its own, and one table of all they found.

Results are kept as JSON: each benchmark's in `bench/out/NAME.json`, each run of the suite as a line of `suite.jsonl`,
and a run is compared with the line before it.
"""

from __future__ import annotations

import json
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from bench.result import OUT, Result, load

LIMIT_S = 900
"""All of the suite: a quarter of an hour, on a busy machine too."""

LEAST_S = 60
"""Kept for each benchmark that is still to come; what the ones before did not need is for all."""

# what it measures → the benchmark, and how large it is here
SUITE: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "check": ("check", {"BENCH_HOSTS": "100"}),
    "extract and tag, memory": ("understand", {"BENCH_COUNT": "200"}),
    "build, load and ask": ("graph", {"BENCH_EDGES": "200000"}),
    "page": ("view", {}),
    "second night": ("second_night", {}),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one benchmark; `problem` where it did not end."""

    part: str
    results: Sequence[Result]
    problem: str = ""


def main() -> int:
    """Runs the suite; exit code 1 where a bar was missed or a benchmark did not end."""
    console, found = Console(), []
    if not console.is_terminal:
        console = Console(width=150)
    until = time.monotonic() + LIMIT_S
    for number, (part, (name, sizes)) in enumerate(SUITE.items(), 1):
        console.print(f"{part} …")
        found.append(_run(part, name, sizes, until - time.monotonic() - LEAST_S * (len(SUITE) - number)))
    before = _last()
    _keep(found)
    console.print(_table(found, before))
    return int(any(one.problem or not all(result.within for result in one.results) for one in found))


def _run(part: str, name: str, sizes: Mapping[str, str], seconds: float) -> Found:
    """Runs one with what it starts, and ends all of it after so many seconds."""
    path = OUT / f"{name}.json"
    began = time.time()
    process = subprocess.Popen(
        [sys.executable, "-m", "bench", name],
        env={**sizes, **os.environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        _, errors = process.communicate(timeout=max(1.0, seconds))
    except subprocess.TimeoutExpired:
        return Found(part, [], f"took longer than {seconds:.0f} s")
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if not path.exists() or path.stat().st_mtime < began:
        said = (errors.strip().splitlines() or ["nothing was measured"])[-1]
        return Found(part, [], said[:200])
    return Found(part, load(path))


def _table(found: Sequence[Found], before: Mapping[str, float]) -> Table:
    load_of = ", ".join(f"{figure:.1f}" for figure in os.getloadavg())
    table = Table("what", "ours", "reference", "ratio", "bar", "last", title=f"load {load_of}")
    for one in found:
        table.add_section()
        if one.problem:
            table.add_row(f"[bold]{one.part}[/]", "", one.problem, "", "NOT MEASURED", "")
        for row in one.results:
            bar = "" if row.at_most is None else f"≤ {row.at_most:g} {'ok' if row.within else 'MISSED'}"
            last = f"{before[_name(one.part, row)]:.2f}" if _name(one.part, row) in before else ""
            reference = f"{row.reference:.3g} {row.unit} ({row.reference_name})"
            table.add_row(row.what, f"{row.ours:.3g} {row.unit}", reference, f"{row.ratio:.2f}", bar, last)
    return table


def _name(part: str, row: Result) -> str:
    return f"{part} | {row.what} | {row.reference_name}"


def _keep(found: Sequence[Found]) -> None:
    told = {
        "at": datetime.now(UTC).isoformat(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "results": [asdict(row) | {"part": one.part} for one in found for row in one.results],
        "problems": {one.part: one.problem for one in found if one.problem},
    }
    OUT.mkdir(exist_ok=True)
    with (OUT / "suite.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(told) + "\n")


def _last() -> dict[str, float]:
    """The ratios of the run before, by part, row and reference."""
    return dict(_ratios())


def _ratios() -> Iterator[tuple[str, float]]:
    path = OUT / "suite.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    for row in json.loads(lines[-1])["results"] if lines else ():
        part = row.pop("part")
        result = Result(**row)
        yield _name(part, result), result.ratio
