"""The end of waiting for a server that does not notice its own time limit.

Neo4j looks at a transaction's limit between the steps of a query; one regular expression that tries every way through
its text is a single step, and may take years.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from graph.errors import QueryLimitError

T = TypeVar("T")
GRACE_S = 10.0
"""How much longer than its limit a query may take to notice it."""
PLACES = 8
"""So many queries of this process may be under way: each that never ends keeps a thread and a connection."""
QUEUE_S = 5.0
"""So long a query waits for a place."""
_PLACES = threading.BoundedSemaphore(PLACES)


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives or raises; QueryLimitError where that takes longer, or where too many are still under way.

    The work itself is left to its thread, and keeps its place until it ends.
    """
    if not _PLACES.acquire(timeout=QUEUE_S):
        raise QueryLimitError(
            f"the server is busy: {PLACES} queries are under way, and none ends",
            hint="end them in the server (SHOW TRANSACTIONS, TERMINATE TRANSACTIONS), or ask again later",
        )
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as problem:  # noqa: BLE001 - raised again where it is waited for
            future.set_exception(problem)
        finally:
            _PLACES.release()

    # a daemon: the program can end while it still waits
    try:
        threading.Thread(target=run, daemon=True).start()
    except RuntimeError:  # no room for a thread
        _PLACES.release()
        raise
    try:
        return future.result(seconds)
    except TimeoutError as problem:
        raise QueryLimitError(
            "the query does not end, and the server does not stop it", hint="end it in the server"
        ) from problem
