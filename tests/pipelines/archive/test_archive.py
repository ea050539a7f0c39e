"""The archive: what it holds, what a kill leaves, what goes, and that others' tools can read it."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.records import Check, Hop, Page, State, Visit
from pipelines.archive import Archive, archiving
from pipelines.archive.index import Index
from pipelines.archive.warc import members
from pipelines.catalogue import codec

NOW = datetime(2027, 3, 1, 2, tzinfo=UTC)
VISIT = Visit(
    "a.example.org/lesson",
    "https://a.example.org/lesson?token=s3cret",
    NOW,
    final_url="https://a.example.org/lesson/?token=s3cret",
    status=200,
    hops=(Hop("https://a.example.org/lesson?token=s3cret", 301),),
    headers={"content-type": "text/html", "content-encoding": "gzip", "set-cookie": "id=s3cret", "etag": '"1"'},
    content_type="text/html",
    body=b"<p>Gradient descent.",
)
CHECK = Check(VISIT.key, State.MOVED, "It moved.", NOW, 200)

KILLED = """
import os, signal, sys
from pathlib import Path
from pipelines.archive import Archive
from tests.pipelines.archive.test_archive import CHECK, NOW, digest_of, visit_of
Archive(Path(sys.argv[1]), 1e9, NOW).answer(visit_of(b"one"), CHECK, digest_of(b"one"))
os.kill(os.getpid(), signal.SIGKILL)
"""


def visit_of(body: bytes) -> Visit:
    return replace(VISIT, body=body)


def digest_of(body: bytes) -> str:
    return codec.digest(body, "text/html")


def records(folder: Path) -> Iterator[tuple[str, Any, bytes]]:
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                yield record.rec_type, record, record.content_stream().read()


def keep(folder: Path, *bodies: bytes, limit: float = 1e9, at: datetime = NOW) -> None:
    archive = Archive(folder, limit, at)
    for body in bodies:
        archive.answer(visit_of(body), CHECK, digest_of(body))
    archive.close()


def bodies(folder: Path) -> list[bytes]:
    return [body for kind, _, body in records(folder) if kind in ("response", "resource")]


def test_an_answer_stands_with_its_headers_and_no_secret(tmp_path: Path) -> None:
    keep(tmp_path, VISIT.body)
    (_, _, about), (_, response, body), (_, metadata, fields) = records(tmp_path)
    assert b"software: linkatlas/" in about
    assert body == VISIT.body
    assert response.http_headers.get_statuscode() == "200"
    assert response.http_headers.headers == [
        ("content-type", "text/html"),
        ("etag", '"1"'),
        ("content-length", str(len(VISIT.body))),
    ]
    assert response.rec_headers.get_header("WARC-Date") == "2027-03-01T02:00:00Z"
    assert metadata.rec_headers.get_header("WARC-Concurrent-To") == response.rec_headers.get_header("WARC-Record-ID")
    assert b"via: https://a.example.org/lesson?token=REDACTED 301 header" in fields
    assert not any(b"s3cret" in part for part in (fields, str(response.rec_headers).encode()))


def test_warcio_finds_nothing_wrong(tmp_path: Path) -> None:
    keep(tmp_path, VISIT.body, "Ünïcode".encode(), b"")
    files = [str(path) for path in tmp_path.glob("*.warc.gz")]
    done = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", *files], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_a_body_is_kept_once_over_the_nights(tmp_path: Path) -> None:
    keep(tmp_path, b"one", b"two", b"one")
    keep(tmp_path, b"two", b"three", at=NOW + timedelta(days=1))
    keep(tmp_path, b"one", at=NOW + timedelta(days=2))
    assert bodies(tmp_path) == [b"one", b"two", b"three"]
    assert len(list(tmp_path.glob("*.warc.gz"))) == 2, "a night without anything new begins no file"


def test_a_file_that_was_ended_well_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, b"one", b"two")
    monkeypatch.setattr(Index, "_take_in", lambda *_: pytest.fail("nothing of it was unknown"))
    keep(tmp_path, b"one", at=NOW + timedelta(days=1))


@pytest.mark.parametrize("cut", [1, 9, 200])
def test_a_broken_tail_is_cut_off_and_its_body_kept_again(tmp_path: Path, cut: int) -> None:
    keep(tmp_path, b"one", os.urandom(500))
    (path,) = tmp_path.glob("*.warc.gz")
    os.truncate(path, path.stat().st_size - cut)
    (tmp_path / "index.sqlite").unlink()
    keep(tmp_path, b"one", b"two", at=NOW + timedelta(days=1))
    assert bodies(tmp_path)[0] == b"one"
    assert bodies(tmp_path)[-1] == b"two"
    assert bodies(tmp_path).count(b"one") == 1


def test_what_a_killed_run_wrote_is_known_although_the_index_never_heard_of_it(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert bodies(tmp_path) == [b"one"], "each record is on disk as soon as it is written"
    for path in tmp_path.glob("index.sqlite*"):
        path.unlink()
    keep(tmp_path, b"one", b"two", at=NOW + timedelta(days=1))
    assert bodies(tmp_path) == [b"one", b"two"]


def test_the_oldest_files_go_first(tmp_path: Path) -> None:
    for day in range(8):
        keep(tmp_path, os.urandom(3000), limit=15_000, at=NOW + timedelta(days=day))
    names = sorted(path.name for path in tmp_path.glob("*.warc.gz"))
    assert names[-1].startswith("linkatlas-20270308")
    assert sum((tmp_path / name).stat().st_size for name in names) <= 15_000
    assert len(names) == 3


def test_a_run_rolls_its_files_so_that_the_oldest_can_go(tmp_path: Path) -> None:
    keep(tmp_path, *(os.urandom(3000) for _ in range(12)), limit=20_000)
    names = [path.name for path in tmp_path.glob("*.warc.gz")]
    assert len(names) > 1
    assert sum((tmp_path / name).stat().st_size for name in names) <= 20_000


def test_what_a_run_wrote_last_is_what_stays(tmp_path: Path) -> None:
    written = [os.urandom(3000) for _ in range(40)]
    keep(tmp_path, *written, limit=20_000)
    left = bodies(tmp_path)
    assert left == written[-len(left) :]
    index = Index(tmp_path)
    found = [index.body(digest_of(body)) for body in written]
    index.close()
    assert found == [body if body in left else None for body in written]


@pytest.mark.parametrize("name", ["linkatlas-20270301020000-xxxxx.warc.gz", "mine.warc.gz", "linkatlas-2-1.warc.gz"])
def test_a_file_of_strangers_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"of somebody else")
    keep(tmp_path, *(os.urandom(3000) for _ in range(12)), limit=20_000)
    assert (tmp_path / name).read_bytes() == b"of somebody else"
    assert len(list(tmp_path.glob("*.warc.gz"))) > 1


def test_a_body_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    keep(tmp_path, b"one")
    (path,) = tmp_path.glob("*.warc.gz")
    whole = path.read_bytes()
    with path.open("rb") as file:
        (_, begins), (_, ends), *_ = members(file, 0)
    other = gzip.compress(b"no record")
    cuts = [whole[:at] for at in range(begins, ends, 25)]
    for damaged in (b"", os.urandom(3000), whole[:begins] + other, *cuts):
        path.write_bytes(damaged)
        index = Index(tmp_path)
        assert index.body(digest_of(b"one")) is None
        index.close()


def test_what_only_the_catalogue_has_is_kept_too(tmp_path: Path) -> None:
    page = Page("b.example.org", "https://b.example.org/?key=s3cret", "text/html", "", b"old")
    warnings: list[str] = []
    for _ in range(2):
        with archiving(tmp_path, 1e9, NOW, lambda: [(digest_of(b"old"), NOW, lambda: page)], warnings) as answer:
            answer(VISIT, CHECK, digest_of(VISIT.body))
    assert (bodies(tmp_path), warnings) == ([VISIT.body, b"old"], [])
    index = Index(tmp_path)
    assert [index.body(digest_of(body)) for body in (b"old", VISIT.body, b"none")] == [b"old", VISIT.body, None]
    index.close()


def test_trouble_is_told_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file stands in the way", "utf-8")
    warnings: list[str] = []
    with archiving(tmp_path / "archive", 1e9, NOW, list, warnings) as answer:
        for _ in range(100):
            answer(VISIT, CHECK, digest_of(VISIT.body))
    assert len(warnings) == 1
    assert "not archived" in warnings[0]


def test_a_missing_warcio_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.warcwriter", None)
    warnings: list[str] = []
    with archiving(tmp_path, 1e9, NOW, list, warnings) as answer:
        answer(VISIT, CHECK, digest_of(VISIT.body))
    assert "pip install warcio" in warnings[0]
