"""Records beside memory behave as a dictionary and a tuple of them would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GraphError
from graph.scratch import Scratch, scratch
from graph.shelf import Rows, Shelf

KEYS = st.text(st.characters(codec=None, categories=None), max_size=5)


HELD = st.integers(0, 150)


@given(st.lists(st.tuples(KEYS, st.integers())), HELD)
def test_a_shelf_is_a_dictionary(items: list[tuple[str, int]], held: int) -> None:
    shelf, known = Shelf(items, held), dict(items)
    assert shelf == known
    assert list(shelf.items()) == list(known.items())
    assert list(shelf.values()) == list(known.values())
    assert [shelf.get(key) for key in (*known, "missing")] == [known.get(key) for key in (*known, "missing")]


@given(st.lists(st.integers(), max_size=200), st.slices(200), HELD)
def test_rows_are_a_tuple(numbers: list[int], part: slice, held: int) -> None:
    rows = Rows(numbers, held)
    assert rows == tuple(numbers)
    assert list(reversed(rows)) == numbers[::-1]
    assert rows[part] == tuple(numbers)[part]
    assert [rows[place] for place in range(-len(numbers), len(numbers))] == numbers * 2


def test_two_readers_do_not_disturb_each_other() -> None:
    rows, shelf = Rows(range(300), held=0), Shelf(((str(one), one) for one in range(300)), held=0)
    assert [(a, b) for a, b in zip(rows, rows, strict=True) if a != b] == []
    assert all(shelf[key] == one for key, one in shelf.items())


def test_a_full_disk_is_told_in_words() -> None:
    """Stood in for by a limit that SQLite itself keeps: a database of three pages."""
    shelf = Shelf[str]([])
    shelf._db.execute("PRAGMA max_page_count = 3")
    with pytest.raises(GraphError, match=r"no room for temporary files: .*full") as refused:
        shelf._db.executemany("INSERT INTO item VALUES (?, ?)", ((one, b"x" * 9000) for one in range(9)))
    assert "SQLITE_TMPDIR" in refused.value.hint


READS: dict[str, Callable[[Scratch], object]] = {
    "a row": lambda db: db.execute(FILLING).fetchone(),
    "all rows": lambda db: db.execute(FILLING).fetchall(),
    "row by row": lambda db: sum(1 for _ in db.execute(FILLING)),
    "a script": lambda db: db.executescript("CREATE TABLE other AS SELECT * FROM big"),
}
FILLING = "INSERT INTO big SELECT no + 100, data FROM big RETURNING no"


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_a_disk_that_fills_while_rows_are_read_is_told_in_words(read: Callable[[Scratch], object]) -> None:
    shelf = Shelf[str]([])
    db = scratch(shelf, "CREATE TABLE big (no INTEGER, data BLOB)")
    db.executemany("INSERT INTO big VALUES (?, ?)", ((one, b"x" * 3000) for one in range(9)))
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(GraphError, match=r"no room for temporary files: .*full"):
        read(db)


def test_a_query_that_fails_at_a_later_row_is_told_in_words() -> None:
    db = scratch(owner := Shelf[str]([]), "CREATE TABLE row (no INTEGER); INSERT INTO row VALUES (1), (2), (3)")
    for take in (list, lambda rows: rows.fetchall(), lambda rows: [rows.fetchone() for _ in range(3)]):
        rows = db.execute("SELECT CASE no WHEN 3 THEN json('{') ELSE no END FROM row")
        with pytest.raises(GraphError, match="temporary files cannot be read or written: malformed JSON"):
            take(rows)
    assert len(owner) == 0
