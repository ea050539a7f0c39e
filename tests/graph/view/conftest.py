"""The page of the small world, opened in the real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.build import build
from graph.view import write_view
from tests.graph.facts import large_facts, small_facts

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Atlas:
    """A graph page in a tab: opens its states and reads what it shows."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page, self.path = page, path

    def open(self, fragment: str = "") -> Page:
        """The page at one of its states, ready. A fragment is opened afresh, as from a bookmark."""
        self.page.goto("about:blank")
        self.page.goto(self.path.as_uri() + fragment)
        self.page.wait_for_selector("html[data-ready=yes]")
        return self.page

    def titles(self) -> list[str]:
        """Titles in the list view, in its order."""
        return self.page.locator("#list .item h3").all_inner_texts()

    def panel(self) -> str:
        """Words of the panel."""
        self.page.wait_for_selector("#panel:not([hidden]) h2")
        return self.page.locator("#panel").inner_text()

    def fragment(self) -> str:
        """The address's state."""
        found: str = self.page.evaluate("decodeURIComponent(location.hash)")
        return found


@pytest.fixture(scope="session")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """graph.html of the small world."""
    path = tmp_path_factory.mktemp("small") / "graph.html"
    facts = small_facts()
    write_view(build(facts), path, facts=facts)
    return path


@pytest.fixture(scope="session")
def large_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """graph.html of 1,200 resources: its data come packed and in several blocks."""
    path = tmp_path_factory.mktemp("large") / "graph.html"
    facts = large_facts(1200, 5, topics=60)
    write_view(build(facts), path, facts=facts)
    return path


@pytest.fixture
def atlas(page: Page, small_page: Path) -> Atlas:
    """The small world's page in a fresh tab that fails on any console error or request to outside."""
    page.set_default_timeout(8000)
    page.set_viewport_size({"width": 1280, "height": 800})
    return Atlas(page, small_page)
