"""Publishing that is killed: readers keep whole files, nobody is left who writes, and the next night publishes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from graph.stores import open_ladybug
from pipelines.data_folder import DataFolder
from pipelines.errors import OutputError
from pipelines.steps import publish_apart as apart
from tests.pipelines.nightly.conftest import Vault, make_vault, unread_pages


@pytest.fixture(autouse=True)
def always_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few the links are."""
    monkeypatch.setattr(apart, "APART", 0)


def die_before_renames(count: int) -> None:
    """This process is killed where it would give its last file but `count` its name."""
    left = [count]

    def watch(event: str, _: tuple[object, ...]) -> None:
        if event == "os.rename":
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def draw_and_die(*args: object) -> object:
    die_before_renames(1)
    return DRAW(*args)  # type: ignore[arg-type]


def tell_and_die(*args: object) -> None:
    die_before_renames(1)
    TELL(*args)  # type: ignore[arg-type]


def hang(*_: object) -> None:
    Path(os.environ["PUBLISHER"]).write_text(str(os.getpid()), "utf-8")
    time.sleep(60)


DRAW, TELL = apart._draw, apart._tell_of


@pytest.mark.parametrize(("step", "dying"), [("_draw", draw_and_die), ("_tell_of", tell_and_die)])
def test_a_killed_publisher_leaves_whole_files(
    quick_vault: Vault, monkeypatch: pytest.MonkeyPatch, step: str, dying: object
) -> None:
    paths = quick_vault.night(publish=apart.publish_apart).paths
    quick_vault.write("a", "b", "c", "d")
    with monkeypatch.context() as patch:
        patch.setattr(apart, step, dying)
        with pytest.raises(OutputError, match="ended by itself"):
            quick_vault.night(publish=apart.publish_apart)
    assert_whole(paths)
    quick_vault.night(publish=apart.publish_apart)
    assert resources(paths) == 4


def assert_whole(paths: DataFolder) -> None:
    assert resources(paths) in {3, 4}
    assert json.loads(paths.report_json.read_bytes())
    for page in (paths.graph_page, paths.report_html):
        assert page.read_text("utf-8").rstrip().endswith("</html>")


def resources(paths: DataFolder) -> object:
    with open_ladybug(paths.graph) as store:
        return store.run("MATCH (r:Resource) RETURN count(r)").rows[0][0]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_a_night_that_ends_while_it_publishes_takes_its_publisher_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    publisher = tmp_path / "publisher"
    (tmp_path / "night.py").write_text(
        "import sys; from pathlib import Path; from pytest import MonkeyPatch\n"
        "from tests.pipelines.nightly import test_publish_killed as t\n"
        "if __name__ == '__main__':\n"
        "    t.unread_pages(MonkeyPatch()); t.apart.APART = 0; t.apart._draw = t.hang\n"
        "    t.make_vault(Path(sys.argv[1])).night(publish=t.apart.publish_apart)\n",
        "utf-8",
    )
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "night.py"), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3]), "PUBLISHER": str(publisher)},
        stderr=subprocess.PIPE,
        text=True,
    ) as night:
        while not (publisher.exists() and publisher.read_text("utf-8")):
            assert night.poll() is None
            time.sleep(0.05)
        writer = psutil.Process(int(publisher.read_text("utf-8")))
        night.send_signal(signal.Signals[name])
        _, said = night.communicate(timeout=10)
    assert not psutil.wait_procs([writer], timeout=10)[1]
    assert "resource_tracker" not in said
    unread_pages(monkeypatch)
    again = make_vault(tmp_path).night(publish=apart.publish_apart)
    assert again.resumed
    assert_whole(again.paths)
