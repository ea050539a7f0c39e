"""What stood in the notes: each version of a note kept once, each scan a list of versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, select

from crawler.records import Finding, Link, Note, NoteLink, Resource, Roadmap, Scan, Stage
from crawler.urls import is_safer
from pipelines.catalogue import codec
from pipelines.catalogue.engine import reading, upsert, writing
from pipelines.catalogue.tables import note_versions, resources, runs, scans

# the fields of a Scan, and the field of their records that names the note
_PARTS: dict[str, Any] = {"links": Link, "note_links": NoteLink, "findings": Finding, "roadmaps": Roadmap}


_AT_ONCE = 50
"""So many notes are taken apart at once."""


def resources_of(scan: Scan) -> tuple[Resource, ...]:
    """What the links mean: one for each key to visit, in the order of the notes. Comments are not visited.

    Of several spellings the first is fetched, the first with https where there is one.
    """
    found: dict[str, Resource] = {}
    for link in scan.links:
        if not link.key or not link.url or link.state is not None or link.commented:
            continue
        known = found.get(link.key)
        if known is None or is_safer(link.url, known.url):
            found[link.key] = Resource(link.key, link.url, link.kind)
    return tuple(found.values())


class Scans:
    """Reads and writes scans."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, run: int, scan: Scan, now: datetime) -> str:
        """Keeps the scan as that of the run; its digest. Versions that stand already are not written again."""
        versions = list(_versions(scan))
        name = codec.digest([version["digest"] for version in versions])
        seen = [{"key": r.key, "url": r.url, "kind": r.kind, "first_seen": now} for r in resources_of(scan)]
        with writing(self._engine) as connection:
            upsert(connection, note_versions, versions, keep=("path", "data"))
            upsert(connection, scans, [{"digest": name, "notes": [v["digest"] for v in versions]}], keep=("notes",))
            upsert(connection, resources, seen, keep=("first_seen",))
            connection.execute(runs.update().where(runs.c.id == run).values(scan=name))
        return name

    def load(self, name: str | None) -> Scan:
        """The scan of this digest; an empty one for None."""
        if name is None:
            return Scan()
        with reading(self._engine) as connection:
            wanted: list[str] = connection.execute(select(scans.c.notes).where(scans.c.digest == name)).scalar() or []
            return _joined(_stored(connection, wanted))


def _stored(connection: Connection, wanted: list[str]) -> Iterator[dict[str, Any]]:
    """The versions of these digests in their order, a few at a time."""
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        query = select(note_versions.c.digest, note_versions.c.data).where(note_versions.c.digest.in_(part))
        data = {row.digest: row.data for row in connection.execute(query)}
        yield from (data[version] for version in part if version in data)


def _versions(scan: Scan) -> Iterator[dict[str, Any]]:
    """The scan cut by note; a stage goes with its roadmap's note."""
    parts: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for field in _PARTS:
        for record in getattr(scan, field):
            parts[record.note][field].append(record)
    note_of = {roadmap.id: roadmap.note for roadmap in scan.roadmaps}
    for stage in scan.stages:
        parts[note_of[stage.roadmap]]["stages"].append(stage)
    for note in scan.notes:
        data: dict[str, Any] = {"note": codec.dump(note)}
        data |= {field: codec.dump(tuple(records)) for field, records in sorted(parts[note.path].items())}
        yield {"digest": codec.digest(data), "path": note.path, "data": data}


def _joined(versions: Iterable[dict[str, Any]]) -> Scan:
    found: dict[str, list[Any]] = {"notes": [], "stages": [], **{field: [] for field in _PARTS}}
    once: dict[Any, Any] = {}
    for data in versions:
        found["notes"].append(codec.load(Note, data["note"]))
        found["stages"] += codec.load_all(Stage, data.get("stages", []))
        for field, kind in _PARTS.items():
            records = codec.load_all(kind, data.get(field, []))
            found[field] += [_lean(one, once) for one in records] if kind is Link else records
    return Scan(**{field: tuple(records) for field, records in found.items()})


def _lean(link: Link, once: dict[Any, Any]) -> Link:
    """The same link, with what many have, and what it has twice, in memory once."""
    shared: dict[str, Any] = {name: getattr(link, name) for name in ("note", "headings", "roadmap", "stage", "reason")}
    shared = {name: once.setdefault(value, value) for name, value in shared.items()}
    url = link.raw if link.url == link.raw else link.url
    return replace(link, url=url, context=link.text if link.context == link.text else link.context, **shared)
