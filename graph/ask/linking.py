"""What a question names: topics, places, resources, people, days, lengths, kinds, levels; and the question masked.

A run of words may be several things ("deep learning" is a topic, and a stage); each reading masks the question its own
way, and the intent decides between them.
"""

from __future__ import annotations

import itertools
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from graph.ask.classifier import classifier
from graph.ask.features import PLACE_WORDS, senses, stem, without_place_words
from graph.ask.filters import KINDS
from graph.ask.lookups import Lookups
from graph.ask.names import Found, TopicNames, general_words
from graph.ask.tables import table
from graph.fold import fold, fold_word, words

LONGEST_NAME, _SHORTEST_SLIP = 14, 7
_SHORTEST_MENDED = 4
"""Letters of a word that the classifier sees mended, though it counts as unknown."""
MOST_READINGS = 6
MOST_SLIPPED = 4
"""Words of a name that is looked for with slips."""
_WORD = re.compile(r"[^\W_]+(?:[+#](?![^\W_])|['’](?=s\b))*|[?!.;:—–]|,|[\"“”«»]", re.UNICODE)
_QUOTED = re.compile(r"[\"“«](.+?)[\"”»]|(?<!\w)['‘](.{4,}?)['’](?!\w)")
_ADDRESS = re.compile(r"\bhttps?://[^\s\"“”<>]+|(?<![\w/])[\w-]+/[\w.-]{3,}(?![\w/])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question: folded, and where it stands."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words that names something. `readings`: mask → what it is."""

    start: int
    end: int
    said: str
    readings: Mapping[str, object]


@dataclass(frozen=True)
class Linked:
    """A question taken apart."""

    text: str
    words: tuple[Word, ...]
    spans: tuple[Span, ...]
    unknown: frozenset[int] = field(default_factory=frozenset)
    """Words that are no name and stand in no example."""

    def readings(self) -> Iterator[tuple[tuple[str, ...], list[str]]]:
        """Each way to read the names: the mask of each span, and the tokens."""
        ways = itertools.product(*(span.readings for span in self.spans))
        for masks in itertools.islice(ways, MOST_READINGS):
            yield masks, self.masked(masks)

    def masked(self, masks: Sequence[str]) -> list[str]:
        """The tokens of the question, each name a mask."""
        found: list[str] = []
        place = 0
        for span, mask in zip(self.spans, masks, strict=True):
            found += self._plain(place, span.start)
            found.append(mask)
            place = span.end
        return without_place_words([*found, *self._plain(place, len(self.words))])

    def _plain(self, start: int, end: int) -> list[str]:
        parts = (part for word in self.words[start:end] for part in word.folded.split())
        return [plain_word(part) or _near_word(part, _SHORTEST_MENDED) or part for part in parts]


def link(text: str, names: TopicNames, lookups: Lookups, db: sqlite3.Connection, *, weak: bool = False) -> Linked:
    """What `text` names; `weak`: also by words that people ask with ("interview", "zero")."""
    said = tuple(_words(text))
    taken: list[Span] = []
    for found in (_quoted, _patterns):
        taken += [span for span in found(text, said, lookups, db) if not _overlaps(span, taken)]
    for how in ("slips of several words", "exact", "levels", "slips"):
        naming = Naming(names, lookups, db, weak, how)
        found_now = _patterns(text, said, late=True) if how == "levels" else _names(text, said, taken, naming)
        taken += [span for span in found_now if not _overlaps(span, taken)]
    taken += _shared(text, said, taken, names)
    taken += [span for span in _kinds(text, said) if not _overlaps(span, taken)]
    spans = tuple(sorted(taken, key=lambda span: span.start))
    covered = {number for span in spans for number in range(span.start, span.end)}
    unknown = {n for n, word in enumerate(said) if n not in covered and not _is_known(word.folded)}
    return Linked(text, said, spans, frozenset(unknown))


def _words(text: str) -> Iterator[Word]:
    for found in _WORD.finditer(text):
        folded = " ".join(words(found[0].removesuffix("’").removesuffix("'")))
        if folded:
            yield Word(folded, found.start(), found.end())


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in taken)


def _span(text: str, said: Sequence[Word], start: int, end: int, readings: Mapping[str, object]) -> Span | None:
    """The span of the words between two places of the text."""
    inside = [number for number, word in enumerate(said) if word.start < end and word.end > start]
    return Span(inside[0], inside[-1] + 1, text[start:end], readings) if inside else None


def _quoted(text: str, said: Sequence[Word], lookups: Lookups, db: sqlite3.Connection) -> Iterator[Span]:
    for pattern in (_QUOTED, _ADDRESS):
        for found in pattern.finditer(text):
            inner = next((group for group in found.groups() if group), found[0])
            readings = lookups.quoted(db, inner.strip(" ?!.,;"))
            if readings and (span := _span(text, said, found.start(), found.end(), readings)):
                yield span


@cache
def _masks(*, late: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [row for row in table("spans")["span"] if row.get("late", False) == late]
    return tuple((row["mask"], re.compile(p, re.IGNORECASE)) for row in rows for p in row["patterns"])


def _patterns(text: str, said: Sequence[Word], *_: object, late: bool = False) -> Iterator[Span]:
    taken: list[Span] = []
    for mask, pattern in _masks(late=late):
        for found in pattern.finditer(text):
            span = _span(text, said, found.start(), found.end(), {mask: found[0]})
            if span and not _overlaps(span, taken):
                taken.append(span)
                yield span


_KIND = re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in KINDS.values()), re.IGNORECASE)


def _kinds(text: str, said: Sequence[Word]) -> Iterator[Span]:
    for found in _KIND.finditer(text):
        if span := _span(text, said, found.start(), found.end(), {"KIND": found[0]}):
            yield span


@cache
def _vocabulary() -> frozenset[str]:
    """Words that ask: those of the examples and tables."""
    return (classifier().words | _plain()) - _doubtful()


@cache
def _plain() -> frozenset[str]:
    rows = [table("plain")["words"], *table("senses").values()]
    return frozenset(word for row in rows for word in words(row)) | no_topics()


@cache
def _doubtful() -> frozenset[str]:
    return frozenset(words(table("plain")["doubtful"]))


@cache
def _stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _vocabulary())


@lru_cache(maxsize=5_000)
def plain_word(folded: str) -> str | None:
    """A word of asking as the examples have it, a slip of the pen mended; None where it is none."""
    known = folded in _vocabulary() or folded in no_topics() or folded.isdigit() or folded.endswith("ly")
    if (known or (len(folded) > 4 and stem(folded) in _stems())) and folded not in _doubtful():
        return folded
    return None if folded in _doubtful() else _near_word(folded, _SHORTEST_SLIP)


@lru_cache(maxsize=5_000)
def _near_word(folded: str, shortest: int) -> str | None:
    """The word of the examples that this is with a slip of the pen; the first letter is never wrong."""
    if len(folded) < shortest:
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein as Edits

    near = process.extractOne(folded, _long_words(shortest), scorer=Edits.distance, score_cutoff=1)
    return near[0] if near and near[0][0] == folded[0] else None


@cache
def _long_words(shortest: int) -> tuple[str, ...]:
    return tuple(sorted(word for word in classifier().words if len(word) >= shortest))


def _is_known(folded: str) -> bool:
    return all(plain_word(part) is not None for part in folded.split())


_TITLED = frozenset(table("needs")["beside_titles"])
"""Words that make what stands beside them a title, though a topic is called so too."""


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{idiom})\b" for idiom in table("spans")["idioms"]), re.IGNORECASE)


def _idiomatic(text: str, said: Sequence[Word]) -> set[int]:
    """The words of idioms, which name nothing: "pay attention"."""
    spans = (_span(text, said, found.start(), found.end(), {}) for found in _idioms().finditer(text))
    return {number for span in spans if span for number in range(span.start, span.end)}


@dataclass(frozen=True, slots=True)
class Naming:
    """What names are looked up in, and how: by words of asking too (`weak`), as written or with slips (`how`)."""

    names: TopicNames
    lookups: Lookups
    db: sqlite3.Connection
    weak: bool
    how: str


def _names(text: str, said: Sequence[Word], taken: Sequence[Span], naming: Naming) -> Iterator[Span]:
    """Runs of words that are names, the longest at each place."""
    covered = {number for span in taken for number in range(span.start, span.end)} | _idiomatic(text, said)
    place = 0
    while place < len(said):
        if place in covered:
            place += 1
            continue
        end = place
        while end < len(said) and end not in covered and end - place < LONGEST_NAME:
            end += 1
        step = 1
        for stop in range(end, place, -1):
            beside = {word.folded for word in (*said[max(0, place - 2) : place], *said[stop : stop + 1])}
            plain = text[said[place].start : said[stop - 1].end]
            if readings := _read(said[place:stop], plain, beside, naming):
                yield Span(place, stop, plain, readings)
                step = stop - place
                break
        place += step


def _read(said: Sequence[Word], plain: str, beside: set[str], naming: Naming) -> dict[str, object]:
    """What a run of words names."""
    run = " ".join(word.folded for word in said)
    if naming.how != "exact":
        odd = naming.how == "slips" or (len(said) > 1 and not all(_is_word(word.folded, naming.names) for word in said))
        titled = odd and naming.lookups.title(naming.db, run, part=False) is not None
        return _nearly(said, run, plain, naming.names) if odd and not titled else {}
    known = [_is_known(word.folded) for word in said]
    found: dict[str, object] = {}
    by_place = bool(beside & PLACE_WORDS)
    place = naming.lookups.place(run, by_place=by_place)
    if place and (by_place or not (plain.islower() and _of_asking(run))):
        found["PLACE"] = place
    if authors := naming.lookups.authors(run, sure=not all(known)):
        found["AUTHOR"] = authors
    topic = _topic(run, plain, all(known), naming)
    if topic and not ("PLACE" in found and by_place):
        found["TOPIC"] = topic
    strange = not all(one or word.folded in naming.names.words for one, word in zip(known, said, strict=True))
    ends = not ({said[0].folded, said[-1].folded} & (no_topics() | general_words()))
    code = "-" in plain and topic is None and bool(beside & _TITLED)
    title = naming.lookups.title(naming.db, run, part=code or (strange and ends and topic is None))
    bare = run.removeprefix("the ").removeprefix("a ")
    both = topic is not None and " " in run and not _first(run, naming.names)
    if title and (both or bare not in naming.names.aliases or beside & _TITLED):
        found["TITLE"] = title
    return found


def _nearly(said: Sequence[Word], run: str, plain: str, names: TopicNames) -> dict[str, object]:
    """The topic that a run is with a slip of the pen, unless it is a word of asking with one."""
    if (
        len(said) > MOST_SLIPPED
        or run in _doubtful()
        or all(part in _vocabulary() for word in said for part in word.folded.split())
    ):
        return {}
    found = _slip(run, plain, names)
    if found is None or (len(said) == 1 and _is_known(run) and not _named_first(found.topics[0], run, names)):
        return {}
    return {"TOPIC": found}


def _of_asking(run: str) -> bool:
    """Whether a run is of words like "resources" and "notes" only, which a place may be called by."""
    said = [set(senses().get(stem(word), ())) for word in run.split()]
    return all(meant & {"resource", "note", "topic", "stage"} for meant in said)


def _is_word(folded: str, names: TopicNames) -> bool:
    """Whether a word is one of asking, or of a topic's name, as it stands."""
    return all(part in _vocabulary() or part in names.words or part in no_topics() for part in folded.split())


def _shared(text: str, said: Sequence[Word], taken: Sequence[Span], names: TopicNames) -> Iterator[Span]:
    """The first of two topics that share their last words: "linear or logistic regression"."""
    for span in taken:
        place = span.start - 2
        if "TOPIC" in span.readings and place >= 0 and said[place + 1].folded in {"and", "or", "versus"}:
            run = " ".join(word.folded for word in (said[place], *said[span.start + 1 : span.end]))
            if span.end - span.start > 1 and run in names.aliases:
                yield Span(place, place + 1, text[said[place].start : said[place].end], {"TOPIC": names.find(run)})


def _named_first(topic: str, run: str, names: TopicNames) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein as Edits

    return any(Edits.distance(run, first) <= 1 for first in (fold(topic), fold(names.topics[topic][0])))


def _topic(run: str, plain: str, known: bool, naming: Naming) -> Found | None:
    """The topic of that name; a name of words that people ask with only where it is a topic's first name, or `weak`."""
    names = naming.names
    if run in names.aliases:
        passed = (known and not naming.weak and not _strong(run, names)) or run in _doubtful()
        kind = _KIND.fullmatch(plain) is not None
        # of one letter only as it is written: "R", never "a"
        letter = len(run) == 1 and all(plain != written for _, written, _ in names.aliases[run])
        return None if passed or kind or letter or set(run.split()) <= no_topics() else names.find(plain)
    compact = run.replace(" ", "") in names.compact and not known and len(run.split()) <= MOST_SLIPPED
    return names.find(plain) if compact else None


def _slip(run: str, plain: str, names: TopicNames) -> Found | None:
    """The topic whose name this is with a slip of the pen or cut short; the first letter is never wrong."""
    found = names.slip(plain, run)
    if found and not any(alias[0] == run[0] for alias in names.folded_names(found.topics[0])):
        return None
    return found or names.short(plain, run)


def _strong(run: str, names: TopicNames) -> bool:
    """Whether words of asking are the name of a topic all the same: "attention", "learning to rank", "nlp"."""
    acronym = run not in _plain() and any(sort == "acronym" for *_, sort in names.aliases[run])
    return run not in _weak() and (acronym or _first(run, names))


def _first(run: str, names: TopicNames) -> bool:
    """Whether this is the first name of a topic."""
    return any(run in {fold(topic), fold(names.topics[topic][0])} for topic, *_ in names.aliases[run])


@cache
def _weak() -> frozenset[str]:
    return frozenset(words(table("spans")["weak"]))


@cache
def no_topics() -> frozenset[str]:
    """Words that are no topic where they stand alone, though the taxonomy may know them."""
    kinds = (word for pattern in KINDS.values() for word in re.findall(r"[a-z]{3,}", pattern))
    return (
        frozenset(words(table("plain")["asking"]))
        | {fold_word(word) for word in kinds}
        | {fold_word(f"{word}s") for word in kinds}
    )
