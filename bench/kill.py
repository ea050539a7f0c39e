"""kill -9 at random moments of nights: what was committed stays, the next run completes, the report is the same.

    BENCH_KILLS=100 BENCH_STORE=postgresql python -m bench kill

Without more it runs on the sample. BENCH_NOTES and BENCH_CONFIG name a note and a settings file of another web, which
must be there while it runs. Nights are killed up to ten times in a row before one may end; BENCH_SEED picks other
moments. A row's `ours` counts what went wrong, so each bar is nought.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.result import Result
from pipelines.sample.run import sample_run
from pipelines.sample.server import DEFAULT_PORT

IN_A_ROW = 10
TOLD = ("links", "coverage", "changes")
Row = tuple[int, str, str]


@dataclass
class Tally:
    """What a series of kills came to."""

    kills: int = 0
    ended_before: int = 0
    """Nights that were over when their moment came."""
    lost: int = 0
    failed: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Series:
    """Nights on one web and one kind of store."""

    notes: tuple[str, ...]
    config: str
    store: str
    server: str = ""

    def command(self, data: Path) -> list[str]:
        """One night."""
        program = str(Path(sys.executable).with_name("linkatlas"))
        return [program, "nightly", *self.notes, "--data", str(data), *self._config()]

    def _config(self) -> list[str]:
        return ["--config", self.config] if self.config else []

    def environment(self, data: Path) -> dict[str, str]:
        """The settings that differ from the file's."""
        if not self.server:
            return dict(os.environ)
        return {**os.environ, "LINKATLAS_CATALOGUE__URL": self.url(data)}

    def url(self, data: Path) -> str:
        """The catalogue's address."""
        return f"{self.server}/{data.name}" if self.server else f"sqlite:///{data / 'catalogue.sqlite'}"

    def committed(self, data: Path) -> set[Row]:
        """The checks that another program can see now."""
        return {(run, key, state) for run, key, state in self._rows(data, "SELECT run, key, state FROM checks")}

    def finished(self, data: Path) -> bool:
        """Whether a night has come to its end."""
        return bool(self._rows(data, "SELECT 1 FROM runs WHERE finished IS NOT NULL"))

    def _rows(self, data: Path, query: str) -> list[Any]:
        from sqlalchemy import text

        from pipelines.catalogue.engine import make_engine, reading
        from pipelines.errors import CatalogueError

        if not self.server and not (data / "catalogue.sqlite").exists():
            return []
        engine = make_engine(self.url(data))
        try:
            with reading(engine) as connection:
                return list(connection.execute(text(query)).all())
        except CatalogueError as problem:
            if "missing" not in str(problem):
                raise
            return []  # no table yet
        finally:
            engine.dispose()


def told(data: Path) -> dict[str, Any]:
    """What the report says, without its moments."""
    report = json.loads((data / "report.json").read_text("utf-8"))
    for link in report["links"]:
        link.pop("since", None)
    return {part: report[part] for part in TOLD}


def measure() -> Sequence[Result]:
    """Runs the series; each row's bar is nought."""
    store = os.environ.get("BENCH_STORE", "sqlite")
    notes = os.environ.get("BENCH_NOTES", "")
    kills = int(os.environ.get("BENCH_KILLS", "10"))
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="linkatlas-kill-"))
        server = stack.enter_context(_server(store))
        if notes:
            series = Series((notes,), os.environ.get("BENCH_CONFIG", ""), store, server)
        else:
            series = stack.enter_context(on_the_sample(store, server, Path(folder)))
        tally = kill_nights(series, kills, Path(folder))
    for words in (*tally.failed, *tally.differing):
        print(words, file=sys.stderr)
    name = f"of {tally.kills} kills, {store}"
    return [
        Result("committed checks that were lost", "checks", tally.lost, tally.kills, name, 0),
        Result("next runs that did not complete", "runs", len(tally.failed), tally.kills, name, 0),
        Result("reports unlike the undisturbed one", "reports", len(tally.differing), tally.kills, name, 0),
        Result("nights that were over before their moment", "runs", tally.ended_before, tally.kills, name),
    ]


