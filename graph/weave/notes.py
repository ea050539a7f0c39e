"""What stands in the notes: notes, roadmaps, stages in their order, and where each resource is listed."""

from __future__ import annotations

from itertools import groupby, pairwise

from crawler.records import Scan, Task
from graph.weave.parts import add_edge, add_node, node_id
from graph.woven import Value, Woven

SUMMARY_CHARACTERS = 500
_DONE = {Task.DONE: True, Task.OPEN: False, Task.NONE: None}


def add_notes(graph: Woven, scan: Scan) -> None:
    """Notes with their roadmaps, stages with order and nesting, and the notes' links to each other."""
    for note in scan.notes:
        add_node(graph, "Note", note.path, title=note.title)
    for roadmap in scan.roadmaps:
        name = add_node(graph, "Roadmap", roadmap.id, title=roadmap.title, position=roadmap.position)
        add_edge(graph, node_id("Note", roadmap.note), "CONTAINS", name)
    _add_stages(graph, scan)
    for link in scan.note_links:
        if link.target:
            add_edge(graph, node_id("Note", link.note), "LINKS_TO", node_id("Note", link.target))


def _add_stages(graph: Woven, scan: Scan) -> None:
    ordered = sorted(scan.stages, key=lambda stage: (stage.roadmap, stage.position, stage.id))
    for stage in ordered:
        summary = " ".join(stage.prose.split())[:SUMMARY_CHARACTERS]
        name = add_node(
            graph, "Stage", stage.id, title=stage.title, position=stage.position, depth=stage.depth, summary=summary
        )
        add_edge(graph, node_id("Roadmap", stage.roadmap), "HAS_STAGE", name, position=stage.position)
    for stage in ordered:
        if stage.parent:
            add_edge(graph, node_id("Stage", stage.id), "PART_OF", node_id("Stage", stage.parent))
    for _, stages in groupby(ordered, key=lambda stage: stage.roadmap):
        for before, after in pairwise(stages):
            add_edge(graph, node_id("Stage", before.id), "NEXT", node_id("Stage", after.id))


def add_links(graph: Woven, scan: Scan) -> None:
    """Each link as the place where its resource is listed: in its note, and in its stage where it has one."""
    for link in scan.links:
        if not link.key or link.commented:
            continue
        resource = node_id("Resource", link.key)
        place: dict[str, Value] = {
            "line": link.line,
            "column_no": link.column,
            "text": link.text,
            "done": _DONE[link.task],
        }
        add_edge(graph, resource, "MENTIONED_IN", node_id("Note", link.note), context=link.context, **place)
        if link.stage:
            add_edge(graph, resource, "LISTED_IN", node_id("Stage", link.stage), note=link.note, **place)
