"""How these tests read a note that stands in the test itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from crawler.notes import read_notes
from crawler.records import Scan


@pytest.fixture
def scan(tmp_path: Path) -> Callable[..., Scan]:
    """Writes a note (or several, by name) and reads the folder."""

    def read(text: str | bytes = "", name: str = "note.md", **others: str) -> Scan:
        for path, content in {name: text, **others}.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_notes([tmp_path])

    return read


def targets(found: Scan) -> list[str]:
    """What the links of a scan say, in order."""
    return [link.raw for link in found.links]


def stage_paths(found: Scan) -> dict[str, Sequence[str]]:
    """The roadmap's title and those of the stages, from the outermost, by each link's text."""
    roadmaps = {roadmap.id: roadmap.title for roadmap in found.roadmaps}
    stages = {stage.id: stage for stage in found.stages}
    paths: dict[str, Sequence[str]] = {}
    for link in found.links:
        path: list[str] = []
        stage = stages.get(link.stage or "")
        while stage:
            path.insert(0, stage.title)
            stage = stages.get(stage.parent or "")
        paths[link.text] = [roadmaps[link.roadmap], *path] if link.roadmap else path
    return paths
