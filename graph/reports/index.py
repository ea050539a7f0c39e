"""The facts, arranged for looking things up while a report is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern
from typing import NamedTuple

from crawler.records import Document, Facts, Health, Kind, Link, Note, Stage, Standing, Topic

COVERS = 0.5
"""From this score on a resource covers a topic (`Coverage.score`); below, it only mentions it."""


class Covering(NamedTuple):
    """That a resource covers a topic, and how well."""

    topic: str
    score: float


@dataclass(frozen=True, slots=True)
class Index:
    """Lookups over one `Facts`. `links_of` has the links of a key in reading order."""

    facts: Facts
    notes: Mapping[str, Note]
    stages: Mapping[str, Stage]
    roadmaps: Mapping[str, str]
    topics: Mapping[str, Topic]
    links_of: Mapping[str, tuple[Link, ...]]
    covers: Mapping[str, tuple[Covering, ...]]
    """What each resource covers, best first."""
    in_stage: Mapping[str, tuple[str, ...]]
    """Keys by innermost stage, in reading order, each once."""
    urls: Mapping[str, str]

    def alive(self, key: str) -> bool:
        """Whether the last check of the resource found it living."""
        standing = self.facts.standings.get(key)
        return standing is not None and standing.check.health is Health.ALIVE

    def usable(self, key: str) -> bool:
        """Whether a reader may still find something there: alive, or not to be told."""
        standing = self.facts.standings.get(key)
        return standing is not None and standing.check.health in (Health.ALIVE, Health.UNCERTAIN)

    def standing(self, key: str | None) -> Standing | None:
        """What is known of the resource; None for one that was never visited."""
        return self.facts.standings.get(key) if key else None

    def kind(self, key: str) -> Kind:
        """What the page says it is, else what its address does."""
        document = self.facts.documents.get(key)
        if document and document.kind != Kind.OTHER:
            return document.kind
        return next((link.kind for link in self.links_of.get(key, ())), Kind.OTHER)

    def title(self, key: str | None) -> str:
        """The page's title, else the first words the notes use for it, else its address."""
        document: Document | None = self.facts.documents.get(key) if key else None
        if document and document.title:
            return document.title
        texts = [link.text for link in self.links_of.get(key or "", ()) if link.text and "://" not in link.text]
        return texts[0] if texts else self.urls.get(key or "", key or "")

    def stage_path(self, stage: str | None) -> tuple[str, ...]:
        """Titles from the outermost stage to this one."""
        path: list[str] = []
        while stage and (found := self.stages.get(stage)) and len(path) < len(self.stages):
            path.append(found.title)
            stage = found.parent
        return tuple(reversed(path))


def index(facts: Facts) -> Index:
    """The lookups for `facts`; links that stand in comments do not place a resource in a stage."""
    links: dict[str, list[Link]] = defaultdict(list)
    in_stage: dict[str, dict[str, None]] = defaultdict(dict)
    for link in facts.scan.links:
        if link.key is None or link.commented:
            continue
        links[link.key].append(link)
        if link.stage and link.state is None:
            in_stage[link.stage][link.key] = None
    covers: dict[str, list[Covering]] = defaultdict(list)
    for coverage in facts.coverages:
        if coverage.score >= COVERS:
            covers[coverage.resource].append(Covering(intern(coverage.topic), coverage.score))
    return Index(
        facts=facts,
        notes={note.path: note for note in facts.scan.notes},
        stages={stage.id: stage for stage in facts.scan.stages},
        roadmaps={roadmap.id: roadmap.title for roadmap in facts.scan.roadmaps},
        topics={topic.id: topic for topic in facts.topics},
        links_of={key: tuple(found) for key, found in links.items()},
        covers={key: tuple(sorted(found, key=lambda c: (-c.score, c.topic))) for key, found in covers.items()},
        in_stage={stage: tuple(keys) for stage, keys in in_stage.items()},
        urls={resource.key: resource.url for resource in facts.resources},
    )
