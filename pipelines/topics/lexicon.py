"""What the matcher looks for: every phrase of the taxonomy, and what a hit of it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipelines.topics.fold import fold_phrase, part
from pipelines.topics.taxonomy import Entry, Sense, Taxonomy


class Role(StrEnum):
    """How a phrase speaks for its topic."""

    NAME = "name"
    ACRONYM = "acronym"
    CUE = "cue"
    REFUSE = "refuse"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase of the taxonomy. `language` is empty where it counts in any language."""

    phrase: str
    topic: str
    role: Role
    sense: Sense | None = None
    language: str = ""


def terms_of(taxonomy: Taxonomy) -> list[Term]:
    """Every phrase once for each topic and role, in the order of the taxonomy."""
    found: dict[tuple[str, str, Role, str, str], Term] = {}
    for entry in taxonomy.entries:
        for term in _terms(entry):
            phrase = term.phrase if term.role is Role.ACRONYM else fold_phrase(term.phrase)
            if phrase:
                alias = term.sense.alias if term.sense and term.role is Role.NEAR else ""
                found.setdefault((phrase, term.topic, term.role, term.language, alias), term)
    return list(found.values())


def _terms(entry: Entry) -> Iterator[Term]:
    topic = entry.topic
    senses = {fold_phrase(sense.alias): sense for sense in entry.senses}
    for alias in (topic.name, *topic.aliases):
        yield Term(part(alias), topic.id, Role.NAME, senses.get(fold_phrase(alias)), language=_language(alias))
    for acronym in topic.acronyms:
        yield Term(part(acronym), topic.id, Role.ACRONYM, senses.get(fold_phrase(acronym)))
    for cue in entry.cues:
        yield Term(part(cue), topic.id, Role.CUE, language=_language(cue))
    for sense in entry.senses:
        for phrase in sense.refuse:
            yield Term(part(phrase), topic.id, Role.REFUSE)
        for phrase in sense.near:
            yield Term(part(phrase), topic.id, Role.NEAR, sense)
    for language, labels in entry.labels.items():
        for label in labels:
            yield Term(part(label), topic.id, Role.NAME, language=language)


def _language(alias: str) -> str:
    """A single lower-case word counts on English pages only: "attention" and "transformer" are also French."""
    return "en" if len(part(alias).split()) == 1 and alias.islower() else ""
