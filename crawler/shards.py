"""A crawl over several processes: each visits hosts of its own, so that the manners towards each host hold.

The children are Python processes that speak pickles over their pipes with us alone. A redirect to a host of another
child is followed by the child that met it.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import IO, Any

from crawler.conclusive import Conclusiveness
from crawler.options import CrawlOptions
from crawler.records import Check, CrawlOutcome, LinkAtlasError, Target, Visit
from crawler.verdicts import shapes

Sink = Callable[[Visit, Check], None]
Message = tuple[str, Any]
POLL_S = 0.2


@dataclass(slots=True)
class _Sum:
    """What the children said, added up."""

    outcomes: list[CrawlOutcome] = field(default_factory=list)
    conclusive: Conclusiveness = field(default_factory=Conclusiveness)
    problem: Exception | None = None
    stopped: bool = False

    def outcome(self) -> CrawlOutcome:
        """One outcome for all."""
        return CrawlOutcome(
            visited=sum(o.visited for o in self.outcomes),
            requests=sum(o.requests for o in self.outcomes),
            received_bytes=sum(o.received_bytes for o in self.outcomes),
            inconclusive=self.conclusive.verdict(),
            stopped=self.stopped or any(o.stopped for o in self.outcomes),
        )


def shards(frontier: Sequence[Target], number: int) -> list[list[Target]]:
    """The frontier split by host into at most `number` parts, the same for the same hosts; none is empty."""
    parts: list[list[Target]] = [[] for _ in range(number)]
    for target in frontier:
        parts[zlib.crc32(shapes.host(target.url).encode()) % number].append(target)
    return [part for part in parts if part]


def crawl_in_shards(
    frontier: Sequence[Target], options: CrawlOptions, sink: Sink, stop: Callable[[], bool]
) -> CrawlOutcome:
    """As `crawler.crawl.crawl`, over `options.processes` processes; `sink` is called here, in the calling thread.

    A child that dies leaves its targets due and the crawl stopped. Raises what a child could not begin for.
    """
    alone = replace(options, processes=1)
    messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
    total = _Sum()
    children = [_start(part, alone, messages) for part in shards(frontier, options.processes)]
    try:
        with _signals(total):
            _collect(children, messages, sink, total, stop)
    finally:
        for child in children:
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()
    if total.problem is not None:
        raise total.problem
    return total.outcome()


def _start(
    part: Sequence[Target], options: CrawlOptions, messages: queue.SimpleQueue[Message]
) -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        [sys.executable, "-m", "crawler.shard"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,  # a Ctrl-C reaches us alone; we tell the children
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with contextlib.suppress(BrokenPipeError), child.stdin as pipe:
        pickle.dump((list(part), options), pipe)
    threading.Thread(target=_listen, args=(child.stdout, messages), daemon=True).start()
    return child


def _listen(pipe: IO[bytes], messages: queue.SimpleQueue[Message]) -> None:
    try:
        while True:
            messages.put(pickle.load(pipe))  # noqa: S301  # our own child
    except (EOFError, pickle.UnpicklingError, ValueError, OSError):
        messages.put(("end", None))


def _collect(
    children: Sequence[subprocess.Popen[bytes]],
    messages: queue.SimpleQueue[Message],
    sink: Sink,
    total: _Sum,
    stop: Callable[[], bool],
) -> None:
    running, told = len(children), False
    while running:
        with contextlib.suppress(queue.Empty):
            kind, value = messages.get(timeout=POLL_S)
            running -= kind == "end"
            _take(kind, value, sink, total)
        if not told and (total.stopped or total.problem is not None or stop()):
            told = total.stopped = True
            for child in children:
                child.terminate()
    if len(total.outcomes) < len(children):
        total.stopped = True


def _take(kind: str, value: Any, sink: Sink, total: _Sum) -> None:
    if kind == "visits" and total.problem is None:
        try:
            for visit, check in value:
                sink(visit, check)
        except Exception as problem:  # noqa: BLE001  # it is the caller's, and is raised where the caller waits
            total.problem = problem
    elif kind == "outcome":
        total.outcomes.append(value[0])
        total.conclusive.add(value[1])
    elif kind == "error" and isinstance(value, LinkAtlasError):
        total.problem = value


@contextlib.contextmanager
def _signals(total: _Sum) -> Iterator[None]:
    """SIGINT and SIGTERM end the crawl, where we are in the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        total.stopped = True

    before = {name: signal.signal(name, stop) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
