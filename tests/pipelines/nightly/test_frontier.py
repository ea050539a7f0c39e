"""What is due tonight."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import Link, Resource, Scan, State, Target
from pipelines.catalogue.standings import Glance
from pipelines.catalogue.visits import Validators
from pipelines.steps.due import Intervals, due_at, is_due, is_suspect
from pipelines.steps.frontier import Known, frontier
from pipelines.steps.worth import by_worth, places_of

NOW = datetime(2027, 3, 8, 2, tzinfo=UTC)
DAYS = Intervals(alive_days=7, uncertain_days=1, dead_days=1)


def glance(state: State, days_ago: float, not_before: float | None = None, answered: bool = True) -> Glance:
    until = None if not_before is None else NOW + timedelta(days=not_before)
    return Glance(NOW - timedelta(days=days_ago), state, until, answered)


@pytest.mark.parametrize(
    ("known", "due"),
    [
        pytest.param(None, True, id="never visited"),
        pytest.param(glance(State.OK, 6), False, id="alive six days ago"),
        pytest.param(glance(State.OK, 7), True, id="alive a week ago"),
        pytest.param(glance(State.MOVED, 6.31), True, id="within a tenth of the interval"),
        pytest.param(glance(State.OK, 6.29), False, id="not within a tenth"),
        pytest.param(glance(State.NOT_FOUND, 1), True, id="dead yesterday"),
        pytest.param(glance(State.NOT_FOUND, 0.5), False, id="dead at noon"),
        pytest.param(glance(State.BLOCKED, 0.95), True, id="uncertain a night ago"),
        pytest.param(glance(State.OK, -3), True, id="checked under a wrong clock"),
        pytest.param(glance(State.RATE_LIMITED, 2, not_before=0.1), False, id="asked to be left alone"),
        pytest.param(glance(State.RATE_LIMITED, 2, not_before=-0.1), True, id="left alone long enough"),
        pytest.param(glance(State.RATE_LIMITED, 31, not_before=900), True, id="nobody is left alone for years"),
    ],
)
def test_due(known: Glance | None, due: bool) -> None:
    assert is_due(known, DAYS, NOW) is due


def test_everything_is_due_but_for_hosts_that_asked_to_be_left_alone() -> None:
    assert is_due(glance(State.OK, 0), DAYS, NOW, everything=True)
    assert not is_due(glance(State.RATE_LIMITED, 0, not_before=1), DAYS, NOW, everything=True)


def test_targets_carry_what_their_last_answer_allows() -> None:
    resources = [
        Resource(key, f"https://{key}") for key in ("a.example/1", "a.example/2", "b.example/1", "c.example/1")
    ]
    glances = {"a.example/1": glance(State.OK, 8), "c.example/1": glance(State.BLOCKED, 8, answered=False)}
    validators = {"a.example/1": Validators('"1"', "Mon")}
    found = list(frontier(resources, Known(glances, validators), DAYS, NOW, done={"b.example/1": State.OK}))
    assert [target.key for target in found] == ["a.example/1", "a.example/2", "c.example/1"]
    assert (found[0].etag, found[0].last_modified) == ('"1"', "Mon")
    assert [target.answered_before for target in found] == [True, True, False]


def test_living_resources_bear_witness_where_nobody_due_answered_before() -> None:
    names = ("gone", "old", "older", "oldest", "new")
    resources = [Resource(name, f"https://{name}.example/1") for name in names]
    glances = {
        "gone": glance(State.NO_DNS, 1, answered=False),
        **{name: glance(State.OK, days) for name, days in (("old", 2), ("older", 3), ("oldest", 4), ("new", 1))},
    }
    found = [target.key for target in frontier(resources, Known(glances, {}), DAYS, NOW)]
    assert found[0] == "gone"
    assert sorted(found[1:]) == ["old", "older", "oldest"]
    glances["gone"] = glance(State.NOT_FOUND, 1)
    assert [target.key for target in frontier(resources, Known(glances, {}), DAYS, NOW)] == ["gone"]
    glances["gone"] = glance(State.OK, 0)
    assert not list(frontier(resources, Known(glances, {}), DAYS, NOW))


def test_a_lone_suspect_that_fell_silent_has_a_witness() -> None:
    resources = [Resource(name, f"https://{name}.example/1") for name in ("silent", "old")]
    glances = {"silent": glance(State.CONNECTION_FAILED, 1, answered=True), "old": glance(State.OK, 0.01)}
    found = frontier(resources, Known(glances, {}), DAYS, NOW)
    assert [target.key for target in found] == ["silent", "old"]


@pytest.mark.parametrize(
    ("left", "witness"),
    [
        pytest.param("c", ["b"], id="the few that are left may all be silent"),
        pytest.param("cdefghijklmno", [], id="so many are not, and nobody is asked twice"),
    ],
)
def test_what_is_left_of_a_first_night_has_a_witness_of_that_night(left: str, witness: list[str]) -> None:
    resources = [Resource(name, f"https://{name}.example/1") for name in ("a", "b", *left)]
    found = frontier(resources, Known({}, {}), DAYS, NOW, done={"a": State.TIMEOUT, "b": State.OK})
    assert [target.key for target in found] == [*left, *witness]


def still(state: State, days_ago: float, still_for: float) -> Glance:
    known = glance(state, days_ago)
    return replace(known, steady_since=known.checked_at - timedelta(days=still_for))


@pytest.mark.parametrize(
    ("known", "intervals", "waits"),
    [
        pytest.param(still(State.OK, 0, 29), DAYS, 7, id="a month tells little"),
        pytest.param(still(State.OK, 0, 60), DAYS, 14, id="two months without a change: twice as long"),
        pytest.param(still(State.OK, 0, 900), DAYS, 28, id="never more than four times"),
        pytest.param(still(State.OK, 0, 900), replace(DAYS, alive_days=10), 30, id="never more than thirty days"),
        pytest.param(still(State.OK, 0, 900), replace(DAYS, alive_days=45), 45, id="yet as long as somebody says"),
        pytest.param(still(State.OK, 0, 900), replace(DAYS, stretch=1), 7, id="turned off"),
        pytest.param(still(State.OK, 0, 900), replace(DAYS, alive_days=1), 1, id="each night means each night"),
        pytest.param(still(State.NOT_FOUND, 0, 2), DAYS, 1, id="a suspect is asked each night"),
        pytest.param(still(State.NOT_FOUND, 0, 900), DAYS, 4, id="dead for years"),
        pytest.param(still(State.BLOCKED, 0, 90), DAYS, 3, id="behind a wall for three months"),
        pytest.param(glance(State.OK, 0), DAYS, 7, id="of an old catalogue nobody knows since when"),
        pytest.param(still(State.OK, 0, -300), DAYS, 7, id="a turn that was seen under a wrong clock"),
    ],
)
def test_what_stands_still_waits_longer(known: Glance, intervals: Intervals, waits: float) -> None:
    assert due_at(known, intervals) == NOW + timedelta(days=waits)


def resources_on(hosts: int, pages: int) -> list[Resource]:
    names = [f"h{host}.example/{page}" for page in range(pages) for host in range(hosts)]
    return [Resource(name, f"https://{name}") for name in names]


def test_links_of_one_evening_are_spread_over_the_nights_and_no_host_gets_a_burst() -> None:
    resources = resources_on(hosts=10, pages=28)
    glances = {r.key: glance(State.OK, 0) for r in resources}
    counts, hosts = [], []
    for night in range(1, 40):
        now = NOW + timedelta(days=night)
        found = list(frontier(resources, Known(glances, {}), DAYS, now, before=now - timedelta(days=1)))
        glances |= {target.key: Glance(now, State.OK, None, True) for target in found}
        counts.append(len(found))
        hosts.append(max(Counter(target.key.split("/")[0] for target in found).values(), default=0))
    assert counts[:3] == [0, 0, 0], "what was looked at yesterday waits"
    assert set(counts[8:]) == {40}, "a seventh of 280 each night"
    assert max(hosts[8:]) <= 10, "a seventh of a host's 28 pages, and what chance adds"


def test_a_second_run_of_the_same_evening_looks_at_nothing_early() -> None:
    resources = resources_on(hosts=10, pages=10)
    known = Known({r.key: glance(State.OK, 5) for r in resources}, {})
    assert not list(frontier(resources, known, DAYS, NOW, before=NOW - timedelta(minutes=5)))
    assert len(list(frontier(resources, known, DAYS, NOW, before=NOW - timedelta(days=1)))) == 14
    assert not list(frontier(resources, known, DAYS, NOW))


@given(
    days=st.lists(st.floats(-400, 400), min_size=1, max_size=30),
    states=st.lists(st.sampled_from(State), min_size=1, max_size=30),
    paused=st.floats(-400, 400),
)
def test_nothing_is_visited_twice_and_all_that_is_due_is(days: list[float], states: list[State], paused: float) -> None:
    resources = resources_on(hosts=3, pages=10)
    known = {r.key: still(states[n % len(states)], days[n % len(days)], 50) for n, r in enumerate(resources) if n % 7}
    found = [
        target.key for target in frontier(resources, Known(known, {}), DAYS, NOW, before=NOW - timedelta(days=paused))
    ]
    assert len(found) == len(set(found))
    assert {r.key for r in resources if is_due(known.get(r.key), DAYS, NOW)} <= set(found)


def test_the_most_valuable_come_first() -> None:
    glances = {
        "alive.example": glance(State.OK, 8),
        "often.example": glance(State.OK, 8),
        "late.example": glance(State.OK, 12),
        "suspect.example": glance(State.NOT_FOUND, 1),
        "told.example": replace(glance(State.NOT_FOUND, 1), confirmed=True),
        "bad.example": glance(State.MALFORMED, 1),
    }
    names = ["told", "alive", "often", "new", "late", "suspect"]
    targets = [Target(f"{name}.example", f"https://{name}.example") for name in names]
    places = {"often.example": 3, "alive.example": 1}
    ranked = by_worth(targets, glances, places, DAYS, NOW)
    assert [target.key.split(".")[0] for target in ranked] == ["suspect", "new", "late", "often", "alive", "told"]
    assert not is_suspect(glances["bad.example"])


def test_a_short_night_still_looks_at_living_links_to_know_whether_it_is_offline() -> None:
    glances = {"old.example": glance(State.OK, 8)} | {f"s{n}.example": glance(State.NO_DNS, 1) for n in range(9)}
    targets = [Target(key, f"https://{key}", answered_before=key == "old.example") for key in glances]
    ranked = by_worth(targets, glances, {}, DAYS, NOW)
    assert ranked[1].key == "old.example", "early, yet not first: the shortest night must get on"
    assert sorted(ranked, key=lambda t: t.key) == sorted(targets, key=lambda t: t.key)


def test_a_place_is_a_note_and_a_stage() -> None:
    def link(note: str, stage: str | None, commented: bool = False) -> Link:
        return Link(note, 1, 1, "x", "x", "https://a.example", "a.example", stage=stage, commented=commented)

    links = (link("a.md", "s1"), link("a.md", "s1"), link("a.md", None), link("b.md", None, commented=True))
    assert places_of(Scan(links=links)) == {"a.example": 2}
