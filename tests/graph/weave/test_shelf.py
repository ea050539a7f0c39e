"""Records beside memory behave as a dictionary and a tuple of them would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GraphError
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