@contextmanager
def on_the_sample(store: str, server: str, folder: Path) -> Iterator[Series]:
    """Nights on the sample's notes and web. As a run of somebody's own: `--sample` keeps out of a server's database."""
    with sample_run() as sample:
        text = sample.config.read_text("utf-8").replace(f"127.0.0.1:{DEFAULT_PORT}", sample.web.address)
        config = folder / "sample.toml"
        config.write_text(text, "utf-8")
        yield Series((str(sample.notes),), str(config), store, server)


def kill_nights(series: Series, kills: int, folder: Path) -> Tally:
    """Kills so many nights of the series, in folders below `folder`, and compares what comes of them."""
    tally = Tally()
    moments = random.Random(int(os.environ.get("BENCH_SEED", "9")))
    undisturbed = _fresh(series, folder, 0)
    began = time.monotonic()
    _to_the_end(series, undisturbed, tally)
    length = time.monotonic() - began
    number = 0
    while tally.kills < kills:
        number += 1
        data = _fresh(series, folder, number)
        under_way = True
        for _ in range(min(IN_A_ROW, kills - tally.kills)):
            under_way = _killed(series, data, moments.uniform(0, length), tally)
            if not under_way:
                break
        _compare(series, undisturbed, data, tally, under_way=under_way)
        shutil.rmtree(data)
        print(f"{tally.kills} kills", flush=True)
    return tally


def _fresh(series: Series, folder: Path, number: int) -> Path:
    """A folder, and on a server a database, of its own."""
    data = folder / f"night{number}-{uuid.uuid4().hex[:8]}"
    data.mkdir()
    if series.server:
        import psycopg

        address = series.server.replace("+psycopg", "") + "/postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{data.name}"')  # type: ignore[arg-type]
    return data


def _killed(series: Series, data: Path, after: float, tally: Tally) -> bool:
    """One night killed after so many seconds; whether anything was left to do: the next run would be another night."""
    before = series.committed(data)
    with (data.parent / f"{data.name}.log").open("ab") as log:
        night = subprocess.Popen(series.command(data), env=series.environment(data), stdout=log, stderr=log)
        try:
            night.wait(max(0.0, after - 0.2))
        except subprocess.TimeoutExpired:
            before |= series.committed(data)
            time.sleep(0.2)
        over = night.poll() is not None
        night.send_signal(signal.SIGKILL)
        night.wait()
    if over:
        tally.ended_before += 1
        if night.returncode:
            tally.failed.append(f"{data.name}: exit {night.returncode}: {_last_words(data)}")
        return False
    tally.kills += 1
    tally.lost += len(before - series.committed(data))
    return not series.finished(data)


def _last_words(data: Path) -> str:
    return (data.parent / f"{data.name}.log").read_text("utf-8", "replace")[-400:]


def _compare(series: Series, undisturbed: Path, data: Path, tally: Tally, *, under_way: bool) -> None:
    before = series.committed(data)
    if under_way and not _to_the_end(series, data, tally):
        return
    if not (data / "report.json").exists():
        tally.failed.append(f"{data.name}: no report")
        return
    tally.lost += len(before - series.committed(data))
    ours, theirs = told(data), told(undisturbed)
    for part in TOLD:
        if ours[part] != theirs[part]:
            tally.differing.append(f"{data.name}: {part}: {_first_difference(ours[part], theirs[part])}")


def _first_difference(ours: Any, theirs: Any) -> str:
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        pair = next((one, other) for one, other in zip(ours, theirs, strict=True) if one != other)
        if isinstance(pair[0], dict):
            return str({k: (v, pair[1].get(k)) for k, v in pair[0].items() if v != pair[1].get(k)})[:600]
        return str(pair)[:600]
    return f"{str(ours)[:300]} / {str(theirs)[:300]}"


def _to_the_end(series: Series, data: Path, tally: Tally) -> bool:
    done = subprocess.run(
        series.command(data), env=series.environment(data), capture_output=True, text=True, check=False, timeout=600
    )
    if done.returncode:
        tally.failed.append(f"{data.name}: exit {done.returncode}: {(done.stdout + done.stderr)[-400:]}")
    return done.returncode == 0


@contextmanager
def _server(store: str) -> Iterator[str]:
    if store == "sqlite":
        yield ""
        return
    from tests.support.postgres import postgres_server

    with postgres_server() as url:
        yield url
