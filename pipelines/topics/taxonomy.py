"""The taxonomy: topics with their names, aliases, senses and relations, checked as it is put together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from crawler.records import Requirement, Topic
from pipelines.topics.errors import TaxonomyError
from pipelines.topics.fold import fold_phrase

_KEYS = frozenset(
    {
        "id",
        "name",
        "description",
        "aliases",
        "acronyms",
        "broader",
        "requires",
        "senses",
        "cues",
        "labels",
        "weak",
        "related",
        "asked",
    }
)


@dataclass(frozen=True, slots=True)
class Sense:
    """When an alias means the topic: a `near` word stands on the page, and it is not part of a `refuse` phrase."""

    alias: str
    near: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A topic with what only the tagger needs."""

    topic: Topic
    senses: tuple[Sense, ...] = ()
    cues: tuple[str, ...] = ()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weak: bool = False
    """A theme that is covered only where it is central."""


@dataclass(frozen=True)
class Taxonomy:
    """A closed list of topics. `digest` changes whenever anything in it does."""

    entries: tuple[Entry, ...]
    title: str = ""
    version: str = ""
    base: str = "https://linkatlas.example/topics/"
    source: str = ""
    digest: str = ""

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics in the order of the files."""
        return tuple(entry.topic for entry in self.entries)

    @cached_property
    def asked_topics(self) -> tuple[Topic, ...]:
        """The topics as questions know them: other languages' labels are among the words that may mean them."""
        return tuple(
            replace(
                entry.topic, asked=(*entry.topic.asked, *(word for words in entry.labels.values() for word in words))
            )
            for entry in self.entries
        )

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Each entry by its topic's id."""
        return {entry.topic.id: entry for entry in self.entries}

    @cached_property
    def narrower(self) -> dict[str, tuple[str, ...]]:
        """Topic → those whose broader topic it is."""
        found: dict[str, list[str]] = {}
        for topic in self.topics:
            for broader in topic.broader:
                found.setdefault(broader, []).append(topic.id)
        return {topic: tuple(children) for topic, children in found.items()}

    def find(self, words: str) -> tuple[Topic, ...]:
        """Topics that a person may mean by `words`: exact names first, then those whose names hold all the words."""
        wanted = fold_phrase(words)
        exact = [topic for topic in self.topics if wanted in _folded_names(topic)]
        parts = set(wanted.split())
        loose = [
            topic
            for topic in self.topics
            if topic not in exact and parts and any(parts <= set(name.split()) for name in _folded_names(topic))
        ]
        return (*exact, *loose)


def _folded_names(topic: Topic) -> list[str]:
    return [fold_phrase(name) for name in (topic.name, topic.id, *topic.aliases, *topic.acronyms, *topic.asked)]


def taxonomy_of(
    tables: Iterable[tuple[str, Mapping[str, Any]]], *, source: str = "", meta: Mapping[str, Any] | None = None
) -> Taxonomy:
    """A taxonomy from (file, topic table) pairs. Raises TaxonomyError for a double id or an unknown relation."""
    listed = list(tables)
    entries: dict[str, Entry] = {}
    for name, table in listed:
        entry = _entry(name, table)
        if entry.topic.id in entries:
            raise TaxonomyError(f"{name}: topic {entry.topic.id!r} stands twice")
        entries[entry.topic.id] = entry
    _refuse_unknown(entries)
    facts = meta or {}
    digest = hashlib.sha256(repr([(table) for _, table in listed]).encode()).hexdigest()[:16]
    return Taxonomy(
        entries=tuple(entries.values()),
        title=str(facts.get("title", "")),
        version=str(facts.get("version", "")),
        base=str(facts.get("base", Taxonomy.base)),
        source=source,
        digest=digest,
    )


def _entry(file: str, table: Mapping[str, Any]) -> Entry:
    unknown = set(table) - _KEYS
    name = table.get("id")
    if not isinstance(name, str) or not name or not isinstance(table.get("name"), str):
        raise TaxonomyError(f"{file}: a topic needs an id and a name, got {dict(table)!r:.120}")
    if unknown:
        raise TaxonomyError(
            f"{file}: topic {name!r} has an unknown key {min(unknown)!r}",
            hint=f"known: {', '.join(sorted(_KEYS))}",
        )
    try:
        topic = Topic(
            id=name,
            name=table["name"],
            description=str(table.get("description", "")),
            aliases=_words(table, "aliases"),
            acronyms=_words(table, "acronyms"),
            broader=_words(table, "broader"),
            requires=tuple(Requirement(one["topic"], one.get("reason", "")) for one in table.get("requires", ())),
            asked=_words(table, "asked"),
        )
        return Entry(
            topic=topic,
            senses=tuple(
                Sense(one["alias"], _words(one, "near"), _words(one, "refuse")) for one in table.get("senses", ())
            ),
            cues=_words(table, "cues"),
            labels={language: tuple(words) for language, words in table.get("labels", {}).items()},
            weak=bool(table.get("weak", False)),
        )
    except (KeyError, TypeError, AttributeError) as problem:
        raise TaxonomyError(f"{file}: topic {name!r} is not written as the format wants ({problem})") from problem


def _words(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, ())
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, str) for one in value):
        raise TypeError(f"{key} must be a list of strings")
    return tuple(value)


def _refuse_unknown(entries: Mapping[str, Entry]) -> None:
    for entry in entries.values():
        topic = entry.topic
        targets = [*topic.broader, *(one.topic for one in topic.requires)]
        unknown = next((target for target in targets if target not in entries), None)
        if unknown is None:
            continue
        import difflib

        near = difflib.get_close_matches(unknown, entries, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "every broader and required topic must be in the taxonomy"
        raise TaxonomyError(f"topic {topic.id!r} names {unknown!r}, which is not in the taxonomy", hint=hint)
