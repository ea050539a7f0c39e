"""`import graph`: a data folder opened by a program, and the example notebook, run as it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

import graph
from graph.errors import StoreMissingError, WriteRefusedError
from graph.search import write_index
from graph.stores import Store, write_ladybug
from graph.stores.reader import read_graph
from tests.graph.facts import key_of, small_facts, small_texts

if TYPE_CHECKING:
    from tests.support.sample import SampleData

NOTEBOOKS = sorted((Path(__file__).parents[3] / "docs" / "examples").glob("*.ipynb"))


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory, small_graph: nx.MultiDiGraph[str]) -> Iterator[graph.Atlas]:
    folder = tmp_path_factory.mktemp("library")
    write_ladybug(small_graph, folder / "graph.lbug")
    write_index(folder / "search.sqlite", small_facts(), small_texts())
    with graph.open_folder(folder) as opened:
        yield opened


def test_covers_gives_resources_with_their_own_sentence(atlas: graph.Atlas) -> None:
    best = atlas.covers("attention")[0]
    assert (best.key, best.title, best.score) == (key_of("attention"), "Attention from scratch", 0.95)
    assert best.evidence == "Attention weighs every word by its use."
    assert best.stages == ("Sequences",)


def test_a_covering_of_a_narrower_topic_counts_less_and_is_shown(atlas: graph.Atlas) -> None:
    scores = [found.score for found in atlas.covers("sequence-modelling")]
    assert scores == sorted(scores, reverse=True)
    assert 0 < max(scores) < 0.95


def test_before_gives_topics_with_reasons(atlas: graph.Atlas) -> None:
    first = atlas.before("transformers")[0]
    assert (first.topic, first.depth) == ("attention", 1)
    assert "every layer attends" in first.reasons[0][1]


def test_topics_are_found_by_any_name(atlas: graph.Atlas) -> None:
    assert atlas.topics("attenton")[0].topic == "attention"


def test_named_queries_searches_and_questions_answer(atlas: graph.Atlas) -> None:
    assert atlas.named("count")
    assert atlas.ask("what covers attention?").rows
    assert atlas.search("attention")
    with pytest.raises(WriteRefusedError):
        atlas.cypher("MATCH (n) DETACH DELETE n")
    with pytest.raises(KeyError):
        atlas.named("nothing")


def test_the_graph_comes_back_out_of_every_store(store: Store, small_graph: nx.MultiDiGraph[str]) -> None:
    """What was built is what a program gets: every node, every relationship, every property."""
    assert _content(read_graph(store)) == _content(small_graph)


def _content(whole: nx.MultiDiGraph[str]) -> tuple[list[str], list[str]]:
    nodes = sorted(f"{name} {sorted(data.items())!r}" for name, data in whole.nodes(data=True))
    return nodes, sorted(f"{a} {b} {sorted(data.items())!r}" for a, b, data in whole.edges(data=True))


def test_a_folder_without_a_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="no run yet"):
        graph.open_folder(tmp_path)


@pytest.mark.xdist_group("sample")
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_the_example_notebook_runs(notebook: Path, sample_copy: SampleData, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cell after cell on a real run of the sample, in a folder as a reader has it."""
    (sample_copy.folder.parent / "data").mkdir()
    sample_copy.folder.rename(sample_copy.folder.parent / "data" / "out")
    monkeypatch.chdir(sample_copy.folder.parent)
    names: dict[str, object] = {}
    for number, cell in enumerate(json.loads(notebook.read_text("utf-8"))["cells"]):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"{notebook.name} cell {number}", "exec"), names)
            assert not cell["outputs"], "kept without outputs: they would grow old"
    assert names["answer"].rows  # type: ignore[attr-defined]
    assert names["dead"].rows  # type: ignore[attr-defined]
    assert names["top"]
