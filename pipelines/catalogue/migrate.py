"""The catalogue's schema: numbered migrations, shipped with the package and run by Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from pipelines.catalogue.engine import place, reading, writing
from pipelines.errors import CatalogueError, NewerCatalogueError

if TYPE_CHECKING:
    from alembic.config import Config

# The last file of versions/; a test holds that it is.
HEAD = "0004"


def ensure_schema(engine: Engine, *, create: bool) -> None:
    """Brings the database to this version's schema; makes it where `create` allows.

    Raises NewerCatalogueError where a later version has written it, CatalogueError where there is nothing to open.
    """
    with reading(engine) as connection:
        found = _version(connection)
    if found == HEAD:
        return
    if found is None and not create:
        raise CatalogueError(f"catalogue {place(engine)} is empty", hint="start with: linkatlas nightly NOTES")
    if found is not None and found not in known_versions():
        raise NewerCatalogueError(
            f"catalogue {place(engine)} has schema {found}, this linkatlas knows up to {HEAD}", hint="upgrade linkatlas"
        )
    with writing(engine) as connection:
        upgrade(connection)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Runs the migrations up to `to`, inside the connection's transaction."""
    from alembic import command

    command.upgrade(_config(connection), to)


def known_versions() -> tuple[str, ...]:
    """All versions of the schema, oldest first."""
    from alembic.script import ScriptDirectory

    return tuple(reversed([script.revision for script in ScriptDirectory(_scripts()).walk_revisions()]))


def _scripts() -> str:
    return str(Path(__file__).parent / "migrations")


def _config(connection: Connection) -> Config:
    from alembic.config import Config as AlembicConfig

    config = AlembicConfig()
    config.set_main_option("script_location", _scripts().replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)
