"""Topics with their order, what resources cover of them, and what stages teach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crawler.records import Coverage, StageCoverage, Topic
from graph.weave.evidence import room_for, shortened, words_of
from graph.weave.parts import add_best, add_edge, add_node, node_id
from graph.woven import Value, Woven, kind_number

CLEAR = 0.5
"""From this score on a reader would say that a page covers the topic (`records.Coverage`)."""


def add_topics(graph: Woven, topics: Iterable[Topic]) -> None:
    """Topics, what is broader, and what comes first and why."""
    topics = tuple(topics)
    for topic in topics:
        names = [*topic.aliases, *(a for a in topic.acronyms if a not in topic.aliases)]
        add_node(graph, "Topic", topic.id, name=topic.name, description=topic.description, aliases=names)
    for topic in topics:
        for wider in topic.broader:
            add_edge(graph, node_id("Topic", topic.id), "BROADER", node_id("Topic", wider))
        for needed in topic.requires:
            target = node_id("Topic", needed.topic)
            add_edge(graph, node_id("Topic", topic.id), "REQUIRES", target, reason=needed.reason)


def add_coverage(graph: Woven, topics: Sequence[Topic], coverages: Sequence[Coverage]) -> None:
    """What resources cover; of several coverages of the same topic by the same resource the best one."""
    room, words = room_for(coverages), words_of(topics)
    add_best(graph, "COVERS", (_covers(one, shortened(one, room, words)) for one in coverages))


def _covers(one: Coverage, evidence: str) -> tuple[str, str, dict[str, Value]]:
    said: dict[str, Value] = {"score": one.score, "mentions": one.mentions, "evidence": evidence}
    return node_id("Resource", one.resource), node_id("Topic", one.topic), said | {"source": one.source}


def add_teaches(graph: Woven, stage_coverages: Iterable[StageCoverage]) -> None:
    """What stages teach: what their own words set out to, and what the pages listed in them clearly cover."""
    own: dict[tuple[str, str], float] = {}
    for c in stage_coverages:
        pair = (node_id("Stage", c.stage), node_id("Topic", c.topic))
        own[pair] = max(c.score, own.get(pair, 0.0))
    pages = {(stage, topic): (best, count) for stage, topic, best, count in _covered_by_pages(graph)}
    for stage, topic in sorted(own.keys() | pages.keys()):
        best, count = pages.get((stage, topic), (0.0, 0))
        said = own.get((stage, topic))
        source = "resources" if said is None else "both" if count else "note"
        add_edge(graph, stage, "TEACHES", topic, score=max(said or 0.0, best), source=source, resources=count)


_COVERED_BY_PAGES = """
SELECT listed.finish, covers.finish, max(covers.weight), count(*)
FROM (SELECT DISTINCT start, finish FROM edge WHERE kind = :listed) AS listed
JOIN node ON node.no = listed.start AND NOT node.dead
JOIN edge AS covers ON covers.kind = :covers AND covers.start = listed.start AND covers.weight >= :clear
GROUP BY listed.finish, covers.finish
"""


def _covered_by_pages(graph: Woven) -> Iterator[tuple[str, str, float, int]]:
    """Stage, topic, and of the stage's pages that are not dead and clearly cover it the best score and how many."""
    kinds = {"listed": kind_number("LISTED_IN"), "covers": kind_number("COVERS")}
    for stage, topic, best, count in graph.db.execute(_COVERED_BY_PAGES, {**kinds, "clear": CLEAR}):
        yield graph.name(stage), graph.name(topic), best, count
