"""The real command on the sample web: the whole line, killed in the middle and started again, on a disk that fills."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from bench.kill import kill_nights, on_the_sample
from tests.pipelines.cli.conftest import COMMAND, Command
from tests.support.dask import dask_cluster

# fields of the report that tell when something was done, not what was found
_TIMES = {"started", "finished", "since", "checked"}


def report(folder: Path) -> dict[str, Any]:
    """The report without its times, and without the counts that tell how a run went."""
    found: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    found["run"].pop("counts")
    shape: dict[str, Any] = timeless(found)
    return shape


def timeless(value: Any) -> Any:
    """Without the fields that tell when."""
    if isinstance(value, dict):
        return {name: timeless(inner) for name, inner in value.items() if name not in _TIMES}
    return [timeless(inner) for inner in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a sample night that nothing disturbed."""
    data = tmp_path_factory.mktemp("undisturbed")
    done = subprocess.run(
        [*COMMAND, "nightly", "--sample", "--data", str(data)], capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr
    return data


def test_the_night_accounts_for_every_link(undisturbed: Path, linkatlas: Command) -> None:
    found = json.loads((undisturbed / "report.json").read_text("utf-8"))
    scanned = linkatlas("scan", Path(__file__).parents[3] / "data" / "sample" / "notes", "--json")
    assert len(found["links"]) == len(scanned.stdout.splitlines())
    assert {link["health"] for link in found["links"]} >= {"alive", "dead", "uncertain"}


def test_show_tells_everything_of_a_resource(undisturbed: Path, linkatlas: Command) -> None:
    link = next(
        k for k in json.loads((undisturbed / "report.json").read_text("utf-8"))["links"] if k["health"] == "alive"
    )
    for words in (link["url"], link["key"]):
        done = linkatlas("show", words, "--json", "--data", undisturbed)
        found = json.loads(done.stdout)
        assert (found["url"], found["key"]) == (link["url"], link["key"])
        assert found.keys() >= {"kind", "title", "text", "facts", "topics", "places", "history"}
        assert found["text"]
        assert all(topic["evidence"] for topic in found["topics"])
    assert "In the notes" in linkatlas("show", link["url"], "--data", undisturbed).stdout


@pytest.mark.parametrize("arguments", [("show", "soft dictionary"), ("status",), ("report",)], ids=" ".join)
def test_what_is_piped_is_eighty_columns_of_plain_words(
    undisturbed: Path, linkatlas: Command, arguments: tuple[str, ...]
) -> None:
    done = linkatlas(*arguments, "--data", undisturbed)
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert [line for line in done.stdout.splitlines() if cell_len(line) > 80 and "://" not in line] == []


@pytest.mark.parametrize(
    ("terminal", "linked"), [({"TERM": "xterm-256color"}, True), ({"TERM": "dumb"}, False)], ids=["xterm", "dumb"]
)
def test_on_a_terminal_places_are_links_to_their_files(
    undisturbed: Path, terminal: dict[str, str], linked: bool
) -> None:
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [*COMMAND, "report", "--data", str(undisturbed)], stdout=theirs, env={**os.environ, **terminal, "NO_COLOR": "1"}
    ) as running:
        os.close(theirs)
        with os.fdopen(ours, "rb", buffering=0) as screen:
            shown = b"".join(iter(lambda: _read(screen.fileno()), b""))
    assert running.returncode == 0
    assert (b"\x1b]8;;file:///" in shown) is linked
    assert b"\x1b[" not in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed: Linux says so with an input/output error
        return b""


def test_a_quiet_night_prints_nothing(undisturbed: Path, linkatlas: Command, tmp_path: Path) -> None:
    data = shutil.copytree(undisturbed, tmp_path / "copy")  # a second night in it would change what the others compare
    done = linkatlas("nightly", "--sample", "--quiet", "--data", data)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(("words", "said"), [("no such thing", "nothing in the notes"), ("a", "resources")])
def test_show_says_what_it_does_not_find(undisturbed: Path, linkatlas: Command, words: str, said: str) -> None:
    done = linkatlas("show", words, "--data", undisturbed)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr


