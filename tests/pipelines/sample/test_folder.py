"""The sample's run never mixes with one on somebody's own notes, whichever comes first."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.data_folder import DataFolder
from pipelines.errors import LockedError
from pipelines.lock import hold
from pipelines.sample.errors import FolderTakenError, SampleError
from pipelines.sample.folder import MARK, claim, make_room
from pipelines.sample.run import sample_run
from pipelines.settings import load_settings
from tests.support.sample import SampleData, run_linkatlas


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "out")


def test_own_notes_take_the_place_of_the_sample(folder: DataFolder) -> None:
    claim(folder)
    for name in ("catalogue.sqlite", "catalogue.sqlite-wal", "graph.lbug", "graph.html", "mine.txt"):
        (folder.root / name).write_text("x", "utf-8")
    folder.archive.mkdir()
    assert make_room(folder)
    assert {path.name for path in folder.root.iterdir()} == {"lock", "mine.txt"}
    assert not make_room(folder)


def test_the_sample_may_be_run_again(folder: DataFolder) -> None:
    claim(folder)
    folder.catalogue.write_text("x", "utf-8")
    claim(folder)
    assert folder.catalogue.exists()


def test_the_sample_never_enters_a_folder_of_own_notes(folder: DataFolder) -> None:
    folder.root.mkdir()
    folder.catalogue.write_text("precious", "utf-8")
    with pytest.raises(FolderTakenError):
        claim(folder)
    assert not make_room(folder)
    assert folder.catalogue.read_text("utf-8") == "precious"


def test_nothing_is_taken_away_under_a_run_at_work(folder: DataFolder) -> None:
    claim(folder)
    folder.catalogue.write_text("x", "utf-8")
    with hold(folder.lock, datetime.now(UTC)), pytest.raises(LockedError):
        make_room(folder)
    assert folder.catalogue.exists()
    assert (folder.root / MARK).exists()


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(SampleError, match="cannot be written to"):
        claim(DataFolder(tmp_path / "file" / "out"))


def test_databases_of_the_environment_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "LINKATLAS_CATALOGUE__URL", "postgresql://somewhere/notes")
    monkeypatch.setitem(os.environ, "LINKATLAS_NEO4J__URL", "bolt://somewhere:7687")
    with sample_run() as run:
        settings = load_settings(run.config, run.overrides)
    assert (settings.catalogue.url, settings.neo4j.url) == ("", "")


@pytest.mark.xdist_group("sample")
def test_the_second_command_of_the_readme_follows_the_first(sample_copy: SampleData, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("# My plan\n\n## Start\n\nNo link yet.\n", "utf-8")
    own = ["nightly", "plan.md", "--data", str(sample_copy.folder)]
    done = run_linkatlas(own, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "makes room for your notes" in done.stderr
    assert sample_copy.report["changes"] == []
    assert "0 links in 1 note" in done.stdout
    refused = run_linkatlas(["nightly", "--sample", "--data", str(sample_copy.folder)], tmp_path)
    assert refused.returncode == 2
    assert "notes of your own" in refused.stderr
