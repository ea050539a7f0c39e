"""The tagger: a document in, its coverages out. One tagger serves a process for all its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.records import Coverage, Document, Kind
from pipelines.topics.evidence import Sentence, sentence_at
from pipelines.topics.fold import fold_phrase
from pipelines.topics.places import Laid, lay_out
from pipelines.topics.score import FLOOR, calibrated, logit_of, squash
from pipelines.topics.signals import Signals, measure, saturate
from pipelines.topics.taxonomy import Taxonomy

if TYPE_CHECKING:
    from spacy.language import Language

    from pipelines.topics.components import Hit

_LOOKED_AT = 12
"""Hits of a topic whose sentences are read for a definition and for evidence."""
LIFTED_FROM = 0.3
"""Score of a narrower topic from which a page that never names the broader one counts for it."""
NOTE_SHARE = 0.6
"""What the words of a note may reach for a page that nobody could read: they recommend, they do not teach."""


ANNOUNCED = 0.6
"""What a stage reaches for the topic that its title is about: a reader takes a plan at its word."""
_TITLE_SHARE = 0.25
"""Share of a title's words from which on it is about the topic: one of four, as in "Level 1 Deep Learning"."""


class Tagger:
    """Finds what a document covers. Building one takes a second; it holds no state between pages.

    `model` is the name or folder of a spaCy model to read with, empty for none. Raises ModelError where it is missing.
    """

    def __init__(self, taxonomy: Taxonomy, model: str = "") -> None:
        self.taxonomy = taxonomy
        self.nlp = _pipeline(taxonomy, model)
        self._narrow_first = _narrow_first(taxonomy)
        self._names = {
            entry.topic.id: tuple(
                {
                    word
                    for name in (entry.topic.name, *entry.topic.aliases)
                    for word in fold_phrase(name).split()
                    if len(word) > 3
                }
            )
            for entry in taxonomy.entries
        }

    def tag(self, document: Document, contexts: Sequence[str] = ()) -> tuple[Coverage, ...]:
        """Its coverages, the strongest first; low ones are mentions. `contexts` are the note's words about the link."""
        laid = lay_out(document, document.key, contexts)
        with self.nlp.memory_zone():
            signals = self._signals(laid, document)
            return self._coverages(signals, laid, document)

    def tag_words(self, key: str, text: str) -> tuple[Coverage, ...]:
        """What a note's words name, for a page that could not be read. Source is `note`."""
        return self._of_note(key, text, titled=False)

    def tag_stage(self, key: str, text: str) -> tuple[Coverage, ...]:
        """What a stage sets out to teach; the first line is its title. Source is `note`."""
        return self._of_note(key, text, titled=True)

    def _of_note(self, key: str, text: str, *, titled: bool) -> tuple[Coverage, ...]:
        document = Document(
            key=key, title=text.split("\n", 1)[0][:200], text=text, kind=Kind.OTHER, words=len(text.split())
        )
        laid = lay_out(document, "", ())
        with self.nlp.memory_zone():
            signals = self._signals(laid, document)
            found = self._coverages(signals, laid, document)
            announced = {topic for topic, one in signals.items() if titled and _announced(one)}
        scores = {one.topic: round(one.score * NOTE_SHARE, 4) for one in found}
        scores |= {topic: max(ANNOUNCED, scores.get(topic, 0.0)) for topic in announced & scores.keys()}
        said = [replace(one, score=scores[one.topic], source="note") for one in found]
        return tuple(sorted(said, key=lambda one: (-one.score, one.topic)))

    def _signals(self, laid: Laid, document: Document) -> dict[str, Signals]:
        from pipelines.topics.components import HITS, LANGUAGE

        doc = self.nlp.make_doc(laid.text)
        doc.user_data[LANGUAGE] = document.language
        doc.user_data["linkatlas_names"] = self._names
        for _, component in self.nlp.pipeline:
            doc = component(doc)
        hits: list[Hit] = doc.user_data[HITS]
        title_words = len(document.title.split())
        return measure(laid, hits, document.words, title_words)

    def _coverages(self, signals: dict[str, Signals], laid: Laid, document: Document) -> tuple[Coverage, ...]:
        text = _as_written(document, laid)
        index = document.facts.get("role") == "index"
        best = {topic: _evidence(one, text) for topic, one in signals.items()}
        logits = self._logits(signals, index=index)
        coverages = []
        for topic, logit in logits.items():
            score = squash(logit)
            if score >= FLOOR:
                shown = best.get(topic) or self._child_evidence(topic, logits, best)
                coverages.append(_coverage(document, topic, calibrated(score), signals[topic], shown, laid))
        return tuple(sorted(coverages, key=lambda one: (-one.score, one.topic)))

    def _logits(self, signals: dict[str, Signals], *, index: bool) -> dict[str, float]:
        """The logit of every topic, narrower ones first: what they reach counts, discounted, for the broader."""
        logits: dict[str, float] = {}
        reached: dict[str, float] = {}
        for topic in self._narrow_first:
            from_below = reached.get(topic, 0.0)
            if topic not in signals and from_below < LIFTED_FROM:
                continue
            one = signals.setdefault(topic, Signals(topic))
            one.narrower = from_below
            entry = self.taxonomy.by_id[topic]
            logits[topic] = logit_of(one, weak=entry.weak, index=index)
            for broader in entry.topic.broader:
                reached[broader] = max(reached.get(broader, 0.0), squash(logits[topic]))
        return logits

    def _child_evidence(
        self, topic: str, logits: dict[str, float], best: dict[str, Sentence | None]
    ) -> Sentence | None:
        """The sentence of its strongest narrower topic, for a topic that the page never names."""
        children = [child for child in self.taxonomy.narrower.get(topic, ()) if child in logits]
        if not children:
            return None
        strongest = max(children, key=lambda child: (logits[child], child))
        return best.get(strongest) or self._child_evidence(strongest, logits, best)


