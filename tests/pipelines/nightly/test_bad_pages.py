"""A page that takes for ever, takes all memory or breaks its reader costs only itself, in real worker processes."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import pytest

from crawler.records import Page
from pipelines.catalogue import open_catalogue
from pipelines.extract import BROKE
from pipelines.extract.draft import Draft
from pipelines.resources import shipped
from pipelines.steps.executors import local
from pipelines.steps.reading import Stale
from pipelines.steps.worker import Result, Task, prepare, understand, unreadable
from pipelines.steps.workers import Workers
from tests.pipelines.nightly.conftest import make_vault

MEMORY = 2 << 30
SECONDS = 5
SMALL = Path(str(shipped("topics"))) / "web-development.toml"


def hostile(page: Page) -> Draft:
    """A reader that pages can break."""
    if "slow" in page.key:
        time.sleep(600)
    if "greedy" in page.key:
        return Draft(text=str(len(bytearray(2 * MEMORY))))
    if "broken" in page.key:
        raise KeyError(page.key)
    return Draft(title=page.key, text="Cascading style sheets say how a page looks. " * 20)


def read(task: Task) -> Result:
    from pipelines.extract import html

    html.read_html = hostile
    return understand(task, seconds=SECONDS)


@pytest.fixture(scope="module")
def found() -> dict[str, Result | None]:
    names = ["a", "slow", "b", "greedy", "c", "broken", "d"]
    tasks = [Task(name, Page(name, f"https://{name}.example/", "text/html", "utf-8", b"<p>x")) for name in names]
    with Workers(read, local(2, partial(prepare, memory=MEMORY), SMALL)) as workers:
        return {task.subject: result for task, result in workers.run(iter(tasks))}


@pytest.mark.parametrize("name", ["a", "b", "c", "d"])
def test_its_neighbours_are_read(found: dict[str, Result | None], name: str) -> None:
    result = found[name]
    assert result is not None
    assert result.document is not None
    assert result.document.words > 100
    assert result.problem == ""


def test_one_that_takes_for_ever_is_given_up(found: dict[str, Result | None]) -> None:
    assert found["slow"] is None


@pytest.mark.parametrize(("name", "what"), [("greedy", "MemoryError"), ("broken", "KeyError")])
def test_one_that_breaks_its_reader_is_told_of(found: dict[str, Result | None], name: str, what: str) -> None:
    result = found[name]
    assert result is not None
    assert result.problem == f"{BROKE} ({what})"
    assert result.document is not None
    assert result.document.problem == result.problem


def test_a_broken_page_is_read_again_only_when_it_or_the_reader_changed(tmp_path: Path) -> None:
    vault = make_vault(tmp_path)
    vault.night()
    with open_catalogue(f"sqlite:///{vault.data / 'catalogue.sqlite'}") as catalogue:
        key = next(iter(catalogue.understanding.known()))
        made = catalogue.understanding.known()[key]
        catalogue.understanding.keep([(unreadable(key, f"{BROKE} (KeyError)"), made)], [])

        def stale(extractor: str) -> set[str]:
            tasks = Stale(catalogue, catalogue.scan(), extractor, ("any",)).tasks()
            return {task.subject for task in tasks if task.page is not None}

        assert stale(made.extractor) == set()
        assert key in stale(made.extractor + "+")
    assert vault.night(everything=True).run.counts["read"] == 0
    vault.web.bodies[key] = b"<p>Another page"
    assert vault.night(everything=True).run.counts["read"] == 1
