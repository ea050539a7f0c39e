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
    "wanders": lambda night: State.MOVED if night >= 9 else State.OK,
    "wavers": lambda night: State.MOVED if night % 2 else State.REDIRECTED,
    "decays": lambda night: (State.OK, State.NO_DNS, State.PARKED)[(night >= 9) + (night >= 11)],
    "relapses": lambda night: State.SOFT_404 if 9 <= night < 25 or night >= 40 else State.OK,
    "lapses": lambda night: State.TLS_INVALID if night % 21 == 14 else State.OK,
    "hides": lambda night: State.LOGIN_REQUIRED if night % 3 else State.NOT_FOUND if night >= 9 else State.OK,
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
        if night == NIGHTS // 2:
            wanderers = [name for name in names if name.startswith("wanders")]
            vault.web.moved_to |= {f"{name}.example.org/lesson": "https://newest.example.org/it" for name in wanderers}
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
        ("moved", "wanders"): 2 * LINKS,
        ("moved", "wavers"): LINKS,
        ("newly_dead", "decays"): LINKS,
        ("newly_dead", "relapses"): 2 * LINKS,
        ("came_back", "relapses"): LINKS,
        ("newly_dead", "hides"): LINKS,
    }
    assert sizes[-1] < 1.5 * sizes[NIGHTS // 2]
