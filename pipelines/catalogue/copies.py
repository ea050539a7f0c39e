"""What a web archive said of dead resources: asked seldom, kept long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Engine, or_, select

from crawler.records import ArchivedCopy
from pipelines.catalogue import codec
from pipelines.catalogue.engine import reading, upsert, writing
from pipelines.catalogue.tables import copies, resources


class Copies:
    """Reads and writes archived copies by resource."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, key: str, copy: ArchivedCopy | None, asked: datetime) -> None:
        """Keeps an answer; None: the archive has no copy."""
        with writing(self._engine) as connection:
            row = {"key": key, "asked": asked, "data": codec.dump(copy) if copy else None}
            upsert(connection, copies, [row])

    def known_since(self, found: datetime, missed: datetime) -> frozenset[str]:
        """The keys that need not be asked again: with a copy asked for after `found`, without one after `missed`."""
        fresh = or_(copies.c.asked > missed, copies.c.data.is_not(None) & (copies.c.asked > found))
        with reading(self._engine) as connection:
            return frozenset(connection.execute(select(copies.c.key).where(fresh)).scalars())

    def of(self, keys: Iterable[str]) -> Mapping[str, ArchivedCopy]:
        """The copies of these resources, in the order of their keys."""
        wanted = frozenset(keys)
        query = select(copies.c.key, copies.c.data).where(copies.c.data.is_not(None)).order_by(copies.c.key)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return {row.key: codec.load(ArchivedCopy, row.data) for row in rows if row.key in wanted}

    def first_seen(self) -> Mapping[str, datetime]:
        """When each resource first stood in the notes."""
        with reading(self._engine) as connection:
            return {row.key: row.first_seen for row in connection.execute(select(resources)).all()}
