"""A spaCy model that the user has, as one more reader: it is never needed, and named by the setting `topics.model`.

Its lemmas of nouns join forms that folding keeps apart ("matrices", "vertices"); its parts of speech and its names of
people and places take out hits that only look like a topic ("Adam Smith", "they attend"). Standing behind
`linkatlas_fold`, `linkatlas_lemmas` asks it once a text; behind the senses, `linkatlas_grammar` uses what it said.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.topics.components import HITS, Hit
from pipelines.topics.errors import ModelError
from pipelines.topics.fold import fold
from pipelines.topics.lexicon import Role

WORDS = "linkatlas_words"
_LONGEST = 200_000  # characters that a model reads of one text: four minutes' worth for a slow one, a book of ours
_NOUNS = frozenset({"NOUN", "PROPN"})
_NO_NAMES = frozenset({"VERB", "AUX", "ADV", "PRON", "INTJ"})
_PEOPLE_AND_PLACES = frozenset({"PERSON", "PER", "GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Word:
    """What a model says of the word that begins at a character: lemma, part of speech, and the name it is a part of."""

    lemma: str
    pos: str
    name: tuple[int, int] = (0, 0)
    """Characters of the person's or place's name that the word stands in; (0, 0) for none."""


def load_model(name: str) -> Language:
    """The model of that name, or in that folder. Raises ModelError where there is none."""
    import spacy

    try:
        # syntax and vectors are not asked for, and cost most
        return spacy.load(name, exclude=["parser", "senter", "textcat"])
    except (OSError, ValueError, ImportError) as problem:
        raise ModelError(
            f"topics.model: no spaCy model {name!r}", hint="name an installed one (python -m spacy info), or its folder"
        ) from problem


def stamp_of(model: Language) -> str:
    """What tells one model from another, for what depends on its words."""
    return "_".join(str(model.meta.get(part, "")) for part in ("lang", "name", "version"))


class Lemmas:
    """Asks the model about the text; a noun's NORM becomes its folded lemma."""

    def __init__(self, model: Language) -> None:
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """The doc with the model's words in its user data."""
        with self.model.memory_zone():
            words = _words(self.model(doc.text[:_LONGEST]))
        doc.user_data[WORDS] = words
        for token in doc:
            said = words.get(token.idx)
            if said and said.pos in _NOUNS and said.lemma and said.lemma.lower() != token.lower_:
                token.norm_ = fold(said.lemma)
        return doc


class Grammar:
    """Takes out names that are no nouns, and those inside a longer name of a person or place."""

    def __call__(self, doc: Doc) -> Doc:
        """The doc with those hits left that its grammar allows."""
        words: dict[int, Word] = doc.user_data.get(WORDS, {})
        if words:
            doc.user_data[HITS] = [hit for hit in doc.user_data.get(HITS, []) if _allowed(hit, doc, words)]
        return doc


@Language.factory("linkatlas_lemmas", default_config={"model": ""})
def make_lemmas(nlp: Language, name: str, model: str) -> Lemmas:
    """Factory of `Lemmas`; `model` is a model's name or folder."""
    del nlp, name
    return Lemmas(load_model(model))


@Language.factory("linkatlas_grammar")
def make_grammar(nlp: Language, name: str) -> Grammar:
    """Factory of `Grammar`."""
    del nlp, name
    return Grammar()


def _words(read: Doc) -> dict[int, Word]:
    names = {
        token.i: (entity.start_char, entity.end_char)
        for entity in read.ents
        if entity.label_ in _PEOPLE_AND_PLACES
        for token in entity
    }
    return {token.idx: Word(token.lemma_, token.pos_, names.get(token.i, (0, 0))) for token in read}


def _allowed(hit: Hit, doc: Doc, words: dict[int, Word]) -> bool:
    said = words.get(hit.at)
    if said is None or hit.term.role is not Role.NAME:
        return True
    last = doc[hit.end - 1]
    start, end = said.name
    if end and (start < hit.at or end > last.idx + len(last)):
        return False
    # "pruning" and "labelled" are verbs to a model and names to the field
    formed = last.lower_.endswith(("ing", "ed"))
    return hit.end - hit.start > 1 or formed or said.pos not in _NO_NAMES
