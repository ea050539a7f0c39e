"""The small world with the shipped taxonomy, ready to be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.records import Facts
from graph.ask import Answer, ask
from graph.build import build
from graph.search import write_index
from graph.stores import open_ladybug, write_ladybug
from pipelines.topics import load_taxonomy
from tests.graph.facts import small_facts, small_texts

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
Ask = Callable[..., Answer]


def asker(facts: Facts, folder: Path) -> Iterator[Ask]:
    """A function that asks the graph of `facts`."""
    write_ladybug(build(facts), folder / "graph.lbug")
    write_index(folder / "search.sqlite", facts, small_texts())
    with open_ladybug(folder / "graph.lbug") as store:

        def put(question: str, limit: int = 10) -> Answer:
            return ask(store, folder / "search.sqlite", question, limit=limit, now=NOW)

        yield put


@pytest.fixture(scope="session")
def small_ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks the small world with its own eight topics."""
    yield from asker(small_facts(), tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def wide_ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks the small world with all topics that we ship."""
    yield from asker(replace(small_facts(), topics=load_taxonomy().asked_topics), tmp_path_factory.mktemp("wide"))
