"""Words that narrow a question ("videos", "for beginners", "under 30 minutes", "not papers"): a table of phrases.

Each filter is a condition on the resource `r` that is put into the query, with its parameter. Filters combine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

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
    "video": r"videos?|youtube(?: videos?)?|recordings?|talks?|to watch|watch(?:able)?",
    "paper": r"papers?|preprints?|articles? on arxiv|arxiv|research papers?",
    "book": r"books?|e-?books?|textbooks?",
    "course": r"courses?|moocs?|lectures?|lecture series",
    "repo": r"repos?|repositor(?:y|ies)|github repos?|github|code|notebooks?",
    "blog": r"blogs?|blog ?posts?|posts?|articles?",
    "docs": r"documentation|docs|manuals?|reference",
    "tool": r"tools?|apps?|librar(?:y|ies)",
    "profile": r"profiles?|people to follow",
}
_NOT = (
    r"(?:(?:that|which)\s+(?:is|are)\s+not|(?:that|which)\s+(?:isn'?t|aren'?t)|(?:is|are)\s+not|isn'?t|aren'?t|not|no|"
    r"without|except(?:\s+for)?|excluding|but\s+not|other\s+than|apart\s+from|rather\s+than|instead\s+of)"
)
_ANY = "|".join(f"(?:{words})" for words in KINDS.values())
_LIST = rf"(?:{_ANY})(?:(?:\s*,\s*|\s+(?:and|or|nor)\s+)(?:{_ANY}))*"

NEGATED_KINDS = re.compile(
    rf"[,(]?\s*\b(?:but\s+)?{_NOT}\s+(?:an?\s+|any\s+|the\s+|in\s+)?({_LIST})\b\)?", re.IGNORECASE
)
_ONLY_KINDS = re.compile(rf"\b(?:only|just|as|in)\s+(?:an?\s+)?({_LIST})\b", re.IGNORECASE)


def kinds_in(words: str) -> list[str]:
    """The kinds that a list of words names."""
    return [kind for kind, pattern in KINDS.items() if re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE)]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern in the question and the filter it stands for; what it matched is taken out of the question."""

    pattern: re.Pattern[str]
    add: Callable[[Filters, re.Match[str]], Filters]


def _phrase(pattern: str, add: Callable[[Filters, re.Match[str]], Filters]) -> Phrase:
    return Phrase(re.compile(pattern, re.IGNORECASE), add)


def _fixed(pattern: str, condition: str, said: str, **params: object) -> Phrase:
    return _phrase(pattern, lambda filters, _: filters.plus(condition, said, **params))


def _without(filters: Filters, match: re.Match[str]) -> Filters:
    kinds = kinds_in(match[1])
    return filters.plus("NOT r.kind IN $without_kinds", f"no {', '.join(kinds)}", without_kinds=kinds)


def _only(filters: Filters, match: re.Match[str]) -> Filters:
    return with_kinds(filters, kinds_in(match[1]))


def with_kinds(filters: Filters, kinds: list[str]) -> Filters:
    """Only resources of these kinds."""
    return filters.plus("r.kind IN $kinds", f"only {', '.join(kinds)}", kinds=kinds)


def _minutes(filters: Filters, match: re.Match[str]) -> Filters:
    number = float(match["number"]) if match["number"] else 1.0
    minutes = number * (60 if match["unit"].lower().startswith("h") else 1)
    if (match["how"] or "").lower() in {"over", "more than", "longer than", "at least"}:
        return filters.plus("r.minutes > $minutes", f"longer than {minutes:g} minutes", minutes=minutes)
    return filters.plus("r.minutes <= $minutes", f"at most {minutes:g} minutes", minutes=minutes)


def _language(filters: Filters, match: re.Match[str]) -> Filters:
    code = LANGUAGES[match[1].lower()]
    return filters.plus("r.language = $language", f"in {match[1].title()}", language=code)


