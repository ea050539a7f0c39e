"""Publishing a large collection in processes of their own: their memory does not come on top of the night's.

One draws the graph, one after it writes the reports. Each reads the facts from the catalogue by itself; only the run,
which is not finished yet, is handed to it.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import ParamSpec, TypeVar

from crawler.records import Facts, Run
from pipelines.catalogue import Catalogue, open_catalogue
from pipelines.data_folder import DataFolder
from pipelines.errors import OutputError
from pipelines.settings import Settings
from pipelines.steps.publish import DrawnSize, draw, publish, tell_of

P = ParamSpec("P")
T = TypeVar("T")

APART = 5000
"""Links from which the second that another process takes to start is small beside the work."""


def publish_apart(catalogue: Catalogue, facts: Facts, paths: DataFolder, settings: Settings) -> tuple[str, ...]:
    """As `publish`. Raises OutputError too where the process ended by itself."""
    if len(facts.scan.links) < APART or facts.run is None:
        return publish(catalogue, facts, paths, settings)
    url = catalogue.engine.url.render_as_string(hide_password=False)
    size, warnings = _apart(_draw, url, facts.run, paths, settings)
    _apart(_tell_of, url, facts.run, size, paths, settings)
    return warnings


def _apart(work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(1, mp_context=context, initializer=_end_with_parent) as pool:
            return pool.submit(work, *args, **named).result()
    except BrokenProcessPool as problem:
        raise OutputError(
            "the process that writes graph, index, page and reports ended by itself",
            hint="too little memory? The visits are kept: free some, then start again",
        ) from problem


def _draw(url: str, run: Run, paths: DataFolder, settings: Settings) -> tuple[DrawnSize, tuple[str, ...]]:
    with open_catalogue(url) as catalogue:
        return draw(catalogue, _facts(catalogue, run), paths, settings)


def _tell_of(url: str, run: Run, size: DrawnSize, paths: DataFolder, settings: Settings) -> None:
    with open_catalogue(url) as catalogue:
        facts = _facts(catalogue, run)
    tell_of(facts, size, paths, settings)


def _facts(catalogue: Catalogue, run: Run) -> Facts:
    facts = catalogue.facts(run)
    return replace(facts, runs=(*facts.runs, run))


def _end_with_parent() -> None:
    """A night that is killed leaves nobody behind who writes while the next one does."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
