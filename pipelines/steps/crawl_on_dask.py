"""The crawl by the workers of a Dask scheduler: parcels of hosts as tasks, their answers as results.

Dask runs a task again where its worker died; a parcel that comes twice is told once (crawler.parcels.coordinator).
"""

from __future__ import annotations

import queue
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from crawler.options import CrawlOptions
from crawler.parcels.coordinator import Sink, crawl_with
from crawler.parcels.records import Done, Message, Parcel, Told
from crawler.records import Check, CrawlOutcome, LinkAtlasError, Target, Visit
from pipelines.errors import ConfigError, WorkersError
from pipelines.steps.executors import dask_client


def crawl_on_dask(
    address: str,
    frontier: Sequence[Target],
    options: CrawlOptions,
    sink: Sink,
    *,
    stop: Callable[[], bool] | None = None,
) -> CrawlOutcome:
    """As `crawler.crawl.crawl`, by the workers of the scheduler at `address`.

    Raises ConfigError where no scheduler answers or no worker joins, WorkersError where all are gone in the middle, and
    as `crawl` does.
    """
    from crawler.crawl import check_options

    check_options(options)
    client = dask_client(address)
    try:
        _wait_for_a_worker(client, address)
        return crawl_with(DaskFleet(client), frontier, options, sink, stop or (lambda: False))
    finally:
        client.close()


def _wait_for_a_worker(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=JOIN_S)
    except TimeoutError as problem:
        raise ConfigError(
            f"engine.dask: the scheduler at {address} has no workers",
            hint=f"start some: dask worker {address} --nthreads 1",
        ) from problem


JOIN_S = 60
GONE_S = 120.0
"""So long a crawl waits for workers: at its beginning, and when all have gone."""


class DaskFleet:
    """The workers that a scheduler has now; more may come, and some may go."""

    visits = True
    alone = False

    def __init__(self, client: Any) -> None:
        self._client = client
        self.messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._under_way: dict[int, tuple[Any, str]] = {}
        self._name = uuid.uuid4().hex
        self._seen = time.monotonic()

    @property
    def processes(self) -> int:
        """At least one: with no worker at the moment, the scheduler keeps what it gets, for a while."""
        many = len(self._workers())
        if many:
            self._seen = time.monotonic()
        elif self._client.status == "closed" or time.monotonic() - self._seen > GONE_S:
            lack = "the Dask scheduler is gone" if self._client.status == "closed" else "no Dask worker is left"
            problem = WorkersError(lack, hint="what was told is kept: the next run goes on from here")
            for number in tuple(self._under_way):
                self._end(number, Message("error", number, problem))
        return max(1, many)

    def send(self, parcel: Parcel) -> None:
        """To the worker that has least to do, or to any should that one go."""
        loads = Counter(dict.fromkeys(self._workers(), 0))
        loads.update(worker for _, worker in self._under_way.values() if worker in loads)
        worker = min(loads, key=lambda name: loads[name], default="")
        future = self._client.submit(
            work,
            parcel,
            self._name,
            pure=False,
            retries=0,
            workers=[worker] if worker else None,
            allow_other_workers=bool(worker),
        )
        self._under_way[parcel.number] = future, worker
        future.add_done_callback(partial(self._told, parcel.number))

    def stop(self) -> None:
        """Parcels are broken off and tell what they have; where a worker cannot be told, it is not waited for."""
        try:
            self._client.run(_break_off, self._name)
        except Exception:  # noqa: BLE001  # Dask's errors have no common parent, and each means the same here
            for number, (future, _) in tuple(self._under_way.items()):
                future.cancel(force=True)
                self._end(number, Message("lost", number))

    def _told(self, number: int, future: Any) -> None:
        """Called in a thread of Dask's, once the future is done, has failed or was cancelled."""
        try:
            told, done = future.result()
        except LinkAtlasError as problem:
            self._end(number, Message("error", number, problem))
        except BaseException:  # noqa: BLE001  # the worker is gone, or Dask gave the parcel up
            self._end(number, Message("lost", number))
        else:
            self._end(number, Message("visits", number, told), Message("done", number, done))

    def _end(self, number: int, *messages: Message) -> None:
        if self._under_way.pop(number, None) is not None:
            for message in messages:
                self.messages.put(message)

    def _workers(self) -> Sequence[str]:
        return tuple(self._client.scheduler_info(n_workers=-1).get("workers", ()))


_broken_off: set[str] = set()
"""In a worker: the fleets whose crawl is to end."""


def _break_off(fleet: str) -> None:
    _broken_off.add(fleet)


def work(parcel: Parcel, fleet: str) -> tuple[list[Told], Done]:
    """A parcel, in a worker: beside its other tasks, since it mostly waits, until nobody wants it any more."""
    from distributed import get_worker, secede

    from crawler.parcels.work import do_parcel

    worker = get_worker()
    key = worker.get_current_task()
    secede()  # type: ignore[no-untyped-call]
    told: list[Told] = []

    def keep(visit: Visit, check: Check) -> None:
        told.append((visit, check))

    def unwanted() -> bool:
        task = worker.state.tasks.get(key)
        return fleet in _broken_off or task is None or task.state not in ("executing", "long-running")

    return told, do_parcel(parcel, keep, unwanted)
