"""Progress of a night on a terminal; nowhere else a word."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from pipelines.nightly import Night

_STEPS = {
    "visit": "visiting",
    "read": "reading",
    "archive": "asking for archived copies",
    "publish": "building the graph",
}


@contextmanager
def shown_progress(night: Night) -> Iterator[Night]:
    """The night with its progress shown on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield night
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def show(step: str, done: int, total: int) -> None:
            bar.update(task, description=_STEPS.get(step, step), completed=done, total=total or None)

        yield replace(night, progress=show)
