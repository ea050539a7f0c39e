"""What runs the tasks: processes of this machine, or the workers of a Dask scheduler."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from pipelines.errors import ConfigError

# A scheduler that does not answer within this many seconds is said to be down.
_ANSWER_S = 15


def _nothing() -> None:
    """The processes of this machine end with their executor."""


@dataclass(frozen=True, slots=True)
class Engine:
    """`start` gives a fresh executor, `end` lets the engine go; `width` tasks run at once.

    `killed` is raised for a task that its worker died of, where it costs the others nothing.
    """

    start: Callable[[], Executor]
    width: int
    killed: tuple[type[BaseException], ...] = ()
    end: Callable[[], None] = _nothing


def local(processes: int, prepare: Callable[..., None], *arguments: object) -> Engine:
    """Processes that start with the first task, each made ready by `prepare`."""

    def start() -> Executor:
        context = multiprocessing.get_context("forkserver")
        # the heavy libraries are loaded once, and every worker is a copy
        context.set_forkserver_preload(["pipelines.steps.preload"])
        return ProcessPoolExecutor(processes, mp_context=context, initializer=prepare, initargs=arguments)

    return Engine(start, processes)


def dask_client(address: str) -> Any:
    """A client of the scheduler at `address`.

    Raises ConfigError where the extra is not installed or no scheduler answers.
    """
    try:
        from distributed import Client
    except ImportError as problem:
        raise ConfigError("engine.dask needs Dask", hint="pip install 'linkatlas[dask]'") from problem
    try:
        return Client(address, timeout=_ANSWER_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as problem:
        raise ConfigError(
            f"engine.dask: no scheduler answers at {address}", hint="start one with: dask scheduler"
        ) from problem


def on_dask(address: str) -> Engine:
    """The workers of the scheduler at `address`, through the same interface. Started with `--nthreads 1` each.

    Raises ConfigError where the extra is not installed or no scheduler answers.
    """
    client = dask_client(address)
    from distributed import KilledWorker

    width = max(1, sum(client.nthreads().values()))
    return Engine(lambda: client.get_executor(pure=False, retries=2), width, (KilledWorker,), client.close)
