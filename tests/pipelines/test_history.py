"""A change is told once, on evidence: what each sequence of nights amounts to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import HEALTH_OF, ChangeKind, Check, Health, Standing, State
from pipelines.history import Confirmation, take_in

FIRST = datetime(2027, 3, 1, 2, tzinfo=UTC)
URL = "https://a.example/lesson"
LOUD = {ChangeKind.NEWLY_DEAD, ChangeKind.CAME_BACK, ChangeKind.MOVED}

OK, NF, UN, MV, NO = State.OK, State.NOT_FOUND, State.BLOCKED, State.MOVED, None


def check(state: State, day: float, final: str = "") -> Check:
    return Check("a.example/lesson", state, "", FIRST + timedelta(days=day), final_url=final)


def told(
    states: list[State | None], every: float = 1, confirmation: Confirmation | None = None
) -> list[tuple[int, str]]:
    """(night, change) of a sequence; None is a night on which the resource was not visited."""
    standing, said = None, []
    for night, state in enumerate(states):
        if state is not None:
            result = take_in(standing, check(state, night * every, URL + "/new"), URL, confirmation or Confirmation())
            standing = result.standing
            said += [(night, change.kind.value) for change in result.changes]
    return said


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        pytest.param([OK] * 9, [], id="living page"),
        pytest.param(
            [OK, NF, NF, NF, NF, NF], [(1, "suspected"), (4, "newly_dead")], id="three failures and three days"
        ),
        pytest.param([OK, NF, OK, OK], [(1, "suspected"), (2, "recovered")], id="blink"),
        pytest.param(
            [NF, NF, OK, NF, NF, OK],
            [(0, "suspected"), (2, "recovered"), (3, "suspected"), (5, "recovered")],
            id="two blinks do not add up",
        ),
        pytest.param(
            [NF, NF, NF, NF, OK, OK], [(0, "suspected"), (3, "newly_dead"), (4, "came_back")], id="dies and comes back"
        ),
        pytest.param(
            [NF, NF, NF, NF, OK, NF, NF, NF, NF],
            [(0, "suspected"), (3, "newly_dead"), (4, "came_back"), (5, "suspected"), (8, "newly_dead")],
            id="dies twice",
        ),
        pytest.param([OK, *[UN] * 30], [], id="what cannot be told never dies"),
        pytest.param([NF, NF, UN, UN, NF], [(0, "suspected"), (4, "newly_dead")], id="uncertainty keeps a streak"),
        pytest.param([NF, UN, UN, UN, UN, NF], [(0, "suspected")], id="uncertainty adds nothing to a streak"),
        pytest.param([NF, NF, NF, NF, UN, NF], [(0, "suspected"), (3, "newly_dead")], id="told dead once"),
        pytest.param([NF, NO, NO, NF, NO, NF], [(0, "suspected"), (5, "newly_dead")], id="seldom visited"),
        pytest.param([OK, MV, MV, OK, MV], [(1, "moved")], id="a move is told once"),
        pytest.param([State.MALFORMED, State.MALFORMED], [(0, "newly_dead")], id="malformed is dead at once"),
        pytest.param(
            [State.GONE, State.NO_DNS, State.SOFT_404, NF], [(0, "suspected"), (3, "newly_dead")], id="any death"
        ),
    ],
)
def test_nights_are_told_rightly(states: list[State | None], expected: list[tuple[int, str]]) -> None:
    assert told(states) == expected


SOFT, PARKED, TLS, GONE = State.SOFT_404, State.PARKED, State.TLS_INVALID, State.GONE
SLOW, BUSY, SHUT, RED = State.TIMEOUT, State.RATE_LIMITED, State.LOGIN_REQUIRED, State.REDIRECTED


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        pytest.param([OK] * 30 + [NF] * 4, [(30, "suspected"), (33, "newly_dead")], id="dies after a month"),
        pytest.param(
            [OK, NF] * 10,
            [(n, "suspected" if n % 2 else "recovered") for n in range(1, 20)],
            id="flaps every night and is never told dead",
        ),
        pytest.param(
            [NF, NF, OK] * 5,
            [(n, "recovered" if n % 3 == 2 else "suspected") for n in range(15) if n % 3 != 1],
            id="flaps two nights in three",
        ),
        pytest.param([NF, NF, NF, OK], [(0, "suspected"), (3, "recovered")], id="three failures in two days"),
        pytest.param(
            [NF] * 4 + [UN] * 10 + [OK],
            [(0, "suspected"), (3, "newly_dead"), (14, "came_back")],
            id="comes back from behind a wall",
        ),
        pytest.param([NF, UN, UN, OK], [(0, "suspected"), (3, "recovered")], id="recovers from behind a wall"),
        pytest.param([SLOW, SLOW, OK], [], id="first answers late"),
        pytest.param([UN] * 5 + [NF] * 4, [(5, "suspected"), (8, "newly_dead")], id="dies behind a wall"),
        pytest.param(
            [MV, NF, NF, NF, NF, MV],
            [(0, "moved"), (1, "suspected"), (4, "newly_dead"), (5, "came_back")],
            id="comes back where it had moved to",
        ),
        pytest.param([MV, OK, MV, OK, MV], [(0, "moved")], id="moves to and fro"),
        pytest.param([OK, RED, RED, OK, RED], [], id="a temporary detour is no move"),
        pytest.param([RED, RED, MV], [(2, "moved")], id="a detour becomes lasting"),
        pytest.param([MV, RED, MV], [(0, "moved")], id="a move wavers"),
        pytest.param([NO, NO, MV], [(2, "moved")], id="has moved when first visited"),
        pytest.param(
            [State.NO_DNS] * 2 + [PARKED] * 3, [(0, "suspected"), (3, "newly_dead")], id="name lost, then parked"
        ),
        pytest.param(
            [NF] * 4 + [GONE, SOFT, State.NO_DNS], [(0, "suspected"), (3, "newly_dead")], id="dead in another way"
        ),
        pytest.param(
            [SOFT, OK, SOFT, OK],
            [(0, "suspected"), (1, "recovered"), (2, "suspected"), (3, "recovered")],
            id="a page that blinks as a soft 404",
        ),
        pytest.param(
            [NF] * 4 + [OK] + [NF] * 3 + [OK],
            [(0, "suspected"), (3, "newly_dead"), (4, "came_back"), (5, "suspected"), (8, "recovered")],
            id="back, in doubt, back",
        ),
        pytest.param([OK, *[BUSY] * 60, OK], [], id="two months of too many requests"),
        pytest.param([OK, SHUT, OK, SHUT], [], id="a log-in wall that comes and goes"),
        pytest.param(
            [NF, NF, State.ROBOTS_DISALLOWED, NF], [(0, "suspected"), (3, "newly_dead")], id="robots.txt between"
        ),
        pytest.param([NF, State.EXCLUDED, NF, NF], [(0, "suspected"), (3, "newly_dead")], id="left out one night"),
        pytest.param(
            [NF, *[NO] * 10, NF, NF], [(0, "suspected"), (12, "newly_dead")], id="a long pause between failures"
        ),
        pytest.param(
            [TLS] * 5 + [OK], [(0, "suspected"), (3, "newly_dead"), (5, "came_back")], id="a certificate renewed late"
        ),
        pytest.param([TLS, OK], [(0, "suspected"), (1, "recovered")], id="a certificate renewed a day late"),
        pytest.param([NO] * 9, [], id="never visited"),
    ],
)
def test_rarer_fates_are_told_rightly(states: list[State | None], expected: list[tuple[int, str]]) -> None:
    assert told(states) == expected


def test_each_new_place_of_a_wanderer_is_told() -> None:
    standing, moves = None, []
    for day, place in enumerate(("/b", "/b", "/c", "/c", "/b")):
        result = take_in(standing, check(MV, day, URL + place), URL, Confirmation())
        standing = result.standing
        moves += [(day, change.before, change.after) for change in result.changes]
    assert moves == [(0, URL, URL + "/b"), (2, URL + "/b", URL + "/c"), (4, URL + "/c", URL + "/b")]


def test_many_failures_in_an_hour_are_no_death() -> None:
    assert told([NF] * 50, every=0.01) == [(0, "suspected")]


def test_a_night_that_starts_minutes_earlier_still_counts_three_days() -> None:
    assert (3, "newly_dead") in told([NF] * 4, every=0.99)


def test_confirmation_follows_the_settings() -> None:
    assert told([NF, NF], confirmation=Confirmation(failures=1, days=0)) == [(0, "newly_dead")]


def test_a_second_move_is_told_with_the_address_before() -> None:
    one = take_in(None, check(MV, 0, URL + "/b"), URL, Confirmation())
    two = take_in(one.standing, check(MV, 1, URL + "/c"), URL, Confirmation())
    assert [(c.before, c.after) for c in (*one.changes, *two.changes)] == [(URL, URL + "/b"), (URL + "/b", URL + "/c")]


def test_a_session_in_the_query_makes_no_new_place() -> None:
    one = take_in(None, check(MV, 0, URL + "/b?sid=1"), URL, Confirmation())
    assert take_in(one.standing, check(MV, 1, URL + "/b?sid=2"), URL, Confirmation()).changes == ()


def test_a_return_at_a_new_address_tells_both() -> None:
    standing = None
    for day in range(4):
        standing = take_in(standing, check(NF, day), URL, Confirmation()).standing
    changes = take_in(standing, check(MV, 4, URL + "/b"), URL, Confirmation()).changes
    assert [change.kind for change in changes] == [ChangeKind.CAME_BACK, ChangeKind.MOVED]


def test_since_is_the_first_failure_and_the_last_life_is_kept() -> None:
    standing: Standing | None = None
    for day, state in enumerate([OK, OK, NF, UN, NF]):
        standing = take_in(standing, check(state, day), URL, Confirmation()).standing
    assert standing is not None
    assert (standing.since, standing.last_alive_at) == (FIRST + timedelta(days=2), FIRST + timedelta(days=1))
    assert (standing.failures, standing.first_seen_at) == (2, FIRST)
    assert [sighting.state for sighting in standing.history] == [OK, NF, UN, NF]


@given(st.lists(st.sampled_from([OK, NF, UN, MV, State.GONE, State.TIMEOUT, None]), max_size=60), st.floats(0.01, 5))
def test_loud_changes_alternate_and_every_confirmation_is_told(states: list[State | None], every: float) -> None:
    """A death is never told twice without a return between, nor a return without a death before."""
    loud = [kind for _, kind in told(states, every=every) if kind in LOUD and kind != "moved"]
    assert loud == [("newly_dead", "came_back")[turn % 2] for turn in range(len(loud))]


@given(st.lists(st.sampled_from([s for s in State if HEALTH_OF[s] is Health.UNCERTAIN]), max_size=60))
def test_no_uncertainty_ever_says_dead(states: list[State]) -> None:
    assert told([OK, *states]) == []


_NIGHTS = st.lists(st.sampled_from([OK, NF, UN, MV, State.GONE, State.TIMEOUT, None]), max_size=40)


@given(_NIGHTS, _NIGHTS)
def test_what_was_told_does_not_depend_on_nights_to_come(states: list[State | None], more: list[State | None]) -> None:
    before = told(states)
    assert told([*states, *more])[: len(before)] == before


@given(_NIGHTS, st.lists(st.sampled_from([UN, State.TIMEOUT, None]), min_size=1, max_size=3))
def test_nights_that_tell_nothing_take_no_change_away(states: list[State | None], idle: list[State | None]) -> None:
    """More days between the same failures can only bring a confirmation nearer."""
    stretched = [state for night in states for state in (night, *idle)]
    kinds = [kind for _, kind in told(states)]
    assert kinds.count("newly_dead") <= [kind for _, kind in told(stretched)].count("newly_dead")
    assert [k for k in kinds if k == "suspected"] == [k for _, k in told(stretched) if k == "suspected"]


@pytest.mark.parametrize(
    ("days", "at"),
    [
        pytest.param([0, -365, -364, 0.1, 0.2, 1.1, 2.1, 3.1], 7, id="alive before, a year back for two nights"),
        pytest.param([0, 0.1, -365, -364, 0.3, 1.3, 2.3, 3.3, 4.3], 7, id="failing before it"),
        pytest.param([0, -1, 0.1, 1.1, 2.1, 3.1], 5, id="a day back for a night"),
        pytest.param([0, -365, -364, -363, -362], 4, id="set back for good, as it was wrong before"),
        pytest.param([0, 1, 60, 61], 2, id="months of pause are no wrong clock"),
    ],
)
def test_days_that_only_the_clock_saw_pass_confirm_no_death(days: list[float], at: int) -> None:
    standing, said = None, []
    for number, day in enumerate(days):
        state = OK if number == 0 and day == 0 and days[1] < 0 else NF
        result = take_in(standing, check(state, day), URL, Confirmation())
        standing = result.standing
        said += [number for change in result.changes if change.kind is ChangeKind.NEWLY_DEAD]
    assert said == [at]


@pytest.mark.parametrize(
    ("nights", "expected"),
    [
        pytest.param(
            [(OK, 0), (NF, -365), (UN, -364), (UN, 0.1), (NF, 0.2), (NF, 1.2), (NF, 3.1), (NF, 4.1)],
            [(1, "suspected"), (6, "newly_dead")],
            id="the first check of the right time tells nothing: the days count from it",
        ),
        pytest.param(
            [(OK, 0), (NF, -365), (NF, -364), (NF, 0.1), (UN, 1.1), (UN, 2.1), (NF, 3.0), (NF, 3.1)],
            [(1, "suspected"), (6, "newly_dead")],
            id="uncertain nights count no failure and stop no days",
        ),
        pytest.param(
            [(OK, 0), (NF, -365), (NF, -364), (OK, 0.1), (NF, 0.2), (NF, 1.2), (NF, 2.2), (NF, 3.2)],
            [(1, "suspected"), (3, "recovered"), (4, "suspected"), (7, "newly_dead")],
            id="alive at the right time: a new streak",
        ),
        pytest.param(
            [(OK, 0), (NF, -365), (OK, -364), (NF, 0.1), (NF, 1.1), (NF, 2.1), (NF, 3.1)],
            [(1, "suspected"), (2, "recovered"), (3, "suspected"), (6, "newly_dead")],
            id="alive under the wrong clock: a new streak",
        ),
    ],
)
def test_a_check_that_is_no_failure_between_a_wrong_clock_and_the_right_one(
    nights: list[tuple[State, float]], expected: list[tuple[int, str]]
) -> None:
    standing, said = None, []
    for number, (state, day) in enumerate(nights):
        result = take_in(standing, check(state, day), URL, Confirmation())
        standing = result.standing
        said += [(number, change.kind.value) for change in result.changes]
    assert said == expected


def test_a_death_seen_under_a_wrong_clock_is_still_told_in_time() -> None:
    """The clock stood in 2099 on the night of the first failure, and was set right on the next day."""
    standing, said = None, []
    for night, day in enumerate([0, 26_000, 1, 2, 3, 4]):
        result = take_in(standing, check(NF if night else OK, day), URL, Confirmation())
        standing = result.standing
        said += [(night, change.kind.value) for change in result.changes]
    assert said == [(1, "suspected"), (5, "newly_dead")]
    assert standing is not None
    assert standing.since == FIRST + timedelta(days=1)
