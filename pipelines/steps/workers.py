"""Worker processes that a bad task can kill, yet not stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Generic, TypeVar

from pipelines.errors import WorkersError
from pipelines.steps.executors import Engine

T = TypeVar("T")
R = TypeVar("R")

# So many tasks wait for each process: enough that none idles, few enough that their pages take no memory to speak of.
_WAITING = 4

_PAUSE_S = 0.2


class Workers(Generic[T, R]):
    """Runs a function over tasks in workers; a context manager. No worker starts before the first task."""

    def __init__(self, function: Callable[[T], R], engine: Engine) -> None:
        self._function, self._engine = function, engine
        self._executor: Executor | None = None

    def __enter__(self) -> Workers[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._engine.end()

    def run(self, tasks: Iterator[T | None]) -> Iterator[tuple[T, R | None]]:
        """Each task with its result, as they come; None for a task that killed its process, twice.

        `tasks` may yield None: nothing at the moment, look for results.
        """
        pending: dict[Future[R], T] = {}
        for task in tasks:
            if task is not None:
                yield from self._submit(task, pending)
            if pending and (task is None or len(pending) >= self._engine.width * _WAITING):
                yield from self._collect(pending)
        while pending:
            yield from self._collect(pending)

    def _submit(self, task: T, pending: dict[Future[R], T]) -> Iterator[tuple[T, R | None]]:
        try:
            pending[self._started().submit(self._function, task)] = task
        except BrokenExecutor:
            yield from self._one_by_one([*pending.values(), task])
            pending.clear()

    def _collect(self, pending: dict[Future[R], T]) -> Iterator[tuple[T, R | None]]:
        done, _ = wait(pending, timeout=_PAUSE_S, return_when=FIRST_COMPLETED)
        broken = []
        for future in done:
            task = pending.pop(future)
            try:
                yield task, future.result()
            except self._engine.killed:
                yield task, None
            except BrokenExecutor:
                broken.append(task)
        if broken:
            yield from self._one_by_one([*broken, *pending.values()])
            pending.clear()

    def _one_by_one(self, suspects: list[T]) -> Iterator[tuple[T, R | None]]:
        """One of these killed its process and took the others' work with it: each alone now tells which."""
        self._end()
        for task in suspects:
            try:
                yield task, self._started().submit(self._function, task).result()
            except BrokenExecutor:
                self._end()
                self._check()
                yield task, None

    def _check(self) -> None:
        """Raises WorkersError where not the tasks break the processes: they cannot even start."""
        try:
            self._started().submit(int).result()
        except BrokenExecutor as problem:
            self._end()
            raise WorkersError(
                "the processes that read pages cannot start",
                hint="their words stand above; too little memory, or a broken installation? The visits are kept",
            ) from problem

    def _started(self) -> Executor:
        if self._executor is None:
            self._executor = self._engine.start()
        return self._executor

    def _end(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True)
            self._executor = None
