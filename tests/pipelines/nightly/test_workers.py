"""A task that kills its process costs only itself."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.errors import ConfigError, WorkersError
from pipelines.steps.executors import local, on_dask
from pipelines.steps.worker import _time_limit
from pipelines.steps.workers import Workers


def work(task: str) -> str:
    if task == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "hang":
        with _time_limit(0.3):
            time.sleep(60)
    return task.upper()


def nothing() -> None:
    """These workers need no preparation."""


def test_bad_tasks_cost_only_themselves() -> None:
    tasks = [f"task{number}" for number in range(20)]
    tasks[7:7] = ["crash"]
    tasks[3:3] = ["hang"]
    with Workers(work, local(2, nothing)) as workers:
        found = dict(workers.run(iter(tasks)))
    assert found == {task: None if task in ("crash", "hang") else task.upper() for task in tasks}


def cannot() -> None:
    raise OSError


def test_workers_that_cannot_start_are_no_fault_of_the_tasks() -> None:
    with Workers(work, local(1, cannot)) as workers, pytest.raises(WorkersError):
        list(workers.run(iter(["one"])))


def test_results_come_while_tasks_are_awaited() -> None:
    seen: list[str] = []

    def tasks() -> Iterator[str | None]:
        yield "one"
        while not seen:
            yield None
        yield "two"

    with Workers(work, local(1, nothing)) as workers:
        for task, _ in workers.run(tasks()):
            seen.append(task)
    assert seen == ["one", "two"]


def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    """Nobody tells them: they must see it themselves."""
    import subprocess
    import sys

    import psutil

    script = tmp_path / "parent.py"
    script.write_text(
        "import os, time\n"
        "from pipelines.steps.parent import end_with_parent\n"
        "from pipelines.steps.executors import local\n"
        "from pipelines.steps.workers import Workers\n"
        "def work(task): return os.getpid()\n"
        "if __name__ == '__main__':\n"
        "    with Workers(work, local(1, end_with_parent)) as workers:\n"
        "        for _, pid in workers.run(iter([1])):\n"
        "            print(pid, flush=True); time.sleep(60)\n",
        "utf-8",
    )
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    psutil.wait_procs([worker], timeout=20)
    assert not worker.is_running()


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.steps.executors._ANSWER_S", 1)
    with pytest.raises(ConfigError, match=r"no scheduler answers at tcp://127\.0\.0\.1:1"):
        on_dask("tcp://127.0.0.1:1")
