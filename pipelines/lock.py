"""One run at a time on a data folder: the kernel's lock on a file, which no crash leaves behind."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pipelines.errors import LockedError


@contextmanager
def hold(path: Path, now: datetime) -> Iterator[None]:
    """Holds the lock until the end of the block; the file says who does. Raises LockedError, naming the holder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise LockedError(
                f"another run works on {path.parent}: {_holder(path)}", hint="wait for its end, or name another --data"
            ) from problem
        _write(path, {"pid": os.getpid(), "host": socket.gethostname(), "since": now.isoformat(timespec="seconds")})
        try:
            yield
        finally:
            _write(path, {})


def _write(path: Path, holder: dict[str, object]) -> None:
    # a full disk must not keep a run from ending: the lock is the kernel's, the words are a courtesy
    with contextlib.suppress(OSError):
        path.write_text(json.dumps(holder) if holder else "", "utf-8")


def _holder(path: Path) -> str:
    try:
        said = json.loads(path.read_text("utf-8"))
        return f"process {said['pid']} on {said['host']}, since {said['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "its process did not say which it is"
