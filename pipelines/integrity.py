"""Whether what is kept can be read again: the database, each body and record in it, the archive's files."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select, text

from crawler.records import Check, LinkAtlasError, Standing
from pipelines.archive.index import files_in
from pipelines.archive.warc import members
from pipelines.catalogue import Catalogue, codec
from pipelines.catalogue.engine import reading
from pipelines.catalogue.tables import bodies, checks, documents, pages, standings
from pipelines.data_folder import DataFolder

_NAMED = 5


def problems(catalogue: Catalogue, paths: DataFolder) -> list[str]:
    """What is wrong, in words; empty where all is well. Reads everything: a minute for some gigabytes."""
    found = []
    for look in (_database, _records, _bodies):
        try:
            found += list(look(catalogue))
        except LinkAtlasError as problem:
            found.append(str(problem))
        except (ValueError, zlib.error) as problem:  # pydantic's and JSON's errors are ValueErrors
            found.append(f"the catalogue holds what cannot be read: {type(problem).__name__}")
    return found + list(_archive(paths))


def _database(catalogue: Catalogue) -> Iterator[str]:
    if catalogue.engine.dialect.name == "sqlite":
        with reading(catalogue.engine) as connection:
            for row in connection.execute(text(f"PRAGMA integrity_check({_NAMED})")).scalars():
                if row != "ok":
                    yield f"the catalogue is damaged: {row}"


def _records(catalogue: Catalogue) -> Iterator[str]:
    """Every record is loaded once, as the program would."""
    kinds: tuple[tuple[Any, Any], ...] = ((checks.c.data, Check), (standings.c.data, Standing))
    for column, kind in kinds:
        with reading(catalogue.engine) as connection:
            for data in connection.execution_options(yield_per=500).execute(select(column)).scalars():
                codec.load(kind, data)
    with reading(catalogue.engine) as connection:
        for words in connection.execution_options(yield_per=50).execute(select(documents.c.text)).scalars():
            words.decode()
    catalogue.facts()
    yield from ()


def _bodies(catalogue: Catalogue) -> Iterator[str]:
    """A body is named by the digest of what it holds."""
    query = select(pages.c.key, pages.c.digest, pages.c.content_type, bodies.c.data, bodies.c.companions).join(
        bodies, bodies.c.digest == pages.c.digest
    )
    wrong: list[str] = []
    with reading(catalogue.engine) as connection:
        for row in connection.execution_options(yield_per=50).execute(query):
            told = [row.companions] if row.companions else []
            if codec.digest(row.data, row.content_type, *told) != row.digest:
                wrong.append(row.key)
    if wrong:
        yield f"the bodies of {len(wrong)} pages are not what was fetched, the first of {wrong[0]}"


def _archive(paths: DataFolder) -> Iterator[str]:
    for path in files_in(paths.archive):
        size = path.stat().st_size
        with path.open("rb") as file:
            end = max((end for _, end in members(file, 0)), default=0)
        if end < size:
            yield f"{path.name} cannot be read after byte {end:,} of {size:,}: the next night cuts it off there"
