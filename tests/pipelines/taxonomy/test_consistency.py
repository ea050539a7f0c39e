"""The shipped taxonomies hold together: each topic can be reached, described, learnt towards and told apart."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from pipelines.topics import Taxonomy, load_taxonomy
from pipelines.topics.check import problems_of
from pipelines.topics.fold import fold_phrase
from tests.pipelines.taxonomy.conftest import SHIPPED, path_of

FILES = [*sorted(path_of("machine-learning").glob("*.toml")), path_of("web-development.toml")]
ROOTS = {
    "Machine learning": {
        "artificial-intelligence",
        "careers-in-ml",
        "data-science",
        "mathematics",
        "programming",
    },
    "Web development": {"web-development"},
}
LEAST = {"Machine learning": 250, "Web development": 30}


def test_the_check_of_the_command_finds_nothing(taxonomy: Taxonomy) -> None:
    assert problems_of(taxonomy) == []


def test_it_is_as_large_as_promised(taxonomy: Taxonomy) -> None:
    assert len(taxonomy.topics) >= LEAST[taxonomy.title]


def test_every_topic_stands_below_one_of_the_few_roots(taxonomy: Taxonomy) -> None:
    reached = set(ROOTS[taxonomy.title])
    assert {topic.id for topic in taxonomy.topics if not topic.broader} == reached
    fresh = set(reached)
    while fresh:
        fresh = {child for topic in fresh for child in taxonomy.narrower.get(topic, ())} - reached
        reached |= fresh
    assert reached == set(taxonomy.by_id)


def test_neither_hierarchy_nor_prerequisites_run_in_a_circle(taxonomy: Taxonomy) -> None:
    TopologicalSorter({topic.id: topic.broader for topic in taxonomy.topics}).prepare()
    TopologicalSorter({topic.id: [one.topic for one in topic.requires] for topic in taxonomy.topics}).prepare()


def test_nothing_requires_what_stands_below_it(taxonomy: Taxonomy) -> None:
    """A broader topic may rest on a narrower one, but not the same pair both ways and not on itself by way of it."""
    for topic in taxonomy.topics:
        assert topic.id not in topic.broader
        assert topic.id not in {one.topic for one in topic.requires}
        assert len({one.topic for one in topic.requires}) == len(topic.requires)


def test_each_description_is_one_or_two_sentences(taxonomy: Taxonomy) -> None:
    for topic in taxonomy.topics:
        assert 20 <= len(topic.description) <= 220, topic.id
        assert topic.description.endswith("."), topic.id


def test_each_requirement_says_why_in_one_line(taxonomy: Taxonomy) -> None:
    for topic in taxonomy.topics:
        for one in topic.requires:
            assert 8 <= len(one.reason) <= 100, (topic.id, one.topic)
            assert "\n" not in one.reason


def test_ids_are_stable_slugs(taxonomy: Taxonomy) -> None:
    for topic in taxonomy.topics:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", topic.id), topic.id


def test_no_topic_says_the_same_name_twice(taxonomy: Taxonomy) -> None:
    for entry in taxonomy.entries:
        names = Counter(fold_phrase(name) for name in (*entry.topic.aliases, *entry.topic.asked))
        assert [name for name, count in names.items() if count > 1] == [], entry.topic.id


def test_a_cue_is_not_a_name_of_its_own_topic(taxonomy: Taxonomy) -> None:
    for entry in taxonomy.entries:
        names = {fold_phrase(name) for name in (entry.topic.name, *entry.topic.aliases)}
        assert names.isdisjoint(fold_phrase(cue) for cue in entry.cues), entry.topic.id


def test_a_word_that_questions_use_means_one_topic(taxonomy: Taxonomy) -> None:
    owners: dict[str, list[str]] = {}
    for topic in taxonomy.topics:
        for words in topic.asked:
            owners.setdefault(fold_phrase(words), []).append(topic.id)
    assert {words: topics for words, topics in owners.items() if len(topics) > 1} == {}


def test_a_word_that_questions_use_is_no_name_of_another_topic(taxonomy: Taxonomy) -> None:
    names = {fold_phrase(name): topic.id for topic in taxonomy.topics for name in (topic.name, *topic.aliases)}
    for topic in taxonomy.topics:
        for words in topic.asked:
            assert names.get(fold_phrase(words), topic.id) == topic.id, (topic.id, words)


def test_every_topic_has_names_and_cues_enough_to_be_found(taxonomy: Taxonomy) -> None:
    for entry in taxonomy.entries:
        assert len(entry.topic.aliases) + len(entry.topic.acronyms) >= 4, entry.topic.id
        assert len(entry.cues) >= 3, entry.topic.id


def test_labels_name_languages(taxonomy: Taxonomy) -> None:
    for entry in taxonomy.entries:
        for language, words in entry.labels.items():
            assert re.fullmatch(r"[a-z]{2}", language)
            assert words, (entry.topic.id, language)


@pytest.mark.parametrize("name", SHIPPED)
def test_loading_it_twice_gives_the_same_digest(name: str) -> None:
    assert load_taxonomy(path_of(name)).digest == load_taxonomy(path_of(name)).digest


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_file_says_what_it_holds_and_stays_readable(file: Path) -> None:
    text = file.read_text("utf-8")
    tomllib.loads(text)
    assert text.startswith("# ")
    assert len(text.splitlines()) <= 450
    assert not any(ord(sign) < 32 and sign != "\n" for sign in text)
