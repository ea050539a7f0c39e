"""What one note holds, before it is known which notes stand beside it: plain records that a cache can keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from crawler.records import Task


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link as written (`raw`), and as Markdown reads it (`target`: escapes and entities resolved)."""

    line: int
    column: int
    raw: str
    target: str
    text: str
    context: str = ""
    task: Task = Task.NONE
    commented: bool = False
    span: tuple[int, int, int] | None = None
    """Line, first column and column after the last of the target itself; None where it stands elsewhere."""


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A link to another note, or to a place in one: `target` without heading and block."""

    line: int
    column: int
    raw: str
    target: str
    heading: str = ""
    block: str = ""
    wiki: bool = True
    commented: bool = False


class Mark(IntEnum):
    """What sets off a part of a note, from the strongest sign to the weakest."""

    HEADING = 0
    BOLD = 1
    SEQUENCE = 2
    SHARE = 3
    NUMBER = 4


@dataclass(frozen=True, slots=True)
class Marker:
    """A line that may begin a stage. `level` is a heading's; `number` a numbered line's, as in (4, "a")."""

    mark: Mark
    line: int
    title: str
    level: int = 0
    height: int = 1
    """Lines that the marker itself takes."""
    number: tuple[int, str] = (0, "")
    bare_link: bool = False
    """Its words are nothing but a link: a resource, not a stage."""


@dataclass(slots=True)
class Found:
    """A note, read. `prose` holds (line, words) of each block that is not a marker."""

    title: str = ""
    links: list[FoundLink] = field(default_factory=list)
    references: list[FoundReference] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    prose: list[tuple[int, str]] = field(default_factory=list)
    definitions: list[FoundLink] = field(default_factory=list)
    """Reference definitions, used or not: where the target of a used one is written."""
    headings: list[str] = field(default_factory=list)
    """Words of each heading as they stand, what links to a place in the note may mean."""
    anchors: list[str] = field(default_factory=list)
    """Names that HTML in the note gives to places."""
    blocks: set[str] = field(default_factory=set)
    """Ids that `^id` gives to blocks."""
    findings: list[tuple[int, str]] = field(default_factory=list)
    line_count: int = 0
