"""The last limit on a query that nobody knows: a process that grows too large or works too long ends itself.

The store's own limits come first (`--timeout`, `--limit`, its buffer). They are asked between the steps of a query; one
step alone, such as `range(1, 100000000000)`, can still take all memory before it is asked (ladybug 0.22).
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.cli.exits import Exit

MEGABYTES = 4096
GRACE_S = 5.0
"""How much longer than its timeout a query may take to notice it."""
_EVERY_S = 0.02
_STATM = Path("/proc/self/statm")


@contextmanager
def bounded(seconds: float, megabytes: int = MEGABYTES) -> Iterator[None]:
    """Ends the whole process, in words, where the work inside takes much longer or grows larger than allowed."""
    done = threading.Event()
    limits = (time.monotonic() + seconds + GRACE_S, resident() + megabytes, megabytes)
    watch = threading.Thread(target=_watch, args=(done, *limits), daemon=True)
    watch.start()
    try:
        yield
    finally:
        done.set()
        watch.join()


def _watch(done: threading.Event, until: float, most: float, megabytes: int) -> None:
    while not done.wait(_EVERY_S):
        if resident() > most:
            _end(f"the query wants more than {megabytes} MB of memory", "narrow it: fewer hops, a LIMIT, a WHERE")
        if time.monotonic() > until:
            _end("the query does not end", "narrow it: fewer hops, a LIMIT, a WHERE")


def resident() -> float:
    """Megabytes of this process in memory; 0 where the system does not tell."""
    try:
        return int(_STATM.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, ValueError, IndexError):
        return 0.0


def _end(message: str, hint: str) -> None:
    # the query holds the main thread: nothing gentler can reach it
    sys.stderr.write(f"error: {message}\n  {hint}\n")
    sys.stderr.flush()
    os._exit(Exit.FAILED)
