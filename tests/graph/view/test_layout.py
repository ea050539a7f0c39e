"""The drawing before it is drawn: order, no overlaps, the same twice, nothing lost."""

from __future__ import annotations

import itertools
import math

import pytest

from crawler.records import Facts
from graph.build import build
from graph.view.layout import Layout, layout
from graph.view.numbering import Numbered, number
from graph.view.palette import STAGE_BOX, STAGE_WIDTH
from tests.graph.facts import large_facts, small_facts
from tests.graph.hostile import every_facts


def drawn(facts: Facts, max_nodes: int = 5000) -> tuple[Numbered, Layout]:
    numbered = number(build(facts))
    return numbered, layout(numbered, max_nodes)


def test_many_short_roadmaps_stand_side_by_side_in_their_order() -> None:
    numbered, places = drawn(every_facts())
    road = places.lanes
    roads = [road.titles[number] for number in range(len(numbered.names["Roadmap"]))]
    assert all(y > before_y or x > before_x for (before_x, before_y), (x, y) in itertools.pairwise(roads))
    wide, tall = STAGE_WIDTH * road.scale, STAGE_BOX * road.scale
    for (x, y), (a, b) in itertools.combinations(road.stages.values(), 2):
        assert abs(x - a) >= wide or abs(y - b) >= tall
    assert 0.4 < road.size[0] / road.size[1] < 4


SIZES = pytest.mark.parametrize("facts", [small_facts(), large_facts(300, 4, topics=40)], ids=["small", "large"])


@SIZES
def test_stages_stand_from_left_to_right_in_their_order(facts: Facts) -> None:
    _, places = drawn(facts)
    stages = [places.lanes.stages[stage] for stage in sorted(places.lanes.stages)]
    for (x, y), (next_x, next_y) in itertools.pairwise(stages):
        assert next_x > x or next_y > y + STAGE_WIDTH / 4


@SIZES
def test_no_disc_covers_another_or_a_stage(facts: Facts) -> None:
    _, places = drawn(facts)
    discs = [*places.topics.values(), *([places.homeless] if places.homeless else [])]
    for place, (x, y, radius) in enumerate(discs):
        assert all(math.hypot(x - a, y - b) > radius + r for a, b, r in discs[place + 1 :])
        half = STAGE_WIDTH * places.lanes.scale / 2
        assert not [1 for a, b in places.lanes.stages.values() if abs(x - a) < half + radius and abs(y - b) < radius]


@SIZES
def test_every_resource_stands_within_a_disc(facts: Facts) -> None:
    numbered, places = drawn(facts)
    assert set(places.resources) == set(range(len(numbered.names["Resource"])))
    discs = [*places.topics.values(), *([places.homeless] if places.homeless else [])]
    for x, y in places.resources.values():
        assert any(math.hypot(x - a, y - b) < r for a, b, r in discs)


def test_the_same_facts_are_drawn_alike() -> None:
    assert drawn(large_facts(200, 3, topics=30))[1] == drawn(large_facts(200, 3, topics=30))[1]


def test_a_bound_on_nodes_leaves_out_the_smallest_topics_and_no_resource() -> None:
    numbered, places = drawn(large_facts(300, 4, topics=40), max_nodes=31)
    assert len(places.topics) == 10
    assert len(places.resources) == len(numbered.names["Resource"])


def test_nothing_at_all_can_be_drawn() -> None:
    _, places = drawn(Facts())
    assert (places.topics, places.resources, places.homeless) == ({}, {}, None)
