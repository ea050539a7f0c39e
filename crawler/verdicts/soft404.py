"""Pages that answer 200 and say that there is nothing: by words, by where they send, by a made-up address."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from crawler.hosts import host, site
from crawler.records import Probe, Visit
from crawler.verdicts import shapes
from crawler.verdicts.decoding import decode
from crawler.verdicts.folding import fold
from crawler.verdicts.page import PLENTY, SEPARATORS, PageView, letters, word_count
from crawler.verdicts.phrases import ASKED, NAMELESS, VAGUE_TITLES, Weight, any_of, compiled

LITTLE_PROSE = 40
"""Words of running text up to which a page has nothing to say but its headline: two sentences. A choice of ours."""
SHORT_PAGE = 160
OPENING_WORDS = 60
SMALL_PRINT = 400
"""Bytes of an answer that says nothing but what is wrong."""
_SMALL_PRINT = frozenset({"text/plain", "application/json", "application/problem+json"})
_ERROR_NAMES = ("error_description", "message", "error", "detail", "title", "reason", "msg")
_ALIKE = 90
"""Likeness in per cent from which two pages are the same but for a name or a date."""


_QUOTED = re.compile(r"[“«„「『‹][^“”«»„「」『』‹›]{2,60}[”»“」』›]|\"[^\"]{2,60}\"|(?<!\w)'[^']{2,60}'(?!\w)")
"""What a headline quotes it does not say itself."""
_ERROR_FILE = re.compile(r"(?:^| )(?:404|not[-_]?found|error)\.(?:html?|php|aspx?|jsp)$")
_THREAD = re.compile(r"(?:issue|pull request|merge request|discussion|ticket|bug|change|question|topic) ?[#!]?\d+")
"""A part of a title by which a page is one of a tracker's or a forum's: its headline is what somebody asked."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that speak for a page that is not there: which, where, in what language."""

    words: str
    place: str
    language: str
    whole: bool
    """Whether the title or headline says nothing else."""


def _label_in(text: str) -> tuple[str, str] | None:
    """A label that makes up most of one part of `text`."""
    if not any_of(Weight.LABEL, text.isascii()).search(text):
        return None
    for part in filter(None, SEPARATORS.split(text)):
        rest, language = part, ""
        for pattern, row in compiled(Weight.LABEL, part.isascii()):
            if pattern.search(rest):
                rest, language = pattern.sub(" ", rest), row.language if row.language != "*" else language or "*"
        if language and letters(rest) * 2 <= letters(part) and word_count(part) <= 12:
            return part, language
    return None


def _sentence_in(text: str) -> tuple[str, str] | None:
    if not any_of(Weight.SENTENCE, text.isascii()).search(text):
        return None
    for pattern, row in compiled(Weight.SENTENCE, text.isascii()):
        found = pattern.search(text)
        if found:
            return found[0], row.language
    return None


def _stated(text: str) -> str:
    """What `text` itself says, folded: nothing where it asks, and not what it quotes."""
    folded = fold(text)
    if ASKED.match(folded) and folded.endswith(("?", "？")):
        return ""
    return _QUOTED.sub(" ", folded).strip()


def _finding(text: str, place: str) -> Finding | None:
    said = _said(_stated(text))
    return Finding(said[0], place, said[1], whole=said[2]) if said else None


@lru_cache(maxsize=64)
def _said(folded: str) -> tuple[str, str, bool] | None:
    """Words, language and whether there is nothing else; titles stand again in headings."""
    label = _label_in(folded) if folded else None
    if label:
        return *label, True
    sentence = _sentence_in(folded) if 0 < word_count(folded) <= 30 else None
    return (*sentence, len(sentence[0]) * 2 >= len(folded)) if sentence else None


def has_own_name(page: PageView) -> bool:
    """Whether title and headline share a word that is none of errors: what a page is about, that errors do not have."""
    if not page.headings:
        return False
    title, headline = (set(re.findall(r"\w{4,}", fold(text))) for text in (page.title, page.headings[0]))
    return any(not NAMELESS.fullmatch(word) for word in title & headline)


def _is_thread(page: PageView) -> bool:
    return any(_THREAD.fullmatch(part) for part in SEPARATORS.split(fold(page.title)))


@lru_cache(maxsize=16)
def headline_finding(page: PageView) -> Finding | None:
    """What title or headings say about a page that is not there."""
    if _is_thread(page):
        return None
    found = [
        _finding(page.title, "title"),
        *(_finding(heading, "heading") for heading in page.headings[: 1 if page.rich else 3]),
    ]
    said = [finding for finding in found if finding]
    return max(said, key=lambda finding: finding.whole) if said else None


