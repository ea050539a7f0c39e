"""Publishing a large collection in a process of its own: its memory does not come on top of the night's.

The process reads the facts from the catalogue by itself; only the run, which is not finished yet, is handed to it.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from crawler.records import Facts, Run
from pipelines.catalogue import Catalogue, open_catalogue
from pipelines.data_folder import DataFolder
from pipelines.errors import OutputError
from pipelines.settings import Settings
from pipelines.steps.publish import publish

APART = 5000
"""Links from which the second that another process takes to start is small beside the work."""


def publish_apart(catalogue: Catalogue, facts: Facts, paths: DataFolder, settings: Settings) -> tuple[str, ...]:
    """As `publish`. Raises OutputError too where the process ended by itself."""
    if len(facts.scan.links) < APART or facts.run is None:
        return publish(catalogue, facts, paths, settings)
    url = catalogue.engine.url.render_as_string(hide_password=False)
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(1, mp_context=context, initializer=_end_with_parent) as pool:
            return pool.submit(_publish_anew, url, facts.run, paths, settings).result()
    except BrokenProcessPool as problem:
        raise OutputError(
            "the process that writes graph, index, page and reports ended by itself",
            hint="too little memory? The visits are kept: free some, then start again",
        ) from problem


def _publish_anew(url: str, run: Run, paths: DataFolder, settings: Settings) -> tuple[str, ...]:
    with open_catalogue(url) as catalogue:
        facts = catalogue.facts(run)
        return publish(catalogue, replace(facts, runs=(*facts.runs, run)), paths, settings)


def _end_with_parent() -> None:
    """A night that is killed leaves nobody behind who writes while the next one does."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
