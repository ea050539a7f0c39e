"""The pass over the whole collection, and the pipeline's parts as other pipelines take them."""

from __future__ import annotations

import random

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.records import Coverage, Document
from pipelines.topics import settle
from pipelines.topics.components import HITS
from pipelines.topics.tokens import WordTokenizer


def _collection() -> tuple[list[Coverage], dict[str, Document]]:
    documents = {f"p{number}": Document(key=f"p{number}") for number in range(40)}
    everywhere = [Coverage(key, "common", 0.5, 3, "page", "e") for key in documents]
    rare = [Coverage("p1", "rare", 0.5, 3, "page", "e"), Coverage("p2", "note", 0.5, 0, "note", "e")]
    return [*everywhere, *rare], documents


def test_a_topic_of_every_page_counts_less_than_a_rare_one() -> None:
    settled = {(one.resource, one.topic): one.score for one in settle(*_collection())}
    assert settled["p1", "rare"] > settled["p1", "common"]


def test_settling_does_not_depend_on_the_order() -> None:
    coverages, documents = _collection()
    shuffled = coverages[:]
    random.Random(1).shuffle(shuffled)
    assert set(settle(shuffled, documents)) == set(settle(coverages, documents))


def test_a_small_collection_is_left_as_it_is() -> None:
    coverages, documents = _collection()
    few = dict(list(documents.items())[:5])
    assert settle(coverages, few) == tuple(coverages)


def test_the_components_work_in_anybody_s_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("linkatlas_fold")
    nlp.add_pipe("linkatlas_terms")
    nlp.add_pipe("linkatlas_senses")
    doc = nlp("Gradient descents follow the slope.")
    assert "gradient-descent" in {hit.term.topic for hit in doc.user_data[HITS]}


TOKENIZER = WordTokenizer(spacy.blank("xx").vocab)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_the_tokenizer_keeps_every_character(text: str) -> None:
    assert TOKENIZER(text).text == text
