"""The GitHub Action and the pre-commit hook, as far as they run without the services they are for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
ACTION = ROOT / "deploy" / "github-action"
BIN = Path(sys.executable).parent


def run_action(notes: Path, tmp_path: Path, **settings: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """Runs what the action's last step runs; its output and the job's summary."""
    summary = tmp_path / "summary.md"
    environment = {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "NOTES": str(notes),
        "DATA": str(tmp_path / "data"),
        "FAIL_ON": "confirmed",
        "LINKATLAS_CONFIG": "",
        "GITHUB_STEP_SUMMARY": str(summary),
        **settings,
    }
    done = subprocess.run([ACTION / "run.sh"], env=environment, capture_output=True, text=True, timeout=120)
    return done, summary.read_text("utf-8") if summary.exists() else ""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A note that needs no network to be judged."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "reading.md").write_text(
        "# Reading\n\n- [broken](http://[never) and [mail](mailto:a@b.example)\n", "utf-8"
    )
    return folder


def test_the_action_annotates_and_summarises(notes: Path, tmp_path: Path) -> None:
    done, summary = run_action(notes, tmp_path)
    assert done.returncode == 3, done.stderr
    assert "::error file=reading.md,line=3,col=3,title=Dead link::" in done.stdout
    assert "::notice title=linkatlas::2 links" in done.stdout
    assert summary.startswith("# linkatlas report")


def test_the_action_can_be_told_never_to_fail(notes: Path, tmp_path: Path) -> None:
    done, _ = run_action(notes, tmp_path, FAIL_ON="never")
    assert done.returncode == 0, done.stderr


def test_the_action_fails_where_the_notes_are_missing(tmp_path: Path) -> None:
    done, summary = run_action(tmp_path / "nowhere", tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert summary == ""


def test_the_action_names_only_inputs_it_has() -> None:
    action = yaml.safe_load((ACTION / "action.yml").read_text("utf-8"))
    text = (ACTION / "action.yml").read_text("utf-8")
    assert action["runs"]["using"] == "composite"
    for name in action["inputs"]:
        assert f"inputs.{name}" in text
    script = (ACTION / "run.sh").read_text("utf-8")
    for step in action["runs"]["steps"]:
        if "run.sh" in step.get("run", ""):
            assert set(step["env"]) == {"NOTES", "DATA", "LINKATLAS_CONFIG", "FAIL_ON"}
            assert all(f"${name}" in script or f"${{{name}" in script for name in step["env"])
        # inputs reach shells as variables only: text of theirs is never part of a script
        assert "${{ inputs" not in step.get("run", "")


def test_the_hook_runs_on_the_notes_it_is_given(notes: Path, tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, *arguments = hook["entry"].split()
    done = subprocess.run(
        [BIN / program, *arguments, notes / "reading.md"], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 3, done.stderr
    assert "http://[never" in done.stdout
