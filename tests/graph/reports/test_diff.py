"""Several nights are told as one: what happened and was undone is not told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import Change, ChangeKind
from graph.reports.diff import net_changes


def change(kind: str, before: str = "", after: str = "", key: str = "k") -> Change:
    return Change(ChangeKind(kind), key, f"https://{key}", before, after)


@pytest.mark.parametrize(
    ("nights", "told"),
    [
        (["suspected", "newly_dead"], ["newly_dead"]),
        (["suspected", "recovered"], []),
        (["suspected", "newly_dead", "came_back"], []),
        (["newly_dead", "came_back", "suspected"], ["suspected"]),
        (["came_back"], ["came_back"]),
        (["new", "removed"], []),
        (["new", "suspected"], ["new", "suspected"]),
        (["removed", "new"], []),
        ([], []),
    ],
)
def test_what_is_left_of_several_nights(nights: list[str], told: list[str]) -> None:
    assert [one.kind.value for one in net_changes([change(kind) for kind in nights])] == told


def test_a_move_in_two_steps_is_one_move() -> None:
    (move,) = net_changes([change("moved", "a", "b"), change("moved", "b", "c")])
    assert (move.before, move.after) == ("a", "c")
    assert net_changes([change("moved", "a", "b"), change("moved", "b", "a")]) == ()


@given(st.lists(st.builds(change, st.sampled_from(list(ChangeKind)), key=st.sampled_from("ab"))))
def test_no_resource_is_told_of_twice_in_one_story(nights: list[Change]) -> None:
    told = [(one.key, one.kind) for one in net_changes(nights)]
    assert len(told) == len(set(told))
