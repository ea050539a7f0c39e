"""The nights: begun, taken up again, finished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Row, func, select

from crawler.records import Run
from pipelines.catalogue.engine import reading, writing
from pipelines.catalogue.tables import runs


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that is under way. `resumed`: an earlier process died in it; `settled`: history has its checks."""

    id: int
    started: datetime
    resumed: bool = False
    settled: bool = False


class Runs:
    """Reads and writes the nights."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, now: datetime) -> Begun:
        """The run that died, or a new one."""
        with writing(self._engine) as connection:
            row = connection.execute(
                select(runs).where(runs.c.finished.is_(None)).order_by(runs.c.id.desc()).limit(1)
            ).first()
            if row:
                return Begun(row.id, row.started, resumed=True, settled=row.settled)
            last = connection.execute(select(func.max(runs.c.id))).scalar() or 0
            connection.execute(
                runs.insert().values(id=last + 1, started=now, conclusive=True, settled=False, reason="", counts={})
            )
        return Begun(last + 1, now)

    def finish(self, run: Run) -> None:
        """Closes the run: from now on it is history."""
        with writing(self._engine) as connection:
            connection.execute(
                runs.update()
                .where(runs.c.id == run.id)
                .values(finished=run.finished, conclusive=run.conclusive, reason=run.reason, counts=dict(run.counts))
            )

    def note(self, run: int, **values: Any) -> None:
        """Sets columns of the run."""
        with writing(self._engine) as connection:
            connection.execute(runs.update().where(runs.c.id == run).values(**values))

    def all(self, limit: int | None = None) -> tuple[Run, ...]:
        """The finished runs, the latest first."""
        query = select(runs).where(runs.c.finished.is_not(None)).order_by(runs.c.id.desc()).limit(limit)
        with reading(self._engine) as connection:
            return tuple(_run(row) for row in connection.execute(query))

    def unfinished(self) -> Run | None:
        """The run that is under way or died."""
        with reading(self._engine) as connection:
            row = connection.execute(select(runs).where(runs.c.finished.is_(None)).limit(1)).first()
        return _run(row) if row else None

    def last_scan(self, *, before: int | None = None, settled: bool = False) -> str | None:
        """The scan of the latest run that has one; of those before a run, of those that history has taken in."""
        query = select(runs.c.scan).where(runs.c.scan.is_not(None)).order_by(runs.c.id.desc()).limit(1)
        if before is not None:
            query = query.where(runs.c.id < before)
        if settled:
            query = query.where(runs.c.settled)
        with reading(self._engine) as connection:
            return connection.execute(query).scalar()


def _run(row: Row[Any]) -> Run:
    counts: Mapping[str, int] = row.counts
    return Run(row.id, row.started, row.finished, row.conclusive, row.reason, counts)
