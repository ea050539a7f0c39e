"""Words that narrow a question ("videos", "for beginners", "under 30 minutes", "not papers"): tables of phrases.

Each filter is a condition on the resource `r` that is put into the query, with its parameter. Filters combine. Fixed
phrases stand in `filters.toml`; here are those that name kinds, minutes and languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from graph.ask.tables import table

Params = dict[str, object]


@dataclass(frozen=True, slots=True)
class Filters:
    """What was read out of a question: conditions for the query, their parameters, each in words."""

    conditions: tuple[str, ...] = ()
    params: Params = field(default_factory=dict)
    said: tuple[str, ...] = ()

    def plus(self, condition: str, said: str, **params: object) -> Filters:
        """These filters and one more."""
        return Filters((*self.conditions, condition), {**self.params, **params}, (*self.said, said))


# kind → the words people use for it
KINDS: dict[str, str] = {
    "video": r"videos?|youtube(?: videos?)?|recordings?|talks?",
    "paper": r"(?:research )?papers?|preprints?|arxiv",
    "book": r"books?|e-?books?|textbooks?",
    "course": r"courses?|moocs?|lectures?|lecture series",
    "repo": r"repos?|repositor(?:y|ies)|github(?: repos?)?",
    "blog": r"blogs?|blog ?posts?|posts?|articles?",
    "docs": r"documentation|docs|manuals?",
    "tool": r"tools?|apps?",
    "profile": r"profiles?|people to follow",
}
# ISO 639-1 codes of languages as people call them
LANGUAGES = {
    "english": "en",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "portuguese": "pt",
    "italian": "it",
    "chinese": "zh",
    "japanese": "ja",
    "russian": "ru",
    "hindi": "hi",
    "korean": "ko",
    "dutch": "nl",
}
NAME = "\u29b6"
"""Stands for a name that was taken out of the question before filters are read."""
_NOT = (
    r"(?:(?:that|which)\s+(?:is|are)\s+not|(?:that|which)\s+(?:isn'?t|aren'?t)|(?:is|are)\s+not|isn'?t|aren'?t|not|no|"
    r"(?:anything|everything|all)\s+but|neither|non|without|except(?:\s+for)?|excluding|but\s+not|other\s+than|apart\s+from|rather\s+than|instead\s+of)"
)
_ANY = "|".join(f"(?:{words})" for words in KINDS.values())
_LIST = rf"(?:{_ANY})(?:(?:\s*,\s*|\s+(?:and|or|nor)\s+)(?:{_ANY}))*"
_MINUTES = (
    r"[,(]?\s*\b(?:(?:that|which)\s+(?:takes?|lasts?)\s+|in\s+|for\s+)?"
    r"(?P<how>under|less than|shorter than|at most|up to|within|over|more than|longer than|at least)\s+"
    r"(?:(?P<number>\d+(?:\.\d+)?)|half an|an?|one)\s*-?\s*(?P<unit>min(?:ute)?s?|hours?|h)\b\)?"
)
_TENS = {"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60}
_SO_LONG = rf"\b(?P<number>\d+|{'|'.join(_TENS)})[- ](?P<unit>min(?:ute)?|hour)s?[- ](?:long[- ])?(?=reads?\b|{_ANY})"
_LONGER = frozenset({"over", "more than", "longer than", "at least"})


def kinds_in(words: str) -> list[str]:
    """The kinds that a list of words names."""
    return [kind for kind, pattern in KINDS.items() if re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE)]


def with_kinds(filters: Filters, kinds: list[str]) -> Filters:
    """Only resources of these kinds."""
    return filters.plus("r.kind IN $kinds", f"only {', '.join(kinds)}", kinds=kinds)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern in the question and the filter it stands for; what it matched is taken out of the question."""

    pattern: str
    add: Callable[[Filters, re.Match[str]], Filters]


def _without(filters: Filters, match: re.Match[str]) -> Filters:
    kinds = kinds_in(match[1])
    return filters.plus("NOT r.kind IN $without_kinds", f"no {', '.join(kinds)}", without_kinds=kinds)


def _only(filters: Filters, match: re.Match[str]) -> Filters:
    return with_kinds(filters, kinds_in(match[1]))


def _minutes(filters: Filters, match: re.Match[str]) -> Filters:
    number = float(match["number"]) if match["number"] else 0.5 if "half" in match[0].lower() else 1.0
    minutes = number * (60 if match["unit"].lower().startswith("h") else 1)
    if match["how"].lower() in _LONGER:
        return filters.plus("r.minutes > $minutes", f"longer than {minutes:g} minutes", minutes=minutes)
    return filters.plus("r.minutes <= $minutes", f"at most {minutes:g} minutes", minutes=minutes)


def _so_long(filters: Filters, match: re.Match[str]) -> Filters:
    minutes = float(_TENS.get(match["number"].lower()) or match["number"])
    minutes *= 60 if match["unit"].lower() == "hour" else 1
    return filters.plus("r.minutes <= $minutes", f"at most {minutes:g} minutes", minutes=minutes)


def _language(filters: Filters, match: re.Match[str]) -> Filters:
    return filters.plus("r.language = $language", f"in {match[1].title()}", language=LANGUAGES[match[1].lower()])


@cache
def phrases() -> tuple[Phrase, ...]:
    """All phrases, in the order in which they are looked for: the longer ones first."""
    fixed = [Phrase(pattern, _fixed(row)) for row in table("filters")["filter"] for pattern in row["phrases"]]
    return (
        Phrase(rf"[,(]?\s*\b(?:but\s+)?{_NOT}[\s-]+(?:an?\s+|any\s+|the\s+|in\s+)?({_LIST})\b\)?", _without),
        Phrase(_MINUTES, _minutes),
        Phrase(_SO_LONG, _so_long),
        *fixed,
        Phrase(rf"\bin\s+({'|'.join(LANGUAGES)})\b", _language),
        Phrase(
            rf"\b({'|'.join(LANGUAGES)})(?:[- ]language)?"
            rf"(?=\s+(?:{_ANY}|resources?|pages?|material|links?)\b|\s+{NAME})",
            _language,
        ),
        Phrase(rf"\b(?:only|just|as)\s+(?:an?\s+)?({_LIST})\b", _only),
    )


def _fixed(row: dict[str, object]) -> Callable[[Filters, re.Match[str]], Filters]:
    condition, said, given, groups = str(row["condition"]), str(row["said"]), row.get("params"), row.get("groups")

    def add(filters: Filters, match: re.Match[str]) -> Filters:
        if condition in filters.conditions:
            return filters
        params = dict(given) if isinstance(given, dict) else {}
        named = {name: match[group] for name, group in groups.items()} if isinstance(groups, dict) else {}
        return filters.plus(condition, said.format(**named), **params, **named)

    return add


def read_filters(question: str) -> tuple[str, Filters]:
    """The question without the phrases that are filters, and the filters."""
    filters = Filters()
    for phrase in phrases():
        match = re.search(phrase.pattern, question, re.IGNORECASE)
        if match:
            filters = phrase.add(filters, match)
            question = f"{question[: match.start()]} {question[match.end() :]}"
    return " ".join(question.split()), filters
