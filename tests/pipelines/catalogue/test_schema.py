"""The migrations make the tables that the code uses; what cannot be opened is refused with words."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from pipelines.catalogue import Catalogue, open_catalogue
from pipelines.catalogue.engine import in_words, make_engine
from pipelines.catalogue.migrate import HEAD, known_versions
from pipelines.catalogue.tables import metadata
from pipelines.errors import CatalogueError, ConfigError, NewerCatalogueError


def test_migrations_make_exactly_the_tables(catalogue: Catalogue) -> None:
    with catalogue.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_head_is_the_last_migration() -> None:
    assert known_versions()[-1] == HEAD


def test_a_newer_catalogue_is_refused(catalogue_url: str) -> None:
    with open_catalogue(catalogue_url, create=True) as catalogue, catalogue.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerCatalogueError, match="9999"):
        open_catalogue(catalogue_url, create=True)


def test_an_empty_database_is_made_only_when_asked(catalogue_url: str) -> None:
    with pytest.raises(CatalogueError, match="is empty"):
        open_catalogue(catalogue_url)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://localhost/x", "mysql is not supported"),
        ("nonsense", "no database address"),
    ],
)
def test_other_databases_are_refused(url: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        open_catalogue(url)


def test_a_file_that_is_no_catalogue_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.sqlite"
    file.write_bytes(b"this is my diary" * 500)
    with pytest.raises(CatalogueError, match="damaged or no catalogue"):
        open_catalogue(f"sqlite:///{file}", create=True)
    assert file.read_bytes() == b"this is my diary" * 500


def test_an_unreachable_server_is_said_without_its_password() -> None:
    with pytest.raises(CatalogueError, match="cannot be reached") as caught:
        open_catalogue("postgresql://me:secret@127.0.0.1:1/x")
    assert "secret" not in str(caught.value)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be opened"):
        open_catalogue(f"sqlite:///{tmp_path}/none/catalogue.sqlite", create=True)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('relation "standings" does not exist', "a table is missing"),
        ("deadlock detected: waits for AccessExclusiveLock on relation 16385", "deadlock detected"),
        ('database "x" does not exist', "the database is missing"),
    ],
)
def test_a_server_that_refuses_is_told_by_what_is_wrong(said: str, words: str) -> None:
    told = str(in_words(make_engine("postgresql://u@h/d"), DBAPIError("SELECT 1", {}, Exception(said))))
    assert words in told
    assert ("is missing" in told) is ("is missing" in words)
