"""A night after a power cut: what the log lost is told once, the visits it held are made again."""

from __future__ import annotations

import shutil
from pathlib import Path

from crawler.records import Check, State
from pipelines.catalogue import open_catalogue
from pipelines.catalogue.wal import log_of
from tests.pipelines.nightly.conftest import Vault


def test_what_the_log_lost_is_told_and_done_again(quick_vault: Vault, tmp_path: Path) -> None:
    quick_vault.write("one", "two", "three")
    quick_vault.night()
    quick_vault.write("one", "two", "three", "four", "five")
    path = quick_vault.data / "catalogue.sqlite"
    with open_catalogue(f"sqlite:///{path}") as catalogue:  # the night that the power cut ended
        run = catalogue.runs.begin(quick_vault.clock)
        for name in ("four", "five"):
            key = f"{name}.example.org/lesson"
            catalogue.visits.add_checks(run.id, [Check(key, State.OK, "It answers.", quick_vault.clock, 200)])
        shutil.copy(path, tmp_path / "on disk")
        log = log_of(path).read_bytes()
    shutil.copy(tmp_path / "on disk", path)
    log_of(path).write_bytes(log[:-2000])
    result = quick_vault.night(days=0.01)
    assert [warning for warning in result.warnings if "catalogue.sqlite-wal was cut off" in warning]
    assert result.resumed
    assert "five" in quick_vault.asked
    assert "four" not in quick_vault.asked
    assert not [warning for warning in quick_vault.night().warnings if "cut off" in warning]
