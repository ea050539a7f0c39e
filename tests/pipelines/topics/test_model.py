"""With a spaCy model that the user has, the grammar of a page says more; without one nothing is missed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.pipeline import AttributeRuler, EntityRuler

from crawler.records import Coverage
from pipelines.settings import load_settings
from pipelines.steps.understand import _model_stamp
from pipelines.topics import ModelError, Tagger
from pipelines.topics.taxonomy import taxonomy_of
from tests.pipelines.topics.small import FILLER, document

TOPICS: list[dict[str, Any]] = [
    {"id": "adam", "name": "Adam optimizer", "description": "d", "aliases": ["Adam"]},
    {"id": "prompting", "name": "Prompting", "description": "d", "aliases": ["prompt"]},
    {"id": "mice", "name": "Computer mouse", "description": "d", "aliases": ["mouse"]},
]
WORDS = {"prompted": ("VERB", "prompt"), "prompts": ("VERB", "prompt"), "mice": ("NOUN", "mouse")}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small pipeline of spaCy's own components, as it lies on disk."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    for word, (pos, lemma) in WORDS.items():
        ruler.add([[{"LOWER": word}]], {"POS": pos, "LEMMA": lemma})
    names = nlp.add_pipe("entity_ruler")
    assert isinstance(names, EntityRuler)
    names.add_patterns([{"label": "PERSON", "pattern": "Adam Smith"}])
    folder = tmp_path_factory.mktemp("models") / "small"
    nlp.meta["name"] = "small"
    nlp.to_disk(folder)
    return folder


def tagged(text: str, model: str) -> dict[str, Coverage]:
    tagger = Tagger(taxonomy_of([("t", table) for table in TOPICS]), model)
    return {one.topic: one for one in tagger.tag(document(f"{text} {FILLER}"))}


@pytest.mark.parametrize(
    ("text", "topic", "without", "with_it"),
    [
        ("Adam Smith wrote on wealth. Adam Smith was a Scot.", "adam", 2, 0),
        ("Adam adapts its steps. Adam Smith does not.", "adam", 2, 1),
        ("It prompts the reader to think.", "prompting", 1, 0),
        ("A prompt is what a model is given.", "prompting", 1, 1),
        ("Two mice are compared.", "mice", 0, 1),
    ],
)
def test_grammar_tells_what_is_meant(model: Path, text: str, topic: str, without: int, with_it: int) -> None:
    for name, expected in (("", without), (str(model), with_it)):
        found = tagged(text, name).get(topic)
        assert (found.mentions if found else 0) == expected


def test_a_model_that_is_not_there_is_said_at_once() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        Tagger(taxonomy_of([("t", table) for table in TOPICS]), "no_such_model")


def test_another_model_makes_another_tagging(model: Path) -> None:
    assert _model_stamp("") == ()
    assert _model_stamp(str(model)) == ("en_small_0.0.0",)


def test_the_setting_names_a_folder_beside_its_file_or_an_installed_model(tmp_path: Path) -> None:
    config = tmp_path / "linkatlas.toml"
    config.write_text('[topics]\nmodel = "./models/small"\n')
    assert load_settings(config).topics.model == str(tmp_path / "models/small")
    config.write_text('[topics]\nmodel = "en_core_web_sm"\n')
    assert load_settings(config).topics.model == "en_core_web_sm"
