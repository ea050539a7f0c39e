"""A night with a budget: what it may cost, what it begins with, what it leaves, and that nothing is lost."""

from __future__ import annotations

import pytest

from crawler.records import State
from pipelines.budget import Budget, Purse, parse
from pipelines.errors import ConfigError
from tests.pipelines.nightly.conftest import Vault

BESIDE = Budget(60, 1e6)


@pytest.fixture
def vault(quick_vault: Vault) -> Vault:
    """What pages say does not matter here."""
    return quick_vault


@pytest.mark.parametrize(
    ("words", "seconds", "size"),
    [
        (["30m"], 1800, 0),
        (["2h", "200MB"], 7200, 200e6),
        (["1.5 GB"], 0, 1.5e9),
        (["90s", "1h"], 90, 0),
        (["10min", "500kB", "1MB"], 600, 5e5),
        ([], 60, 1e6),
        (["5m"], 300, 1e6),
    ],
)
def test_flags_mean_times_and_sizes(words: list[str], seconds: float, size: float) -> None:
    assert parse(words, BESIDE if size == 1e6 else Budget()) == Budget(seconds, size)


@pytest.mark.parametrize("word", ["", "30", "m", "0m", "-5m", "30 parsecs", "1e9s", "30m200MB", "٣m x"])
def test_what_is_no_budget_is_said(word: str) -> None:
    with pytest.raises(ConfigError, match="neither a time nor a size"):
        parse([word])


def test_a_purse_is_empty_after_its_time_or_its_bytes() -> None:
    now = [100.0]
    purse = Purse(Budget(60, 1000), lambda: now[0])
    purse.pay(999)
    assert not purse.is_empty
    now[0] += 60
    assert purse.is_empty
    purse = Purse(Budget(0, 1000), lambda: now[0])
    purse.pay(1000)
    assert purse.is_empty
    assert not Purse(Budget(), lambda: now[0]).is_empty


def spend_a_minute_each(vault: Vault) -> None:
    def later(_: object) -> None:
        vault.seconds += 60

    vault.web.on_visit = later


def test_what_a_night_leaves_the_next_begins_with(vault: Vault) -> None:
    spend_a_minute_each(vault)
    vault.write("a", "b", "c", "d", "e")
    seen = []
    for _ in range(4):
        result = vault.night(budget=Budget(seconds=120))
        seen.append(vault.asked)
    assert [len(asked) for asked in seen] == [2, 2, 2, 2], "a new link each night, and a living one to bear witness"
    assert {name for asked in seen for name in asked} == {"a", "b", "c", "d", "e"}
    assert not result.stopped


def test_a_night_that_spent_its_budget_says_what_is_left_and_is_no_failure(vault: Vault) -> None:
    spend_a_minute_each(vault)
    result = vault.night(budget=Budget(seconds=120))
    assert (result.run.counts["visited"], result.run.counts["left"]) == (2, 1)
    assert (result.spent, result.stopped, result.run.conclusive) == ("2 minutes", False, True)
    assert len(result.facts.resources) == 3, "a link that was not visited is still accounted for"


def test_bytes_are_counted_too(vault: Vault) -> None:
    result = vault.night(budget=Budget(size=1))
    assert result.run.counts["left"] == 2
    assert result.spent


def test_suspects_are_asked_each_night_whatever_waits(vault: Vault) -> None:
    spend_a_minute_each(vault)
    vault.night()
    vault.web.answers["c.example.org/lesson"] = State.NOT_FOUND
    vault.night(days=8)
    vault.write("a", "b", "c", *(f"n{number}" for number in range(9)))
    for _ in range(2):
        vault.night(budget=Budget(seconds=180))
        assert "c" in vault.asked
    assert [c.kind for c in vault.night(days=1.5, budget=Budget(seconds=180)).changes] == ["newly_dead"]


def test_months_of_pause_make_no_night_dearer_than_its_budget(vault: Vault) -> None:
    spend_a_minute_each(vault)
    names = [f"n{number}" for number in range(12)]
    vault.write(*names)
    vault.night()
    visited = []
    for days in (200, 1, 1, 1):
        vault.night(days=days, budget=Budget(seconds=240))
        visited.append(vault.asked)
    assert [len(asked) for asked in visited] == [4, 4, 4, 0]
    assert sorted(name for asked in visited for name in asked) == sorted(names)
