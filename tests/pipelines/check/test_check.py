"""`linkatlas check` as CI runs it: the real command, on a web over real sockets."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipelines.check.exclude import compile_excludes
from pipelines.cli.main import main
from pipelines.errors import ConfigError
from tests.crawler.crawl.web import PAGE, Web, answer, running

NOTE = """# Roadmap

- [good](http://good.example/lesson)
- [dead](http://dead.example/lesson)
- [closed](http://closed.example/lesson)
- [broken](http://no%20host/)
- [mail](mailto:me@good.example)
- [secret](http://me:hunter2@dead.example/lesson?token=swordfish)
"""

Check = Callable[..., "Done"]


@pytest.fixture
def web() -> Iterator[Web]:
    """One page that is there, one that is gone, one that is closed to us."""
    routes = {
        ("good.example", "/lesson"): answer(body=PAGE),
        ("closed.example", "/lesson"): answer(403, "<title>Forbidden</title>"),
    }
    with running(Web(dict(routes))) as served:
        yield served


@dataclass
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def folder(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with NOTE and settings, where the command is called."""
    (tmp_path / "note.md").write_text(NOTE, "utf-8")
    (tmp_path / "linkatlas.toml").write_text(
        f'[crawl]\ndelay_s = 0\ntimeout_s = 3\nconnect_to = {{ "*.example" = "127.0.0.1:{web.port}" }}\n', "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def check(folder: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """Calls the command on NOTE."""

    def run(*arguments: str) -> Done:
        with pytest.raises(SystemExit) as ended:
            main(["check", "note.md", *arguments])
        out, err = capsys.readouterr()
        return Done(int(ended.value.code or 0), out, err)

    return run


def test_the_command_itself_says_the_same(folder: Path) -> None:
    line = [sys.executable, "-c", "from pipelines.cli.main import main; main()", "check", "note.md"]
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert "6 links: 1 alive · 3 dead · 1 uncertain · 1 skipped" in done.stdout


@pytest.mark.parametrize("descriptors", [5, 6, 8, 10, 12])
def test_too_few_open_files_are_said_and_hold_nothing_against_a_link(folder: Path, descriptors: int) -> None:
    run = [sys.executable, "-c", "from pipelines.cli.start import main; main()", "check", "note.md"]
    done = subprocess.run(
        ["/bin/sh", "-c", f'ulimit -n {descriptors}; exec "$@"', "sh", *run],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode in {1, 4}, "Traceback" in done.stderr) == (True, False)
    assert "ulimit -n" in done.stderr or "no free descriptors" in done.stdout
    assert not re.search(r"[2-9] dead", done.stdout), "only the one that is no address"


def test_dead_links_are_told_with_their_place_and_fail(check: Check) -> None:
    done = check()
    assert done.returncode == 3
    assert "note.md:4:" in done.stdout
    assert "dead not_found" in done.stdout
    assert "uncertain blocked" in done.stdout
    assert "hunter2" not in done.stdout
    assert "swordfish" not in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("fail_on", "code"), [("dead", 3), ("uncertain", 3), ("confirmed", 0), ("never", 0)])
def test_what_fails_is_chosen(check: Check, fail_on: str, code: int) -> None:
    assert check("--fail-on", fail_on).returncode == code


def test_json_has_every_link(check: Check) -> None:
    shape = json.loads(check("--json").stdout)
    healths = [link["health"] for link in shape["links"]]
    assert healths == ["alive", "dead", "uncertain", "dead", "skipped", "dead"]
    assert shape["counts"]["dead"] == 3
    assert shape["conclusive"] is True


def test_junit_and_sarif_and_github_say_the_same(check: Check) -> None:
    suites = ET.fromstring(check("--format", "junit").stdout.encode())
    assert (suites.get("tests"), suites.get("failures")) == ("6", "3")
    run = json.loads(check("--format", "sarif").stdout)["runs"][0]
    assert [result["level"] for result in run["results"]].count("error") == 3
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "note.md"
    lines = check("--format", "github").stdout.splitlines()
    assert sum(line.startswith("::error file=note.md,line=") for line in lines) == 3
    assert sum(line.startswith("::warning ") for line in lines) == 1


@pytest.mark.parametrize("names", [["one"], ["one", "two"], [f"n{number}" for number in range(12)]])
def test_where_nobody_answers_nothing_is_called_dead(check: Check, tmp_path: Path, names: list[str]) -> None:
    lines = "".join(f"- [x](http://{name}.invalid/lesson)\n" for name in names)
    (tmp_path / "note.md").write_text(lines, "utf-8")
    (tmp_path / "known.json").write_text('{"version": 1, "dead": []}', "utf-8")
    done = check("--write-baseline", "known.json")
    assert done.returncode == 4
    assert "dead" not in done.stdout
    assert done.stdout.splitlines()[-1].startswith("inconclusive: ")
    shape = json.loads(check("--json").stdout)
    assert {link["health"] for link in shape["links"]} == {"uncertain"}
    assert "::warning title=inconclusive::" in check("--format", "github").stdout
    assert "::error" not in check("--format", "github").stdout
    assert json.loads((tmp_path / "known.json").read_text("utf-8")) == {"version": 1, "dead": []}


def test_a_baseline_silences_what_is_known(check: Check, tmp_path: Path) -> None:
    assert check("--write-baseline", "known.json").returncode == 3
    assert check("--baseline", "known.json").returncode == 0
    note = tmp_path / "note.md"
    note.write_text(note.read_text("utf-8") + "- [new](http://dead.example/another)\n", "utf-8")
    assert check("--baseline", "known.json").returncode == 3


def test_a_baseline_keeps_no_secret_and_still_knows_the_link(check: Check, web: Web, tmp_path: Path) -> None:
    url = web.page("a.example", "/gone?token=hunter2", answer(404)).replace("http://", "http://jane:hunter3@")
    (tmp_path / "note.md").write_text(f"[gone]({url})\n", "utf-8")
    assert check("--write-baseline", "known.json").returncode == 3
    assert "hunter" not in (tmp_path / "known.json").read_text("utf-8")
    assert check("--baseline", "known.json").returncode == 0


def test_excluded_links_are_not_visited(check: Check, web: Web, tmp_path: Path) -> None:
    (tmp_path / ".linkatlas-exclude").write_text("# known\ndead.example\n", "utf-8")
    done = check("--exclude", "*://closed.example/*", "--exclude", "re:no%20host", "--fail-on", "uncertain")
    assert {request.host for request in web.requests} == {"good.example"}
    assert done.returncode in (0, 3)
    assert "blocked" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--baseline", "missing.json"), "missing.json"),
        (("--exclude-file", "missing.txt"), "missing.txt"),
        (("--exclude", "re:("), "no regular expression"),
        (("--config", "missing.toml"), "missing.toml"),
        (("--output", "no/such/folder/x"), "no/such/folder"),
    ],
)
def test_wrong_usage_is_told_in_words(check: Check, arguments: tuple[str, ...], words: str) -> None:
    done = check(*arguments)
    assert done.returncode in (1, 2)
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("pattern", "excluded", "kept"),
    [
        ("example.org", "https://sub.example.org/a", "https://example.org.evil.net/"),
        ("https://a.example/*", "https://a.example/x?y", "http://a.example/x"),
        ("*/drafts/*", "https://a.example/drafts/1", "https://a.example/draft"),
        (r"re:^http:", "http://a.example/", "https://a.example/"),
        ("a.example # why", "https://a.example/", "https://b.example/"),
    ],
)
def test_patterns_exclude_what_they_say(pattern: str, excluded: str, kept: str) -> None:
    excluding = compile_excludes([pattern], "test")
    assert excluding(excluded)
    assert not excluding(kept)


def test_a_broken_pattern_names_its_line() -> None:
    with pytest.raises(ConfigError, match="patterns:2"):
        compile_excludes(["# fine", "re:["], "patterns")
