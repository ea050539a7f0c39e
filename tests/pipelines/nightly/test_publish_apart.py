"""What a process of its own publishes is what the night itself would have published."""

from __future__ import annotations

import os
import signal

import pytest

from pipelines.catalogue import open_catalogue
from pipelines.data_folder import DataFolder
from pipelines.errors import OutputError
from pipelines.steps import publish_apart as apart
from pipelines.steps.publish import publish
from tests.pipelines.nightly.conftest import Vault


@pytest.fixture(autouse=True)
def always_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few the links are."""
    monkeypatch.setattr(apart, "APART", 0)


def written(paths: DataFolder) -> list[bytes]:
    return [file.read_bytes() for file in (paths.report_json, paths.report_html, paths.report_md, paths.graph_page)]


def test_another_process_publishes_the_same(quick_vault: Vault) -> None:
    night = quick_vault.night(publish=apart.publish_apart)
    told = written(night.paths)
    night.paths.graph_page.unlink()
    with open_catalogue(f"sqlite:///{night.paths.catalogue}") as catalogue:
        assert publish(catalogue, night.facts, night.paths, quick_vault.settings) == ()
    assert written(night.paths) == told


def test_a_file_that_cannot_be_written_is_told_in_the_same_words(quick_vault: Vault) -> None:
    DataFolder(quick_vault.data).report_html.mkdir(parents=True)
    with pytest.raises(OutputError, match=r"report\.html") as refused:
        quick_vault.night(publish=apart.publish_apart)
    assert "free some space" in refused.value.hint


def test_a_process_that_is_killed_ends_the_night_in_words(quick_vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_draw", die)
    with pytest.raises(OutputError, match="ended by itself"):
        quick_vault.night(publish=apart.publish_apart)


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
