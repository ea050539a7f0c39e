"""The GitHub Action, its workflow and the pre-commit hook, as far as they run without the services they are for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
ACTION = ROOT / "deploy" / "github-action"
WORKFLOW = ROOT / "deploy" / "notes-ci.yml"
BIN = Path(sys.executable).parent
PINNED = re.compile(r"uses: [\w./-]+@(?:[0-9a-f]{40} # v\d+\.\d+\.\d+|COMMIT # v\d+\.\d+\.\d+)\s*$")

# stands where GitHub's own program would: keeps what it was told, and fails where the comment may not be written
GH = """#!/usr/bin/env bash
printf '%s\\n' "$@" >> "$HOME/gh.txt"
cat "$DATA/comment.md" >> "$HOME/comment.txt"
exit "${GH_EXIT:-0}"
"""


@dataclass
class Job:
    """A job that runs what the action's last step runs."""

    home: Path
    notes: Path

    @property
    def data(self) -> Path:
        return self.home / "data"

    def run(self, **settings: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": os.pathsep.join([str(self.home / "bin"), str(BIN), os.environ["PATH"]]),
            "HOME": str(self.home),
            "NOTES": str(self.notes),
            "DATA": str(self.data),
            "FAIL_ON": "confirmed",
            "LINKATLAS_CONFIG": "",
            "COMMENT_ON": "",
            "GITHUB_REPOSITORY": "me/notes",
            "GITHUB_STEP_SUMMARY": str(self.home / "summary.md"),
            **settings,
        }
        return subprocess.run([ACTION / "run.sh"], env=environment, capture_output=True, text=True, timeout=120)

    def said(self, name: str) -> str:
        file = self.home / name
        return file.read_text("utf-8") if file.exists() else ""


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """A job over a note that needs no network to be judged."""
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "reading.md").write_text(
        "# Reading\n\n- [broken](http://[never) and [mail](mailto:a@b.example)\n", "utf-8"
    )
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(GH, "utf-8")
    gh.chmod(0o755)
    return Job(tmp_path, notes)


def test_the_action_annotates_summarises_publishes_and_comments_once(job: Job) -> None:
    done = job.run(COMMENT_ON="7")
    assert done.returncode == 3, done.stderr
    assert "::error file=reading.md,line=3,col=3,title=Dead link::" in done.stdout
    assert "::notice title=linkatlas::2 links" in done.stdout
    assert job.said("summary.md").startswith("# linkatlas report")
    site = sorted((job.data / "site").iterdir())
    assert [file.name for file in site] == ["graph.html", "index.html", "report.html"]
    assert not any(str(job.notes) in file.read_text("utf-8") for file in site)
    comment = job.said("comment.txt")
    assert "repos/me/notes/issues/7/comments" in job.said("gh.txt")
    assert comment.count("**now dead**") == 1
    job.run(COMMENT_ON="7")
    assert job.said("comment.txt") == comment


def test_a_comment_that_may_not_be_written_fails_no_job(job: Job) -> None:
    done = job.run(COMMENT_ON="7", FAIL_ON="never", GH_EXIT="1")
    assert done.returncode == 0, done.stderr
    assert "::warning title=linkatlas::" in done.stdout


def test_the_action_fails_where_the_notes_are_missing(job: Job, tmp_path: Path) -> None:
    done = job.run(NOTES=str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert job.said("summary.md") == ""


def action() -> dict[str, Any]:
    return dict(yaml.safe_load((ACTION / "action.yml").read_text("utf-8")))


def test_the_action_hands_on_what_it_takes() -> None:
    text, script = (ACTION / "action.yml").read_text("utf-8"), (ACTION / "run.sh").read_text("utf-8")
    assert action()["runs"]["using"] == "composite"
    for name in action()["inputs"]:
        assert f"inputs.{name}" in text
    (last,) = [step for step in action()["runs"]["steps"] if "run.sh" in step.get("run", "")]
    used = set(last["env"]) - {"GH_TOKEN"}  # gh reads that one itself
    assert all(f"${name}" in script or f"${{{name}" in script for name in used)


@pytest.mark.parametrize("file", [ACTION / "action.yml", WORKFLOW], ids=["action", "workflow"])
def test_every_action_is_pinned_and_no_input_is_part_of_a_script(file: Path) -> None:
    text = file.read_text("utf-8")
    uses = [line.strip() for line in text.splitlines() if "uses:" in line]
    assert uses
    assert [line for line in uses if not PINNED.search(line)] == []
    assert "${{" not in "".join(
        re.findall(r"(?m)run: (?!\$\{\{ github\.action_path \}\}/(?:install|run)\.sh$).*$", text)
    )


def test_the_action_installs_what_stands_beside_it_with_the_locks_versions(tmp_path: Path) -> None:
    pip = tmp_path / "python"
    pip.write_text('#!/usr/bin/env bash\nprintf "%s\\n" "$@" > "$HOME/said"\ncp "$6" "$HOME/versions"\n', "utf-8")
    pip.chmod(0o755)
    environment = {"PATH": os.pathsep.join([str(tmp_path), os.environ["PATH"]]), "HOME": str(tmp_path)}
    subprocess.run([ACTION / "install.sh"], env=environment, check=True, timeout=60)
    said = (tmp_path / "said").read_text("utf-8").split()
    assert said[:3] == ["-m", "pip", "install"]
    assert Path(said[-1]) == ROOT
    versions = (tmp_path / "versions").read_text("utf-8").splitlines()
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = re.findall(r"(?m)^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", lock)
    assert [line.split("==")[0] for line in versions] == locked
    assert "scrapy" in locked
    # several versions of one package are for several Pythons: without markers they would contradict each other
    assert [line.partition(" ;")[2] for line in versions if " ;" in line] == re.findall(r"(?m)^[a-z].* ;(.*) \\$", lock)


def test_the_workflow_gives_the_action_only_what_it_has() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    steps = workflow["jobs"]["links"]["steps"]
    (ours,) = [step for step in steps if "linkatlas/deploy" in step.get("uses", "")]
    assert set(ours["with"]) <= set(action()["inputs"])
    assert workflow["permissions"] == {}
    site = next(step["with"]["path"] for step in steps if "pages-artifact" in step.get("uses", ""))
    assert site == f"{action()['inputs']['data']['default']}/site"


def test_the_hook_runs_on_the_notes_it_is_given(job: Job, tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, *arguments = hook["entry"].split()
    done = subprocess.run(
        [BIN / program, *arguments, job.notes / "reading.md"], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 3, done.stderr
    assert "http://[never" in done.stdout
