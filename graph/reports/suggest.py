"""What to put in place of a link that died or moved, best first, each with why."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from sys import intern

from crawler.records import Health, Kind, Link, Standing, State
from graph.plain import address, plain
from graph.reports.index import Index
from graph.reports.model import Suggestion
from graph.reports.subjects import Subjects, folded
from graph.reports.wording import Wording

KINDS: Mapping[str, str] = {
    "moved": "the address it has now",
    "archived": "a copy that the Internet Archive kept",
    "same_title": "the same title at another address",
    "same_stage": "a living resource of the same stage",
    "same_topic": "a living resource elsewhere in the notes on the same topic",
}
MOST = 5
_ALIKE = 92.0
"""rapidfuzz token-sort ratio from which two titles are one (0…100)."""
_SHORTEST = 3
"""Titles of fewer words ("Home", "Deep learning") say too little to call two pages the same."""

_NEAR_ENOUGH = 0.4
"""The part of the best one's likeness from which another living resource is offered beside it."""
_SAME_STAGE, _SAME_KIND = 1.8, 1.2
"""How much nearer what stands in the same stage, or is a video as the dead one was, is taken to be."""
_OFFERED = 3
_FAR = 10**6
"""The distance in lines of what stands in another note."""


class Suggester:
    """Finds replacements; arranges what it needs for many links when the first dead one asks, and once."""

    def __init__(self, look: Index) -> None:
        self._look = look

    @cached_property
    def _titles(self) -> dict[str, tuple[str, str]]:
        return dict(_titled(self._look))

    @cached_property
    def _with_word(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for title in self._titles:
            for word in set(title.split()):
                found[intern(word)].append(title)
        return found

    @cached_property
    def _covering(self) -> Mapping[str, list[tuple[str, float]]]:
        found: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for key, coverings in self._look.covers.items():
            if self._look.alive(key):
                for covering in coverings:
                    found[covering.topic].append((key, covering.score))
        return found

    @cached_property
    def _subjects(self) -> Subjects:
        return Subjects(self._look)

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self._look)

    def suggest(
        self, link: Link, health: Health, state: State | None, standing: Standing | None
    ) -> tuple[Suggestion, ...]:
        """Replacements for a dead link, the new address of a moved one, nothing for all others."""
        found = list(_moved(state, standing))
        if health is Health.DEAD and not link.commented:
            near = self._near(link)
            found += [
                *self._same_title(link),
                *self._archived(link),
                *self._beside(link, near),
                *self._same_subject(link, near),
            ]
        unique: dict[str, Suggestion] = {}
        for suggestion in found:
            if suggestion.url:
                unique.setdefault(suggestion.url, suggestion)
        return tuple(unique.values())[:MOST]

    def _same_title(self, link: Link) -> Iterable[Suggestion]:
        """Pages that the crawl read, or that a page it read links to, under the title that the notes give."""
        from rapidfuzz import fuzz, process

        known = self._look.facts.documents.get(link.key or "")
        for wanted in sorted({folded(known.title) if known else "", folded(link.text)}):
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
                        "same_title", address(url), f"Has the same title ({score:.0f} % alike){where}.", plain(title)
                    )

    def _archived(self, link: Link) -> Iterable[Suggestion]:
        """The page as it was near the note's date."""
        copy = self._look.facts.copies.get(link.key or "")
        if copy:
            yield Suggestion("archived", copy.url, f"The Internet Archive kept it on {copy.at:%Y-%m-%d}.")

    def _near(self, link: Link) -> list[tuple[int, str]]:
        """Resources of the link's stage that are not dead, with their distance in lines, the nearest first."""
        near = []
        for key in self._look.in_stage.get(link.stage or "", ()):
            if key != link.key and self._look.usable(key):
                lines = [abs(o.line - link.line) for o in self._look.links_of[key] if o.note == link.note]
                near.append((min(lines, default=_FAR), key))
        return sorted(near)

    def _beside(self, link: Link, near: list[tuple[int, str]]) -> Iterable[Suggestion]:
        """What stands on the same line: notes often give a book's page, its shop and its text together."""
        for distance, key in near[:1]:
            if distance == 0 and not any(
                self._subjects.differ(link, other)
                for other in self._look.links_of[key]
                if (other.note, other.line) == (link.note, link.line)
            ):
                person = self._look.kind(key) == Kind.PROFILE
                what = "a profile, likely of its author, which" if person else "what"
                alive = "Alive" if self._look.alive(key) else "Not known to be dead"
                yield self._living(key, "same_stage", f"{alive}: {what} stands right beside it in the note.")

    def _same_subject(self, link: Link, near: list[tuple[int, str]]) -> Iterable[Suggestion]:
        """Living resources on the topics of the dead one, or of its stage's title, that sound most like it."""
        own = self._subjects.of(link)
        beside = {key for _, key in near}
        alike: dict[str, float] = defaultdict(float)
        shared: dict[str, str] = {}
        meant = [*own.items(), *self._subjects.of_stage(link).items()]
        for topic, weight in sorted(meant, key=lambda pair: (-pair[1], pair[0])):
            covering = self._covering.get(topic, ())
            for key, score in covering:
                # a topic that everything covers says little: its weight falls with how many do
                if topic in own or key in beside:
                    alike[key] += score * weight / math.log2(2 + len(covering))
                    shared.setdefault(key, topic)
        alike.pop(link.key or "", None)
        for key in self._ranked(link, alike, beside):
            where = "in the same stage" if key in beside else "in the notes"
            name = self._name(shared[key])
            subject = f"{name} too" if shared[key] in own else f"{name}, the subject of its stage"
            yield self._living(
                key, "same_stage" if key in beside else "same_topic", f"Alive, {where}, and covers {subject}."
            )

    def _ranked(self, link: Link, alike: Mapping[str, float], beside: set[str]) -> list[str]:
        """The few nearest: by shared topics, weighed by shared words, stage and kind."""
        words, kind = self._wording.of(link), self._look.kind(link.key or "")
        enough = max(alike.values(), default=0.0) * _NEAR_ENOUGH
        near = {
            key: likeness
            * self._wording.bonus(words, key)
            * (_SAME_STAGE if key in beside else 1.0)
            * (_SAME_KIND if self._look.kind(key) == kind else 1.0)
            for key, likeness in alike.items()
            if likeness >= enough
        }
        return sorted(near, key=lambda key: (-near[key], key))[:_OFFERED]

    def _living(self, key: str, kind: str, why: str) -> Suggestion:
        return Suggestion(kind, address(self._look.urls.get(key, "")), why, plain(self._look.title(key)))

    def _name(self, topic: str) -> str:
        known = self._look.topics.get(topic)
        return plain(known.name if known else topic, 80)


def _moved(state: State | None, standing: Standing | None) -> Iterable[Suggestion]:
    if standing and state is State.MOVED and standing.check.final_url:
        yield Suggestion("moved", address(standing.check.final_url), "It answers at this address for good now.")


def _titled(look: Index) -> Iterable[tuple[str, tuple[str, str]]]:
    """Folded titles of living pages, and the words of links on them, with the address and where it was seen."""
    living = [(key, document) for key, document in look.facts.documents.items() if look.alive(key)]
    for key, document in living:
        for words, url in zip(document.anchors, document.links, strict=False):
            title = folded(words)
            if len(title.split()) >= _SHORTEST and url.startswith(("http://", "https://")):
                yield title, (url, f"; linked from “{plain(document.title or key, 80)}”")
    for key, document in living:
        if document.title and key in look.urls:
            yield folded(document.title), (look.urls[key], "; the notes list it too")
