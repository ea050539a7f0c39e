"""What all tests share: real servers, a clean environment, and the rule that CI skips nothing."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.fetch import MissingError
from tests.support.neo4j import Neo4jServer
from tests.support.neo4j import neo4j_server as run_neo4j
from tests.support.postgres import postgres_server
from tests.support.sample import sample_copy, sample_data

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["sample_copy", "sample_data"]  # fixtures

IN_CI = os.environ.get("CI") == "true"
CHROMIUM = Path("/usr/bin/chromium")
# one worker holds each heavy server, so that a session starts it once
GROUPS = {"neo4j": "neo4j", "postgres": "postgres", "chromium": "chromium"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need the same heavy server run in the same worker."""
    for item in items:
        for mark, group in GROUPS.items():
            if item.get_closest_marker(mark) and not item.get_closest_marker("xdist_group"):
                item.add_marker(pytest.mark.xdist_group(group))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Names what was skipped and why, last."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section("not run on this machine")
        for report in skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            terminalreporter.line(f"{report.nodeid}: {reason}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skip is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter is not None and reporter.stats.get("skipped") and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests reaches them."""
    for name in list(os.environ):
        if name.startswith("LINKATLAS_") and not name.startswith("LINKATLAS_TEST_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4jServer]:
    """A running Neo4j of the long-term line, shared by the session: tests empty it themselves."""
    try:
        with run_neo4j("lts") as server:
            yield server
    except MissingError as lack:
        pytest.skip(f"this machine lacks {lack}")


@pytest.fixture(scope="session")
def neo4j_newest() -> Iterator[Neo4jServer]:
    """A running Neo4j of the newest line (Java 21 or later)."""
    try:
        with run_neo4j("newest") as server:
            yield server
    except MissingError as lack:
        pytest.skip(f"this machine lacks {lack}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A running PostgreSQL's URL, without a database."""
    try:
        with postgres_server() as url:
            yield url
    except MissingError as lack:
        pytest.skip(f"this machine lacks {lack}")


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """The URL of a fresh database."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(postgres.replace("+psycopg", "") + "/postgres", autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    return f"{postgres}/{name}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless. For a module only: Playwright's event loop would stand in the way of a crawl's."""
    if not CHROMIUM.exists():
        pytest.skip("this machine lacks Debian's Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page that fails the test on any console error or request to outside."""
    tab = browser.new_page()
    problems: list[str] = []
    tab.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: problems.append(str(error)))
    allowed = ("file:", "data:", "blob:", "http://127.0.0.1", "http://localhost")
    tab.on("request", lambda request: None if request.url.startswith(allowed) else problems.append(request.url))
    yield tab
    tab.close()
    assert not problems, problems
