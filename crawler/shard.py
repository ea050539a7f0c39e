"""A child of a crawl over several processes: gets parcels and tells answers, as pickles over one socket.

Forked by `crawler.nursery`. Ends with its socket.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import IO, Any, NoReturn

from crawler.errors import NO_ROOM, ProcessesError
from crawler.parcels.records import STOP, Message, Parcel, Told
from crawler.parcels.work import do_parcel
from crawler.ready import WARM
from crawler.records import Check, LinkAtlasError, Visit

__all__ = ["WARM", "work"]

BATCH = 50
BATCH_S = 0.5
"""A batch is told when it is full or so old; a quiet crawl tells each visit at once."""


class _Mouth:
    """The way to whoever gives the parcels, for one message at a time."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe, self._lock = pipe, threading.Lock()

    def tell(self, kind: str, number: int, value: Any) -> None:
        try:
            with self._lock:
                pickle.dump(Message(kind, number, value), self._pipe, pickle.HIGHEST_PROTOCOL)
                self._pipe.flush()
        except OSError:
            os._exit(1)  # the parent is gone


@dataclass(slots=True)
class _Work:
    """One parcel under way."""

    parcel: Parcel
    mouth: _Mouth
    stop: threading.Event
    waiting: list[Told] = field(default_factory=list)
    told: float = field(default_factory=time.monotonic)

    def keep(self, visit: Visit, check: Check) -> None:
        self.waiting.append((visit if self.parcel.visits else None, check))
        if len(self.waiting) >= BATCH or time.monotonic() - self.told > BATCH_S:
            self.tell()

    def tell(self) -> None:
        self.mouth.tell("visits", self.parcel.number, self.waiting)
        self.waiting, self.told = [], time.monotonic()

    def do(self) -> None:
        try:
            done = do_parcel(self.parcel, self.keep, self.stop.is_set)
        except LinkAtlasError as problem:
            self.mouth.tell("error", self.parcel.number, problem)
            return
        except BaseException as problem:
            if not isinstance(problem, OSError) or problem.errno not in NO_ROOM:
                self.mouth.tell("lost", self.parcel.number, None)
                raise
            # another process would have no more
            self.mouth.tell("error", self.parcel.number, ProcessesError(problem))
            return
        self.tell()
        self.mouth.tell("done", self.parcel.number, done)


def work(line: socket.socket) -> NoReturn:
    """Do parcels until there are no more."""
    mouth, ear = _Mouth(line.makefile("wb")), line.makefile("rb")
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    while True:
        try:
            told: Parcel | str = pickle.load(ear)  # noqa: S301  # our own parent
        except (EOFError, OSError, pickle.UnpicklingError):
            os._exit(0)  # what is under way is nobody's any more
        if told == STOP:
            stop.set()
        elif isinstance(told, Parcel):
            threading.Thread(target=_Work(told, mouth, stop).do, daemon=True).start()
