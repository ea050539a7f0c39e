"""The graph is whole, says only what the facts say, and comes out the same each time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.records import Coverage, Facts, Link, Resource, Scan, State, Task
from graph.build import build
from graph.schema import NODES, RELATIONS
from graph.weave.parts import node_id
from tests.graph.facts import key_of, large_facts, small_facts, url_of


def edges(graph: nx.MultiDiGraph[str], kind: str) -> dict[tuple[str, str], dict[str, object]]:
    return {(a, b): data for a, b, data in graph.edges(data=True) if data["type"] == kind}


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph[str]:
    return build(small_facts())


def test_every_node_and_edge_is_of_the_schema(graph: nx.MultiDiGraph[str]) -> None:
    for _, data in graph.nodes(data=True):
        assert set(data) == {"label", "id", *NODES[data["label"]].properties}
    for one, two, key, data in graph.edges(keys=True, data=True):
        relation = RELATIONS[data["type"]]
        assert set(data) == {"type", *relation.properties}
        assert key.split(" ")[0] == data["type"]
        assert (graph.nodes[one]["label"], graph.nodes[two]["label"]) in relation.pairs


def test_has_each_of_the_facts_once(graph: nx.MultiDiGraph[str]) -> None:
    labels = Counter(label for _, label in graph.nodes(data="label"))
    assert labels == {"Note": 2, "Roadmap": 1, "Stage": 3, "Resource": 9, "Topic": 8, "Site": 1}


def test_a_resource_says_what_page_and_check_say(graph: nx.MultiDiGraph[str]) -> None:
    node = graph.nodes[node_id("Resource", key_of("transformers"))]
    told = {name: node[name] for name in ("title", "kind", "health", "state", "status", "moved_to", "since", "level")}
    assert told == {
        "title": "Transformers, slowly",
        "kind": "video",
        "health": "alive",
        "state": "moved",
        "status": 200,
        "moved_to": url_of("transformers") + "/new",
        "since": "2026-11-10T02:00:00Z",
        "level": "advanced",
    }


def test_a_death_keeps_what_was_before(graph: nx.MultiDiGraph[str]) -> None:
    node = graph.nodes[node_id("Resource", key_of("old-attention"))]
    assert (node["health"], node["confirmed"], node["failures"]) == ("dead", True, 4)
    assert (node["previous"], node["changed_at"]) == ("ok", "2026-11-20T02:00:00Z")
    assert node["title"] == "the old page", "a page that could not be read is called as the note calls it"


def test_stages_follow_each_other_and_nest(graph: nx.MultiDiGraph[str]) -> None:
    assert set(edges(graph, "NEXT")) == {
        ("stage:ml/maths", "stage:ml/sequences"),
        ("stage:ml/sequences", "stage:ml/big-models"),
    }
    assert set(edges(graph, "PART_OF")) == {("stage:ml/big-models", "stage:ml/sequences")}


def test_a_task_box_is_kept_as_done_open_or_none(graph: nx.MultiDiGraph[str]) -> None:
    listed = edges(graph, "LISTED_IN")
    assert listed[node_id("Resource", key_of("calculus")), "stage:ml/maths"]["done"] is True
    assert listed[node_id("Resource", key_of("descent")), "stage:ml/maths"]["done"] is False
    assert listed[node_id("Resource", key_of("walled")), "stage:ml/big-models"]["done"] is None


def test_two_links_in_one_stage_are_two_relationships() -> None:
    facts = small_facts()
    again = Link(
        "roadmap.md", 12, 1, url_of("calculus"), "again", url_of("calculus"), key_of("calculus"), stage="ml/maths"
    )
    graph = build(replace(facts, scan=replace(facts.scan, links=(*facts.scan.links, again, again))))
    found = graph.get_edge_data(node_id("Resource", key_of("calculus")), "stage:ml/maths")
    assert set(found) == {"LISTED_IN", "LISTED_IN 2"}


def test_pages_that_link_to_each_other_are_tied_whatever_the_spelling(graph: nx.MultiDiGraph[str]) -> None:
    one, two = node_id("Resource", key_of("attention")), node_id("Resource", key_of("transformers"))
    assert {(one, two), (two, one)} <= set(edges(graph, "LINKS_TO"))


def test_a_stage_teaches_what_it_says_and_what_its_living_pages_cover(graph: nx.MultiDiGraph[str]) -> None:
    teaches = {(a, b): (d["source"], d["resources"]) for (a, b), d in edges(graph, "TEACHES").items()}
    assert teaches["stage:ml/sequences", "topic:attention"] == ("both", 1)
    assert teaches["stage:ml/sequences", "topic:softmax"] == ("resources", 1)
    assert teaches["stage:ml/sequences", "topic:convolutional-networks"] == ("note", 0)


def test_what_is_alike_shares_topics_and_says_which(graph: nx.MultiDiGraph[str]) -> None:
    alike = edges(graph, "SIMILAR_TO")
    pair = (node_id("Resource", key_of("descent")), node_id("Resource", key_of("loose")))
    assert alike[pair]["topics"] == ["Gradient descent"]
    assert all(one < two for one, two in alike), "once a pair"


def test_communities_and_centrality_are_for_resources_and_topics(graph: nx.MultiDiGraph[str]) -> None:
    for _, data in graph.nodes(data=True):
        if data["label"] in {"Resource", "Topic"}:
            assert data["community"] >= 0
            assert 0 < data["centrality"] <= 1


def test_the_same_facts_give_the_same_graph() -> None:
    one, two = build(large_facts(120, 4, 30)), build(large_facts(120, 4, 30))
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


def test_links_without_a_visit_tell_why() -> None:
    link = Link(
        "n.md", 1, 1, "https://[bad", "bad", None, "malformed:https://[bad", state=State.MALFORMED, reason="no host"
    )
    graph = build(Facts(scan=Scan(links=(link,))))
    node = graph.nodes[node_id("Resource", "malformed:https://[bad")]
    assert (node["health"], node["state"], node["url"]) == ("dead", "malformed", "https://[bad")


def test_what_is_commented_out_is_not_in_the_graph() -> None:
    link = Link(
        "n.md", 1, 1, "https://a.example", "a", "https://a.example", "a.example", task=Task.NONE, commented=True
    )
    assert len(build(Facts(scan=Scan(links=(link,))))) == 0


def test_no_facts_give_an_empty_graph() -> None:
    assert len(build(Facts())) == 0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.floats(0, 1), st.text(max_size=40))
def test_any_text_is_taken(key: str, title: str, score: float, evidence: str) -> None:
    facts = Facts(
        resources=(Resource(key, title),),
        coverages=(
            Coverage(key, "attention", score, 1, "page", evidence),
            Coverage("nobody", "nothing", 1, 1, "page", ""),
        ),
        topics=small_facts().topics,
    )
    graph = build(facts)
    for _, data in graph.nodes(data=True):
        for value in data.values():
            assert not isinstance(value, str) or value.encode("utf-8") is not None
