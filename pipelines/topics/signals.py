"""What speaks for a topic on one page, as figures between 0 and about 1."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.topics.lexicon import Role
from pipelines.topics.places import LEAD, Laid, Place

if TYPE_CHECKING:
    from pipelines.topics.components import Hit

SEGMENTS = 10
"""Equal parts of the body over which spread is counted."""
SECTION = 1_200
"""Characters under its headings at which a topic is half-way to being taught: two hundred words."""
BARE = 80
"""Words under which the title must speak for the text that is missing."""
WINDOW = 1_500
"""Characters within which names are counted as standing together."""


@dataclass(slots=True)
class Signals:
    """The signals of one topic; names are those of the weights in `score.py`."""

    topic: str
    hits: list[Hit] = field(default_factory=list)
    """Names and acronyms in the body."""
    cue_hits: list[Hit] = field(default_factory=list)
    title: float = 0.0
    title_share: float = 0.0
    title_start: float = 0.0
    """The title begins with it, or with "Introduction to" it."""
    bare: float = 0.0
    """The title names it, and there is no text that could show more: a video, a book's shop page."""
    slug: float = 0.0
    tags: float = 0.0
    context: float = 0.0
    summary: float = 0.0
    lead: float = 0.0
    head: float = 0.0
    top_head: float = 0.0
    heads: int = 0
    count: float = 0.0
    density: float = 0.0
    spread: float = 0.0
    rank: float = 0.0
    defined: float = 0.0
    denied: float = 0.0
    """Share of its sentences that only say where else to read about it, or that it is left out."""
    cues: float = 0.0
    cue_density: float = 0.0
    under: float = 0.0
    """Share of the body that stands under headings naming it."""
    section: float = 0.0
    """Whether such a section is long enough to teach something."""
    burst: float = 0.0
    """How thickly it is named where it is named most: a section without a heading."""
    narrower: float = 0.0
    """How well the best of its narrower topics is covered."""
    own: int = 0
    """How often it is named in the body."""


def saturate(value: float, half: float) -> float:
    """0 at 0, a half at `half`, towards 1 beyond."""
    return value / (value + half) if value > 0 else 0.0


def measure(laid: Laid, hits: list[Hit], words: int, tokens_in_title: int) -> dict[str, Signals]:
    """The signals of every topic that has a hit."""
    found: dict[str, Signals] = {}
    head_titles: dict[str, set[int]] = defaultdict(set)
    spans = section_spans(laid)
    cue_words: dict[str, set[str]] = defaultdict(set)
    segments: dict[str, set[int]] = defaultdict(set)
    length = max(1, len(laid.text) - laid.body)
    for hit in hits:
        signals = found.setdefault(hit.term.topic, Signals(hit.term.topic))
        place = laid.place(hit.at)
        if hit.term.role is Role.CUE:
            signals.cue_hits.append(hit)
            cue_words[hit.term.topic].add(hit.term.phrase)
            continue
        if place is not Place.BODY:
            _elsewhere(signals, place, hit, laid, tokens_in_title)
            continue
        signals.hits.append(hit)
        segments[hit.term.topic].add(min(SEGMENTS - 1, (hit.at - laid.body) * SEGMENTS // length))
        if hit.at - laid.body < LEAD:
            signals.lead = 1.0
        section = laid.section(hit.at)
        if section is not None and hit.at < section.offset + len(section.title):
            head_titles[hit.term.topic].add(section.offset)
            signals.top_head = max(signals.top_head, 1.0 / max(1, section.level - 1) if section.level else 0.0)
    _gather(found, words, head_titles, cue_words, segments)
    for topic, signals in found.items():
        covered = _union([spans[at] for at in head_titles[topic]])
        signals.under = min(1.0, covered / length)
        signals.section = saturate(covered, SECTION)
        signals.bare = signals.title * max(0.0, 1.0 - words / BARE)
        signals.burst = saturate(_thickest([hit.at for hit in signals.hits]), 4.0)
    return found


def section_spans(laid: Laid) -> dict[int, tuple[int, int]]:
    """Each heading's offset → where the text under it begins and ends, sections nested in it included."""
    spans: dict[int, tuple[int, int]] = {}
    for number, section in enumerate(laid.sections):
        after = (later.offset for later in laid.sections[number + 1 :] if later.level <= section.level)
        spans[section.offset] = (section.offset + len(section.title), next(after, len(laid.text)))
    return spans


def _union(spans: list[tuple[int, int]]) -> int:
    """Characters that the spans cover together."""
    covered, reach = 0, 0
    for start, end in sorted(spans):
        covered += max(0, end - max(start, reach))
        reach = max(reach, end)
    return covered


def _thickest(offsets: list[int]) -> int:
    """The most hits that stand within WINDOW characters of one another."""
    first, most = 0, 0
    for last, at in enumerate(offsets):
        while at - offsets[first] > WINDOW:
            first += 1
        most = max(most, last - first + 1)
    return most


# words that a title may begin with before it names what it teaches
_GENERIC = (
    "introduction|intro|guide|overview|primer|basics|tour|tutorial|notes|lecture|course|survey|look|dive|chapter|lesson|"
    "fundamentals|concepts?|anatomy|art|theory|math|mathematics|evolution|history|types?|kinds?|power|visual|understanding"
)
_OPENING = re.compile(
    rf"^(?:\W*(?:(?:the|a|an|but|so|what|is|are|why|how|do|does|to|of|on|in|your|first|your|about|understanding|explaining|"
    rf"learning|illustrated|implementing|using|gentle|brief|short|deep|comprehensive|\d+|part|{_GENERIC})\b|[:.]))*\W*$",
    re.IGNORECASE,
)


def _elsewhere(signals: Signals, place: Place, hit: Hit, laid: Laid, tokens_in_title: int) -> None:
    if place is Place.TITLE:
        signals.title = 1.0
        if _OPENING.match(laid.text[: hit.at]):
            signals.title_start = 1.0
        signals.title_share = min(1.0, signals.title_share + (hit.end - hit.start) / max(1, tokens_in_title))
    else:
        setattr(signals, place.value, 1.0)


def _gather(
    found: dict[str, Signals],
    words: int,
    head_titles: dict[str, set[int]],
    cue_words: dict[str, set[str]],
    segments: dict[str, set[int]],
) -> None:
    most = max((len(signals.hits) for signals in found.values()), default=0)
    parts = min(SEGMENTS, max(1, words // 80))
    for topic, signals in found.items():
        signals.own = len(signals.hits)
        signals.heads = len(head_titles[topic])
        signals.head = saturate(signals.heads, 2.0) if signals.heads else 0.0
        signals.count = math.log1p(signals.own) / math.log(50)
        signals.density = saturate(1000 * signals.own / max(150, words), 5.0)
        signals.spread = min(1.0, len(segments[topic]) / parts)
        signals.rank = signals.own / most if most else 0.0
        signals.cues = saturate(len(cue_words[topic]), 3.0)
        signals.cue_density = saturate(1000 * len(signals.cue_hits) / max(150, words), 8.0)
