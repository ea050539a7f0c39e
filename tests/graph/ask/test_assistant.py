"""The tools for an assistant, called by the SDK's own client over standard input and output."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.build import build
from graph.search import write_index
from graph.stores import write_ladybug
from tests.graph.facts import small_facts, small_texts

if TYPE_CHECKING:
    from tests.support.sample import SampleData


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assistant")
    write_ladybug(build(small_facts()), folder / "graph.lbug")
    write_index(folder / "search.sqlite", small_facts(), small_texts())
    return folder


def call(data: Path, *calls: tuple[str, dict[str, Any]]) -> tuple[list[str], list[tuple[bool, str]]]:
    """The tools' names, and for each call whether it failed and what it said."""
    from mcp import Client, StdioServerParameters, stdio_client

    async def talk() -> tuple[list[str], list[tuple[bool, str]]]:
        linkatlas = str(Path(sys.executable).parent / "linkatlas")
        server = stdio_client(StdioServerParameters(command=linkatlas, args=["mcp", "--data", str(data)]))
        async with Client(server) as client:
            tools = [tool.name for tool in (await client.list_tools()).tools]
            told = []
            for name, given in calls:
                result = await client.call_tool(name, given)
                text = "".join(getattr(part, "text", "") for part in result.content)
                told.append((bool(result.is_error), text))
            return tools, told

    return asyncio.run(talk())


def test_an_assistant_can_ask_search_and_read_but_not_write(data: Path) -> None:
    tools, told = call(
        data,
        ("ask", {"question": "what covers attention?"}),
        ("search_topics", {"words": "attenton"}),
        ("covers", {"topic": "attention", "limit": 1}),
        ("path", {"topic": "transformers"}),
        ("dead_links", {"place": "Sequences"}),
        ("cypher", {"query": "MATCH (t:Topic {id: $id}) RETURN t.name AS name", "params": {"id": "softmax"}}),
        ("cypher", {"query": "MATCH (t:Topic) DETACH DELETE t"}),
        ("cypher", {"query": "MATCH (t:Topic) RETURN count(t) AS n"}),
    )
    assert set(tools) == {"ask", "search_topics", "covers", "path", "show", "dead_links", "cypher"}
    failed = [error for error, _ in told]
    assert failed == [False, False, False, False, False, False, True, False], told
    assert json.loads(told[0][1])["rows"][0]["title"] == "Attention from scratch"
    assert "attention" in told[1][1]
    assert "Attention weighs every word by its use." in told[2][1]
    assert "every layer attends" in told[3][1]
    assert "the old page" in told[4][1]
    assert "Softmax" in told[5][1]
    assert json.loads(told[7][1])["rows"] == [[8]]
    assert "DETACH: it writes" in told[6][1]


@pytest.mark.xdist_group("sample")
def test_an_assistant_sees_all_about_a_resource(sample_data: SampleData) -> None:
    """Facts, topics and places, and words where nothing is called so."""
    _, told = call(
        sample_data.folder,
        ("show", {"resource": "Attention is a soft dictionary"}),
        ("show", {"resource": "no such page"}),
    )
    assert [failed for failed, _ in told] == [False, True]
    found = json.loads(told[0][1])
    assert found["places"]
    assert found["topics"]
    assert "no such page" in told[1][1]


def test_a_query_that_would_take_the_machine_takes_nothing(data: Path) -> None:
    """Its process ends in words; the server answers the next call."""
    endless = "UNWIND range(1, 100000000000) AS n RETURN count(n) AS n"
    _, told = call(data, ("cypher", {"query": endless}), ("cypher", {"query": "RETURN 1 AS n"}))
    assert [failed for failed, _ in told] == [True, False]
    assert "narrow it" in told[0][1]
    assert json.loads(told[1][1])["rows"] == [[1]]
