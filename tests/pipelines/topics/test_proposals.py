"""Phrases that pages keep naming and no topic does, and how one becomes a topic."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.records import Document, Section
from pipelines.cli.topics import command
from pipelines.topics import TaxonomyError, load_taxonomy
from pipelines.topics.grow import accept
from pipelines.topics.proposals import propose
from pipelines.topics.skos import to_toml
from tests.pipelines.topics.small import FILLER, taxonomy


def _documents() -> dict[str, Document]:
    text = "Flow matching\nFlow matching learns a vector field between two distributions. " + FILLER
    again = text + "Flow matching is quick, and flow-matching is stable."
    found = {
        f"site{number}.example/p": Document(
            key=f"site{number}.example/p",
            title=f"Page {number}",
            text=again,
            sections=(
                Section(2, "Flow matching", 0),
                Section(2, "Convolutional networks", 5),
                Section(2, "Next steps", 9),
            ),
        )
        for number in range(4)
    }
    plain = {f"plain{number}.example": Document(key=f"plain{number}.example", text=FILLER * 3) for number in range(20)}
    return {**found, **plain}


def test_proposes_what_headings_name_and_no_topic_does() -> None:
    documents = _documents()
    found = propose(taxonomy(), documents, ((key, one.text) for key, one in documents.items()))
    assert [(one.phrase, one.headed, one.documents) for one in found] == [("flow matching", 4, 4)]
    assert found[0].example.startswith("Flow matching learns a vector field")
    assert found[0].example_of.startswith("Page")


def test_the_furniture_of_one_site_is_no_proposal() -> None:
    documents = {f"one.example/{number}": one for number, one in enumerate(_documents().values())}
    assert propose(taxonomy(), documents, ((key, one.text) for key, one in documents.items())) == []


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The small taxonomy as a file."""
    path = tmp_path / "small.toml"
    path.write_text(to_toml(taxonomy()), "utf-8")
    return path


def test_an_accepted_phrase_is_a_topic(file: Path) -> None:
    asked = ["--taxonomy", str(file), "accept", "flow matching", "--broader", "neural-networks", "--into", str(file)]
    assert CliRunner().invoke(command, asked).exit_code == 0
    grown = load_taxonomy(file)
    assert grown.find("flow matching")[0].id == "flow-matching"
    assert grown.by_id["flow-matching"].topic.broader == ("neural-networks",)
    with pytest.raises(TaxonomyError, match="is a topic already"):
        accept(grown, "Flow Matching", broader="neural-networks", target=file)


def test_an_unknown_broader_topic_is_refused_with_a_near_one(file: Path) -> None:
    with pytest.raises(TaxonomyError) as raised:
        accept(load_taxonomy(file), "flow matching", broader="neural nets", target=file)
    assert "neural-networks" in raised.value.hint
