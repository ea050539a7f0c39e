"""Proposals: phrases that headings and texts keep naming and no topic does."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crawler.records import Document
from pipelines.topics.evidence import sentence_around
from pipelines.topics.fold import fold, fold_phrase, part
from pipelines.topics.taxonomy import Taxonomy

LONGEST = 4
"""Words of the longest phrase looked at."""
COMMON = 0.3
"""Share of the documents above which a phrase is how people write, not what they write about."""
_JOINS = (" ", "-", "‐", "–")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9+#]*")
_SMALL_WORDS = """
    a about above after again all also although always among an and any are as at back be because been before being
    below best better between both but by can could did do does doing done down each either else even every few first
    for from get give go good had has have having here how i if in instead into is it its just keep know last least less
    let like look made make makes making many may me might more most much must my need never new next no nor not now of
    off often on once one only or other our out over own per put same see should since so some still such take than
    that the their them then there these they thing things this those three through to together too two under until up
    us use used using very via want was way we well were what when where whether which while who why will with within
    without work works would yet you your during
"""
# words of headings that are about the page and not about its subject
_GENERIC_WORDS = """
    acknowledgment appendix article author bibliography blog bonus book chapter citation code comment conclusion contact
    content course credit day discussion documentation download email example exercise faq figure footnote further
    guide help home hour image index install intro introduction issue lab learn lecture lesson link list minute
    motivation news note notebook outline overview page paper part people post preface prerequisite problem project
    question read reading recap reference related remark resource result review section series setup share site slide
    software solution source start step subscribe summary table tag team thank tip title today tool topic tutorial
    update user version video view website week write year case study high low long short term quality sponsor please
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_GENERIC = frozenset(fold(word) for word in _GENERIC_WORDS.split())


@dataclass(frozen=True, slots=True)
class Proposal:
    """A phrase as it is mostly written; how many documents have it in a heading, and how many at all."""

    phrase: str
    headed: int
    documents: int
    mentions: int
    example: str
    """A sentence that has it."""
    example_of: str
    """The title of the document that the sentence is from."""


def propose(
    taxonomy: Taxonomy, documents: Mapping[str, Document], texts: Iterable[tuple[str, str]], *, limit: int = 30
) -> list[Proposal]:
    """The likeliest new topics, the most promising first. `texts` are the documents' texts by key."""
    headed: dict[str, set[str]] = defaultdict(set)
    for key, document in documents.items():
        lines = (document.title, *document.tags, *(section.title for section in document.sections))
        for folded, _ in (found for line in lines for found in _phrases(line)):
            headed[folded].add(key)
    known = _Known(taxonomy)
    wanted = {phrase: keys for phrase, keys in headed.items() if _sites(keys) >= 2 and not known.names(phrase)}
    counts = _count(wanted, documents, texts)
    most = max(2.0, COMMON * len(documents))
    found = [
        Proposal(
            one.written.most_common(1)[0][0], len(wanted[phrase]), len(one.keys), one.mentions, one.example, one.of
        )
        for phrase, one in counts.items()
        if 2 <= len(one.keys) <= most and one.mentions >= 3
    ]
    found.sort(key=lambda one: (-_promise(one), one.phrase))
    return _without_parts(found)[:limit]


def _promise(one: Proposal) -> float:
    """A subject stands in headings and is named again and again where it is named at all."""
    return one.headed * (one.headed / one.documents) * (one.mentions / one.documents)


def _sites(keys: set[str]) -> int:
    """How many sites the documents are from: one site's headings are its furniture."""
    return len({key.split("/", 1)[0] for key in keys})


@dataclass(slots=True)
class _Count:
    keys: set[str]
    written: Counter[str]
    mentions: int = 0
    example: str = ""
    of: str = ""


def _count(
    wanted: Mapping[str, set[str]], documents: Mapping[str, Document], texts: Iterable[tuple[str, str]]
) -> dict[str, _Count]:
    counts: dict[str, _Count] = {}
    for key, text in texts:
        for folded, (start, end) in _phrases(text):
            if folded not in wanted:
                continue
            one = counts.setdefault(folded, _Count(set(), Counter()))
            one.keys.add(key)
            one.mentions += 1
            one.written[text[start:end].lower()] += 1
            sentence = sentence_around(text, start, end) if len(one.example.split()) < 8 else ""
            if len(sentence.split()) > len(one.example.split()):
                one.example, one.of = sentence, documents[key].title if key in documents else key
    return counts


def _phrases(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Runs of two to four telling words, folded, with where they stand."""
    words = [(found.group(), found.start(), found.end()) for found in _WORD.finditer(part(text))]
    folded = [fold(word) for word, _, _ in words]
    telling = [word.lower() not in _SMALL and fold(word) not in _GENERIC and len(word) > 2 for word, _, _ in words]
    for first in range(len(words)):
        for last in range(first, min(first + LONGEST, len(words))):
            if not telling[last] or (last > first and text[words[last - 1][2] : words[last][1]] not in _JOINS):
                break
            if last > first:
                yield " ".join(folded[first : last + 1]), (words[first][1], words[last][2])


class _Known:
    """What the taxonomy has words for already."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.phrases: set[str] = set()
        self.inside = ""
        for entry in taxonomy.entries:
            names = (entry.topic.name, *entry.topic.aliases, *entry.topic.acronyms, *entry.cues)
            self.phrases |= {fold_phrase(name) for name in names}
        self.inside = "".join(f"| {phrase} |" for phrase in self.phrases)

    def names(self, phrase: str) -> bool:
        """Whether the phrase, or any run of words in it, is a name or a cue of a topic, or a part of one."""
        if f" {phrase} " in self.inside:
            return True
        words = phrase.split()
        runs = (" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1))
        return any(run in self.phrases for run in runs)


def _without_parts(found: list[Proposal]) -> list[Proposal]:
    """Without phrases that stand in a better one, or that hold one ("flow matching", "conditional flow matching")."""
    kept: list[Proposal] = []
    for one in found:
        padded = f" {one.phrase} "
        if not any(f" {other.phrase} " in padded or padded in f" {other.phrase} " for other in kept):
            kept.append(one)
    return kept
