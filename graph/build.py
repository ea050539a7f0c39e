"""Facts → graph: the whole projection (`DESIGN.md` §5), built anew from what the catalogue knows.

A node's attributes are `label` and the properties of `graph.schema`; an edge's key is its relationship's name (with a
number after a space where several links make the same pair) and its attribute `type` is the name alone.
"""

from __future__ import annotations

import networkx as nx

from crawler.records import Facts
from graph.weave.measures import add_measures
from graph.weave.notes import add_links, add_notes
from graph.weave.resources import add_page_links, add_resources
from graph.weave.similar import add_similar
from graph.weave.topics import add_coverage, add_teaches, add_topics


def build(facts: Facts) -> nx.MultiDiGraph[str]:
    """The graph of `facts`. Edges whose ends are unknown are left out: the graph is whole, whatever the facts lack."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    add_notes(graph, facts.scan)
    add_topics(graph, facts.topics)
    add_resources(graph, facts)
    add_links(graph, facts.scan)
    add_page_links(graph, facts)
    add_coverage(graph, facts.coverages)
    add_teaches(graph, facts.stage_coverages)
    add_similar(graph)
    add_measures(graph)
    return graph
