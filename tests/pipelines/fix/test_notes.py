"""Notes on disk: written whole or not at all, only if they are what was looked at, and taken back."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from crawler.records import Note
from pipelines.fix.errors import ChangedError, FixError, PatchError
from pipelines.fix.notes import plan, replace_file, take_back, uncommitted, write
from pipelines.fix.rules import Rules

OLD, NEW = "https://old.example/a", "https://new.example/b"
RULES = Rules(moved={"old.example/a": NEW})


def note(path: Path, text: str = f"see {OLD}\n") -> Note:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return Note(path.name, path.stem, hashlib.sha256(path.read_bytes()).hexdigest(), source=str(path))


def test_written_notes_are_taken_back_to_the_byte(tmp_path: Path) -> None:
    notes = [
        note(tmp_path / "a.md", f"x\r\n{OLD}"),
        note(tmp_path / "sub" / "b c.md"),
        note(tmp_path / "same.md", "no link"),
    ]
    before = [Path(one.source).read_bytes() for one in notes]
    plans, refused = plan(notes, RULES)
    assert ([one.note for one in plans], refused) == (["a.md", "b c.md"], [])
    undo = tmp_path / "data" / "undo" / "x.patch"
    write(plans, undo)
    assert (tmp_path / "a.md").read_bytes() == f"x\r\n{NEW}".encode()
    assert plan([note(tmp_path / "c.md", "x")], RULES) == ([], [])
    take_back(undo)
    assert [Path(one.source).read_bytes() for one in notes] == before


def test_a_note_that_changed_since_the_run_is_left_alone(tmp_path: Path) -> None:
    one = note(tmp_path / "a.md")
    (tmp_path / "a.md").write_text(f"new words {OLD}")
    plans, refused = plan([one], RULES)
    assert plans == []
    assert refused[0].reason.startswith("changed since the last run")


def test_a_note_that_changes_while_it_is_looked_at_is_left_alone(tmp_path: Path) -> None:
    plans, _ = plan([note(tmp_path / "a.md")], RULES)
    (tmp_path / "a.md").write_text("somebody writes")
    with pytest.raises(ChangedError):
        write(plans, tmp_path / "undo.patch")
    assert (tmp_path / "a.md").read_text() == "somebody writes"


def test_nothing_is_taken_back_if_one_of_the_notes_has_changed(tmp_path: Path) -> None:
    plans, _ = plan([note(tmp_path / "a.md"), note(tmp_path / "b.md")], RULES)
    write(plans, tmp_path / "undo.patch")
    (tmp_path / "b.md").write_text("other words")
    with pytest.raises(PatchError):
        take_back(tmp_path / "undo.patch")
    assert NEW in (tmp_path / "a.md").read_text()


def test_a_missing_note_is_said(tmp_path: Path) -> None:
    one = note(tmp_path / "a.md")
    (tmp_path / "a.md").unlink()
    assert plan([one], RULES)[1][0].reason == "cannot be read: No such file or directory"


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.md"
    real.write_text("before")
    real.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(real)
    replace_file(link, b"before", b"after")
    assert link.is_symlink()
    assert (real.read_text(), real.stat().st_mode & 0o777) == ("after", 0o640)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.md", "real.md"]


def test_a_file_that_vanished_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(FixError, match="cannot be written: No such file"):
        replace_file(tmp_path / "gone.md", b"", b"x")


def test_changes_not_committed_to_git_are_told(tmp_path: Path) -> None:
    clean, dirty, outside = tmp_path / "repo" / "clean.md", tmp_path / "repo" / "dirty.md", tmp_path / "outside.md"
    for path in (clean, dirty, outside):
        note(path)
    git = ["git", "-C", str(tmp_path / "repo"), "-c", "user.name=t", "-c", "user.email=t@t.example"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "x"], check=True)
    dirty.write_text("words")
    assert uncommitted([clean, dirty, outside]) == [dirty]
