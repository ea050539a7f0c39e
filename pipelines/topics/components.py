"""The spaCy pipeline: folding, matching and sense guards, registered as factories so that any pipeline can take them.

`linkatlas_fold` gives every lexeme its folded form as NORM, computed once a word and not once a token.
`linkatlas_terms` matches the taxonomy over those forms and leaves `doc.user_data["linkatlas_hits"]`.
`linkatlas_senses` takes out the hits that mean something else.
No model is needed; in a pipeline with one, these stand behind its components.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.attrs import NORM
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from pipelines.topics.fold import fold, fold_phrase, part
from pipelines.topics.lexicon import Role, Term

if TYPE_CHECKING:
    from spacy.vocab import Vocab

HITS = "linkatlas_hits"
LANGUAGE = "linkatlas_language"
NEAR = "linkatlas_near"
_WEIGHT_OF_ROLE = {Role.REFUSE: 3, Role.NAME: 2, Role.ACRONYM: 1, Role.CUE: 0}


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the taxonomy at tokens `start`…`end` of the doc, at character `at`."""

    term: Term
    start: int
    end: int
    at: int


class Fold:
    """Makes the folded form the NORM of every lexeme of the vocabulary, those that stand in it already included."""

    def __init__(self, vocab: Vocab) -> None:
        vocab.lex_attr_getters[NORM] = fold  # type: ignore[attr-defined]
        for lexeme in vocab:
            lexeme.norm_ = fold(lexeme.text)

    def __call__(self, doc: Doc) -> Doc:
        """The doc as it is: its lexemes were folded when they were made."""
        return doc


class Terms:
    """Finds the taxonomy's phrases; where two overlap the longer one is meant, of equal ones each."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self.by_key: dict[int, list[Term]] = {}

    def learn(self, terms: Sequence[Term]) -> None:
        """Takes the phrases in. The pipeline's `linkatlas_fold` must stand before this component."""
        phrases: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            phrases[fold_phrase(term.phrase) or fold(term.phrase)].append(term)
        for number, (_, meant) in enumerate(phrases.items()):
            patterns = {
                doc.text.lower(): doc for term in meant for doc in map(self.nlp.make_doc, _spellings(term.phrase))
            }
            key = f"t{number}"
            self.matcher.add(key, list(patterns.values()))
            self.by_key[self.nlp.vocab.strings.add(key)] = meant

    def __call__(self, doc: Doc) -> Doc:
        """Leaves the hits, in the order of the text, for the components behind."""
        language = doc.user_data.get(LANGUAGE, "")
        hits: list[Hit] = []
        near: set[tuple[str, str]] = set()
        for key, start, end in self.matcher(doc):
            for term in self.by_key[key]:
                if term.role is Role.NEAR:
                    near.add((term.topic, term.sense.alias if term.sense else ""))
                elif _counts(term, doc, start, end, language):
                    hits.append(Hit(term, start, end, doc[start].idx))
        doc.user_data[NEAR] = near
        doc.user_data[HITS] = _longest(hits)
        return doc


class Senses:
    """Takes out hits whose guard finds no word on the page, and acronyms that the page spells out differently."""

    def __call__(self, doc: Doc) -> Doc:
        """The doc with those hits left that mean their topic."""
        near: set[tuple[str, str]] = doc.user_data.get(NEAR, set())
        hits = [hit for hit in doc.user_data.get(HITS, []) if _meant(hit.term, near)]
        doc.user_data[HITS] = _without_other_expansions(doc, hits)
        return doc


@Language.factory("linkatlas_fold")
def make_fold(nlp: Language, name: str) -> Fold:
    """Factory of `Fold`."""
    del name
    return Fold(nlp.vocab)


@Language.factory("linkatlas_terms", default_config={"taxonomy": None, "load": True})
def make_terms(nlp: Language, name: str, taxonomy: str | None, load: bool) -> Terms:
    """Factory of `Terms`. `taxonomy` is a path, None for the shipped one; `load` false leaves it empty."""
    del name
    terms = Terms(nlp)
    if load:
        from pathlib import Path

        from pipelines.topics.lexicon import terms_of
        from pipelines.topics.loading import load_taxonomy

        terms.learn(terms_of(load_taxonomy(Path(taxonomy) if taxonomy else None)))
    return terms


