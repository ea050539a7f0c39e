"""The plots of the report: from numbers alone, whole, and without a style that the page's policy refuses."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.reports.model import NightCount
from graph.reports.plots import ages, health_over_nights

FIRST = datetime(2027, 3, 1, 2, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


def nights(*counts: tuple[int, int, int], every: float = 1) -> list[NightCount]:
    return [
        NightCount(
            number,
            FIRST + timedelta(days=number * every),
            True,
            dict(zip(("alive", "uncertain", "dead"), c, strict=True)),
        )
        for number, c in enumerate(counts)
    ]


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter(f"{SVG}text")]


def test_one_night_is_no_plot() -> None:
    assert health_over_nights(nights((3, 1, 1))) == ""
    assert health_over_nights([NightCount(1, FIRST, False, {"alive": 3})] * 3) == ""
    assert ages([]) == ages([1234, 9999]) == ""


@pytest.mark.parametrize(
    ("every", "shown"), [(0.01, "02:00"), (1, "1 Mar"), (30, "Mar 2027")], ids=["hours", "days", "years"]
)
def test_dates_are_as_fine_as_the_time_is_long(every: float, shown: str) -> None:
    assert shown in texts(health_over_nights(nights(*[(5, 1, 0)] * 20, every=every)))


def test_areas_stand_on_each_other() -> None:
    areas = [
        node.get("points", "").split()
        for node in ET.fromstring(health_over_nights(nights((2, 1, 1), (2, 0, 2)))).iter(f"{SVG}polygon")
    ]
    assert [len(area) for area in areas] == [4, 4, 4]
    alive, uncertain, dead = areas
    assert uncertain[2:] == alive[:2][::-1]
    assert dead[2:] == uncertain[:2][::-1]


@given(
    counts=st.lists(st.tuples(*[st.integers(0, 10**6)] * 3), min_size=2, max_size=60),
    years=st.lists(st.integers(1990, 2030), min_size=1, max_size=80),
)
def test_all_of_it_lies_inside_the_picture(counts: list[tuple[int, int, int]], years: list[int]) -> None:
    for svg in (health_over_nights(nights(*counts)), ages(years)):
        root = ET.fromstring(svg)
        _, _, width, height = map(float, root.get("viewBox", "").split())
        for node in root.iter():
            assert "style" not in node.attrib
            if node.get("x") and node.get("y"):
                assert 0 <= float(node.get("x", "")) <= width
                assert 0 <= float(node.get("y", "")) <= height
        assert 2 <= len(list(root.iter(f"{SVG}line"))) <= 7


def test_a_report_loads_no_plotting_library() -> None:
    script = "import sys, graph.reports.as_html, graph.reports.plots as p\nprint('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
