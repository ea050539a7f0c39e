"""One real run on the sample, `linkatlas nightly --sample` as a subprocess, shared by all tests of a session.

Give tests that use it the mark `xdist_group("sample")`, so that it runs once. They must leave its data folder as they
found it; who wants to write takes a copy (`sample_copy`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

LINKATLAS = Path(sys.executable).parent / "linkatlas"


def clean_environment() -> dict[str, str]:
    """The environment without settings of linkatlas; a narrow terminal would fold what tests read."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LINKATLAS_")}
    return {**kept, "COLUMNS": "200", "NO_COLOR": "1"}


@dataclass(frozen=True)
class SampleData:
    """A data folder after a sample run, and what the run printed."""

    folder: Path
    printed: str

    def linkatlas(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Runs a command on this data folder, away from any checkout."""
        return run_linkatlas([*arguments, "--data", str(self.folder)], self.folder, **variables)

    @property
    def report(self) -> dict[str, Any]:
        """`report.json`."""
        loaded: dict[str, Any] = json.loads((self.folder / "report.json").read_text("utf-8"))
        return loaded


def run_linkatlas(arguments: Sequence[str], cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The installed command, as a person would call it, with these variables in the environment."""
    return subprocess.run(
        [LINKATLAS, *arguments],
        cwd=cwd,
        env={**clean_environment(), **variables},
        capture_output=True,
        text=True,
        timeout=240,
    )


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> SampleData:
    """The data folder of one sample run; not to be written to."""
    folder = tmp_path_factory.mktemp("sample")
    done = run_linkatlas(["nightly", "--sample", "--data", str(folder / "out")], cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return SampleData(folder / "out", done.stdout)


@pytest.fixture
def sample_copy(sample_data: SampleData, tmp_path: Path) -> SampleData:
    """A copy of the sample run's data folder, to do with as one likes."""
    shutil.copytree(sample_data.folder, tmp_path / "out")
    return SampleData(tmp_path / "out", sample_data.printed)
