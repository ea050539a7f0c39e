"""Topics with their order, what resources cover of them, and what stages teach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import networkx as nx

from crawler.records import Coverage, StageCoverage, Topic
from graph.weave.parts import add_edge, add_node, node_id

CLEAR = 0.5
"""From this score on a reader would say that a page covers the topic (`records.Coverage`)."""


def add_topics(graph: nx.MultiDiGraph[str], topics: Iterable[Topic]) -> None:
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


def add_coverage(graph: nx.MultiDiGraph[str], coverages: Iterable[Coverage]) -> None:
    """What resources cover; of several coverages of the same topic by the same resource the best one."""
    best: dict[tuple[str, str], Coverage] = {}
    for coverage in coverages:
        pair = (coverage.resource, coverage.topic)
        if pair not in best or coverage.score > best[pair].score:
            best[pair] = coverage
    for (resource, topic), coverage in sorted(best.items()):
        add_edge(
            graph,
            node_id("Resource", resource),
            "COVERS",
            node_id("Topic", topic),
            score=coverage.score,
            mentions=coverage.mentions,
            evidence=coverage.evidence,
            source=coverage.source,
        )


def add_teaches(graph: nx.MultiDiGraph[str], stage_coverages: Iterable[StageCoverage]) -> None:
    """What stages teach: what their own words set out to, and what the pages listed in them clearly cover."""
    own: dict[tuple[str, str], float] = {}
    for c in stage_coverages:
        pair = (node_id("Stage", c.stage), node_id("Topic", c.topic))
        own[pair] = max(c.score, own.get(pair, 0.0))
    pages = _covered_by_pages(graph)
    for stage, topic in sorted(own.keys() | pages.keys()):
        scores = pages.get((stage, topic), [])
        said = own.get((stage, topic))
        source = "resources" if said is None else "both" if scores else "note"
        score = max([said or 0.0, *scores])
        add_edge(graph, stage, "TEACHES", topic, score=score, source=source, resources=len(scores))


def _covered_by_pages(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str], list[float]]:
    """(stage, topic) → the scores of the stage's pages that are not dead and clearly cover it."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for resource, data in graph.nodes(data=True):
        if data["label"] != "Resource" or data["health"] == "dead":
            continue
        edges = list(graph.out_edges(resource, data=True))
        stages = sorted({target for _, target, e in edges if e["type"] == "LISTED_IN"})
        covered = [(target, e["score"]) for _, target, e in edges if e["type"] == "COVERS" and e["score"] >= CLEAR]
        for stage in stages:
            for topic, score in covered:
                found[stage, topic].append(score)
    return found
