"""Which files are read, in which order, and what is said of those that are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.notes import NotesError, read_notes
from crawler.notes.files import list_notes


def write(folder: Path, *names: str, text: str = "https://a.example/x") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def ids(*paths: Path) -> list[str]:
    return [note.id for note in list_notes(paths).notes]


def test_folders_are_walked_in_a_fixed_order(tmp_path: Path) -> None:
    write(
        tmp_path, "b.md", "a/c.md", "a.md", "A/z.markdown", ".git/x.md", ".obsidian/y.md", "node_modules/z.md", "p.png"
    )
    assert ids(tmp_path) == ["a.md", "b.md", "A/z.markdown", "a/c.md"]


def test_a_file_named_alone_has_its_name_as_id(tmp_path: Path) -> None:
    write(tmp_path, "deep/note.txt")
    assert ids(tmp_path / "deep" / "note.txt") == ["note.txt"]


def test_files_of_the_same_name_keep_ids_of_their_own(tmp_path: Path) -> None:
    write(tmp_path, "one/n.md", "two/n.md")
    assert ids(tmp_path / "one" / "n.md", tmp_path / "two" / "n.md") == ["n.md", "two/n.md"]


def test_a_file_is_read_once_whatever_leads_to_it(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "sub/b.md")
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "sub")
    assert sorted(Path(name).name for name in ids(tmp_path, tmp_path / "a.md")) == ["a.md", "b.md"]


def test_exclusions_of_a_vault_are_obeyed(tmp_path: Path) -> None:
    write(tmp_path, "keep.md", "Templates/t.md", "Old/o.md", "draft-1.md", "inner/x.md", "inner/skip/y.md")
    settings = {"userIgnoreFilters": ["Templates/", "/^draft/", "/[/"], "attachmentFolderPath": "files"}
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "app.json").write_text(json.dumps(settings))
    (tmp_path / "inner" / ".obsidian").mkdir()
    (tmp_path / "inner" / ".obsidian" / "app.json").write_text(json.dumps({"userIgnoreFilters": ["skip/"]}))
    assert ids(tmp_path) == ["keep.md", "Old/o.md", "inner/x.md"]


@pytest.mark.parametrize("settings", ["", "[]", "{", '{"userIgnoreFilters": null}', '{"userIgnoreFilters": 3}'])
def test_broken_settings_exclude_nothing(tmp_path: Path, settings: str) -> None:
    write(tmp_path, "a.md")
    write(tmp_path, ".obsidian/app.json", text=settings)
    assert ids(tmp_path) == ["a.md"]


def test_bases_are_said_to_be_skipped(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "view.base")
    findings = read_notes([tmp_path]).findings
    assert [(finding.note, finding.message) for finding in findings] == [
        ("view.base", "skipped: a view of the vault, its links are not read")
    ]


def test_pages_among_notes_are_read_only_if_they_are_bookmarks(tmp_path: Path) -> None:
    write(tmp_path, "page.html")
    write(tmp_path, "marks.html", text="<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n</DL>")
    assert ids(tmp_path) == ["marks.html"]


def test_a_missing_path_is_an_error_with_a_near_one(tmp_path: Path) -> None:
    write(tmp_path, "roadmap.md")
    with pytest.raises(NotesError, match="no such file") as problem:
        read_notes([tmp_path / "raodmap.md"])
    assert "roadmap.md" in problem.value.hint
    assert problem.value.exit_code == 2


def test_a_folder_without_notes_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "picture.png")
    with pytest.raises(NotesError, match="no notes there"):
        read_notes([tmp_path])


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    write(tmp_path, "good.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "pipe.md").mkdir()
    found = read_notes([tmp_path])
    assert [note.path for note in found.notes] == ["good.md"]
    assert [(finding.note, finding.message) for finding in found.findings] == [
        ("gone.md", "cannot be read: No such file or directory")
    ]


def test_a_note_without_links_is_fine(tmp_path: Path) -> None:
    write(tmp_path, "empty.md", text="")
    assert read_notes([tmp_path]).links == ()
