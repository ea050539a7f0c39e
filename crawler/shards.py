"""A crawl over several processes of this machine: children that speak pickles over their pipes with us alone."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO

from crawler.options import CrawlOptions
from crawler.parcels.coordinator import Message, Sink, crawl_with
from crawler.parcels.records import Parcel
from crawler.records import CrawlOutcome, Target


def crawl_in_shards(
    frontier: Sequence[Target], options: CrawlOptions, sink: Sink, stop: Callable[[], bool]
) -> CrawlOutcome:
    """As `crawler.crawl.crawl`, over `options.processes` processes; `sink` is called here, in the calling thread."""
    fleet = LocalFleet(options.processes)
    try:
        return crawl_with(fleet, frontier, options, sink, stop)
    finally:
        fleet.close()


class LocalFleet:
    """So many children, each started when it is first needed and again when it died."""

    def __init__(self, processes: int) -> None:
        self.messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._children: list[_Child | None] = [None] * processes

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
            child = self._children[place] = _Child(self.messages)
        child.send(parcel)

    def stop(self) -> None:
        """Children end what they do soon, and say so."""
        for child in self._children:
            if child is not None:
                child.process.terminate()

    def close(self) -> None:
        """End all children."""
        for child in self._children:
            if child is not None:
                child.close()


class _Child:
    """A process that does parcels, and which it has."""

    def __init__(self, messages: queue.SimpleQueue[Message]) -> None:
        self._messages = messages
        self._lock = threading.Lock()
        self.alive = True
        self.parcels: set[int] = set()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "crawler.shard"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # a Ctrl-C reaches us alone; we tell the children
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._pipe = self.process.stdin
        self._thread = threading.Thread(target=self._listen, args=(self.process.stdout,), daemon=True)
        self._thread.start()

    def send(self, parcel: Parcel) -> None:
        with self._lock:
            self.parcels.add(parcel.number)
            if self.alive:
                with contextlib.suppress(OSError):  # it died: whoever listens says what is lost
                    pickle.dump(parcel, self._pipe, pickle.HIGHEST_PROTOCOL)
                    self._pipe.flush()
                return
        self._lose()

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._thread.join()
        with contextlib.suppress(OSError):
            self._pipe.close()

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
        for number in tuple(self.parcels):
            self.parcels.discard(number)
            self._messages.put(Message("lost", number))
