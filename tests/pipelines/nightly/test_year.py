"""Weeks of nights over a world that changes: level, truthful, no larger at their end. `bench/year.py` does a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.catalogue import open_catalogue
from tests.pipelines.nightly.conftest import make_vault, unread_pages
from tests.pipelines.nightly.world import World, simulate


@pytest.mark.slow
def test_seventy_nights_are_level_and_tell_each_change_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unread_pages(monkeypatch)
    vault, world = make_vault(tmp_path), World(links=120, days=70, outage=7, dark=14, renamed=25, emptied=40)
    year = simulate(vault, world, offline=(20, 21), away=range(30, 36))
    assert year.wrong(world) == []
    later = [visits for day, visits in zip(year.days, year.visits, strict=True) if day > 45]
    assert max(later) < 1.4 * sum(later) / len(later), "no night is much dearer than another"
    assert max(year.large[-25:]) <= 10, "24 pages of one host are spread too"
    assert year.sizes[-1] < 1.3 * year.sizes[30]


def test_months_without_a_network_lose_nothing_of_the_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unread_pages(monkeypatch)
    vault = make_vault(tmp_path)
    vault.night(publish=lambda *_: ())
    vault.web.inconclusive = "offline"
    for _ in range(65):
        vault.night(publish=lambda *_: ())
    vault.write("a", "b", "d")
    vault.web.inconclusive = ""
    changes = vault.night(publish=lambda *_: ()).changes
    assert sorted((change.kind.value, change.key[0]) for change in changes) == [("new", "d"), ("removed", "c")]
    for number in range(65):
        vault.write("a", "b", "d", f"e{number}")
        vault.night(publish=lambda *_: ())
    with open_catalogue(f"sqlite:///{vault.data / 'catalogue.sqlite'}") as catalogue:
        assert len(catalogue.standings.changes(key="c.example.org/lesson")) == 1
        with catalogue.engine.connect() as connection:
            versions = connection.exec_driver_sql("SELECT count(*) FROM note_versions").scalar()
    assert versions is not None
    assert versions <= 61, "the notes of two months, and no more"