def _announced(signals: Signals) -> bool:
    return bool(signals.title and (signals.title_share >= _TITLE_SHARE or signals.title_start))


def _pipeline(taxonomy: Taxonomy, model: str) -> Language:
    import spacy

    from pipelines.topics.components import Terms
    from pipelines.topics.lexicon import terms_of
    from pipelines.topics.tokens import WordTokenizer

    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    nlp.vocab.lex_attr_getters.clear()  # type: ignore[attr-defined]
    nlp.tokenizer = WordTokenizer(nlp.vocab)
    nlp.add_pipe("linkatlas_fold")
    terms = nlp.add_pipe("linkatlas_terms", config={"load": False})
    assert isinstance(terms, Terms)
    terms.learn(terms_of(taxonomy))
    nlp.add_pipe("linkatlas_senses")
    if model:
        from pipelines.topics import model as _factories  # noqa: F401 - registers them

        nlp.add_pipe("linkatlas_lemmas", after="linkatlas_fold", config={"model": model})
        nlp.add_pipe("linkatlas_grammar", last=True)
    return nlp


def _narrow_first(taxonomy: Taxonomy) -> tuple[str, ...]:
    """Every topic after all its narrower ones."""
    from graphlib import TopologicalSorter

    order = TopologicalSorter({topic.id: taxonomy.narrower.get(topic.id, ()) for topic in taxonomy.topics})
    return tuple(order.static_order())


def _as_written(document: Document, laid: Laid) -> str:
    """The laid-out text with the body's own signs: hyphens as the page wrote them."""
    return laid.text[: laid.body] + document.text[: len(laid.text) - laid.body]


def _evidence(signals: Signals, text: str) -> Sentence | None:
    """The best sentence of the topic; sets `defined` on the way."""
    hits = signals.hits or signals.cue_hits
    step = max(1, len(hits) // _LOOKED_AT)
    chosen = [*hits[:4], *hits[4::step]][:_LOOKED_AT]
    sentences = [sentence_at(text, hit, len(hit.term.phrase)) for hit in chosen]
    if signals.hits:
        signals.defined = saturate(sum(one.defines for one in sentences), 1.5)
        signals.denied = sum(one.denies for one in sentences) / len(sentences)
    good = [one for one in sentences if not one.denies]
    return max(good or sentences, key=_worth, default=None)


def _worth(sentence: Sentence) -> tuple[bool, bool, int]:
    """Definitions before full sentences before headings, earlier before later."""
    return sentence.defines, 8 <= len(sentence.text.split()) <= 60, -sentence.at


def _coverage(
    document: Document, topic: str, score: float, signals: Signals, sentence: Sentence | None, laid: Laid
) -> Coverage:
    section = laid.section(sentence.at) if sentence and sentence.at >= laid.body else None
    return Coverage(
        resource=document.key,
        topic=topic,
        score=score,
        mentions=signals.own + int(signals.title),
        source="page",
        evidence=sentence.text if sentence else document.title,
        heading=section.title if section else "",
    )
