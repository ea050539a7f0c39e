"""Every shipped query gives the same rows on every store, and what networkx counts by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import networkx as nx
import pytest

from graph.queries import names, query
from graph.stores import Store, open_ladybug, write_ladybug
from graph.stores.guard import check, tokens
from tests.graph.facts import key_of
from tests.graph.same import alike

# values for every parameter that a shipped query has
PARAMS: dict[str, object] = {
    "topic": "transformers",
    "topics": ["attention", "gradient-descent"],
    "start": "softmax",
    "goal": "transformers",
    "least": 0.3,
    "stages": ["ml/sequences", "ml/maths"],
    "one": ["ml/maths"],
    "two": ["ml/sequences", "ml/big-models"],
    "key": key_of("attention"),
    "keys": [key_of("old-attention"), key_of("half-dead")],
    "notes": ["roadmap.md", "other.md"],
    "limit": 20,
}
FILTERS = ("r.kind IN $kinds", "NOT r.kind IN $without_kinds", "r.minutes <= $minutes", "r.health = $health")
FILTER_PARAMS = {"kinds": ["blog", "video"], "without_kinds": ["book"], "minutes": 60.0, "health": "alive"}


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory, small_graph: nx.MultiDiGraph[str]) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("queries") / "graph.lbug"
    write_ladybug(small_graph, path)
    with open_ladybug(path) as store:
        yield store


@pytest.mark.parametrize("name", names())
def test_gives_the_same_rows_on_every_store(name: str, store: Store, embedded: Store) -> None:
    shipped = query(name)
    one, two = store.run(shipped.cypher, PARAMS), embedded.run(shipped.cypher, PARAMS)
    assert one.columns == two.columns
    assert [alike(list(row)) for row in one.rows] == [alike(list(row)) for row in two.rows]


@pytest.mark.parametrize("name", [name for name in names() if "// filters" in query(name).text])
def test_filters_combine_on_every_store(name: str, store: Store, embedded: Store) -> None:
    text = query(name).where(FILTERS)
    one, two = store.run(text, PARAMS | FILTER_PARAMS), embedded.run(text, PARAMS | FILTER_PARAMS)
    assert [alike(list(row)) for row in one.rows] == [alike(list(row)) for row in two.rows]


@pytest.mark.parametrize("name", names())
def test_says_what_it_gives_and_names_its_parameters(name: str) -> None:
    shipped = query(name)
    assert shipped.about
    named = {text[1:] for kind, text, _ in tokens(shipped.cypher) if kind == "param"}
    assert named <= PARAMS.keys()
    assert all(re.search(rf"\b{parameter}\b", shipped.params) for parameter in named), shipped.params
    check(shipped.cypher)


@pytest.mark.parametrize("name", names())
def test_a_parameter_is_the_only_place_for_a_value(name: str) -> None:
    """Nothing that a user says is ever put into a query's text."""
    assert "{0" not in query(name).text
    assert "%s" not in query(name).text


def test_an_unknown_name_is_no_file() -> None:
    for name in ("nothing", "../covers", "covers.cypher", ""):
        with pytest.raises(KeyError):
            query(name)
