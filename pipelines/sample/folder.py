"""The data folder and the sample: its run must never mix with one on somebody's own notes."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from pipelines.data_folder import DataFolder
from pipelines.lock import hold
from pipelines.sample.errors import FolderTakenError, SampleError

MARK = "sample.txt"
WORDS = "The sample's run stands here. The first run on notes of your own takes its place.\n"


def claim(paths: DataFolder) -> None:
    """Marks the folder as the sample's. Raises FolderTakenError where a run on somebody's own notes stands,
    SampleError where it cannot be written to.
    """
    mark = paths.root / MARK
    if paths.catalogue.exists() and not mark.exists():
        raise FolderTakenError(
            f"{paths.root} holds a run on notes of your own, which the sample would mix with",
            hint="give the sample a folder of its own: linkatlas nightly --sample --data FOLDER",
        )
    try:
        paths.root.mkdir(parents=True, exist_ok=True)
        mark.write_text(WORDS, "utf-8")
    except OSError as problem:
        raise SampleError(
            f"{paths.root} cannot be written to: {problem.strerror}", hint="name another --data"
        ) from None


def make_room(paths: DataFolder) -> bool:
    """Takes the sample's run out of the folder; says whether there was one. Raises LockedError while a run works."""
    mark = paths.root / MARK
    if not mark.exists():
        return False
    with hold(paths.lock, datetime.now(UTC)):
        for path in _files(paths):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        mark.unlink()
    return True


def _files(paths: DataFolder) -> list[Path]:
    """What a run writes, with the logs that databases keep beside their files; the lock stays."""
    written = (
        paths.catalogue,
        paths.graph,
        paths.notes_cache,
        paths.search,
        paths.graph_page,
        paths.report_html,
        paths.report_md,
        paths.report_json,
        paths.archive,
    )
    return [found for path in written for found in paths.root.glob(f"{path.name}*")]
