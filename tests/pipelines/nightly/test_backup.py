"""Backup, damage, restore: equal, in either database; and what is no backup touches nothing."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, select

from crawler.notes import read_notes
from crawler.records import LinkAtlasError, State
from pipelines.backup import backup, restore
from pipelines.catalogue import Catalogue, open_catalogue
from pipelines.catalogue.engine import make_engine, reading, writing
from pipelines.catalogue.tables import metadata, standings
from pipelines.catalogue.transfer import copy_rows
from pipelines.data_folder import DataFolder
from pipelines.errors import CatalogueError, ConfigError, LockedError
from pipelines.lock import hold
from pipelines.steps.publish import GRAPH
from tests.pipelines.nightly.conftest import Vault, make_vault

Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Vault:
    """A vault whose catalogue stands in either database."""
    return make_vault(tmp_path, request.getfixturevalue("postgres_url") if request.param == "postgres" else "")


def url(vault: Vault) -> str:
    return vault.settings.catalogue.url or f"sqlite:///{vault.data / 'catalogue.sqlite'}"


def rows(vault: Vault) -> Rows:
    """All that stands in the catalogue, but for the marks of what was drawn from it."""
    with open_catalogue(url(vault)) as catalogue, reading(catalogue.engine) as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name != "marks"
        }


def copied(vault: Vault, target: Path) -> int:
    with open_catalogue(url(vault)) as catalogue:
        return backup(catalogue, target)


def put_back(vault: Vault, source: Path) -> int:
    with Catalogue(make_engine(url(vault))) as catalogue:
        return restore(catalogue, DataFolder(vault.data), vault.settings, source)


def test_backup_damage_restore_is_equal(either: Vault, tmp_path: Path) -> None:
    vault, copy = either, tmp_path / "copy.sqlite"
    paths = DataFolder(vault.data)
    vault.night()
    before = rows(vault)
    assert copied(vault, copy) == 3
    vault.web.answers["a.example.org/lesson"] = State.NOT_FOUND
    vault.night(everything=True)
    _damage(vault)
    assert put_back(vault, copy) == 3
    assert rows(vault) == before
    assert paths.report_html.exists()
    assert paths.graph.exists()
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.sqlite"]
    assert not list(vault.data.glob("*.new*"))
    assert vault.night(everything=True).run.id == 2  # numbers go on where the backup ended


def _damage(vault: Vault) -> None:
    if vault.settings.catalogue.url:
        with open_catalogue(url(vault)) as catalogue, writing(catalogue.engine) as connection:
            standings.drop(connection)
        return
    own = DataFolder(vault.data).catalogue
    own.write_bytes(os.urandom(5000))
    Path(f"{own}-wal").write_bytes(os.urandom(5000))


@pytest.mark.postgres
def test_a_backup_of_one_database_may_be_put_into_the_other(tmp_path: Path, postgres_url: str) -> None:
    (tmp_path / "file").mkdir()
    (tmp_path / "server").mkdir()
    file, server = make_vault(tmp_path / "file"), make_vault(tmp_path / "server", postgres_url)
    file.night()
    before = rows(file)
    copied(file, tmp_path / "of the file.sqlite")
    put_back(server, tmp_path / "of the file.sqlite")
    assert rows(server) == before
    copied(server, tmp_path / "of the server.sqlite")
    file.night(everything=True)
    put_back(file, tmp_path / "of the server.sqlite")
    assert rows(file) == before


def test_a_backup_is_a_view_of_one_moment_of_a_run(vault: Vault, tmp_path: Path) -> None:
    vault.night()
    with sqlite3.connect(vault.data / "catalogue.sqlite") as writer:
        writer.execute("DELETE FROM standings")
        assert copied(vault, tmp_path) == 3
        writer.rollback()
    writer.close()
    (copy,) = tmp_path.glob("catalogue-*.sqlite")
    with open_catalogue(f"sqlite:///{copy}") as catalogue:
        assert len(catalogue.facts().standings) == 3


@pytest.mark.parametrize("cut", [0, 100, 30_000])
def test_a_damaged_backup_touches_nothing(either: Vault, tmp_path: Path, cut: int) -> None:
    vault, copy = either, tmp_path / "copy.sqlite"
    vault.night()
    copied(vault, copy)
    before = rows(vault)
    os.truncate(copy, cut)
    with pytest.raises(LinkAtlasError):
        put_back(vault, copy)
    assert rows(vault) == before


def test_a_folder_made_by_restoring_is_no_folder_of_notes(vault: Vault, tmp_path: Path) -> None:
    vault.night()
    copied(vault, tmp_path / "copy.sqlite")
    among = tmp_path / "vault"
    among.mkdir()
    with Catalogue(make_engine(f"sqlite:///{among / 'data' / 'catalogue.sqlite'}")) as catalogue:
        restore(catalogue, DataFolder(among / "data"), vault.settings, tmp_path / "copy.sqlite")
    (among / "note.md").write_text("[a](https://a.example.org/lesson)", "utf-8")
    assert len(read_notes([among]).notes) == 1


def test_what_stands_drawn_is_not_taken_for_the_backups(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.night()
    with open_catalogue(url(vault)) as catalogue:
        catalogue.set_mark(GRAPH, "of then")
    copied(vault, tmp_path / "copy.sqlite")
    monkeypatch.setattr("pipelines.backup.publish", _die)
    with pytest.raises(_DiedError):
        put_back(vault, tmp_path / "copy.sqlite")
    with open_catalogue(url(vault)) as catalogue:
        assert not catalogue.mark(GRAPH)


class _DiedError(Exception):
    """Power was cut."""


def _die(*_: object) -> None:
    raise _DiedError


def test_who_dies_between_loses_nothing_of_the_log(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.night()
    copied(vault, tmp_path / "copy.sqlite")
    with open_catalogue(url(vault)) as catalogue:
        with writing(catalogue.engine) as connection:
            connection.execute(standings.delete())
        kept = {path: path.read_bytes() for path in vault.data.glob("catalogue.sqlite*")}
    for path, data in kept.items():  # as kill -9 leaves them: what was committed stands in the log alone
        path.write_bytes(data)
    assert (vault.data / "catalogue.sqlite-wal").stat().st_size
    monkeypatch.setattr(Path, "replace", _die)
    with pytest.raises(_DiedError):
        put_back(vault, tmp_path / "copy.sqlite")
    with open_catalogue(url(vault)) as catalogue:
        assert not catalogue.facts().standings


@pytest.mark.postgres
def test_who_dies_on_a_server_leaves_rows_and_numbers_as_they_were(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = make_vault(tmp_path, postgres_url)
    vault.night()
    copied(vault, tmp_path / "copy.sqlite")
    vault.night(everything=True)
    before = rows(vault)

    def copy_and_die(source: Engine, target: Connection) -> None:
        copy_rows(source, target)
        _die()

    monkeypatch.setattr("pipelines.backup.copy_rows", copy_and_die)
    with pytest.raises(_DiedError):
        put_back(vault, tmp_path / "copy.sqlite")
    assert rows(vault) == before
    assert vault.night(everything=True).run.id == 3


def test_what_cannot_be_is_said(vault: Vault, tmp_path: Path) -> None:
    paths = DataFolder(vault.data)
    vault.night()
    with pytest.raises(ConfigError, match="itself"):
        copied(vault, paths.catalogue)
    with pytest.raises(CatalogueError, match="cannot be copied"):
        copied(vault, tmp_path / "no such folder" / "copy.sqlite")
    with pytest.raises(ConfigError, match="no file"):
        put_back(vault, tmp_path / "none.sqlite")
    with hold(paths.lock, vault.clock), pytest.raises(LockedError):
        put_back(vault, paths.catalogue)


def test_who_works_on_the_same_catalogue_from_another_folder_is_not_disturbed(tmp_path: Path) -> None:
    vault = make_vault(tmp_path, f"sqlite:///{tmp_path / 'shared.sqlite'}")
    vault.night()
    copied(vault, tmp_path / "copy.sqlite")
    with hold(tmp_path / "shared.sqlite.lock", vault.clock), pytest.raises(LockedError):
        put_back(vault, tmp_path / "copy.sqlite")
