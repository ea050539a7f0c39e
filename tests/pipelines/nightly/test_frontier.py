"""What is due tonight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.records import Resource, State
from pipelines.catalogue.standings import Glance
from pipelines.catalogue.visits import Validators
from pipelines.steps.frontier import Intervals, frontier, is_due

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
    found = list(frontier(resources, glances, validators, DAYS, NOW, done={"b.example/1"}))
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
    found = [target.key for target in frontier(resources, glances, {}, DAYS, NOW)]
    assert found[0] == "gone"
    assert sorted(found[1:]) == ["old", "older", "oldest"]
    glances["gone"] = glance(State.NOT_FOUND, 1)
    assert [target.key for target in frontier(resources, glances, {}, DAYS, NOW)] == ["gone"]
    glances["gone"] = glance(State.OK, 0)
    assert not list(frontier(resources, glances, {}, DAYS, NOW))
