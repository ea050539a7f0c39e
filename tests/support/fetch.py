"""What the tests fetch from package registries: each thing once, by one process, whole or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

CACHE = Path(os.environ.get("LINKATLAS_TEST_CACHE", Path(__file__).parent.parent.parent / ".cache"))
TRIES = 3
WAIT_SECONDS = 5
LIMIT_SECONDS = 600


class MissingError(Exception):
    """What the machine lacks for a test, in words."""


@contextmanager
def fetched_once(name: str) -> Iterator[Path]:
    """The folder `name` of the cache, held alone: of two workers that want it, one fetches and the other waits."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield CACHE / name


def partial(folder: Path) -> Path:
    """Where `folder` is fetched to before it is whole."""
    return folder.with_name(f"{folder.name}.partial")


def run_fetch(command: Sequence[str], what: str, folder: Path) -> None:
    """Runs `command`, which fills `partial(folder)`, and puts it in place. Raises MissingError after three tries."""
    for attempt in range(TRIES):
        if attempt:
            time.sleep(WAIT_SECONDS)
        shutil.rmtree(partial(folder), ignore_errors=True)
        partial(folder).mkdir(parents=True)
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT_SECONDS)
        if done.returncode == 0:
            partial(folder).replace(folder)
            return
    told = " ".join((done.stdout + done.stderr).split())
    raise MissingError(f"{what} ({command[0]} failed: {told[:600]})")
