"""What to put in place of a link that died or moved, best first, each with why."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from crawler.records import Health, Link, Standing, State
from graph.plain import plain
from graph.redact import redact
from graph.reports.index import COVERS, Index
from graph.reports.model import Suggestion

KINDS: Mapping[str, str] = {
    "moved": "the address it has now",
    "same_title": "the same title at another address",
    "same_stage": "a living resource of the same stage",
    "same_topic": "a living resource elsewhere in the notes on the same topic",
}
MOST = 5
_ALIKE = 92.0
"""rapidfuzz token-sort ratio from which two titles are one (0…100)."""
_SHORTEST = 3
"""Titles of fewer words ("Home", "Deep learning") say too little to call two pages the same."""
_SAYS_ENOUGH = COVERS / 3
"""Score from which a topic of a dead page counts: often only the note's words speak for it, and they are few."""
_WORD = re.compile(r"\w+")


class Suggester:
    """Finds replacements; arranges once what it needs for many links."""

    def __init__(self, look: Index) -> None:
        self._look = look
        self._titles = dict(_titled(look))
        self._with_word: dict[str, list[str]] = defaultdict(list)
        for title in self._titles:
            for word in set(title.split()):
                self._with_word[word].append(title)
        self._covering: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for key, coverages in look.covers.items():
            if look.alive(key):
                for coverage in coverages:
                    self._covering[coverage.topic].append((key, coverage.score))
        self._wanted: dict[str, dict[str, float]] = defaultdict(dict)
        for coverage in look.facts.coverages:
            if coverage.score >= _SAYS_ENOUGH:
                self._wanted[coverage.resource][coverage.topic] = coverage.score

    def suggest(
        self, link: Link, health: Health, state: State | None, standing: Standing | None
    ) -> tuple[Suggestion, ...]:
        """Replacements for a dead link, the new address of a moved one, nothing for all others."""
        found = list(_moved(state, standing))
        if health is Health.DEAD and not link.commented:
            found += [*self._same_title(link), *self._same_subject(link)]
        unique: dict[str, Suggestion] = {}
        for suggestion in found:
            if suggestion.url:
                unique.setdefault(suggestion.url, suggestion)
        return tuple(unique.values())[:MOST]

    def _same_title(self, link: Link) -> Iterable[Suggestion]:
        """Pages that the crawl read, or that a page it read links to, under the title that the notes give."""
        from rapidfuzz import fuzz, process

        known = self._look.facts.documents.get(link.key or "")
        for wanted in sorted({_folded(known.title) if known else "", _folded(link.text)}):
            words = sorted(set(wanted.split()), key=lambda word: (len(self._with_word.get(word, ())), word))
            if len(words) < _SHORTEST:
                continue
            near = [title for word in words[:2] for title in self._with_word.get(word, ())]
            for title, score, _ in process.extract(
                wanted, near, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE, limit=3
            ):
                url, where = self._titles[title]
                if url != link.url:
                    yield Suggestion(
                        "same_title", redact(url), f"Has the same title ({score:.0f} % alike){where}.", plain(title)
                    )

    def _same_subject(self, link: Link) -> Iterable[Suggestion]:
        """Living resources on the topics of the dead one, those of its stage first; else of its stage alone."""
        alike: Counter[str] = Counter()
        shared: dict[str, str] = {}
        for topic, weight in sorted(self._wanted.get(link.key or "", {}).items(), key=lambda pair: (-pair[1], pair[0])):
            for key, score in self._covering.get(topic, ()):
                alike[key] += score * weight  # type: ignore[assignment]  # a Counter of floats
                shared.setdefault(key, topic)
        beside = [key for key in self._look.in_stage.get(link.stage or "", ()) if self._look.alive(key)]
        here = [key for key in beside if key in alike and key != link.key]
        ranked = sorted(here, key=lambda key: (-alike[key], key))[:3]
        far = sorted(
            (key for key in alike if key not in beside and key != link.key), key=lambda key: (-alike[key], key)
        )
        for key in ranked:
            yield self._living(
                key, "same_stage", f"Alive, in the same stage, and covers {self._name(shared[key])} too."
            )
        for key in far[: 3 - len(ranked)]:
            yield self._living(key, "same_topic", f"Alive, in the notes, and covers {self._name(shared[key])} too.")
        if not alike:
            for key in [key for key in beside if key != link.key][:2]:
                yield self._living(
                    key, "same_stage", "Alive and in the same stage; what the dead one covered is not known."
                )

    def _living(self, key: str, kind: str, why: str) -> Suggestion:
        return Suggestion(kind, redact(self._look.urls.get(key, "")), why, plain(self._look.title(key)))

    def _name(self, topic: str) -> str:
        known = self._look.topics.get(topic)
        return plain(known.name if known else topic, 80)


def _moved(state: State | None, standing: Standing | None) -> Iterable[Suggestion]:
    if standing and state is State.MOVED and standing.check.final_url:
        yield Suggestion("moved", redact(standing.check.final_url), "It answers at this address for good now.")


def _titled(look: Index) -> Iterable[tuple[str, tuple[str, str]]]:
    """Folded titles of living pages, and the words of links on them, with the address and where it was seen."""
    living = [(key, document) for key, document in look.facts.documents.items() if look.alive(key)]
    for key, document in living:
        for words, url in zip(document.anchors, document.links, strict=False):
            folded = _folded(words)
            if len(folded.split()) >= _SHORTEST and url.startswith(("http://", "https://")):
                yield folded, (url, f"; linked from “{plain(document.title or key, 80)}”")
    for key, document in living:
        if document.title and key in look.urls:
            yield _folded(document.title), (look.urls[key], "; the notes list it too")


def _folded(title: str) -> str:
    return " ".join(_WORD.findall(title.casefold()[:200]))
