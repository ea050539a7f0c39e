"""Sentences stay whole; in a very large graph they are cut, but what they show stays in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import Coverage, Topic
from graph.weave import evidence
from graph.weave.evidence import LONGEST, SHORTEST, room_for, shortened, words_of

TOPICS = (Topic("dropout", "Dropout", aliases=("dropping units",)),)
COVERAGE = Coverage("example.org/page", "dropout", 0.9, 3, "page", "")


def said(text: str, room: int = SHORTEST) -> str:
    return shortened(replace(COVERAGE, evidence=text), room, words_of(TOPICS))


def test_the_sentences_of_a_usual_graph_have_room_for_all_that_tagging_gives() -> None:
    assert room_for([COVERAGE] * 100_000) == LONGEST
    assert room_for(()) == LONGEST


def test_all_sentences_together_keep_within_the_room_until_they_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "ROOM", 1_000)
    assert room_for([COVERAGE] * 10) == 100
    assert room_for([COVERAGE] * 1_000) == SHORTEST


@pytest.mark.parametrize("name", ["dropout", "Dropout", "Dropping units"])
@pytest.mark.parametrize("before", [0, 20, 50])
def test_what_the_sentence_shows_stays_in_it(name: str, before: int) -> None:
    cut = said("word " * before + name + " word" * 40)
    assert name in cut
    assert len(cut) <= SHORTEST
    assert cut.endswith(" …")
    assert cut.startswith("… ") == (before > 0 and not cut.startswith("word"))


def test_a_language_without_spaces_is_cut_between_its_signs() -> None:
    cut = said("字" * 200 + "Dropout" + "字" * 200)
    assert "Dropout" in cut
    assert len(cut) > SHORTEST - 5


@given(st.text(max_size=400), st.integers(SHORTEST, LONGEST))
def test_no_sentence_is_longer_than_its_room_and_a_short_one_is_as_it_was(text: str, room: int) -> None:
    assert len(said(text, room)) <= room
    assert len(text) > room or said(text, room) == text
