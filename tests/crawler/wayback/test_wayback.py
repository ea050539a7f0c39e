"""The archive is asked politely, believed little, and left alone where it does not answer."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from crawler import wayback
from crawler.options import CrawlOptions
from crawler.records import ArchivedCopy
from tests.crawler.crawl.web import Asked, Drop, Web, answer, running

NEAR = datetime(2021, 3, 4, tzinfo=UTC)
HOSTS = ("archive.org", "web.archive.org")
GONE, KEPT = "http://gone.example/a?b=1&c=ü", "http://kept.example/"
SNAPSHOT = {"status": "200", "available": True, "url": "http://127.0.0.1/evil", "timestamp": "20210301120000"}

Act = Callable[[str], object]
Ask = Callable[..., dict[str, ArchivedCopy | None]]


class Archive(Web):
    """A web archive on loopback; what each interface says is a function of the address asked about."""

    def __init__(self, available: Act, cdx: Act) -> None:
        super().__init__()
        self.routes = _Routes({"/wayback/available": available, "/cdx/search/cdx": cdx})  # type: ignore[assignment]


class _Routes:
    def __init__(self, says: dict[str, Act]) -> None:
        self._says = says

    def get(self, place: tuple[str, str], missing: bytes) -> object:
        parts = urlsplit(place[1])
        says = self._says.get(parts.path)
        if says is None:
            return missing
        said = says(parse_qs(parts.query)["url"][0])
        return (
            said if isinstance(said, Drop | bytes) else answer(body=json.dumps(said), Content_Type="application/json")
        )


def asked_of(archive: Web) -> list[Asked]:
    return [asked for asked in archive.requests if asked.path != "/robots.txt"]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Asks an archive about addresses; what it said, by address."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setattr(wayback, "LEAST_DELAY_S", 0.05)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*HOSTS).configure_cert(context)

    def run(archive: Archive, *urls: str, stopped: bool = False) -> dict[str, ArchivedCopy | None]:
        found: dict[str, ArchivedCopy | None] = {}
        with running(archive, context):
            options = CrawlOptions(delay_s=0, connect_to=dict.fromkeys(HOSTS, f"127.0.0.1:{archive.port}"))
            wanted = {url: (url, NEAR) for url in urls}
            wayback.find_copies(wanted, options, found.__setitem__, stop=lambda: stopped)
        return found

    return run


def test_a_copy_is_found_and_its_address_made_here(ask: Ask) -> None:
    archive = Archive(lambda _: {"archived_snapshots": {"closest": SNAPSHOT}}, lambda _: [])
    found = ask(archive, GONE)
    assert found == {
        GONE: ArchivedCopy(f"https://web.archive.org/web/20210301120000/{GONE}", datetime(2021, 3, 1, 12, tzinfo=UTC))
    }
    (asked,) = asked_of(archive)
    assert parse_qs(urlsplit(asked.path).query) == {"url": [GONE], "timestamp": ["20210304000000"]}


def test_the_second_interface_is_asked_for_what_the_first_lacks(ask: Ask) -> None:
    archive = Archive(
        lambda url: {"archived_snapshots": {"closest": SNAPSHOT} if url == KEPT else {}},
        lambda _: [["timestamp", "statuscode"], ["20200102030405", "200"]],
    )
    found = ask(archive, GONE, KEPT)
    assert {url: copy and copy.at.year for url, copy in found.items()} == {GONE: 2020, KEPT: 2021}
    assert [asked.host for asked in asked_of(archive)] == ["archive.org", "archive.org", "web.archive.org"]


def test_no_copy_anywhere_is_an_answer(ask: Ask) -> None:
    assert ask(Archive(lambda _: {"archived_snapshots": {}}, lambda _: []), GONE) == {GONE: None}


@pytest.mark.parametrize("said", [Drop(), answer(429, Retry_After="3600"), answer(503)], ids=["reset", "429", "503"])
def test_the_first_silence_ends_the_asking(said: object, ask: Ask) -> None:
    archive = Archive(lambda _: said, lambda _: [])
    assert ask(archive, *(f"http://gone.example/{n}" for n in range(40))) == {}
    assert len(asked_of(archive)) < 10


def test_a_night_that_stops_asks_nothing_more(ask: Ask) -> None:
    archive = Archive(lambda _: Drop(), lambda _: [])
    assert ask(archive, GONE, stopped=True) == {}


def test_an_archive_inside_the_network_is_not_asked() -> None:
    found: dict[str, ArchivedCopy | None] = {}
    with running(Archive(lambda _: {}, lambda _: [])) as archive:
        place = {"archive.org": f"127.0.0.1:{archive.port}"}
        # the row of another host opens nothing for this one
        options = CrawlOptions(connect_to={"other.example": place["archive.org"]}, timeout_s=1)
        wayback.find_copies({"k": (GONE, NEAR)}, options, found.__setitem__, stop=lambda: False)
        assert archive.connections == 0
    assert found == {}


HOSTILE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["archived_snapshots", "closest", "timestamp", "status", "available"]), inner)
    ),
    max_leaves=8,
)


@given(HOSTILE.map(json.dumps).map(str.encode) | st.binary(max_size=60))
def test_no_answer_breaks_the_reading(body: bytes) -> None:
    copy = wayback.read_answer(body, KEPT)
    assert copy is None or copy.url.startswith("https://web.archive.org/web/")