def test_status_tells_runs_due_and_sizes(undisturbed: Path, linkatlas: Command) -> None:
    found = json.loads(linkatlas("status", "--json", "--data", undisturbed).stdout)
    assert [run["id"] for run in found["runs"]] == [1]
    assert found["due_now"] == 0
    assert found["sizes"]["catalogue.sqlite"] > 0
    counts = found["runs"][0]["counts"]
    assert {**found["health"], "skipped": 0} == {
        name: counts[name] for name in ("alive", "dead", "uncertain", "skipped")
    }
    assert sum(found["health"].values()) == found["resources"] + found["malformed"]
    assert "Runs" in linkatlas("status", "--data", undisturbed).stdout


def checks(data: Path) -> int:
    """How many visits the catalogue holds."""
    return count(data, "SELECT count(*) FROM checks")


def settled(data: Path) -> int:
    """Whether history has the visits."""
    return count(data, "SELECT count(*) FROM runs WHERE settled")


def count(data: Path, query: str) -> int:
    """A number of the catalogue; 0 while there is none."""
    try:
        with sqlite3.connect(f"file:{data / 'catalogue.sqlite'}?mode=ro", uri=True) as connection:
            number: int = connection.execute(query).fetchone()[0]
    except sqlite3.Error:
        return 0
    finally:
        if "connection" in locals():
            connection.close()
    return number


@pytest.mark.slow
@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(lambda data: checks(data) >= 3, id="soon"),
        pytest.param(lambda data: checks(data) >= 30, id="in the middle"),
        pytest.param(settled, id="before the reports"),
    ],
)
def test_a_killed_night_is_taken_up_and_reports_the_same(
    tmp_path: Path, undisturbed: Path, linkatlas: Command, moment: Callable[[Path], object]
) -> None:
    data = tmp_path / "data"
    with subprocess.Popen(
        [*COMMAND, "nightly", "--sample", "--data", str(data)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as night:
        while not moment(data) and night.poll() is None:
            time.sleep(0.005)
        night.send_signal(signal.SIGKILL)
    before = checks(data)
    done = linkatlas("nightly", "--sample", "--data", data, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["resumed"]
    with sqlite3.connect(data / "catalogue.sqlite") as connection:
        twice = connection.execute("SELECT key FROM checks GROUP BY run, key HAVING count(*) > 1").fetchall()
    connection.close()
    assert len(twice) <= 1, "only a witness that the network still stands is asked again"
    assert found["run"]["counts"]["visited"] + before >= checks(data) - 1
    assert report(data) == report(undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [300, 2500])
def test_a_full_disk_ends_clearly_and_loses_nothing(
    tmp_path: Path, undisturbed: Path, linkatlas: Command, kilobytes: int
) -> None:
    data = tmp_path / "data"
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes * 1024},) * 2); {COMMAND[-1]}"
    done = subprocess.run(
        [*COMMAND[:-1], limited, "nightly", "--sample", "--data", str(data)],
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "error: " in done.stderr
    again = linkatlas("nightly", "--sample", "--data", data)
    assert again.returncode == 0, again.stderr
    assert report(data)["links"] == report(undisturbed)["links"]


@pytest.mark.slow
def test_dask_workers_crawl_read_and_tag_the_same_also_when_one_is_killed(tmp_path: Path, undisturbed: Path) -> None:
    data = tmp_path / "data"
    with dask_cluster(tmp_path, 2) as cluster:
        environment = {**os.environ, "LINKATLAS_ENGINE__DASK": cluster.address}
        line = [*COMMAND, "nightly", "--sample", "--data", str(data)]
        with subprocess.Popen(line, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as night:
            while checks(data) < 1 and night.poll() is None:
                time.sleep(0.01)
            cluster.workers[0].kill()
            _, said = night.communicate(timeout=240)
    assert night.returncode == 0, said
    assert report(data) == report(undisturbed)


@pytest.mark.slow
@pytest.mark.postgres
def test_nights_killed_at_random_on_postgresql_lose_nothing(tmp_path: Path, postgres: str) -> None:
    with on_the_sample("postgresql", postgres, tmp_path) as series:
        tally = kill_nights(series, 2, tmp_path)
    assert (tally.kills, tally.lost, tally.failed, tally.differing) == (2, 0, [], [])
