"""`linkatlas fix` on a copy of the sample's notes, after a night in which they were really visited."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipelines.resources import shipped
from pipelines.sample.server import SampleWeb
from tests.support.sample import SampleData, run_linkatlas

GONE = "http://lessons.linkatlas.example/principal-components-of-old/"
LIVING = "http://lessons.linkatlas.example/gradient-descent/"
TITLE = "Gradient descent, one step at a time"
MOVED = "http://lessons.linkatlas.example/2019/04/gradient-descent.html"
CELL = [f"A [lesson]({MOVED}) about ∇ “slopes”,\n", f"and `{MOVED}`"]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> SampleData:
    """A night over a copy of the notes that confirms deaths at once; the copy stands beside the data folder."""
    home = tmp_path_factory.mktemp("fix")
    notes = home / "notes"
    shutil.copytree(shipped("sample") / "notes", notes)
    (notes / "Dead.md").write_text(f"# Dead\r\n\r\n[{TITLE}]({GONE}) and `{GONE}`\r\n", "utf-16")
    cells = [{"cell_type": "markdown", "metadata": {}, "source": CELL}, {"cell_type": "code", "source": [MOVED]}]
    (notes / "book.ipynb").write_text(json.dumps({"cells": cells}, indent=1), "utf-8")
    card = {"id": "1", "type": "text", "text": "".join(CELL)}
    (notes / "board.canvas").write_text(json.dumps({"nodes": [card], "edges": []}, ensure_ascii=False), "utf-8")
    with SampleWeb(port=0) as web:
        (home / "linkatlas.toml").write_text(
            "[confirm]\nfailures = 1\ndays = 0\n"
            "[crawl]\ndelay_s = 0.01\nretries = 0\nretry_after_cap_s = 1\n"
            f'connect_to = {{ "*.linkatlas.example" = "{web.address}" }}\n'
        )
        done = run_linkatlas(["nightly", "notes", "--config", "linkatlas.toml", "--data", "out"], home)
    assert done.returncode == 0, done.stdout + done.stderr
    return SampleData(home / "out", done.stdout)


def contents(notes: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(notes.iterdir()) if path.is_file()}


def test_what_moved_and_what_died_is_mended_and_taken_back_to_the_byte(night: SampleData) -> None:
    notes = night.folder.parent / "notes"
    before = contents(notes)
    shown = night.linkatlas("fix", "--dead")
    assert "Nothing was written" in shown.stdout, shown.stdout + shown.stderr
    assert contents(notes) == before
    written = night.linkatlas("fix", "--write", "--dead")
    assert written.returncode == 0, written.stderr
    after = contents(notes)
    assert after["Dead.md"].decode("utf-16") == before["Dead.md"].decode("utf-16").replace(f"({GONE})", f"({LIVING})")
    for name in ("book.ipynb", "board.canvas"):
        told = before[name].decode().replace(f"({MOVED})", f"({LIVING})")
        assert after[name].decode() == told
    assert night.linkatlas("fix").returncode == 0
    patch = next((night.folder / "undo").iterdir())
    assert night.linkatlas("fix", "--undo", str(patch)).returncode == 0
    assert contents(notes) == before
