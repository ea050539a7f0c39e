"""The report as records: everything that any format shows. Texts are plain and without secrets already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crawler.records import ChangeKind, Health, Kind, State, Task
from graph.plain import plain


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to put instead. `kind` is a key of `suggest.KINDS`; `why` is one sentence."""

    kind: str
    url: str
    why: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the notes. `source` is the file on disk, empty where it is not known."""

    note: str
    line: int
    text: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link of the notes with what is known of it. `state` is None while it has not been visited."""

    note: str
    line: int
    column: int
    raw: str
    text: str
    context: str
    url: str | None
    key: str | None
    final_url: str
    health: Health
    state: State | None
    status: int | None
    reason: str
    confirmed: bool
    since: datetime | None
    failures: int
    title: str
    kind: Kind
    roadmap: str | None
    stage: tuple[str, ...]
    task: Task = Task.NONE
    source: str = ""
    commented: bool = False
    last_alive: datetime | None = None
    checked: datetime | None = None
    minutes: float | None = None
    published: str = ""
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def suspected(self) -> bool:
        """Dead at sight, and not yet for long enough to say so."""
        return self.health is Health.DEAD and not self.confirmed

    @property
    def shown(self) -> str:
        """Its address, else what the note says in place of one, as words that can be shown."""
        return self.url or plain(self.raw, 2000)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Something that became true in this run, and the places it touches."""

    kind: ChangeKind
    url: str
    before: str
    after: str
    title: str
    at: datetime | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Taught:
    """A topic within a stage: how many resources that are not dead cover it, the best score, and the best title."""

    topic: str
    name: str
    score: float
    resources: int
    best: str


@dataclass(frozen=True, slots=True)
class Lack:
    """A topic that a stage should teach and does not, with why it should."""

    topic: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """What one stage teaches, lacks and teaches once more than an earlier stage. Minutes are reading time."""

    id: str
    note: str
    line: int
    roadmap: str
    stage: tuple[str, ...]
    resources: int
    alive: int
    done: int
    minutes: float
    teaches: tuple[Taught, ...]
    lacks: tuple[Lack, ...]
    repeats: tuple[str, ...]
    """Names of topics that an earlier stage of the roadmap already covers."""


@dataclass(frozen=True, slots=True)
class NightCount:
    """One run's figures for the plot of health over the nights."""

    id: int
    started: datetime
    conclusive: bool
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RunRow:
    """The run that the report tells of. `reason` says why it is inconclusive."""

    id: int
    started: datetime | None
    finished: datetime | None
    conclusive: bool
    reason: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """All that one run has to say, in the order in which it is shown."""

    run: RunRow
    links: Sequence[LinkRow] = ()
    changes: tuple[ChangeRow, ...] = ()
    coverage: tuple[StageRow, ...] = ()
    nights: tuple[NightCount, ...] = ()
    findings: tuple[tuple[Place, str], ...] = ()
    figures: Mapping[str, int] = field(default_factory=dict)
    """Sizes: notes, roadmaps, stages, resources, topics covered, nodes and edges of the graph."""
