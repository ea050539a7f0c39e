"""Backup, damage, restore: equal; and what is no backup touches nothing."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from crawler.records import Facts, LinkAtlasError, State
from pipelines.backup import backup, restore
from pipelines.catalogue import open_catalogue
from pipelines.data_folder import DataFolder
from pipelines.errors import CatalogueError, ConfigError, LockedError
from pipelines.lock import hold
from pipelines.settings import load_settings
from tests.pipelines.nightly.conftest import Vault


def facts(vault: Vault) -> Facts:
    with open_catalogue(f"sqlite:///{vault.data / 'catalogue.sqlite'}") as catalogue:
        return catalogue.facts()


def test_backup_damage_restore_is_equal(vault: Vault, tmp_path: Path) -> None:
    paths, copy = DataFolder(vault.data), tmp_path / "copy.sqlite"
    vault.night()
    before = facts(vault)
    assert backup(paths, vault.settings, copy) == 3
    vault.web.answers["a.example.org/lesson"] = State.NOT_FOUND
    vault.night(everything=True)
    paths.catalogue.write_bytes(os.urandom(5000))
    Path(f"{paths.catalogue}-wal").write_bytes(os.urandom(5000))
    assert restore(paths, vault.settings, copy) == 3
    assert facts(vault) == before
    assert paths.report_html.exists()
    assert paths.graph.exists()
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.sqlite"]


def test_a_backup_is_a_view_of_one_moment_of_a_run(vault: Vault, tmp_path: Path) -> None:
    vault.night()
    with sqlite3.connect(vault.data / "catalogue.sqlite") as writer:
        writer.execute("DELETE FROM standings")
        assert backup(DataFolder(vault.data), vault.settings, tmp_path) == 3
        writer.rollback()
    writer.close()
    (copy,) = tmp_path.glob("catalogue-*.sqlite")
    with open_catalogue(f"sqlite:///{copy}") as catalogue:
        assert len(catalogue.facts().standings) == 3


@pytest.mark.parametrize("cut", [0, 100, 30_000])
def test_a_damaged_backup_touches_nothing(vault: Vault, tmp_path: Path, cut: int) -> None:
    paths, copy = DataFolder(vault.data), tmp_path / "copy.sqlite"
    vault.night()
    backup(paths, vault.settings, copy)
    before = facts(vault)
    os.truncate(copy, cut)
    with pytest.raises(LinkAtlasError):
        restore(paths, vault.settings, copy)
    assert facts(vault) == before


def test_what_cannot_be_is_said(vault: Vault, tmp_path: Path) -> None:
    paths = DataFolder(vault.data)
    vault.night()
    with pytest.raises(ConfigError, match="itself"):
        backup(paths, vault.settings, paths.catalogue)
    with pytest.raises(CatalogueError, match="cannot be copied"):
        backup(paths, vault.settings, tmp_path / "no such folder" / "copy.sqlite")
    with pytest.raises(ConfigError, match="no file"):
        restore(paths, vault.settings, tmp_path / "none.sqlite")
    with hold(paths.lock, vault.clock), pytest.raises(LockedError):
        restore(paths, vault.settings, paths.catalogue)
    config = tmp_path / "server.toml"
    config.write_text('[catalogue]\nurl = "postgresql://me@host/linkatlas"\n', "utf-8")
    with pytest.raises(ConfigError, match="server"):
        backup(paths, load_settings(config), tmp_path / "copy.sqlite")
