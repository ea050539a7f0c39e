"""The servers that other tests lean on answer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.support.neo4j import Neo4jServer


@pytest.mark.neo4j
@pytest.mark.parametrize("line", ["neo4j_server", "neo4j_newest"])
def test_neo4j_answers(line: str, request: pytest.FixtureRequest) -> None:
    from neo4j import GraphDatabase

    server: Neo4jServer = request.getfixturevalue(line)
    with GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
        assert driver.execute_query("RETURN 1 AS one").records[0]["one"] == 1


@pytest.mark.postgres
def test_postgres_answers(postgres_url: str) -> None:
    import psycopg

    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


@pytest.mark.chromium
def test_chromium_draws(page: Page) -> None:
    page.set_content("<h1>hello</h1>")
    assert page.inner_text("h1") == "hello"
