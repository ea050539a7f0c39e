"""A crawl over several processes of this machine: children that speak pickles over their sockets with us alone."""

from __future__ import annotations

import contextlib
import pickle
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from typing import IO

from crawler.errors import ProcessesError
from crawler.nursery import Nursery
from crawler.options import CrawlOptions
from crawler.parcels.coordinator import Sink, crawl_with
from crawler.parcels.records import STOP, Message, Parcel
from crawler.records import CrawlOutcome, Target


def crawl_in_shards(
    frontier: Sequence[Target],
    options: CrawlOptions,
    sink: Sink,
    stop: Callable[[], bool] | None = None,
    nursery: Nursery | None = None,
) -> CrawlOutcome:
    """As `crawler.crawl.crawl`, over `options.processes` processes; `sink` is called here, in the calling thread.

    Where a `nursery` is given, only the key of a visit is told.
    """
    fleet = LocalFleet(options.processes, nursery)
    try:
        return crawl_with(fleet, frontier, options, sink, stop or (lambda: False))
    finally:
        fleet.close()


class LocalFleet:
    """So many children, each started when it is first needed and again when it died."""

    def __init__(self, processes: int, nursery: Nursery | None = None) -> None:
        self.messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self.visits = nursery is None
        self.alone = processes == 1
        self._children: list[_Child | None] = [None] * processes
        self._given = nursery
        self._nursery = nursery

    @property
    def processes(self) -> int:
        """How many there are, or may be."""
        return len(self._children)

    def send(self, parcel: Parcel) -> None:
        """To the child that has least to do."""
        loads = [len(child.parcels) if child and child.alive else 0 for child in self._children]
        place = loads.index(min(loads))
        child = self._children[place]
        if child is None or not child.alive:
            if child is not None:
                child.close()
            child = self._children[place] = self._born()
        child.send(parcel)

    def _born(self) -> _Child:
        """A child of the nursery, or of a new one where that was killed. Raises ProcessesError."""
        if self._nursery is not None:
            with contextlib.suppress(OSError):  # it was killed
                return _Child(self._nursery, self.messages)
            if self._nursery is not self._given:
                self._nursery.close()
        self._nursery = Nursery()
        try:
            return _Child(self._nursery, self.messages)
        except OSError as problem:
            raise ProcessesError(problem) from problem

    def stop(self) -> None:
        """Children end what they do soon, and say so."""
        for child in self._children:
            if child is not None:
                child.stop()

    def close(self) -> None:
        """End all children."""
        for child in self._children:
            if child is not None:
                child.close()
        if self._nursery is not None and self._nursery is self._given:
            self._nursery.dismiss()
        elif self._nursery is not None:
            self._nursery.close()


class _Child:
    """A process that does parcels, and which it has."""

    def __init__(self, nursery: Nursery, messages: queue.SimpleQueue[Message]) -> None:
        self._messages = messages
        self._lock = threading.Lock()
        self.alive = True
        self.parcels: set[int] = set()
        self._line = nursery.child()
        self._mouth = self._line.makefile("wb")
        self._thread = threading.Thread(target=self._listen, args=(self._line.makefile("rb"),), daemon=True)
        self._thread.start()

    def send(self, parcel: Parcel) -> None:
        with self._lock:
            self.parcels.add(parcel.number)
            if self.alive:
                self._say(parcel)
                return
        self._lose()

    def stop(self) -> None:
        with self._lock:
            self._say(STOP)

    def _say(self, what: Parcel | str) -> None:
        with contextlib.suppress(OSError, ValueError):  # it died: whoever listens says what is lost
            pickle.dump(what, self._mouth, pickle.HIGHEST_PROTOCOL)
            self._mouth.flush()

    def close(self) -> None:
        """The child ends with its socket."""
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        with contextlib.suppress(OSError):
            self._mouth.close()
        self._line.close()

    def _listen(self, pipe: IO[bytes]) -> None:
        try:
            while True:
                message: Message = pickle.load(pipe)  # noqa: S301  # our own child
                if message.kind != "visits":
                    self.parcels.discard(message.number)
                self._messages.put(message)
        except Exception:  # noqa: BLE001  # whatever half a message gives: the child is gone
            with self._lock:
                self.alive = False
        pipe.close()
        self._lose()

    def _lose(self) -> None:
        with self._lock:  # whoever sends and whoever listens may both find out
            lost, self.parcels = self.parcels, set()
        for number in lost:
            self._messages.put(Message("lost", number))
