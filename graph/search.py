"""The search index: one SQLite file beside the graph, for words that are no topic and for the names in questions.

Tables: `page` (FTS5: title, notes' words, tags, text), `resource` (what a row shows), `alias` (folded name → topic),
`topic`, `place` (stages, roadmaps, notes by folded title), `author`, `meta`. Written as a new file and swapped in.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.records import Facts
from graph.addresses import loose
from graph.errors import GraphError, StoreMissingError
from graph.fold import fold
from graph.shelf import Shelf
from graph.woven import Woven

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE resource (
  key TEXT PRIMARY KEY, url TEXT, title TEXT, kind TEXT, health TEXT, folded TEXT, loose TEXT
);
CREATE INDEX resource_folded ON resource (folded);
CREATE INDEX resource_loose ON resource (loose);
CREATE TABLE topic (id TEXT PRIMARY KEY, name TEXT, resources INTEGER);
CREATE TABLE alias (folded TEXT, topic TEXT, written TEXT, sort TEXT);
CREATE TABLE place (id TEXT, label TEXT, title TEXT, folded TEXT, position INTEGER);
CREATE TABLE author (name TEXT, folded TEXT);
CREATE VIRTUAL TABLE page USING fts5(key UNINDEXED, title, notes, tags, body, tokenize='porter unicode61');
"""
# weights of page's columns: key, title, notes, tags, body
_RANK = "INSERT INTO page(page, rank) VALUES ('rank', 'bm25(0, 10, 4, 4, 1)')"
_SAYING_NOTHING = """
a about an and any are as at be by can do does for from had has have how i if in into is it its me my no not of on
or our should so some than that the their there these they this those to vs was we were what when where which who
why will with would you your
"""
_STOP = frozenset(_SAYING_NOTHING.split())
MOST_TEXT = 200_000
SNIPPETS = 25
"""Hits that show where the words stand; finding the place costs more than finding the page."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A resource that the words were found in; `snippet` shows where, `rank` is smaller for better."""

    key: str
    url: str
    title: str
    kind: str
    health: str
    snippet: str
    rank: float


