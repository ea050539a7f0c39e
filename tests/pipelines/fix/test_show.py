"""What `fix` shows of notes that are JSON: lines of the file, the cell or card, and of long lines a part."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.notes import read_notes
from pipelines.fix.notes import plan
from pipelines.fix.rules import Rules
from pipelines.fix.show import show_plans

OLD, NEW = "https://a.example/?utm_source=x", "https://a.example/"
CELLS = {
    "cells": [
        {"cell_type": "code", "source": [OLD]},
        {"cell_type": "markdown", "source": ["# T\n", f"[w]({OLD}) \u00e9\n", f"and {OLD}"]},
    ]
}
CARDS = {"nodes": [{"type": "link", "url": OLD}, {"type": "text", "text": f"{'x ' * 300}\n\n[w]({OLD}) {'y ' * 300}"}]}


def shown(folder: Path, name: str, content: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    (folder / name).write_text(content, "utf-8")
    plans, refused = plan(read_notes([folder / name]).notes, Rules(untrack=True))
    assert not refused
    show_plans(plans)
    return capsys.readouterr().out.splitlines()[1:]


def test_a_notebook_shows_the_lines_of_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = json.dumps(CELLS, indent=1)
    lines = [number for number, line in enumerate(content.splitlines(), 1) if OLD in line]
    told = shown(tmp_path, "n.ipynb", content, capsys)
    assert [row for row in told if row.startswith("@@")] == [
        f"@@ line {lines[1]}, cell 2: untracked @@",
        f"@@ line {lines[2]}, cell 2: untracked @@",
    ]
    assert told[1:3] == [rf'- "[w]({OLD}) \u00e9\n",', rf'+ "[w]({NEW}) \u00e9\n",']


def test_a_canvas_of_one_line_shows_what_stands_around(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = json.dumps(CARDS)
    places = [content.index(OLD) + 1, content.rindex(OLD) + 1]
    told = shown(tmp_path, "c.canvas", content, capsys)
    assert [row for row in told if row.startswith("@@")] == [
        f"@@ line 1, column {places[0]}, card 1: untracked @@",
        f"@@ line 1, column {places[1]}, card 2: untracked @@",
    ]
    assert all(len(row) < 200 for row in told)
    assert told[4].startswith("-…x x ")
    assert told[5].replace(NEW, OLD)[1:] == told[4][1:]
    assert told[5].endswith("y y …")


def test_words_that_a_terminal_obeys_are_shown_as_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(tmp_path, "n.md", f"\x1b[2J\u202e {OLD} [red]x[/red]\n", capsys)
    assert told[1:] == [f"-[2J {OLD} [red]x[/red]", f"+[2J {NEW} [red]x[/red]"]
