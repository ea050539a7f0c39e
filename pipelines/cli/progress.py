"""Progress of a night on a terminal; nowhere else a word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from pipelines.cli.bars import step_bar
from pipelines.nightly import Night

_STEPS = {
    "visit": "visiting",
    "read": "reading",
    "archive": "asking for archived copies",
    "publish": "building the graph",
}


@contextmanager
def shown_progress(night: Night, *, quiet: bool = False) -> Iterator[Night]:
    """The night with its progress shown on standard error, where that is a terminal and nobody wants it quiet."""
    with step_bar(quiet=quiet) as show:
        if show is None:
            yield night
        else:
            yield replace(night, progress=lambda step, done, total: show(_STEPS.get(step, step), done, total))
