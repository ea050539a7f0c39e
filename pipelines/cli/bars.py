"""How far a long step is, on a terminal: what is done, how fast, how long it may still take; nowhere else a word."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Show = Callable[[str, int, int], None]
"""Called with a step's name, how much of it is done and how much there is (0: nobody knows)."""


@contextmanager
def step_bar(*, quiet: bool = False) -> Iterator[Show | None]:
    """What to call as the work goes on; None where standard error is no terminal or `quiet` is wanted."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Things a second, of late."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")

    left = TimeRemainingColumn(compact=True)
    columns = (TextColumn("{task.description}"), BarColumn(16), MofNCompleteColumn(), Rate(), TimeElapsedColumn())
    with Progress(*columns, TextColumn("left"), left, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)
        running = ""

        def show(step: str, done: int, total: int) -> None:
            nonlocal running
            if step != running:
                bar.reset(task)  # another step has another speed
                running = step
            bar.update(task, description=step, completed=done, total=total or None)

        yield show
