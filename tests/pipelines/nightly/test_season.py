"""Two months of nights with planted fates: each change is told exactly once, and the catalogue stays small."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from crawler.records import State
from tests.pipelines.nightly.conftest import make_vault

NIGHTS = 60
# name of a fate → the state of its links on a night
FATES = {
    "lives": lambda night: State.OK,
    "dies": lambda night: State.NOT_FOUND if night >= 9 else State.OK,
    "returns": lambda night: State.NO_DNS if 9 <= night < 40 else State.OK,
    "blinks": lambda night: State.GONE if night % 14 in (3, 4) else State.OK,
    "walls": lambda night: State.BLOCKED if night >= 9 else State.OK,
    "moves": lambda night: State.MOVED if night >= 9 else State.OK,
    "struggles": lambda night: (State.TIMEOUT, State.SERVER_ERROR, State.OK)[night % 3],
}
LINKS = 3


@pytest.mark.slow
def test_each_planted_change_is_told_exactly_once(tmp_path: Path) -> None:
    vault = make_vault(tmp_path)
    names = [f"{fate}{number}" for fate in FATES for number in range(LINKS)]
    vault.write(*names)
    vault.web.headers = {"etag": '"1"'}
    vault.web.moved_to = {f"{name}.example.org/lesson": "https://new.example.org/lesson" for name in names}
    told: Counter[tuple[str, str]] = Counter()
    sizes = []
    for night in range(NIGHTS):
        for name in names:
            vault.web.answers[f"{name}.example.org/lesson"] = FATES[name[:-1]](night)
        for change in vault.night(publish=lambda *_: ()).changes:
            told[change.kind, change.key.split(".")[0].rstrip("0123456789")] += 1
        sizes.append((vault.data / "catalogue.sqlite").stat().st_size)
    loud = {what: many for what, many in told.items() if what[0] not in ("suspected", "recovered")}
    assert loud == {
        ("newly_dead", "dies"): LINKS,
        ("newly_dead", "returns"): LINKS,
        ("came_back", "returns"): LINKS,
        ("moved", "moves"): LINKS,
    }
    assert sizes[-1] < 1.5 * sizes[NIGHTS // 2]
