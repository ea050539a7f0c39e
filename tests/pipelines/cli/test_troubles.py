"""What a person can get wrong: a clear message, the right exit code, no traceback, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipelines.cli.conftest import Command

NOTE = "# Road\n\n- [a](https://a.linkatlas.example/)\n"


def write(folder: Path, name: str, data: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


@pytest.mark.parametrize(
    ("arguments", "files", "words"),
    [
        pytest.param(["nightly"], {}, "name the notes", id="no notes named"),
        pytest.param(["nightly", "none.md"], {}, "none.md", id="missing note"),
        pytest.param(["nightly", "empty"], {"empty/x.txt": "no note"}, "empty", id="folder without notes"),
        pytest.param(
            ["nightly", "n.md", "--config", "no.toml"], {"n.md": NOTE}, "no.toml: No such file", id="missing settings"
        ),
        pytest.param(
            ["nightly", "n.md", "--config", "c.toml"],
            {"n.md": NOTE, "c.toml": "[crawl]\ndely_s = 1"},
            "did you mean 'crawl.delay_s'",
            id="unknown setting",
        ),
        pytest.param(
            ["nightly", "n.md", "--config", "c.toml"],
            {"n.md": NOTE, "c.toml": "[crawl"},
            "not TOML",
            id="broken settings",
        ),
        pytest.param(
            ["nightly", "n.md"], {"n.md": NOTE, "linkatlas.toml": "x = 1"}, "unknown key 'x'", id="default file"
        ),
        pytest.param(["nightly", "n.md", "--data", "n.md"], {"n.md": NOTE}, "n.md", id="data folder is a file"),
        pytest.param(["status"], {}, "no run yet", id="status before the first run"),
        pytest.param(["show", "x"], {}, "no run yet", id="show before the first run"),
        pytest.param(["nightly", "n.md", "--frobnicate"], {"n.md": NOTE}, "frobnicate", id="unknown flag"),
    ],
)
def test_usage_errors_are_said_and_end_with_2(
    linkatlas: Command, tmp_path: Path, arguments: list[str], files: dict[str, str], words: str
) -> None:
    for name, text in files.items():
        write(tmp_path, name, text)
    done = linkatlas(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_note_that_is_not_utf8_and_one_without_links_make_a_night(linkatlas: Command, tmp_path: Path) -> None:
    write(tmp_path, "notes/latin.md", "# Über\n\n[Täxt](mailto:a@b.example) schön und grün\n".encode("latin-1"))
    write(tmp_path, "notes/none.md", "# Nothing here\n")
    done = linkatlas("nightly", "notes", "--data", "data")
    assert done.returncode == 0, done.stderr
    assert "1 link in 2 notes" in done.stdout
    assert (tmp_path / "data" / "report.json").exists()


def test_a_catalogue_that_is_none_is_named_and_left_alone(linkatlas: Command, tmp_path: Path) -> None:
    write(tmp_path, "n.md", NOTE)
    write(tmp_path, "data/catalogue.sqlite", b"my diary " * 600)
    done = linkatlas("nightly", "n.md", "--data", "data")
    assert (done.returncode, "damaged or no catalogue" in done.stderr) == (1, True)
    assert (tmp_path / "data" / "catalogue.sqlite").read_bytes() == b"my diary " * 600


def test_an_unreachable_database_is_said(linkatlas: Command, tmp_path: Path) -> None:
    write(tmp_path, "n.md", NOTE)
    url = "postgresql://me:secret@127.0.0.1:1/x"
    done = linkatlas("nightly", "n.md", "--data", "data", variables={"LINKATLAS_CATALOGUE__URL": url})
    assert (done.returncode, "cannot be reached" in done.stderr) == (1, True)
    assert "secret" not in done.stderr


@pytest.mark.parametrize("command", ["nightly", "show", "status"])
def test_help_names_every_option(linkatlas: Command, command: str) -> None:
    done = linkatlas(command, "--help")
    assert done.returncode == 0
    assert {"--data", "--config", "--json"} <= set(done.stdout.split())


@pytest.mark.parametrize(
    ("streams", "code", "words"),
    [
        pytest.param("<&-", 0, "", id="no input"),
        pytest.param(">&-", 0, "", id="no output"),
        pytest.param("2>&-", 0, "", id="no place for errors"),
        pytest.param("<&- >&- 2>&-", 0, "", id="none of them"),
        pytest.param(">/dev/full", 1, "No space left on device", id="a full disk"),
    ],
)
@pytest.mark.parametrize("command", ["check", "scan"])
def test_streams_that_are_closed_or_full_end_in_no_traceback(
    tmp_path: Path, command: str, streams: str, code: int, words: str
) -> None:
    write(tmp_path, "n.md", "# Road\n\n[a](mailto:a@b.example)\n")
    run = [sys.executable, "-c", "from pipelines.cli.start import main; main()", command, "n.md"]
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {streams}', "sh", *run],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, "Traceback" in done.stderr, "ignored" in done.stderr) == (code, False, False)
    assert words in done.stderr
