"""A second scan reads only what has changed, and says the same as the first."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from crawler.notes import read, read_notes
from crawler.notes.files import NoteFile
from crawler.records import Scan

NOTE = """---
title: One
---
# Map {n}
## First
- [x] [a](https://a.example/{n}) and [[n2]] %% https://c.example/x %%
## Second
![[nothing.png]] https://b.example/ mailto:x@y.example [bad](http://a%20b/) ^id{n}
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    for number in range(5):
        (folder / f"n{number}.md").write_text(NOTE.replace("{n}", str(number)))
    (folder / "latin.md").write_bytes("Gr\xfc\xdfe".encode("latin-1"))
    return folder


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are parsed, as they are."""
    names: list[str] = []
    parse_file = read.parse_file

    def noting(file: NoteFile) -> object:
        names.append(file.id)
        return parse_file(file)

    monkeypatch.setattr(read, "parse_file", noting)
    return names


def test_what_comes_from_the_cache_is_what_was_read(vault: Path, tmp_path: Path, parsed: list[str]) -> None:
    cache = tmp_path / "data" / "notes.sqlite"
    plain = read_notes([vault])
    first = read_notes([vault], cache=cache)
    del parsed[:]
    second = read_notes([vault], cache=cache)
    assert plain == first == second
    assert parsed == []
    assert second.links[0].state is first.links[0].state


def test_only_changed_files_are_parsed_again(vault: Path, tmp_path: Path, parsed: list[str]) -> None:
    cache = tmp_path / "notes.sqlite"
    read_notes([vault], cache=cache)
    del parsed[:]
    (vault / "n3.md").write_text("https://new.example/")
    (vault / "n4.md").unlink()
    found = read_notes([vault], cache=cache)
    assert parsed == ["n3.md"]
    assert [link.raw for link in found.links if link.note == "n3.md"] == ["https://new.example/"]
    assert "n4.md" not in [note.path for note in found.notes]


def test_a_file_of_the_same_size_and_another_time_is_read(vault: Path, tmp_path: Path, parsed: list[str]) -> None:
    cache = tmp_path / "notes.sqlite"
    read_notes([vault], cache=cache)
    del parsed[:]
    os.utime(vault / "n1.md", ns=(1, 1))
    read_notes([vault], cache=cache)
    assert parsed == ["n1.md"]


def test_a_note_under_another_id_is_read_under_it(vault: Path, tmp_path: Path) -> None:
    cache = tmp_path / "notes.sqlite"
    read_notes([vault.parent / "vault"], cache=cache)
    found = read_notes([vault.parent], cache=cache)
    assert {stage.id.partition("#")[0] for stage in found.stages} == {f"vault/n{number}.md" for number in range(5)}


@pytest.mark.parametrize("damage", ["text", "other", "folder", "values"])
def test_a_broken_cache_costs_only_time(vault: Path, tmp_path: Path, damage: str) -> None:
    cache = tmp_path / "notes.sqlite"
    expected: Scan = read_notes([vault], cache=cache)
    if damage == "text":
        cache.write_text("not a database at all, but long enough to look at" * 20)
    elif damage == "other":
        with sqlite3.connect(cache) as connection:
            connection.execute("UPDATE version SET value = 'older'")
        connection.close()
    elif damage == "folder":
        cache.unlink()
        cache.mkdir()
    else:
        with sqlite3.connect(cache) as connection:
            connection.execute("UPDATE notes SET content = '[1, 2]'")
        connection.close()
    assert read_notes([vault], cache=cache) == expected


def test_many_files_are_read_by_processes_in_the_same_order(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = read_notes([vault])
    monkeypatch.setattr(read, "_WORTH_A_POOL", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert read_notes([vault]) == alone


def test_progress_is_told_to_the_last_file(vault: Path) -> None:
    told: list[tuple[int, int]] = []
    read_notes([vault], progress=lambda done, whole: told.append((done, whole)))
    assert told[-1] == (6, 6)


def test_what_processes_could_not_read_is_read_here(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read_notes([vault])
    monkeypatch.setattr(read, "_WORTH_A_POOL", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(read, "_packed", _dies)
    assert read_notes([vault]) == expected


def _dies(_file: object) -> None:
    os._exit(1)
