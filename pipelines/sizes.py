"""How much room each part takes, in bytes."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine, text

from pipelines.catalogue.engine import reading
from pipelines.data_folder import DataFolder

# part of the catalogue → its tables
PARTS: Mapping[str, tuple[str, ...]] = {
    "pages' bodies": ("bodies", "pages"),
    "pages' texts": ("documents",),
    "topics": ("taggings", "coverages", "taxonomies"),
    "history": ("checks", "standings", "changes", "runs"),
    "notes": ("note_versions", "scans", "resources"),
    "archived copies": ("copies",),
}

_SQLITE = text(
    "SELECT m.tbl_name AS name, SUM(s.pgsize) AS bytes FROM dbstat s JOIN sqlite_master m ON m.name = s.name"
    " WHERE s.aggregate = TRUE GROUP BY m.tbl_name"
)
_POSTGRES = text(
    "SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)


def folder_sizes(paths: DataFolder) -> dict[str, int]:
    """The files of the data folder, the catalogue with its write-ahead log, a log with its older ones."""
    found: dict[str, int] = {}
    if paths.root.is_dir():
        for path in sorted(paths.root.rglob("*")):
            if path.is_file():
                name = path.relative_to(paths.root).parts[0].removesuffix("-wal").removesuffix("-shm")
                name = paths.log.name if name.startswith(paths.log.name) else name
                found[name] = found.get(name, 0) + path.stat().st_size
    return found


def catalogue_sizes(engine: Engine) -> dict[str, int]:
    """What each part of the catalogue takes, indexes included; empty where the database does not tell."""
    postgres = engine.dialect.name == "postgresql"
    with reading(engine) as connection:
        tables = {row.name: int(row.bytes) for row in connection.execute(_POSTGRES if postgres else _SQLITE)}
    return {part: sum(tables.get(name, 0) for name in names) for part, names in PARTS.items()}
