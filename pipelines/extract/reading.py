"""How long a text takes, how much it asks of a reader, and what it names as needed first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.records import Section

WORDS_PER_MINUTE = 238
"""Silent reading of English non-fiction: Brysbaert (2019), a meta-analysis of 190 studies."""

# level, the words that show it, the reason as a reader is told it; the first row that fits wins
_LEVELS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "introductory",
        re.compile(
            r"\b(introduct\w+|intro to|beginners?|getting started|first steps|primer|basics|crash course|101|"
            r"for dummies|from scratch|fundamentals|quick ?start|what (is|are)|zero to \w+|einführung|introducción)\b",
            re.IGNORECASE,
        ),
        "it calls itself an introduction",
    ),
    (
        "advanced",
        re.compile(
            r"\b(advanced|in[- ]depth|deep dive|state[- ]of[- ]the[- ]art|graduate|survey of|proofs?|theoretical|"
            r"convergence analysis|under the hood|internals)\b",
            re.IGNORECASE,
        ),
        "it calls itself advanced",
    ),
    (
        "intermediate",
        re.compile(r"\b(intermediate|hands[- ]on|in practice|practical|tutorial)\b", re.IGNORECASE),
        "it is a tutorial",
    ),
)
# where a page speaks of itself
_OWN_WORDS = re.compile(
    r"\b(this|our|the present)\s+(\w+\s+){0,2}"
    r"(post|article|guide|tutorial|course|book|chapter|lecture|notebook|lesson|series|page|workshop|primer)\b",
    re.IGNORECASE,
)
_PROOF = frozenset({"theorem", "lemma", "proof", "corollary", "proposition", "asymptotic", "asymptotically"})
_SIGNS = ".,:;)"
_NEEDED = re.compile(
    r"(?:^|\n)[^\n]{0,40}?\b(?:prerequisites?|requirements?|"
    r"you (?:should|need to|must) (?:already )?(?:know|be familiar with)|"
    r"assumes? (?:that you|familiarity|some|basic|a (?:basic|working))|"
    r"we assume (?:that )?(?:you|familiarity|the reader))\b[^\n]{0,300}",
    re.IGNORECASE,
)


HARDLY_ANY = WORDS_PER_MINUTE // 2
"""Words below which a page is a notice or a teaser: half a minute of it says nothing of the thing itself."""

# what schema.org's educationalLevel is filled with
_SAID: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("introductory", re.compile(r"introduct|beginner|basic|elementary|fundamental|novice|entry", re.IGNORECASE)),
    ("intermediate", re.compile(r"intermediate|medium", re.IGNORECASE)),
    ("advanced", re.compile(r"advanced|expert|graduate|professional", re.IGNORECASE)),
)  # fmt: skip


def minutes_to_read(words: int) -> float | None:
    """Minutes for so many words; None for hardly any."""
    return round(words / WORDS_PER_MINUTE, 1) if words >= HARDLY_ANY else None


def level_said(words: str) -> tuple[str, str]:
    """The level that the page's own metadata name, and the reason; two empty strings where they name none."""
    found = next((level for level, pattern in _SAID if pattern.search(words)), "")
    return (found, f"the page says so (“{words}”)") if found else ("", "")


def level_of(title: str, text: str, sections: Sequence[Section]) -> tuple[str, str]:
    """How much the page asks of a reader, and the reason; two empty strings where nothing shows it."""
    for place, words in (("title", title), ("opening", _own_words(text[:3_000]))):
        for level, pattern, reason in _LEVELS:
            found = pattern.search(words)
            if found:
                return level, f"{reason} ({place}: “{found.group(0)}”)"
    theorems = sum(1 for word in text[:100_000].lower().split() if word.rstrip(_SIGNS) in _PROOF)
    if theorems >= 5:
        return "advanced", f"it proves what it says ({theorems} theorems, lemmas and proofs)"
    if len(sections) >= 3 and text:
        return "intermediate", "an article in sections that claims neither to begin nor to be advanced"
    return "", ""


def _own_words(text: str) -> str:
    """The sentence in which a page first speaks of itself; empty where it does not."""
    found = _OWN_WORDS.search(text)
    if not found:
        return ""
    start = max(text.rfind(sign, 0, found.start()) for sign in ".!?\n") + 1
    ends = [at for at in (text.find(sign, found.end()) for sign in ".!?\n") if at >= 0]
    return text[start : min(ends, default=len(text))]


def prerequisites_of(text: str) -> str:
    """The line in which a page says what to know first; empty where it does not."""
    found = _NEEDED.search(text[:20_000])
    return " ".join(found.group(0).split())[:300] if found else ""
