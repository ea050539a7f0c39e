"""What the pages on Cypher and the schema say is true: recipes run on every store, tables are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.ask.intents import intents
from graph.export import FORMATS
from graph.schema import NODES
from graph.schema_page import tables
from graph.stores import Store

ROOT = Path(__file__).parents[3]
CYPHER = (ROOT / "docs" / "cypher.md").read_text("utf-8")
SCHEMA = (ROOT / "docs" / "graph-schema.md").read_text("utf-8")
RECIPES = re.findall(r"\n([^\n]+):\n\n```cypher\n(.*?)```", CYPHER, re.DOTALL)


@pytest.mark.parametrize(("about", "recipe"), RECIPES, ids=[about for about, _ in RECIPES])
def test_every_recipe_finds_something_on_every_store(about: str, recipe: str, store: Store) -> None:
    assert store.run(recipe).rows, about


def test_there_are_recipes() -> None:
    assert len(RECIPES) >= 12


def test_the_schema_page_has_the_schema_of_the_code() -> None:
    assert tables() in SCHEMA


def test_every_intent_stands_on_the_page_with_its_example() -> None:
    rows = "\n".join(f"| {intent.name} | {intent.example} |" for intent in intents())
    assert rows in CYPHER


def test_every_format_stands_on_the_page() -> None:
    assert set(re.findall(r"^\| `([\w-]+)` \|", SCHEMA.split("## Into other programs")[1], re.MULTILINE)) == set(
        FORMATS
    )


def test_the_style_draws_every_label() -> None:
    style = (ROOT / "deploy" / "neo4j-style.grass").read_text("utf-8")
    assert set(re.findall(r"node\.(\w+)", style)) == set(NODES)
