"""What the pages say: documents, the tagger's words on each, and what holds over the whole collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, delete, select, update

from crawler.records import Coverage, Document, Topic
from pipelines.catalogue import codec
from pipelines.catalogue.engine import reading, upsert, writing
from pipelines.catalogue.tables import coverages, documents, pages, runs, taggings, taxonomies


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of a document without loading it."""

    digest: str
    extractor: str
    text_digest: str


_AT_ONCE = 500
"""So many records are in memory at once."""


class Understanding:
    """Reads and writes documents and coverages. The subject of a tagging is a resource's key or `stage:` + an id."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def known(self) -> Mapping[str, Read]:
        """For each document, what it was made from."""
        columns = documents.c
        query = select(columns.key, columns.digest, columns.extractor, columns.text_digest)
        with reading(self._engine) as connection:
            return {row.key: Read(row.digest, row.extractor, row.text_digest) for row in connection.execute(query)}

    def tagged(self) -> Mapping[str, str]:
        """For each subject, the digest that its coverages hold for."""
        with reading(self._engine) as connection:
            return {
                row.subject: row.digest for row in connection.execute(select(taggings.c.subject, taggings.c.digest))
            }

    def keep(
        self, read: Iterable[tuple[Document, Read]], tagged: Iterable[tuple[str, str, Sequence[Coverage]]]
    ) -> None:
        """Keeps documents with what they were made from, and taggings: subject, digest, coverages."""
        rows = [_document_row(document, made) for document, made in read]
        words = [{"subject": s, "digest": d, "data": codec.dump(tuple(found))} for s, d, found in tagged]
        with writing(self._engine) as connection:
            _say_when(connection, rows)
            upsert(connection, documents, rows)
            upsert(connection, taggings, words)

    def forget(self) -> None:
        """Drops all that was read and tagged; the settled coverages stay until they are settled again."""
        with writing(self._engine) as connection:
            connection.execute(delete(documents))
            connection.execute(delete(taggings))

    def document(self, key: str) -> Document | None:
        """The document with its text."""
        query = select(documents.c.data, documents.c.text).where(documents.c.key == key)
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return replace(codec.load(Document, row.data), text=row.text.decode()) if row else None

    def documents(self, keys: Iterable[str]) -> dict[str, Document]:
        """The documents of these resources, without their text."""
        return dict(self.each_document(keys))

    def each_document(self, keys: Iterable[str]) -> Iterator[tuple[str, Document]]:
        """The same one at a time."""
        wanted = set(keys)
        with reading(self._engine) as connection:
            # a row at a time: what is compressed is taken apart only where it is wanted
            for row in _streamed(connection, select(documents.c.key, documents.c.data)):
                if row.key in wanted:
                    yield row.key, codec.load(Document, row.data)

    def count_documents(self, keys: Iterable[str]) -> int:
        """How many of these resources have a document."""
        with reading(self._engine) as connection:
            return len(set(keys).intersection(connection.execute(select(documents.c.key)).scalars()))

    def texts(self, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Key and full text, one in memory at a time."""
        for key in keys:
            with reading(self._engine) as connection:
                text = connection.execute(select(documents.c.text).where(documents.c.key == key)).scalar()
            if text:
                yield key, text.decode()

    def raw_coverages(self, subjects: Sequence[str]) -> Iterator[Coverage]:
        """What the tagger said of these, before the pass over the collection, in the order of the subjects."""
        with reading(self._engine) as connection:
            for start in range(0, len(subjects), _AT_ONCE):
                part = subjects[start : start + _AT_ONCE]
                query = select(taggings.c.subject, taggings.c.data).where(taggings.c.subject.in_(part))
                found = {row.subject: row.data for row in connection.execute(query)}
                for subject in part:
                    yield from codec.load_all(Coverage, found.get(subject, []))

    def settle(self, found: Iterable[Coverage]) -> None:
        """Replaces all settled coverages; of several of one subject, topic and source the last counts."""
        source = iter(found)
        with writing(self._engine) as connection:
            connection.execute(delete(coverages))
            while part := list(islice(source, _AT_ONCE)):
                rows = {(c.resource, c.topic, c.source): _coverage_row(c) for c in part}
                upsert(connection, coverages, list(rows.values()))

    def coverages(self) -> Iterator[Coverage]:
        """The settled coverages, of resources and of stages, in a fixed order."""
        query = select(coverages.c.data).order_by(
            coverages.c.subject, coverages.c.score.desc(), coverages.c.topic, coverages.c.source
        )
        with reading(self._engine) as connection:
            for row in _streamed(connection, query):
                yield codec.load(Coverage, row.data)

    def use_taxonomy(self, run: int, digest: str, topics: Sequence[Topic]) -> None:
        """Keeps the taxonomy that the run tags with."""
        row = {"digest": digest, "data": codec.dump(tuple(topics))}
        with writing(self._engine) as connection:
            upsert(connection, taxonomies, [row], keep=("data",))
            connection.execute(update(runs).where(runs.c.id == run).values(taxonomy=digest))

    def use_known_taxonomy(self, run: int, digest: str) -> bool:
        """As `use_taxonomy`, of one that is kept already; False where it is not."""
        known = select(taxonomies.c.digest).where(taxonomies.c.digest == digest)
        with writing(self._engine) as connection:
            if connection.execute(known).first() is None:
                return False
            connection.execute(update(runs).where(runs.c.id == run).values(taxonomy=digest))
        return True

    def topics(self) -> tuple[Topic, ...]:
        """The taxonomy of the latest run that had one."""
        latest = select(runs.c.taxonomy).where(runs.c.taxonomy.is_not(None)).order_by(runs.c.id.desc()).limit(1)
        query = select(taxonomies.c.data).where(taxonomies.c.digest == latest.scalar_subquery())
        with reading(self._engine) as connection:
            data: list[Any] | None = connection.execute(query).scalar()
        return codec.load_all(Topic, data or [])


def _streamed(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """The rows as the database gives them, a few at a time."""
    yield from connection.execution_options(yield_per=_AT_ONCE).execute(query)


def _say_when(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Puts into each row since when its page says what it says: since it was fetched, unless it said so before."""
    keys = [row["key"] for row in rows]
    said = select(documents.c.key, documents.c.text_digest, documents.c.changed).where(documents.c.key.in_(keys))
    fetched = select(pages.c.key, pages.c.fetched).where(pages.c.key.in_(keys))
    before = {row.key: row for row in connection.execute(said)}
    now = {row.key: row.fetched for row in connection.execute(fetched)}
    for row in rows:
        known = before.get(row["key"])
        same = known is not None and known.text_digest == row["text_digest"]
        row["changed"] = known.changed if known and same else now.get(row["key"])


def _document_row(document: Document, made: Read) -> dict[str, Any]:
    return {
        "key": document.key,
        "digest": made.digest,
        "extractor": made.extractor,
        "text_digest": made.text_digest,
        "data": codec.dump(replace(document, text="")),
        "text": document.text.encode("utf-8", "replace"),
    }


def _coverage_row(coverage: Coverage) -> dict[str, Any]:
    return {
        "subject": coverage.resource,
        "topic": coverage.topic,
        "source": coverage.source,
        "score": coverage.score,
        "data": codec.dump(coverage),
    }