# ISO 639-1 codes of languages as people call them
LANGUAGES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "portuguese": "pt", "italian": "it",
    "chinese": "zh", "japanese": "ja", "russian": "ru", "hindi": "hi", "korean": "ko", "dutch": "nl",
}  # fmt: skip

_UNREAD = "NOT EXISTS { MATCH (r)-[done:MENTIONED_IN]->(:Note) WHERE done.done = true }"
_READ = "EXISTS { MATCH (r)-[done:MENTIONED_IN]->(:Note) WHERE done.done = true }"
_NUMBER = r"(?:(?P<number>\d+(?:\.\d+)?)|an?|half an)\s*-?\s*(?P<unit>min(?:ute)?s?|hours?|h)\b"

# order matters: the longer phrase first
PHRASES: tuple[Phrase, ...] = (
    Phrase(NEGATED_KINDS, _without),
    _phrase(
        rf"[,(]?\s*\b(?:(?:that|which)\s+(?:takes?|lasts?)\s+|in\s+|for\s+)?(?P<how>under|less than|shorter than|at most|up to|"
        rf"within|over|more than|longer than|at least)\s+{_NUMBER}\)?",
        _minutes,
    ),
    _fixed(
        r"\b(?:that\s+)?(?:i\s+)?(?:have\s*n[o']t|haven'?t|did\s*n[o']t|didn'?t)\s+(?:yet\s+)?(?:read|seen?|watch(?:ed)?|"
        r"finish(?:ed)?|done?|start(?:ed)?)(?:\s+yet)?\b|\bunread\b|\bunfinished\b|\bunwatched\b|\bnot\s+(?:yet\s+)?(?:read|done|"
        r"finished)(?:\s+yet)?\b|\bstill\s+open\b",
        _UNREAD,
        "not done yet",
    ),
    _fixed(
        r"\b(?:that\s+)?i(?:'ve|\s+have)?\s+(?:already\s+)?(?:read|finished|done|watched|completed)\b|\balready\s+(?:read|done|"
        r"finished|watched)\b",
        _READ,
        "done already",
    ),
    _fixed(
        r"\b(?:for|at|as)\s+(?:(?:a|an|absolute|total|complete)\s+)*(?:beginners?|newcomers?|starters?|novices?)(?:\s+level)?\b|"
        r"\b(?:beginner'?s?|introductory|entry[- ]level|beginner[- ]friendly|easy|elementary|intro)(?:[- ]level)?\b|"
        r"\bat an introductory level\b",
        "r.level = $level",
        "introductory",
        level="introductory",
    ),
    _fixed(
        r"\b(?:at\s+)?(?:an\s+)?intermediate(?:\s+level)?\b", "r.level = $level", "intermediate", level="intermediate"
    ),
    _fixed(
        r"\b(?:for|at)\s+(?:an\s+)?(?:experts?|advanced)(?:\s+(?:level|learners?|readers?))?\b|\badvanced(?:[- ]level)?\b|"
        r"\bexpert(?:[- ]level)?\b",
        "r.level = $level",
        "advanced",
        level="advanced",
    ),
    _fixed(
        r"\b(?:that|which)\s+(?:still\s+)?(?:works?|(?:is|are)\s+(?:still\s+)?(?:alive|working|online|reachable))\b|"
        r"\b(?:still\s+)?(?:alive|working|reachable|living)\b",
        "r.health = $health",
        "alive",
        health="alive",
    ),
    _phrase(rf"\bin\s+({'|'.join(LANGUAGES)})\b", _language),
    Phrase(_ONLY_KINDS, _only),
)


def read_filters(question: str) -> tuple[str, Filters]:
    """The question without the phrases that are filters, and the filters."""
    filters = Filters()
    for phrase in PHRASES:
        match = phrase.pattern.search(question)
        if match:
            filters = phrase.add(filters, match)
            question = f"{question[: match.start()]} {question[match.end() :]}"
    return " ".join(question.split()), filters