@lru_cache(maxsize=16)
def opening_finding(page: PageView) -> Finding | None:
    """What the first words of a short page say."""
    if page.rich or page.prose > SHORT_PAGE or page.words > SHORT_PAGE * 2 or _is_thread(page):
        return None
    opening = ""
    for block in page.blocks:
        if word_count(opening) >= OPENING_WORDS:
            break
        stated = _stated(block)[:400]
        sentence = _sentence_in(stated)
        label = _label_in(stated) if word_count(block) <= 12 else None
        said = sentence or label
        if said:
            return Finding(said[0], "text", said[1], whole=label is not None)
        opening += " " + block
    return None


def says_it_thrice(page: PageView) -> bool:
    """Whether title, first headline and the words below it all say so: teasers of other pages may then follow."""
    title = _finding(page.title, "title")
    headline = _finding(page.headings[0], "heading") if page.headings else None
    if title is None or headline is None or not (title.whole and headline.whole) or _is_thread(page):
        return False
    below = [at for at, block in enumerate(page.blocks) if block == page.headings[0]]
    blocks = [block for block in page.blocks[below[0] + 1 :] if word_count(block) >= 4] if below else []
    return bool(blocks) and _sentence_in(fold(blocks[0])[:400]) is not None


def prose_besides(page: PageView) -> int:
    """Words of running text in blocks that do not speak of the missing page themselves."""
    if page.rich:
        return PLENTY
    total = 0
    for block in page.blocks:
        count = word_count(block)
        if count >= 10 and not _sentence_in(fold(block)[:400]):
            total += count
    return total


def alike(page: PageView, probe: Probe) -> bool:
    """Whether the page is what its host shows for an address that cannot exist."""
    from rapidfuzz import fuzz

    ours, theirs = fold(page.text)[:4000], fold(probe.text)[:4000]
    if not ours or not theirs:
        return False
    same_title = fuzz.ratio(fold(page.title), fold(probe.title)) >= _ALIKE or not probe.title
    return same_title and fuzz.ratio(ours, theirs) >= _ALIKE


def sent_home(visit: Visit) -> str:
    """How a visit that was sent to a front page is to be taken: "dead", "ask" (the made-up address decides) or "".

    One that was sent to a page above it, a lesson to the list of lessons, is asked about too.
    """
    if visit.hops and shapes.is_above(visit.final_url, visit.url):
        return "ask"
    if not visit.hops or not shapes.is_home(visit.final_url) or shapes.is_home(visit.url):
        return ""
    if host(visit.url) in shapes.SHORTENERS or not shapes.segments(visit.url):
        return ""
    if site(visit.url) == site(visit.final_url):
        return "dead" if shapes.is_deep(visit.url) else "ask"
    named = host(visit.final_url)
    kept = any(word in named for word in shapes.slug_words(visit.url))
    return "" if kept or len(shapes.segments(visit.url)) < 2 else "dead"


def is_about_errors(visit: Visit) -> bool:
    """Whether the address itself speaks of errors, as a page about 404s does."""
    words = " ".join(shapes.segments(visit.url)).casefold()
    if _ERROR_FILE.search(words):
        return False
    return re.search(r"404|410|not[-_ ]?found|error|status", words) is not None


def small_print(visit: Visit) -> Finding | None:
    """What an answer of a line or two says that is no page: an error in plain text or JSON."""
    if visit.damage or len(visit.body) > SMALL_PRINT or visit.content_type not in _SMALL_PRINT:
        return None
    text = decode(visit.body, visit.charset)
    said = _error_in(text) if visit.content_type != "text/plain" else text
    found = _finding(said, "text") if said else None
    return found if found and _says_nothing_else(said) else None


def _says_nothing_else(text: str) -> bool:
    """Whether what stands beside the phrases is a quarter of the letters at most."""
    folded = fold(text)
    rest = any_of(Weight.LABEL, folded.isascii()).sub(" ", folded)
    rest = min(rest, any_of(Weight.SENTENCE, folded.isascii()).sub(" ", folded), key=letters)
    return letters(rest) * 4 <= letters(folded)


def _error_in(text: str) -> str:
    """The words for people in a JSON answer about an error."""
    try:
        told = json.loads(text)
    except ValueError:
        return ""
    if isinstance(told, dict) and isinstance(told.get("error"), dict):
        told = told["error"]
    if not isinstance(told, dict):
        return ""
    words = [told[name] for name in _ERROR_NAMES if isinstance(told.get(name), str)]
    return str(words[0]) if words else ""


def vague(page: PageView) -> bool:
    """Whether the title says that something is wrong and not what."""
    return VAGUE_TITLES.fullmatch(fold(page.title)) is not None
