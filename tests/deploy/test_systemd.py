"""What stands in deploy/ for systemd is understood by systemd, hardened, and runs the command as it is."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from pipelines.cli.main import linkatlas

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"
FOLDERS = [UNITS, UNITS / "user"]
EXPOSED = 2.0
"""systemd's own measure of a service's exposure, from 0 to 10; below 2 it says OK."""


def settings(unit: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in unit.read_text("utf-8").splitlines() if re.match(r"[A-Z]\w+=", line))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_service_runs_a_command_that_is(folder: Path) -> None:
    words = settings(folder / "linkatlas.service")["ExecStart"].split()
    command = linkatlas.get_command(click.Context(linkatlas), words[1])
    assert command is not None
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known
    assert set(settings(folder / "linkatlas.service")["SuccessExitStatus"].split()) == {"4", "5"}
    assert settings(folder / "linkatlas.timer")["Persistent"] == "true"


def test_the_service_of_a_server_may_do_little() -> None:
    found = settings(UNITS / "linkatlas.service")
    wanted = {"ProtectSystem": "strict", "NoNewPrivileges": "yes", "CapabilityBoundingSet": "", "PrivateUsers": "yes"}
    assert {name: found[name] for name in wanted} == wanted


def test_both_timers_are_alike() -> None:
    first, second = (folder / "linkatlas.timer" for folder in FOLDERS)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_systemd_understands_each_line(folder: Path, tmp_path: Path) -> None:
    """Needs no running systemd; where a system has none, its own reading of the files has to do."""
    for unit in folder.glob("linkatlas.*"):
        text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text("utf-8"), flags=re.MULTILINE)
        (tmp_path / unit.name).write_text(text, "utf-8")
    if not shutil.which("systemd-analyze"):
        return
    files = sorted(tmp_path.iterdir())
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True)
    ours = [line for line in (done.stdout + done.stderr).splitlines() if "linkatlas." in line]
    assert (done.returncode, ours) == (0, [])
    if folder == UNITS:
        line = ["systemd-analyze", "security", "--offline=yes", tmp_path / "linkatlas.service"]
        told = subprocess.run(line, capture_output=True, text=True).stdout
        found = re.search(r"Overall exposure level.*: ([0-9.]+)", told)
        assert found is None or float(found[1]) < EXPOSED
