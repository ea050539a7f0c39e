"""Publishing a large collection in processes of their own: their memory does not come on top of the night's.

One draws the graph, one after it writes the reports. Each reads the facts from the catalogue by itself; only the run,
which is not finished yet, is handed to it.
"""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import TypeVar, cast

from crawler.records import Facts, Run
from pipelines.catalogue import Catalogue, open_catalogue
from pipelines.data_folder import DataFolder
from pipelines.errors import OutputError
from pipelines.settings import Settings
from pipelines.steps.parent import end_with_parent
from pipelines.steps.publish import DrawnSize, draw, publish, tell_of

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


def _apart(work: Callable[..., T], *args: object) -> T:
    """What `work` gives or raises, in a process that ends with our waiting, whatever ends that."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(theirs, work, args))
    with ours:
        with theirs:
            process.start()
        try:
            result, problem = ours.recv()
        except EOFError as ended:
            raise OutputError(
                "the process that writes graph, index, page and reports ended by itself",
                hint="too little memory? The visits are kept: free some, then start again",
            ) from ended
        except BaseException:  # Ctrl-C, say: the run stays open, and the next one publishes
            process.kill()
            raise
        finally:
            process.join()
    if problem is not None:
        raise problem
    return cast("T", result)


def _do(line: Connection, work: Callable[..., object], args: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # our parent ends us
    end_with_parent()
    try:
        done: tuple[object, Exception | None] = work(*args), None
    except Exception as problem:  # noqa: BLE001  # raised again where it is waited for
        problem.add_note(traceback.format_exc())
        done = None, problem
    line.send(done)


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
