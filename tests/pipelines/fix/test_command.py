"""`linkatlas fix` and `linkatlas scan` as a person calls them."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.notes import read_notes
from crawler.records import Check, Facts, Standing, State
from pipelines.cli import common
from pipelines.cli.fix import command as fix
from pipelines.cli.scan import command as scan

OLD, NEW = "https://old.example/a", "https://new.example/b"
NOTE = f"# Map\n## First\n- [ ] [w]({OLD}#part)\n- https://x.example/?utm_source=y\n- [bad](http://a%20b/)\n"


def linkatlas(*arguments: object, home: Path) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own."""
    code = "from pipelines.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=home,
        env={"HOME": str(home), "COLUMNS": "80", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "notes" / "note.md"
    path.parent.mkdir()
    path.write_text(NOTE)
    return path


def test_scan_prints_an_object_a_link(note: Path, tmp_path: Path) -> None:
    done = linkatlas("scan", note, "--json", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout.splitlines()[0]) == {
        "note": "note.md",
        "line": 3,
        "column": 7,
        "raw": f"{OLD}#part",
        "text": "w",
        "url": OLD,
        "key": "old.example/a",
        "kind": "other",
        "roadmap": "Map",
        "stage": ["First"],
        "task": "open",
        "skipped": None,
    }


def test_scan_prints_a_list_that_fits_the_terminal(note: Path, tmp_path: Path) -> None:
    note.write_text(NOTE + f"- [{'long words ' * 30}\u202e\x1b[31m]({OLD}{'/x' * 60})\n")
    done = linkatlas("scan", note.parent, home=tmp_path)
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "Map › First" in done.stdout
    assert "4 links in 1 note · 3 resources · 1 roadmap with 1 stage · 1 malformed" in done.stdout


def test_scan_writes_nothing_where_the_notes_are(note: Path, tmp_path: Path) -> None:
    before = sorted(note.parent.rglob("*"))
    home = tmp_path / "home"
    home.mkdir()
    linkatlas("scan", note.parent, home=home)
    assert sorted(note.parent.rglob("*")) == before
    assert [path.name for path in home.iterdir()] == [".cache"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("scan", "nowhere"), "no such file or folder"), (("scan", "empty"), "no notes there"), (("fix",), "no run yet")],
)
def test_wrong_usage_is_told_in_words(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    (tmp_path / "empty").mkdir()
    done = linkatlas(*arguments, home=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_fix_shows_first_writes_when_told_and_takes_back(note: Path, tmp_path: Path) -> None:
    shown = linkatlas("fix", note, "--untrack", "--data", tmp_path / "data", home=tmp_path)
    assert shown.returncode == 0
    assert "-- https://x.example/?utm_source=y" in shown.stdout
    assert "+- https://x.example/" in shown.stdout
    assert "Nothing was written" in shown.stdout
    assert note.read_text() == NOTE
    written = linkatlas("fix", note, "--untrack", "--write", "--data", tmp_path / "data", home=tmp_path)
    assert "1 link in 1 note changed." in written.stdout
    assert note.read_text() == NOTE.replace("?utm_source=y", "")
    assert "Nothing to fix." in linkatlas("fix", note, "--untrack", "--data", tmp_path / "data", home=tmp_path).stdout
    patch = next((tmp_path / "data" / "undo").iterdir())
    assert linkatlas("fix", "--undo", patch, home=tmp_path).returncode == 0
    assert note.read_text() == NOTE


class _Catalogue:
    """A catalogue whose last run found OLD moved to NEW."""

    def __init__(self, notes: Path) -> None:
        self.notes = notes

    def __enter__(self) -> _Catalogue:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def facts(self) -> Facts:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        check = Check("old.example/a", State.MOVED, "moved", now, 200, f"{NEW}?utm_source=redirect")
        return Facts(read_notes([self.notes]), standings={"old.example/a": Standing("old.example/a", check, now)})


def test_fix_puts_the_address_that_the_last_run_found(
    note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(common.Session, "catalogue", lambda _self: _Catalogue(note.parent))
    done = CliRunner().invoke(fix, ["--write", "--data", str(tmp_path / "data")], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert note.read_text() == NOTE.replace(OLD, NEW)


def test_scan_reads_from_the_data_folder_s_cache(note: Path, tmp_path: Path) -> None:
    for _ in range(2):
        done = CliRunner().invoke(scan, [str(note), "--json", "--data", str(tmp_path / "data")], catch_exceptions=False)
        assert len(done.output.splitlines()) == 3
    assert (tmp_path / "data" / "notes-cache.sqlite").exists()
