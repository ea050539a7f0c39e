"""What is found on a page, what is refused, and what counts for more."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from crawler.records import Coverage, Document
from pipelines.topics import Tagger
from tests.pipelines.topics.small import FILLER, document, taxonomy

LESSON = (
    "A convolutional network is a network that slides small filters over an image. "
    "Convolutional networks share their weights.\n"
    "How convnets see\nThe filters of a CNN find edges first. CNNs find parts later, and whole things last.\n"
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    """One tagger for all tests, as in a worker."""
    return Tagger(taxonomy())


def _tag(tagger: Tagger, page: Document) -> Mapping[str, Coverage]:
    return {one.topic: one for one in tagger.tag(page)}


def test_a_lesson_covers_what_it_teaches_with_a_sentence_that_shows_it(tagger: Tagger) -> None:
    page = document(LESSON * 3, title="Convolutional networks", headings=("How convnets see",))
    found = _tag(tagger, page)["convolutional-neural-networks"]
    assert found.score > 0.8
    assert found.source == "page"
    assert found.evidence.startswith("A convolutional network is a network that slides")
    assert found.evidence in page.text


@pytest.mark.parametrize(
    ("before", "after"), [("</p></div> ", ""), ("", " </p>"), ("</b> ", "</i></p>"), ("  </code>", " </li> </ul>")]
)
def test_ends_of_elements_around_a_sentence_are_no_evidence(tagger: Tagger, before: str, after: str) -> None:
    sentence = "A convolutional network is a network that slides small filters over an image."
    page = document(f"{before}{sentence}{after}\n{LESSON * 2}", title="Convolutional networks")
    assert _tag(tagger, page)["convolutional-neural-networks"].evidence == sentence


def test_elements_within_a_sentence_are_its_words(tagger: Tagger) -> None:
    sentence = "A convolutional network is closed by </net> in our format."
    page = document(f"{sentence}\n{FILLER}", title="Convolutional networks")
    assert _tag(tagger, page)["convolutional-neural-networks"].evidence == sentence


def test_a_passing_mention_is_not_coverage(tagger: Tagger) -> None:
    found = _tag(tagger, document(FILLER * 30 + "Somebody said convnet. " + FILLER * 30, title="A journey"))
    assert 0 < found["convolutional-neural-networks"].score < 0.3
    assert found["convolutional-neural-networks"].mentions == 1


@pytest.mark.parametrize(
    "words", ["attention span of readers", "please pay attention to the query", "attention of the public"]
)
def test_other_senses_are_refused(tagger: Tagger, words: str) -> None:
    assert "attention" not in _tag(tagger, document(f"The {words}. " + FILLER))


def test_a_sense_counts_where_a_near_word_stands_on_the_page(tagger: Tagger) -> None:
    assert "attention" in _tag(tagger, document("Attention compares a query with keys. " + FILLER))


def test_a_longer_term_hides_the_shorter_one_inside_it(tagger: Tagger) -> None:
    found = _tag(tagger, document("Bayesian optimisation is a search. " + FILLER, title="Bayesian optimization"))
    assert found["bayesian-optimization"].mentions == 2
    assert found.get("optimization", Coverage("k", "", 0, 0, "", "")).mentions == 0


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("A GAN draws pictures. ", True),
        ("GANs draw pictures. ", True),
        ("My friend gan went home. ", False),
        ("A Generic Access Network (GAN) carries calls; the GAN is old. ", False),
        ("A Generative Adversarial Network (GAN) draws pictures. ", True),
    ],
)
def test_acronyms_count_by_case_and_by_what_the_page_says_they_mean(tagger: Tagger, words: str, counts: bool) -> None:
    assert ("generative-adversarial-networks" in _tag(tagger, document(words + FILLER))) is counts


def test_the_title_of_a_video_without_text_is_enough(tagger: Tagger) -> None:
    found = _tag(tagger, document("", title="But what is a convolutional network?"))
    assert found["convolutional-neural-networks"].score > 0.4
    assert found["convolutional-neural-networks"].evidence == "But what is a convolutional network?"


def test_cues_speak_only_weakly(tagger: Tagger) -> None:
    found = _tag(tagger, document("Alignment scores give a weighted sum of values. " * 2 + FILLER))
    assert found["attention"].score < 0.5
    assert found["attention"].mentions == 0


def test_what_a_page_teaches_counts_less_for_the_broader_topic(tagger: Tagger) -> None:
    found = _tag(tagger, document(LESSON * 3, title="Convolutional networks", headings=("How convnets see",)))
    assert found["convolutional-neural-networks"].score > found["neural-networks"].score > 0


def test_title_and_headings_count_for_more_than_the_text(tagger: Tagger) -> None:
    text = FILLER * 10 + "Here a convnet sees. " + FILLER * 10
    plain = _tag(tagger, document(text))["convolutional-neural-networks"].score
    titled = _tag(tagger, document(text, title="Convnets"))["convolutional-neural-networks"].score
    headed = _tag(tagger, document("Convnets\n" + text, headings=("Convnets",)))["convolutional-neural-networks"].score
    assert titled > plain
    assert headed > plain


def test_what_a_page_says_it_leaves_out_is_not_what_it_teaches(tagger: Tagger) -> None:
    said = _tag(tagger, document("Here a convnet sees the world. " + FILLER * 5))["convolutional-neural-networks"]
    left_out = _tag(tagger, document("We will not cover the convnet here. " + FILLER * 5))
    assert left_out.get("convolutional-neural-networks", Coverage("", "", 0, 0, "", "")).score < said.score


def test_a_topic_that_is_never_named_is_shown_by_its_narrower_one(tagger: Tagger) -> None:
    found = _tag(tagger, document(LESSON * 3, title="Convolutional networks"))
    assert found["neural-networks"].evidence == found["convolutional-neural-networks"].evidence
    assert found["neural-networks"].mentions == 0


def test_a_listing_teaches_less_than_a_lesson(tagger: Tagger) -> None:
    lesson = _tag(tagger, document(LESSON))["convolutional-neural-networks"].score
    listing = _tag(tagger, document(LESSON, facts={"role": "index"}))["convolutional-neural-networks"].score
    assert listing < lesson


LANGUAGES = [
    ("de", "Ein faltendes neuronales Netz erkennt Bilder. ", "convolutional-neural-networks", True),
    ("zh", "本文介绍卷积神经网络的基本原理。", "convolutional-neural-networks", True),
    ("fr", "Votre attention, s'il vous plaît, la query est longue. ", "attention", False),
    ("fr", "Le CNN reconnaît des images. ", "convolutional-neural-networks", True),
    ("en", "Ein faltendes neuronales Netz. ", "convolutional-neural-networks", False),
]


@pytest.mark.parametrize(("language", "text", "topic", "counts"), LANGUAGES)
def test_other_languages_have_their_own_names(
    tagger: Tagger, language: str, text: str, topic: str, counts: bool
) -> None:
    assert (topic in _tag(tagger, document(text, language=language))) is counts


def test_a_note_s_words_stand_in_as_source_note(tagger: Tagger) -> None:
    found = {one.topic: one for one in tagger.tag_words("k", "Convolutional networks: the best course on convnets")}
    assert found["convolutional-neural-networks"].source == "note"
    assert found["convolutional-neural-networks"].score <= 0.6


def test_context_of_the_note_speaks_for_a_page(tagger: Tagger) -> None:
    page = document("Lesson one. " + FILLER, title="Lesson one")
    assert not tagger.tag(page)
    assert tagger.tag(page, ("a fine lesson on convnets",))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a", "\u0000", "-" * 500])
def test_an_empty_page_covers_nothing(tagger: Tagger, text: str) -> None:
    assert tagger.tag(Document(key="k", text=text)) == ()


def test_the_same_page_gives_the_same_answer_whatever_came_before(tagger: Tagger) -> None:
    page = document(LESSON, title="Convnets")
    first = tagger.tag(page)
    for number in range(30):
        tagger.tag(document(f"word{number} " * 50 + FILLER))
    assert tagger.tag(page) == first
    assert Tagger(taxonomy()).tag(page) == first


def test_a_stage_teaches_what_its_title_announces_and_a_page_only_recommended_so_does_not(tagger: Tagger) -> None:
    words = "Level 1 convolutional networks\nStart here, and see attention later."
    stage = {one.topic: one for one in tagger.tag_stage("stage:s", words)}
    page = {one.topic: one for one in tagger.tag_words("k", words)}
    topic = "convolutional-neural-networks"
    assert stage[topic].score >= 0.5 > page[topic].score
    assert stage[topic].source == page[topic].source == "note"


def test_a_stage_does_not_teach_what_a_long_title_names_at_its_end(tagger: Tagger) -> None:
    title = "Before anything else you should rest, eat well, sleep long, walk a lot and then read on GANs"
    assert all(one.score < 0.5 for one in tagger.tag_stage("stage:s", title))