def write_index(path: Path, facts: Facts, texts: Iterable[tuple[str, str]], graph: Woven | None = None) -> None:
    """Writes the index of `facts` and of `texts` (resource key, full text) to `path`, swapped in whole.

    `graph` is that of the facts where it is woven already.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
            new = Path(folder) / path.name
            with contextlib.closing(sqlite3.connect(new)) as db:
                db.execute("PRAGMA journal_mode = OFF")
                db.execute("PRAGMA synchronous = OFF")
                db.executescript(_SCHEMA)
                _fill(db, facts, texts, graph or _resources(facts))
                db.execute(_RANK)
                db.execute("INSERT INTO page(page) VALUES ('optimize')")
                db.commit()
            new.replace(path)
    except (sqlite3.Error, OSError) as problem:
        raise GraphError(
            f"the search index could not be written to {path}: {problem}", hint="is the disk full or not writable?"
        ) from problem


def _fill(db: sqlite3.Connection, facts: Facts, texts: Iterable[tuple[str, str]], graph: Woven) -> None:
    db.executemany(
        "INSERT INTO resource VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (r["id"], r["url"], r["title"], r["kind"], r["health"], fold(r["title"] or ""), loose(r["url"] or ""))
            for _, r in graph.nodes("Resource")
        ),
    )
    db.executemany("INSERT INTO page VALUES (?, ?, ?, ?, ?)", _pages(facts, texts, graph))
    _fill_names(db, facts)


def _pages(facts: Facts, texts: Iterable[tuple[str, str]], graph: Woven) -> Iterator[tuple[str, ...]]:
    notes: dict[str, list[str]] = defaultdict(list)
    for link in facts.scan.links:
        if link.key and not link.commented:
            notes[link.key] += [link.text, link.context]
    body = Shelf(((key, text[:MOST_TEXT]) for key, text in texts), held=0)
    for _, resource in graph.nodes("Resource"):
        key = resource["id"]
        document = facts.documents.get(key)
        tags = " · ".join(document.tags) if document else ""
        row = (key, resource["title"] or "", " ".join(dict.fromkeys(notes[key])), tags, body.get(key, ""))
        yield tuple(_utf8(cell) for cell in row)


def _resources(facts: Facts) -> Woven:
    """Resources as the graph tells them."""
    from graph.weave.resources import add_resources

    graph = Woven()
    add_resources(graph, facts)
    return graph


def _fill_names(db: sqlite3.Connection, facts: Facts) -> None:
    covered: dict[str, int] = defaultdict(int)
    for coverage in facts.coverages:
        covered[coverage.topic] += coverage.score >= 0.5
    for topic in facts.topics:
        db.execute("INSERT INTO topic VALUES (?, ?, ?)", (topic.id, topic.name, covered[topic.id]))
        names = [(topic.name, "name"), (topic.id, "name")]
        names += [(alias, "alias") for alias in topic.aliases] + [(acronym, "acronym") for acronym in topic.acronyms]
        names += [(asked, "asked") for asked in topic.asked]
        db.executemany("INSERT INTO alias VALUES (?, ?, ?, ?)", ((fold(n), topic.id, n, sort) for n, sort in names))
    places = [(s.id, "Stage", s.title, s.position) for s in facts.scan.stages]
    places += [(r.id, "Roadmap", r.title, r.position) for r in facts.scan.roadmaps]
    places += [(n.path, "Note", n.title or n.path, 0) for n in facts.scan.notes]
    db.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?)", ((i, label, _utf8(t), fold(t), p) for i, label, t, p in places)
    )
    authors = {_utf8(d.author) for d in facts.documents.values() if d.author}
    db.executemany("INSERT INTO author VALUES (?, ?)", ((name, fold(name)) for name in sorted(authors)))
    if facts.run:
        db.execute("INSERT INTO meta VALUES ('run_started', ?)", (facts.run.started.isoformat(),))


def _utf8(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@contextlib.contextmanager
def open_index(path: Path) -> Iterator[sqlite3.Connection]:
    """The index, read-only. Raises StoreMissingError where there is none."""
    if not path.is_file():
        raise StoreMissingError(
            f"no run yet in {path.parent}: it has no {path.name}", hint="start with: linkatlas nightly NOTES"
        )
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        yield db
    except sqlite3.DatabaseError as problem:
        raise StoreMissingError(
            f"{path} cannot be read: {problem}", hint="it is rebuilt by: linkatlas nightly NOTES"
        ) from problem
    finally:
        db.close()


def search(path: Path, words: str, limit: int = 10) -> list[Hit]:
    """Resources with these words, best first: as a phrase, then all of them, then any. Raises StoreMissingError."""
    with open_index(path) as db:
        return find(db, [words], limit)


def find(db: sqlite3.Connection, phrases: Sequence[str], limit: int) -> list[Hit]:
    """As `search`, in an open index, for several wordings of the same: pages with a whole phrase come first.

    Pages with only some of the words are looked for by the first wording alone.
    """
    found: dict[int, tuple[float, str]] = {}
    for query in _queries(phrases):
        if len(found) >= limit:
            break
        for row, rank in db.execute(
            "SELECT rowid, rank FROM page WHERE page MATCH ? ORDER BY rank LIMIT ?", (query, limit)
        ):
            found.setdefault(row, (rank, query))
    hits = []
    for place, (row, (rank, query)) in enumerate(found.items()):
        if place == limit:
            break
        key, url, title, kind, health = db.execute(_SHOWN, (row,)).fetchone()
        snippet = db.execute(_SNIPPET, (query, row)).fetchone()[0] if place < SNIPPETS else ""
        hits.append(Hit(key, url, title, kind, health, snippet, rank))
    return hits


_SHOWN = "SELECT key, url, resource.title, kind, health FROM page JOIN resource USING (key) WHERE page.rowid = ?"
_SNIPPET = "SELECT snippet(page, -1, '', '', '…', 24) FROM page WHERE page MATCH ? AND rowid = ?"


def _queries(phrases: Sequence[str]) -> list[str]:
    """From the strictest to the loosest: a whole phrase, all words of one, any word of the first."""
    parts = [found for phrase in phrases if (found := re.findall(r"\w+", phrase))]
    if not parts:
        return []
    exact = " OR ".join(_quoted(" ".join(part)) for part in parts)
    # words that say nothing must neither be asked for nor be what a snippet shows
    telling = [[word for word in part if word.lower() not in _STOP] for part in parts]
    every = " OR ".join(f"({' AND '.join(map(_quoted, part))})" for part in telling if part)
    some = " OR ".join(map(_quoted, telling[0]))
    return list(dict.fromkeys(query for query in (exact, every, some) if query))


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
