"""The graph's schema (`DESIGN.md` §5), as tables: labels, relationships, properties and their types.

Everything that must know the schema reads it here: the builder, the stores' definitions, the exports, the completion
of the prompt and the page `docs/graph-schema.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Type(Enum):
    """A property's type, by its name in the embedded store's language."""

    STRING = "STRING"
    INT = "INT64"
    FLOAT = "DOUBLE"
    BOOL = "BOOLEAN"
    STRINGS = "STRING[]"


S, I, F, B, L = Type.STRING, Type.INT, Type.FLOAT, Type.BOOL, Type.STRINGS  # noqa: E741


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label: what it stands for, its properties; every one has the key `id`."""

    label: str
    about: str
    properties: Mapping[str, Type]


@dataclass(frozen=True, slots=True)
class RelationType:
    """A relationship: between which labels, what it says, its properties."""

    name: str
    pairs: tuple[tuple[str, str], ...]
    about: str
    properties: Mapping[str, Type]
    identity: tuple[str, ...] = ()
    """Properties that part several relationships of this name between the same two nodes."""


NODES: Mapping[str, NodeType] = {
    node.label: node
    for node in (
        NodeType("Note", "a file of notes; `id` is its path", {"title": S}),
        NodeType("Roadmap", "a heading under which stages stand", {"title": S, "position": I}),
        NodeType("Stage", "a step of a roadmap", {"title": S, "position": I, "depth": I, "summary": S}),
        NodeType(
            "Resource",
            "what links mean: a page, video, paper, book, repository",
            {
                "url": S,
                "title": S,
                "kind": S,
                "author": S,
                "published": S,
                "language": S,
                "words": I,
                "minutes": F,
                "level": S,
                "summary": S,
                "health": S,
                "state": S,
                "status": I,
                "reason": S,
                "confirmed": B,
                "moved_to": S,
                "checked_at": S,
                "since": S,
                "failures": I,
                "first_seen": S,
                "changed_at": S,
                "previous": S,
                "community": I,
                "centrality": F,
            },
        ),
        NodeType(
            "Topic",
            "a topic of the taxonomy",
            {"name": S, "description": S, "aliases": L, "community": I, "centrality": F},
        ),
        NodeType("Site", "a host, without `www.`", {}),
    )
}

RELATIONS: Mapping[str, RelationType] = {
    relation.name: relation
    for relation in (
        RelationType("CONTAINS", (("Note", "Roadmap"),), "the roadmap stands in the note", {}),
        RelationType("HAS_STAGE", (("Roadmap", "Stage"),), "nested stages too, in reading order", {"position": I}),
        RelationType("NEXT", (("Stage", "Stage"),), "the stage that comes after", {}),
        RelationType("PART_OF", (("Stage", "Stage"),), "a nested stage and the one around it", {}),
        RelationType(
            "LISTED_IN",
            (("Resource", "Stage"),),
            "a link to the resource stands in the stage, one relationship a link; `done` is its task box, null without",
            {"note": S, "line": I, "column_no": I, "text": S, "done": B},
            ("note", "line", "column_no"),
        ),
        RelationType(
            "MENTIONED_IN",
            (("Resource", "Note"),),
            "a link to the resource stands in the note, in a stage or not",
            {"line": I, "column_no": I, "text": S, "done": B, "context": S},
            ("line", "column_no"),
        ),
        RelationType(
            "COVERS",
            (("Resource", "Topic"),),
            "the resource teaches the topic; `score` from 0.5 on is a clear yes, `evidence` the sentence that shows it",
            {"score": F, "mentions": I, "evidence": S, "source": S},
        ),
        RelationType(
            "TEACHES",
            (("Stage", "Topic"),),
            "`source` is `note` where the stage's own words set it out, `resources` where only its pages do, else "
            "`both`; `resources` counts the stage's pages that are not dead and clearly cover it",
            {"score": F, "source": S, "resources": I},
        ),
        RelationType("BROADER", (("Topic", "Topic"),), "the second topic is the wider one", {}),
        RelationType("REQUIRES", (("Topic", "Topic"),), "the second topic comes first, and why", {"reason": S}),
        RelationType(
            "LINKS_TO",
            (("Resource", "Resource"), ("Note", "Note")),
            "the page's text links to a page of the notes; a note links to a note",
            {},
        ),
        RelationType(
            "SIMILAR_TO",
            (("Resource", "Resource"),),
            "they cover the same topics; stored once a pair, `topics` says which",
            {"score": F, "topics": L},
        ),
        RelationType("HOSTED_BY", (("Resource", "Site"),), "where it stands", {}),
    )
}
