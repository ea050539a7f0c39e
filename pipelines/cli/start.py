"""Entry point of the console script: begins what takes long before the command line is even understood."""

from __future__ import annotations

import contextlib
import os
import sys

_NO_VISITS = frozenset({"-h", "--help"})


def main() -> None:
    """Start the nursery of `linkatlas check`, whose imports take as long as settings and notes do; then the command."""
    _hold_streams()
    try:
        if sys.argv[1:2] == ["check"] and len(sys.argv) > 2 and _NO_VISITS.isdisjoint(sys.argv):
            _check()
        from pipelines.cli.main import main as command

        command()
    except KeyboardInterrupt:  # before the command itself could say so
        sys.stderr.write("stopped\n")
        sys.exit(130)


def _hold_streams() -> None:
    """A standard stream that was closed leads nowhere from now on: the next file or socket would take its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def _nursery() -> contextlib.AbstractContextManager[object]:
    """None where it cannot start: the command will try again, and can say why not."""
    from crawler.nursery import Nursery

    try:
        return Nursery()
    except Exception as problem:  # its own class takes long to import
        from crawler.errors import ProcessesError

        if not isinstance(problem, ProcessesError):
            raise
        return contextlib.nullcontext()


def _check() -> None:
    """The command `check`, and the end of the process without taking apart what the system takes back anyway."""
    with _nursery() as nursery:
        from pipelines.cli.main import main as command

        try:
            command(started=nursery)
        except SystemExit as ended:
            code = ended.code
    with contextlib.suppress(OSError):  # Python's own way to end tells what cannot be written
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)
    sys.exit(code)
