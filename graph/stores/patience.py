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


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives or raises; QueryLimitError where that takes longer. The work itself is left to its thread."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as problem:  # noqa: BLE001 - raised again where it is waited for
            future.set_exception(problem)

    # a daemon: the program can end while it still waits
    threading.Thread(target=run, daemon=True).start()
    try:
        return future.result(seconds)
    except TimeoutError as problem:
        raise QueryLimitError(
            "the query does not end, and the server does not stop it", hint="end it in the server"
        ) from problem
