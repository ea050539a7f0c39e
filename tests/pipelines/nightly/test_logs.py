"""The night's log: every step a line, no secret, no control character, never larger than said."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import LinkAtlasError, State
from pipelines.logs import log, logged
from tests.pipelines.nightly.conftest import Vault

HOSTILE = "see \x1b[31mred\x1b[0m \u202e evil\nnext line https://me:hunter2@a.example/?token=s3cr3t&x=1"


@pytest.fixture
def vault(quick_vault: Vault) -> Vault:
    """What pages say does not matter here."""
    return quick_vault


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_secret_and_no_control_character_is_written(tmp_path: Path, form: str) -> None:
    path = tmp_path / "nightly.log"
    with logged(path, form, 1e6, 1):
        log("change", HOSTILE, url=HOSTILE)
        logging.getLogger("some.library").warning("could not reach %s", "https://me:hunter2@a.example/")
        logging.getLogger("some.library").info("not of interest")
    written = lines(path)
    assert len(written) == 2
    assert not [line for line in written if "hunter2" in line or "s3cr3t" in line or not line.isprintable()]
    assert "\\u001b[31mred" in written[0]


def test_json_lines_hold_the_fields(tmp_path: Path) -> None:
    path = tmp_path / "nightly.log"
    with logged(path, "json", 1e6, 1):
        log("due", "7 links to visit", run=3, links=7)
    told = json.loads(path.read_text("utf-8"))
    assert {name: told[name] for name in ("level", "event", "run", "links", "message")} == {
        "level": "info",
        "event": "due",
        "run": 3,
        "links": 7,
        "message": "7 links to visit",
    }


@given(words=st.text(max_size=60), form=st.sampled_from(["text", "json"]))
def test_any_words_make_one_line(tmp_path_factory: pytest.TempPathFactory, words: str, form: str) -> None:
    path = tmp_path_factory.mktemp("log") / "nightly.log"
    with logged(path, form, 1e6, 1):
        log("x", words, url=words)
    assert path.read_bytes().count(b"\n") == 1
    if form == "json":
        json.loads(path.read_bytes())


def test_it_turns_over_by_size(tmp_path: Path) -> None:
    path = tmp_path / "nightly.log"
    with logged(path, "text", 2000, 2):
        for number in range(200):
            log("x", f"line {number}")
    found = sorted(tmp_path.iterdir())
    assert [file.name for file in found] == ["nightly.log", "nightly.log.1", "nightly.log.2"]
    assert all(file.stat().st_size <= 2000 for file in found)
    assert lines(path)[-1].endswith("line 199")


def test_what_ends_the_night_is_its_last_line(tmp_path: Path) -> None:
    path = tmp_path / "nightly.log"
    for problem in (LinkAtlasError("the disk is full", hint="free some space"), KeyError("x")):
        with pytest.raises(type(problem)), logged(path, "text", 1e6, 1):
            raise problem
    assert [line.split(" ", 2)[1:] for line in lines(path)] == [
        ["error", "  the disk is full (free some space)"],
        ["error", "  KeyError: 'x'"],
    ]


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "nightly.log"
    path.mkdir()
    with logged(path, "text", 1e6, 1):
        log("x", "words")
    assert capsys.readouterr() == ("", "")


def test_a_night_tells_its_steps_and_its_changes(vault: Vault) -> None:
    vault.night()
    vault.web.answers["a.example.org/lesson"] = State.MOVED
    vault.web.moved_to["a.example.org/lesson"] = "https://new.example.org/?session=s3cr3t"
    vault.night(everything=True)
    said = [line.split(" ", 2)[2].strip() for line in lines(vault.data / "nightly.log")]
    assert said[:7] == [
        "run 1 begins",
        "3 links to visit",
        "3 visits",
        "3 pages read, 4 tagged",
        "history and topics are settled",
        "graph, index, page and reports",
        "run 1 ends: 3 visited, 0 left, 3 alive, 0 dead, 0 uncertain",
    ]
    assert "moved https://a.example.org/lesson → https://new.example.org/?session=REDACTED" in said
