"""A catalogue that an earlier version wrote: upgraded with all its data, and the next night goes on from it."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import MetaData, Table, create_engine, insert, select
from sqlalchemy.pool import NullPool

from crawler.records import State
from pipelines.catalogue import open_catalogue
from pipelines.catalogue.engine import make_engine, writing
from pipelines.catalogue.migrate import HEAD, known_versions, upgrade
from pipelines.data_folder import DataFolder
from pipelines.integrity import problems
from tests.pipelines.nightly.conftest import make_vault

DEAD = "b.example.org/lesson"
_ADDED = ("companions", "turned_at", "confirmed", "changed")


def in_the_shape_of(version: str, source: str, target: str) -> None:
    """Copies all rows into a new database of an earlier schema, without the columns that it did not have."""
    old, new = create_engine(source, poolclass=NullPool), make_engine(target)
    with writing(new) as connection:
        upgrade(connection, version)
    there = MetaData()
    there.reflect(new)
    with old.connect() as reading, writing(new) as connection:
        for table in there.sorted_tables:
            if table.name != "alembic_version":
                held = Table(table.name, MetaData(), autoload_with=old)
                rows = reading.execute(select(*(held.c[column.name] for column in table.c))).mappings().all()
                if rows:
                    connection.execute(insert(table), [dict(row) for row in rows])
    new.dispose()
    old.dispose()


EARLIER = [version for version in known_versions() if version != HEAD]


@pytest.mark.parametrize("version", EARLIER)
def test_what_the_code_of_then_wrote_is_read_as_it_was_meant(tmp_path: Path, version: str) -> None:
    """`written/` holds what each version's own code kept of five nights, on the last four of which a link was dead."""
    vault = make_vault(tmp_path)
    own = vault.data / "catalogue.sqlite"
    vault.data.mkdir()
    with contextlib.closing(sqlite3.connect(own)) as connection:
        connection.executescript((Path(__file__).parent / "written" / f"{version}.sql").read_text("utf-8"))
        before = _rows(connection)
    with open_catalogue(f"sqlite:///{own}") as catalogue:
        facts = catalogue.facts()
        assert facts.run is not None
        assert (facts.run.id, len(facts.resources), len(facts.documents), len(list(catalogue.texts()))) == (5, 3, 3, 3)
        assert [check.state for check, _ in catalogue.visits.history(DEAD)] == [State.OK, *[State.NOT_FOUND] * 4]
        assert catalogue.standings.gone() == {DEAD}
        assert [change.kind for change in catalogue.standings.changes(key=DEAD)] == ["suspected", "newly_dead"]
        assert {coverage.topic for coverage in facts.coverages} == {"gradient-descent"}
        assert problems(catalogue, DataFolder(vault.data)) == []
    with contextlib.closing(sqlite3.connect(own)) as connection:
        after = _rows(connection)
    assert all(rows <= after[name] for name, rows in before.items())
    vault.clock += timedelta(days=5)
    result = vault.night(everything=True)
    assert [(change.kind, change.key) for change in result.changes] == [("came_back", DEAD)]
    assert result.run.id == 6


def _rows(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """Of each table what it holds, without the columns that later versions added."""
    found = {}
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})") if row[1] not in _ADDED]
        found[name] = set(map(repr, connection.execute(f"SELECT {', '.join(columns)} FROM {name}")))
    return {name: rows for name, rows in found.items() if name != "alembic_version"}


@pytest.mark.parametrize("version", EARLIER)
def test_a_catalogue_of_each_earlier_version_is_upgraded_with_its_data(tmp_path: Path, version: str) -> None:
    vault = make_vault(tmp_path)
    vault.night()
    vault.web.answers[DEAD] = State.NOT_FOUND
    for _ in range(4):
        vault.night(everything=True)
    own = vault.data / "catalogue.sqlite"
    earlier = tmp_path / "earlier.sqlite"
    in_the_shape_of(version, f"sqlite:///{own}", f"sqlite:///{earlier}")
    with open_catalogue(f"sqlite:///{own}") as before, open_catalogue(f"sqlite:///{earlier}") as after:
        assert after.facts() == before.facts()
        assert after.standings.gone() == before.standings.gone() == {DEAD}
        assert after.visits.history(DEAD) == before.visits.history(DEAD)
        assert list(after.texts()) == list(before.texts())
        turned = {key: (known.confirmed, known.steady_since) for key, known in before.standings.glances().items()}
        assert {
            key: (known.confirmed, known.steady_since) for key, known in after.standings.glances().items()
        } == turned
    own.unlink()
    earlier.rename(own)
    vault.web.answers.clear()
    result = vault.night(everything=True)
    assert [(change.kind, change.key) for change in result.changes] == [("came_back", DEAD)]
    assert result.run.id == 6
