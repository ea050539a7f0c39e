"""A process that has the crawl's code ready and forks a child whenever one is wanted.

    python -P -m crawler.nursery DESCRIPTOR

Started by `Nursery`, which hands it one end of a socket; not a command for people. Importing Scrapy and all else takes
half a second, a fork ten milliseconds. The forks are made here and not in whoever wants them, because here nothing can
be copied by halves: this process has no thread, no event loop, no connection and no database.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NoReturn, Self

if TYPE_CHECKING:
    from crawler.errors import ProcessesError

_AUTHORITIES = "SSL_CERT_FILE"
PATIENCE_S = 2.0
"""So long the process may take to end its children."""


class Nursery:
    """The process, from the side of whoever wants children. To be entered, or closed.

    Raises ProcessesError where the machine does not let it start.
    """

    def __init__(self) -> None:
        try:
            self._line, theirs = socket.socketpair()
        except OSError as problem:
            raise _cannot_start(problem) from problem
        with theirs:
            try:
                self._process = _begun(theirs.fileno())
            except OSError as problem:
                self._line.close()
                raise _cannot_start(problem) from problem

    def child(self) -> socket.socket:
        """Have a child forked; what it is told and tells goes over this socket. OSError where the nursery is gone."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._line, [b"."], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return ours

    def dismiss(self) -> None:
        """Have the process end itself and all its children, without waiting for it."""
        self._line.close()

    def close(self) -> None:
        """End the process and all its children at once."""
        self.dismiss()
        try:
            self._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def __enter__(self) -> Self:
        """Started already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()


def _begun(descriptor: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "crawler.nursery", str(descriptor)],
        stdin=subprocess.DEVNULL,
        stdout=2,  # whatever prints: our standard output is for the report
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        pass_fds=[descriptor],
        start_new_session=True,  # a Ctrl-C reaches us alone; we tell the children
    )


def serve(
    line: socket.socket, work: Callable[[socket.socket], NoReturn], warm: tuple[Callable[[], object], ...]
) -> None:
    """Fork a child that does `work` for each socket that comes; until the first, do what makes it quicker.

    Ends, with all children, when whoever started us is gone.
    """
    todo, children = list(warm), set[int]()
    while True:
        if todo and not select.select([line], [], [], 0)[0]:
            todo.pop(0)()
            continue
        _, descriptors, _, _ = socket.recv_fds(line, 1, 1)
        while children and (ended := os.waitpid(-1, os.WNOHANG)[0]):
            children.discard(ended)
        if not descriptors:
            break
        todo.clear()  # from now on the children need the processors
        gc.freeze()
        child = _forked()
        if child == 0:
            line.close()
            work(socket.socket(fileno=descriptors[0]))
        if child is not None:
            children.add(child)
        os.close(descriptors[0])
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    os._exit(0)


def _forked() -> int | None:
    """As `os.fork`; None where there is no room for one more, and whoever wants it sees its socket close."""
    try:
        return os.fork()
    except OSError:
        return None


def _cannot_start(problem: OSError) -> ProcessesError:
    from crawler.errors import ProcessesError  # the records take as long as all else here

    return ProcessesError(problem)


@contextlib.contextmanager
def _no_authorities() -> Iterator[None]:
    """The client library reads all authorities for a context of its own when it is imported; ours is another.

    A connection over aiohttp's own would trust nobody.
    """
    before = os.environ.get(_AUTHORITIES)
    os.environ[_AUTHORITIES] = os.devnull
    try:
        yield
    finally:
        del os.environ[_AUTHORITIES]
        if before is not None:
            os.environ[_AUTHORITIES] = before


def main() -> None:
    """Import what children need, then serve."""
    gc.disable()
    try:
        with _no_authorities():
            from crawler import shard
    except OSError as problem:  # whoever wants children sees the socket close
        sys.exit(f"{_cannot_start(problem)}")
    gc.freeze()  # what was imported stays, and need not be searched for garbage
    gc.enable()
    serve(socket.socket(fileno=int(sys.argv[1])), shard.work, shard.WARM)


if __name__ == "__main__":
    main()
