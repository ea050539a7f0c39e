"""Canvases, notebooks, bookmarks: their links in place, broken files as findings."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from crawler.records import Scan
from tests.crawler.notes.conftest import stage_paths, targets

Read = Callable[..., Scan]
A, B = "https://a.example/x", "https://b.example/y"


def test_a_canvas_has_cards_links_and_notes(scan: Read) -> None:
    nodes = [
        {"id": "1", "type": "link", "url": A},
        {"id": "2", "type": "text", "text": f"# Card\nsee [w]({B}) and [[other]]"},
        {"id": "3", "type": "file", "file": "other.md", "subpath": "#Part"},
        {"id": "4", "type": "group", "label": "G"},
    ]
    canvas = json.dumps({"nodes": nodes, "edges": []}, indent=1)
    found = scan(canvas, "board.canvas", **{"other.md": "# Part"})
    assert targets(found) == [A, B]
    assert canvas.split("\n")[found.links[0].line - 1][found.links[0].column - 1 :].startswith(A)
    assert [(link.note, link.target, link.problem) for link in found.note_links] == [
        ("board.canvas", "other.md", "")
    ] * 2


def test_a_notebook_s_text_cells_are_one_note(scan: Read) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# Map\n", "## One\n", f"[a]({A})"]},
        {"cell_type": "code", "source": [f"get('{B}')"]},
        {"cell_type": "markdown", "source": f"## Two\n[b]({B})"},
    ]
    found = scan(json.dumps({"cells": cells, "nbformat": 4}), "book.ipynb")
    assert stage_paths(found) == {"a": ["Map", "One"], "b": ["Map", "Two"]}


def test_folders_of_bookmarks_are_stages(scan: Read) -> None:
    marks = f"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1">Learning</H3>
    <DL><p>
        <DT><A HREF="{A}" ADD_DATE="1" ICON="data:image/png;base64,xx">first &amp; best</A>
        <DT><H3>Deep</H3>
        <DL><p>
            <DT><A HREF="{B}?a=1&amp;b=2">second</A>
        </DL><p>
    </DL><p>
    <DT><A HREF="javascript:void(0)">program</A>
    <DT><A HREF="{A}/last">last</A>
</DL><p>
"""
    found = scan(marks, "bookmarks.html")
    assert [(link.line, link.raw, link.url) for link in found.links] == [
        (8, A, A),
        (11, f"{B}?a=1&amp;b=2", f"{B}?a=1&b=2"),
        (14, "javascript:void(0)", None),
        (15, f"{A}/last", f"{A}/last"),
    ]
    assert stage_paths(found)["second"] == ["Bookmarks", "Learning", "Deep"]
    assert stage_paths(found)["last"] == ["Bookmarks"]
    assert found.links[-1].headings == ("Bookmarks",)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.canvas", "{", "not a canvas: its JSON is broken"),
        ("a.canvas", "[]", "not a canvas: its JSON is broken"),
        ("a.canvas", "", "an empty canvas"),
        ("a.ipynb", '{"cells": [1]}', "not a notebook: its JSON is broken"),
        ("a.md", "---\ntitle: [\n---\n", "the front matter is not valid YAML"),
    ],
)
def test_broken_files_are_findings(scan: Read, name: str, text: str, message: str) -> None:
    found = scan(text, name)
    assert [finding.message for finding in found.findings] == [message]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: From the matter\n---\n# Heading", "From the matter"),
        ("# Heading\ntext", "Heading"),
        ("<h1>From <b>HTML</b></h1>\n\ntext", "From HTML"),
        ("## Second level", "note"),
    ],
)
def test_the_title_is_the_best_the_note_says(scan: Read, text: str, title: str) -> None:
    assert scan(text).notes[0].title == title
