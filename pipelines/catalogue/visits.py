"""What the web answered: checks, only added to, and each resource's last living page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select

from crawler.companions import kept
from crawler.records import Check, Health, Kind, Page, State, Visit
from pipelines.catalogue import codec
from pipelines.catalogue.engine import reading, upsert, writing
from pipelines.catalogue.tables import bodies, checks, pages, resources, runs


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request may ask with."""

    etag: str = ""
    last_modified: str = ""


class Visits:
    """Reads and writes checks and pages."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, run: int, visit: Visit, check: Check) -> str:
        """Keeps one visit, committed when this returns; the page's digest where it is new or changed, else empty."""
        with writing(self._engine) as connection:
            connection.execute(insert(checks).values(_row(run, check)))
            return _keep_page(connection, visit, check)

    def add_checks(self, run: int, made: Iterable[Check]) -> None:
        """Keeps checks that needed no visit."""
        rows = [_row(run, check) for check in made]
        if rows:
            with writing(self._engine) as connection:
                connection.execute(insert(checks), rows)

    def done_in(self, run: int, since: datetime | None = None) -> dict[str, State]:
        """What this run has checked already, or has since then: keys with their latest states."""
        query = select(checks.c.key, checks.c.state).where(checks.c.run == run).order_by(checks.c.id)
        if since is not None:
            query = query.where(checks.c.at >= since)
        with reading(self._engine) as connection:
            return {row.key: State(row.state) for row in connection.execute(query)}

    def history(self, key: str) -> tuple[tuple[Check, bool], ...]:
        """All checks of a resource in their order, each with whether its run was conclusive."""
        query = (
            select(checks.c.data, runs.c.conclusive)
            .join(runs, runs.c.id == checks.c.run)
            .where(checks.c.key == key)
            .order_by(checks.c.id)
        )
        with reading(self._engine) as connection:
            return tuple((codec.load(Check, row.data), row.conclusive) for row in connection.execute(query))

    def validators(self) -> Mapping[str, Validators]:
        """For each page that has some."""
        query = select(pages.c.key, pages.c.etag, pages.c.last_modified).where(
            (pages.c.etag != "") | (pages.c.last_modified != "")
        )
        with reading(self._engine) as connection:
            return {row.key: Validators(row.etag, row.last_modified) for row in connection.execute(query)}

    def page(self, key: str) -> Page | None:
        """The last living page of a resource."""
        return next(self.pages([key]), None)

    def pages(self, keys: Iterable[str]) -> Iterator[Page]:
        """The pages of these resources that have one; bodies are read one at a time."""
        for key in keys:
            query = (
                select(pages, bodies.c.data, bodies.c.companions, resources.c.kind)
                .join(bodies, bodies.c.digest == pages.c.digest)
                .outerjoin(resources, resources.c.key == pages.c.key)
                .where(pages.c.key == key)
            )
            with reading(self._engine) as connection:
                row = connection.execute(query).first()
            if row:
                yield _page(row)

    def page_digests(self) -> Mapping[str, str]:
        """Each page's content digest."""
        with reading(self._engine) as connection:
            return {row.key: row.digest for row in connection.execute(select(pages.c.key, pages.c.digest))}

    def stored(self) -> list[tuple[str, str, datetime]]:
        """Each page's key and content digest, and when it was fetched."""
        query = select(pages.c.key, pages.c.digest, pages.c.fetched)
        with reading(self._engine) as connection:
            return [(row.key, row.digest, row.fetched) for row in connection.execute(query)]

    def page_digest(self, key: str) -> str:
        """The content digest of one page; empty where there is none."""
        with reading(self._engine) as connection:
            return connection.execute(select(pages.c.digest).where(pages.c.key == key)).scalar() or ""

    def sizes(self) -> Mapping[str, int]:
        """How much there is: checks, pages, and their bytes before compression."""
        with reading(self._engine) as connection:
            many = connection.execute(select(func.count()).select_from(checks)).scalar() or 0
            row = connection.execute(select(func.count(), func.coalesce(func.sum(pages.c.size), 0))).one()
        return {"checks": int(many), "pages": int(row[0]), "page_bytes": int(row[1])}


def _row(run: int, check: Check) -> dict[str, Any]:
    return {"run": run, "key": check.resource, "at": check.at, "state": check.state, "data": codec.dump(check)}


_STORED = select(pages.c.digest, bodies.c.companions).join(bodies, bodies.c.digest == pages.c.digest)


def _keep_page(connection: Connection, visit: Visit, check: Check) -> str:
    if check.health is not Health.ALIVE:
        return ""
    before = connection.execute(_STORED.where(pages.c.key == visit.key)).first()
    known = before.digest if before else None
    if visit.not_modified or not visit.body or (visit.damage and known):
        return ""
    companions = kept((before and before.companions) or {}, visit.companions)
    new = codec.digest(visit.body, visit.content_type, *([companions] if companions else []))
    row = _page_row(visit, new)
    if new != known:
        body = {"digest": new, "data": visit.body, "companions": companions or None}
        upsert(connection, bodies, [body], keep=("data", "companions"))
    upsert(connection, pages, [row])
    if known and new != known:
        _drop_body(connection, known)
    return new if new != known else ""


def _drop_body(connection: Connection, digest: str) -> None:
    """Lets a body go that no page has any more."""
    still = select(pages.c.key).where(pages.c.digest == digest).exists()
    connection.execute(delete(bodies).where(bodies.c.digest == digest, ~still))


def _page_row(visit: Visit, digest: str) -> dict[str, Any]:
    # a page that came damaged is asked for anew each time, whatever its validators
    whole: Mapping[str, str] = {} if visit.damage else visit.headers
    return {
        "key": visit.key,
        "url": visit.final_url or visit.url,
        "content_type": visit.content_type,
        "charset": visit.charset,
        "digest": digest,
        "size": len(visit.body),
        "etag": whole.get("etag", ""),
        "last_modified": whole.get("last-modified", ""),
        "fetched": visit.at,
    }


def _page(row: Row[Any]) -> Page:
    kind = Kind(row.kind) if row.kind else Kind.OTHER
    return Page(row.key, row.url, row.content_type, row.charset, row.data, kind, row.companions or {})
