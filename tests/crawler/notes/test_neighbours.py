"""Links between notes: found as Obsidian and Markdown find them, broken ones said with what is near."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.notes import read_notes
from crawler.records import Scan

Read = Callable[..., Scan]
NOTES = {
    "Deep Learning.md": "# Deep Learning\n## Back propagation\ntext ^block1\n<a name='place'></a>",
    "sub/Other.md": "# Other",
    "sub/README.md": "# Read me",
    "files/paper.pdf": "%PDF",
}

FOUND = {
    "wikilink": ("[[Deep Learning]]", "Deep Learning.md"),
    "with an alias": ("[[Deep Learning|deep]]", "Deep Learning.md"),
    "with an ending": ("[[Deep Learning.md]]", "Deep Learning.md"),
    "in another case": ("[[deep learning]]", "Deep Learning.md"),
    "with a heading": ("[[Deep Learning#Back propagation]]", "Deep Learning.md"),
    "with two headings": ("[[Deep Learning#Deep Learning#Back propagation]]", "Deep Learning.md"),
    "with a block": ("[[Deep Learning#^block1]]", "Deep Learning.md"),
    "with a block, as it once was written": ("[[Deep Learning^block1]]", "Deep Learning.md"),
    "by path": ("[[sub/Other]]", "sub/Other.md"),
    "by name in a folder": ("[[Other]]", "sub/Other.md"),
    "embedded": ("![[Other]]", "sub/Other.md"),
    "in a table": ("| a |\n|---|\n| [[Other\\|o]] |", "sub/Other.md"),
    "relative": ("[w](sub/Other.md)", "sub/Other.md"),
    "relative, escaped": ("[w](Deep%20Learning.md)", "Deep Learning.md"),
    "relative, in angles": ("[w](<Deep Learning.md>)", "Deep Learning.md"),
    "relative, with an anchor": ("[w](Deep%20Learning.md#back-propagation)", "Deep Learning.md"),
    "relative, to an HTML anchor": ("[w](Deep%20Learning.md#place)", "Deep Learning.md"),
    "relative, a folder": ("[w](sub)", "sub/README.md"),
    "to itself": ("# Here\n[w](#here)", "note.md"),
    "in front matter": ('---\nup: "[[Other]]"\n---\n', "sub/Other.md"),
}


@pytest.mark.parametrize(("text", "target"), FOUND.values(), ids=FOUND)
def test_links_between_notes_are_resolved(scan: Read, text: str, target: str) -> None:
    found = [link for link in scan(text, **NOTES).note_links if link.note == "note.md"]
    assert [(link.target, link.problem) for link in found] == [(target, "")]


BROKEN = {
    "note": ("[[Dep Learning]]", "no such note", "Deep Learning.md"),
    "relative note": ("[w](sub/Othr.md)", "no such note", "sub/Other.md"),
    "file": ("![[papr.pdf]]", "no such file", "files/paper.pdf"),
    "heading": ("[[Deep Learning#Back propagatoin]]", "no such heading", "Back propagation"),
    "block": ("[[Deep Learning#^block2]]", "no such block", "block1"),
    "a word of a longer name": ("[[Deep]]", "no such note", "Deep Learning.md"),
    "near, and not every name of its letters": ("[[Othar]]", "no such note", "sub/Other.md"),
    "nothing near": ("[[zzzzqqqq]]", "no such note", ""),
}


@pytest.mark.parametrize(("text", "problem", "near"), BROKEN.values(), ids=BROKEN)
def test_broken_ones_are_said_with_what_is_near(scan: Read, text: str, problem: str, near: str) -> None:
    found = scan(text, **NOTES)
    broken = [(link.problem, link.near) for link in found.note_links if link.note == "note.md"]
    assert broken == [(problem, near)]
    assert found.links == ()


def test_links_to_files_that_are_there_are_no_links_between_notes(scan: Read) -> None:
    assert scan("[[paper.pdf]] ![[paper.pdf]] [w](files/paper.pdf)", **NOTES).note_links == ()


def test_references_in_comments_are_left_out(scan: Read) -> None:
    assert scan("%% [[Nowhere]] %%", **NOTES).note_links == ()


def test_of_a_note_named_alone_only_its_own_places_are_judged(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("# Here\n[[Elsewhere]] [w](other.md) [x](#here) [y](#nowhere)")
    assert [(link.raw, link.problem) for link in read_notes([note]).note_links] == [
        ("#here", ""),
        ("#nowhere", "no such heading"),
    ]