@Language.factory("linkatlas_senses")
def make_senses(nlp: Language, name: str) -> Senses:
    """Factory of `Senses`."""
    del nlp, name
    return Senses()


def _spellings(phrase: str) -> set[str]:
    """The phrase as it stands, and without its apostrophes: "Bayes' theorem" is also written "Bayes theorem"."""
    plain = " ".join(part(phrase).split())
    return {plain, plain.replace("'", "")}


def _counts(term: Term, doc: Doc, start: int, end: int, language: str) -> bool:
    if term.language and language and term.language != language:
        return False
    if term.role is not Role.ACRONYM:
        return True
    written = doc[start:end].text
    return written == term.phrase or (written[-1:] == "s" and written[:-1] == term.phrase)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Hits that are not part of a longer hit; cues never hide a name, refusals hide names of their own topic only."""
    hits.sort(key=lambda hit: (hit.start, -hit.end, -_WEIGHT_OF_ROLE[hit.term.role]))
    refused: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for hit in hits:
        if hit.term.role is Role.REFUSE:
            refused[hit.term.topic].append((hit.start, hit.end))
    kept: list[Hit] = []
    reach, cue_reach, last = -1, -1, (-1, -1)
    for hit in hits:
        span = (hit.start, hit.end)
        if hit.term.role is Role.REFUSE or any(
            a <= hit.start and hit.end <= b for a, b in refused.get(hit.term.topic, ())
        ):
            continue
        if hit.term.role is Role.CUE:
            if hit.end > cue_reach and hit.end > reach:
                kept.append(hit)
                cue_reach = hit.end
            continue
        if hit.end > reach or span == last:
            kept.append(hit)
            reach, last = max(reach, hit.end), span
    return kept


def _meant(term: Term, near: set[tuple[str, str]]) -> bool:
    """Whether a word that shows the sense stands on the page, for names that need one."""
    sense = term.sense
    return sense is None or not sense.near or (term.topic, sense.alias) in near


def _without_other_expansions(doc: Doc, hits: list[Hit]) -> list[Hit]:
    """Acronyms that the page introduces as something else ("Generic Access Network (GAN)") are that everywhere."""
    named = {(hit.end, hit.term.topic) for hit in hits if hit.term.role is Role.NAME}
    others: set[tuple[str, str]] = set()
    for hit in hits:
        if hit.term.role is Role.ACRONYM and _introduces(doc, hit):
            own = any((end, hit.term.topic) in named for end in (hit.start - 1, hit.start - 2))
            if not own and _spelled(doc, hit) and not _spelled_alike(doc, hit):
                others.add((hit.term.topic, hit.term.phrase))
    return [hit for hit in hits if (hit.term.topic, hit.term.phrase) not in others]


def _introduces(doc: Doc, hit: Hit) -> bool:
    return hit.start > 1 and doc[hit.start - 1].text == "(" and hit.end < len(doc) and doc[hit.end].text == ")"


def _spelled(doc: Doc, hit: Hit) -> bool:
    """Whether the words before the bracket have the acronym's letters as initials."""
    letters = [letter for letter in hit.term.phrase.lower() if letter.isalpha()]
    words = [token.text.lower() for token in doc[max(0, hit.start - 1 - len(letters)) : hit.start - 1]]
    return len(letters) > 2 and [word[:1] for word in words] == letters


def _spelled_alike(doc: Doc, hit: Hit) -> bool:
    """Whether most of those words are the topic's own, as in "Convolution Neural Nets (CNN)"."""
    length = sum(letter.isalpha() for letter in hit.term.phrase)
    words = [token.norm_ for token in doc[max(0, hit.start - 1 - length) : hit.start - 1]]
    own = _name_words(doc, hit.term.topic)
    known = sum(any(_kin(word, name) for name in own) for word in words)
    return 2 * known >= len(words)


def _kin(one: str, other: str) -> bool:
    """Whether two folded words share their stem: equal, or alike in their first six letters."""
    return one == other or (len(one) >= 6 and one[:6] == other[:6]) or (len(one) >= 3 and other.startswith(one))


def _name_words(doc: Doc, topic: str) -> set[str]:
    known: Any = doc.user_data.get("linkatlas_names", {})
    return set(known.get(topic, ()))
