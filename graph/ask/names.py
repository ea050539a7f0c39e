"""Names in questions: which topic, stage, note, author or resource is meant, and how sure that is.

Topics are looked up in steps that grow less sure: the exact folded name, the name without spaces, the name without
general words ("basics", "in deep learning"), a slip of the pen, and at last shared words, which never answer alone.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from graph.addresses import loose
from graph.ask.tables import table
from graph.fold import fold, words

_SURE_SLIP, _SHORTEST_SLIP = 87, 5
"""Likeness (0…100, rapidfuzz) from which on a different spelling is read as a slip, and the shortest word it is for."""
_SHORTEST_CUT = 4
"""Letters of a name cut short at least."""
REMEMBERED = 1000
"""Phrases whose topics are kept in mind: reading one question asks for the same one several times."""
_SORTS = {"name": 0, "acronym": 1, "alias": 2, "asked": 3}


@dataclass(frozen=True, slots=True)
class Found:
    """What a phrase means. `how`: exact, general, slip, or empty where nothing fits; `near`: names that come near."""

    said: str
    topics: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    how: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class TopicNames:
    """All names of all topics, read once from the index."""

    aliases: Mapping[str, list[tuple[str, str, str]]]
    """Folded name → (topic, as written, sort)."""
    topics: Mapping[str, tuple[str, int]]
    """Topic → (name, how many resources clearly cover it)."""

    @classmethod
    def read(cls, db: sqlite3.Connection) -> TopicNames:
        """The names that an open index holds."""
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for folded, topic, written, sort in db.execute("SELECT folded, topic, written, sort FROM alias"):
            if folded:
                found[folded].append((topic, written, sort))
        topics = {i: (name, n) for i, name, n in db.execute("SELECT id, name, resources FROM topic")}
        return cls(dict(found), topics)

    @cached_property
    def compact(self) -> dict[str, str]:
        """Folded name without spaces → the folded name."""
        return {folded.replace(" ", ""): folded for folded in self.aliases}

    @cached_property
    def words(self) -> frozenset[str]:
        """All folded words of all names."""
        return frozenset(word for alias in self.aliases for word in alias.split())

    @cached_property
    def _of_topic(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for rows in self.aliases.values():
            for owner, written, sort in rows:
                if sort != "asked":
                    found[owner].append(written)
        return dict(found)

    def names_of(self, topic: str) -> list[str]:
        """All spellings of a topic as written; none of the general words that only a question may mean it by."""
        return self._of_topic.get(topic, [])

    def find(self, phrase: str) -> Found:
        """The topic that `phrase` names."""
        if phrase not in self._found_before:
            if len(self._found_before) >= REMEMBERED:
                self._found_before.clear()
            self._found_before[phrase] = self._find(phrase.strip())
        return self._found_before[phrase]

    @cached_property
    def _found_before(self) -> dict[str, Found]:
        return {}

    def _find(self, said: str) -> Found:
        folded = fold(said)
        if not folded:
            return Found(said)
        for key, how in ((folded, "exact"), (self.compact.get(folded.replace(" ", ""), ""), "exact")):
            if key in self.aliases:
                return self._found(said, key, how)
        return self._general(said, folded) or self._slip(said, folded) or Found(said, near=self.near(folded))

    def _found(self, said: str, folded: str, how: str) -> Found:
        rows = self.aliases[folded]
        case = [row for row in rows if row[2] != "acronym" or row[1].casefold() != said.casefold() or row[1] == said]
        best = sorted(case or rows, key=lambda r: (_SORTS[r[2]], -self.topics[r[0]][1], r[0]))
        topic = best[0][0]
        others = tuple(dict.fromkeys(self.topics[t][0] for t, *_ in rows if t != topic))
        return Found(said, (topic,), (self.topics[topic][0],), how, others)

    def _general(self, said: str, folded: str) -> Found | None:
        """The phrase without general words at its ends, or with one that the name has and the phrase lacks."""
        tokens = folded.split()
        for start in range(len(tokens)):
            for end in range(len(tokens), start, -1):
                left = [*tokens[:start], *tokens[end:]]
                part = " ".join(tokens[start:end])
                # "attention to detail" is not about attention
                aside = tokens[end : end + 1] == ["to"]
                if left and not aside and part in self.aliases and all(t in general_words() for t in left):
                    return self._found(said, part, "general")
        longer = [
            a for a in self.aliases if set(tokens) < set(a.split()) and set(a.split()) - set(tokens) <= general_words()
        ]
        if longer and len(tokens) * 2 >= len(min(longer, key=len).split()):
            return self._found(said, min(longer, key=lambda a: (len(a), a)), "general")
        return None

    def _slip(self, said: str, folded: str) -> Found | None:
        from rapidfuzz import fuzz, process

        if len(folded) < _SHORTEST_SLIP:
            return None
        names = self._by_length.get(len(folded.split()), [])
        best = process.extractOne(folded, names, scorer=fuzz.ratio, score_cutoff=_SURE_SLIP)
        # a slip changes letters inside words, not which words stand there
        if best is None or not _same_shape(folded, best[0]):
            return None
        return self._found(said, best[0], "slip")

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for alias in self.aliases:
            if len(alias) >= _SHORTEST_SLIP:
                found[len(alias.split())].append(alias)
        return dict(found)

    def slip(self, said: str, folded: str) -> Found | None:
        """The topic whose name `folded` is with a slip of the pen."""
        return self._slip(said, folded)

    def folded_names(self, topic: str) -> list[str]:
        """All folded spellings of a topic."""
        return [folded for folded, rows in self.aliases.items() if any(owner == topic for owner, *_ in rows)]

    @cached_property
    def _by_beginning(self) -> dict[tuple[str, ...], list[str]]:
        found: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for alias in self.aliases:
            found[tuple(word[:3] for word in alias.split())].append(alias)
        return dict(found)

    def short(self, said: str, folded: str) -> Found | None:
        """The one topic whose name `folded` is with words cut short: "prompt eng", "calc"."""
        cut = folded.split()
        if len(folded) < _SHORTEST_CUT or any(len(word) < 3 and len(cut) == 1 for word in cut):
            return None
        hits = [
            alias
            for alias in self._by_beginning.get(tuple(word[:3] for word in cut), ())
            if all(whole.startswith(part) for whole, part in zip(alias.split(), cut, strict=True))
            and len(folded) * 2 >= len(alias)
        ]
        topics = {self.aliases[alias][0][0] for alias in hits}
        return self._found(said, hits[0], "slip") if len(topics) == 1 else None

    def near(self, folded: str, most: int = 3) -> tuple[str, ...]:
        """Names of topics that share words or letters with the phrase, nearest first."""
        from rapidfuzz import fuzz, process

        found = process.extract(folded, list(self.aliases), scorer=fuzz.token_set_ratio, score_cutoff=70, limit=20)
        ranked = sorted(found, key=lambda f: (-fuzz.ratio(folded, f[0]) - f[1], f[0]))
        names = (self.topics[self.aliases[f[0]][0][0]][0] for f in ranked)
        return tuple(dict.fromkeys(names))[:most]


def topic_names(path: Path, db: sqlite3.Connection) -> TopicNames:
    """The names in the open index at `path`; read anew only where the file is another one."""
    return read_once(path, "topics", lambda: TopicNames.read(db))


_READ: dict[tuple[str, int, int, int], dict[str, Any]] = {}
T = TypeVar("T")


def read_once(path: Path, what: str, read: Callable[[], T]) -> T:
    """What `read` reads of the index at `path`, kept until the file is another one."""
    stat = path.stat()
    made_of = (str(path), stat.st_ino, stat.st_mtime_ns, stat.st_size)
    if made_of not in _READ:
        _READ.clear()
        _READ[made_of] = {}
    if what not in _READ[made_of]:
        _READ[made_of][what] = read()
    return cast("T", _READ[made_of][what])


@cache
def general_words() -> frozenset[str]:
    """Folded words that narrow no topic."""
    return frozenset(words(table("asked")["general"]))


def _same_shape(said: str, name: str) -> bool:
    """Whether each word of one is the same word of the other, or nearly: `Q-learning` is no slip for `e-learning`."""
    from rapidfuzz.distance import DamerauLevenshtein

    for one, two in zip(said.split(), name.split(), strict=True):
        allowed = 0 if min(len(one), len(two)) < 4 else 1 if min(len(one), len(two)) < 8 else 2
        if DamerauLevenshtein.distance(one, two) > allowed:
            return False
    return True


@dataclass(frozen=True, slots=True)
class Place:
    """Stages (with those of the same name), a roadmap or a note that a question names."""

    label: str
    ids: tuple[str, ...]
    title: str
    sure: bool = True
    """False where the name is only nearly so."""
    whole: bool = True
    """False where the phrase is only a part of the name."""


_PLACE_WORDS = ("stage", "step", "section", "roadmap", "note", "level", "part")
_SHORTEST_BEGINNING = 3


def find_place(db: sqlite3.Connection, phrase: str) -> Place | None:
    """The stage, roadmap or note of that name: exact, then part or beginning of it, then with a slip."""
    folded = fold(phrase.removeprefix("the "))
    for word in _PLACE_WORDS:
        folded = folded.removesuffix(f" {word}") if folded != word else folded
    if not folded:
        return None
    rows = db.execute("SELECT id, label, title, folded FROM place ORDER BY label DESC, position, id").fetchall()
    tests: tuple[Callable[[str], bool], ...] = (
        lambda name: name == folded,
        lambda name: name.removeprefix("stage ") == folded.removeprefix("stage "),
        lambda name: f" {folded} " in f" {name} ",
        lambda name: len(folded) >= _SHORTEST_BEGINNING and f" {folded}" in f" {name}",
        lambda name: _alike(folded, name),
    )
    for number, test in enumerate(tests):
        hits = [row for row in rows if row[3] and test(row[3])]
        if hits:
            label, title = hits[0][1], hits[0][2]
            same = [row for row in hits if row[1] == label and row[3] == hits[0][3]]
            return Place(label, tuple(row[0] for row in same), title, sure=number < 3, whole=number < 2)
    return None


def _alike(one: str, two: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, two) >= 85


def find_authors(db: sqlite3.Connection, phrase: str) -> list[str]:
    """Authors of that name or part of a name, as written."""
    folded = fold(phrase)
    rows = db.execute("SELECT name, folded FROM author ORDER BY name").fetchall()
    part = [name for name, other in rows if folded and f" {folded} " in f" {other} "]
    return part or [name for name, other in rows if folded and _alike(folded, other)]


@dataclass(frozen=True, slots=True)
class NamedResource:
    """A resource that a question names."""

    key: str
    title: str


_KIND_BEFORE = re.compile(
    r"(?:the|that|this|my)\s+(?:video|talk|paper|article|book|course|blog ?post|post|page|repo(?:sitory)?|link|tool)\s+"
    r"(?:(?:called|named|titled|on|about)\s+)?",
    re.IGNORECASE,
)


def find_resource(db: sqlite3.Connection, phrase: str) -> NamedResource | None:
    """The resource meant by an address, a key, or a title, a part of it or a slip of it."""
    said = phrase.strip().strip("\"'“”‘’<>")
    found = _named(db, said)
    if found is None and (kind := _KIND_BEFORE.match(said)):
        found = _named(db, said[kind.end() :].strip("\"'“”‘’<>"))
    return found or _nearly(db, fold(said))


def _named(db: sqlite3.Connection, said: str) -> NamedResource | None:
    folded = fold(said)
    if not folded:
        return None
    address = loose(said if "://" in said else f"https://{said}")
    tests: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("key = ? OR loose = ?", (said, address)),
        ("folded = ?", (folded,)),
        ("length(?1) > 3 AND instr(' ' || folded || ' ', ' ' || ?1 || ' ') > 0", (folded,)),
    )
    for condition, given in tests:
        # constants of this table; what was said is a parameter
        sql = f"SELECT key, title FROM resource WHERE {condition} ORDER BY length(folded), key LIMIT 1"  # noqa: S608
        if row := db.execute(sql, given).fetchone():
            return NamedResource(row[0], row[1] or row[0])
    return None


def _nearly(db: sqlite3.Connection, folded: str) -> NamedResource | None:
    """The resource whose title is the phrase with a slip of the pen."""
    from rapidfuzz import fuzz, process

    # a title of quite another length is no slip
    rows = db.execute(
        "SELECT key, title, folded FROM resource WHERE abs(length(folded) - ?) <= 6 ORDER BY key", (len(folded),)
    ).fetchall()
    best = process.extractOne(folded, [row[2] for row in rows], scorer=fuzz.ratio, score_cutoff=85)
    return NamedResource(rows[best[2]][0], rows[best[2]][1]) if best else None
