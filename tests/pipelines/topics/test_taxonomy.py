"""Loading, checking and exchanging taxonomies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipelines.cli.topics import command
from pipelines.topics import TaxonomyError, load_taxonomy
from pipelines.topics.check import problems_of
from pipelines.topics.skos import read_skos, to_toml, write_skos
from pipelines.topics.taxonomy import Taxonomy
from tests.pipelines.topics.small import taxonomy


def _broken(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "t.toml"
    path.write_text(text, "utf-8")
    return path


ERRORS = [
    ("[[topic]\n", "t.toml"),
    ('[[topic]]\nid = "a"\n', "an id and a name"),
    ('[[topic]]\nid = "a"\nname = "A"\nalias = ["b"]\n', "unknown key 'alias'"),
    ('[[topic]]\nid = "a"\nname = "A"\n[[topic]]\nid = "a"\nname = "A"\n', "stands twice"),
    ('[[topic]]\nid = "a"\nname = "A"\nbroader = ["b"]\n', "which is not in the taxonomy"),
    ('[[topic]]\nid = "a"\nname = "A"\naliases = "b"\n', "aliases must be a list"),
    ('[topic]\nid = "a"\n', "two brackets"),
]


@pytest.mark.parametrize(("text", "message"), ERRORS)
def test_a_broken_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TaxonomyError) as raised:
        load_taxonomy(_broken(tmp_path, text))
    assert message in str(raised.value)
    assert raised.value.exit_code == 2


def test_a_missing_taxonomy_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="there is no taxonomy at"):
        load_taxonomy(tmp_path / "none")


def test_the_digest_changes_with_the_content(tmp_path: Path) -> None:
    one = load_taxonomy(_broken(tmp_path, '[[topic]]\nid = "a"\nname = "A"\n'))
    two = load_taxonomy(_broken(tmp_path, '[[topic]]\nid = "a"\nname = "B"\n'))
    assert one.digest != two.digest


def test_a_topic_is_found_by_any_of_its_names() -> None:
    small = taxonomy()
    for words in ("CNNs", "convolutional network", "Convolutional-Neural-Networks", "convnets"):
        assert small.find(words)[0].id == "convolutional-neural-networks"
    assert small.find("nothing of the kind") == ()


PROBLEMS: list[tuple[dict[str, Any], str]] = [
    ({"id": "a", "name": "A", "description": "d"}, "a is an orphan"),
    ({"id": "a", "name": "Convnet", "description": "d", "broader": ["optimization"]}, "share the name 'convnet'"),
    ({"id": "a", "name": "A", "description": "d", "broader": ["a"]}, "a is broader than itself"),
    ({"id": "a", "name": "A", "description": "d", "requires": [{"topic": "a", "reason": "r"}]}, "a requires itself"),
    ({"id": "a", "name": "A", "broader": ["optimization"]}, "a has no description"),
    (
        {"id": "a", "name": "A", "description": "d", "requires": [{"topic": "attention"}]},
        "a requires attention without a reason",
    ),
    (
        {"id": "a", "name": "A", "description": "d", "broader": ["optimization"], "senses": [{"alias": "x"}]},
        "a has a sense for 'x', which is none of its names",
    ),
]


@pytest.mark.parametrize(("table", "problem"), PROBLEMS)
def test_check_finds(table: dict[str, Any], problem: str) -> None:
    assert any(found.startswith(problem) or problem in found for found in problems_of(taxonomy([table])))


def test_the_small_taxonomy_holds_together() -> None:
    assert problems_of(taxonomy()) == []


def _content(one: Taxonomy) -> dict[str, Any]:
    return {
        entry.topic.id: (
            entry.topic.name,
            entry.topic.description,
            sorted(entry.topic.aliases),
            sorted(entry.topic.acronyms),
            entry.topic.broader,
            entry.topic.requires,
            entry.senses,
            sorted(entry.cues),
            {language: sorted(words) for language, words in entry.labels.items()},
            entry.weak,
        )
        for entry in one.entries
    }


def test_skos_and_back_loses_nothing(tmp_path: Path) -> None:
    small = taxonomy()
    write_skos(small, tmp_path / "t.ttl")
    assert _content(read_skos(tmp_path / "t.ttl")) == _content(small)
    assert _content(load_taxonomy(tmp_path / "t.ttl")) == _content(small)
    first = (tmp_path / "t.ttl").read_bytes()
    write_skos(small, tmp_path / "t.ttl")
    assert (tmp_path / "t.ttl").read_bytes() == first


def test_toml_and_back_loses_nothing(tmp_path: Path) -> None:
    small = taxonomy()
    (tmp_path / "t.toml").write_text(to_toml(small), "utf-8")
    assert _content(load_taxonomy(tmp_path / "t.toml")) == _content(small)


def test_another_program_s_skos_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix x: <https://x.example/> .\n"
        'x:css a skos:Concept ; skos:prefLabel "CSS"@en, "CSS"@de ; skos:altLabel "style sheets"@en ;'
        " skos:broader x:web .\n"
        'x:web a skos:Concept ; skos:prefLabel "Web development"@en .\n',
        "utf-8",
    )
    read = load_taxonomy(tmp_path / "t.ttl")
    assert read.find("style sheet")[0].id == "css"
    assert read.by_id["css"].topic.broader == ("web",)


def test_a_file_that_is_no_turtle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.ttl").write_text("this is not turtle", "utf-8")
    with pytest.raises(TaxonomyError, match="not Turtle"):
        load_taxonomy(tmp_path / "t.ttl")


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The small taxonomy as a file."""
    path = tmp_path / "small.toml"
    path.write_text(to_toml(taxonomy()), "utf-8")
    return str(path)


def test_commands_list_find_and_check(file: str) -> None:
    run = CliRunner().invoke
    assert (
        "    Convolutional neural networks  (convolutional-neural-networks)"
        in run(command, ["--taxonomy", file, "list"]).output
    )
    assert run(command, ["--taxonomy", file, "find", "CNN"]).output.startswith("Convolutional neural networks")
    assert run(command, ["--taxonomy", file, "find", "cooking"]).exit_code == 1
    checked = run(command, ["--taxonomy", file, "check"])
    assert (checked.exit_code, checked.output) == (0, "7 topics, 0 problems\n")


def test_commands_exchange_skos(file: str, tmp_path: Path) -> None:
    run = CliRunner().invoke
    turtle, toml = str(tmp_path / "x.ttl"), tmp_path / "x.toml"
    assert run(command, ["--taxonomy", file, "export", turtle]).exit_code == 0
    assert run(command, ["import", turtle, str(toml)]).exit_code == 0
    assert _content(load_taxonomy(toml)) == _content(taxonomy())
