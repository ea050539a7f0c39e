"""A catalogue that an earlier version wrote: upgraded with all its data, and the next night goes on from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import MetaData, Table, create_engine, insert, select
from sqlalchemy.pool import NullPool

from crawler.records import State
from pipelines.catalogue import open_catalogue
from pipelines.catalogue.engine import make_engine, writing
from pipelines.catalogue.migrate import HEAD, known_versions, upgrade
from tests.pipelines.nightly.conftest import make_vault

DEAD = "b.example.org/lesson"


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


@pytest.mark.parametrize("version", [version for version in known_versions() if version != HEAD])
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
