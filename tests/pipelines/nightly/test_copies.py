"""What a night asks the web archive about, and how long an answer holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from crawler import wayback
from crawler.options import CrawlOptions
from crawler.records import Check, CrawlOutcome, State, Target, Visit
from crawler.verdicts import judge
from pipelines.catalogue import open_catalogue
from pipelines.steps.copies import FOUND_FOR, MISSED_FOR, look_up_copies
from tests.pipelines.nightly.conftest import Vault

KEPT = {"archived_snapshots": {"closest": {"available": True, "status": "200", "timestamp": "20200102030405"}}}


class Archive:
    """Stands where the crawl of the archive would: has a copy of every address but those of `lacks`."""

    def __init__(self, vault: Vault, lacks: str = "") -> None:
        self._vault = vault
        self._lacks = lacks
        self.asked: list[str] = []

    def __call__(
        self,
        targets: Sequence[Target],
        options: CrawlOptions,
        sink: Callable[[Visit, Check], None],
        *,
        stop: Callable[[], bool],
    ) -> CrawlOutcome:
        for target in targets:
            self.asked.append(target.key)
            none = self._lacks and self._lacks in target.key
            body = json.dumps([] if none else KEPT).encode()
            visit = Visit(target.key, target.url, self._vault.clock, status=200, body=body)
            sink(visit, judge(visit))
        assert options.retries == 0
        assert not stop()
        return CrawlOutcome()

    def ask(self) -> list[str]:
        """Asks as a night does; what was asked about."""
        self.asked.clear()
        with open_catalogue(f"sqlite:///{self._vault.data}/catalogue.sqlite") as catalogue:
            look_up_copies(catalogue, catalogue.scan(), self._vault.settings, self._vault.clock)
        return sorted(set(self.asked))


@pytest.fixture
def dead(vault: Vault) -> Vault:
    """A vault of which two links are dead."""
    vault.web.answers = {f"{name}.example.org/lesson": State.NOT_FOUND for name in "ab"}
    vault.night()
    return vault


def test_only_dead_links_are_asked_about_and_answers_hold(dead: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(dead, lacks="b.example.org")
    monkeypatch.setattr(wayback, "crawl", archive)
    assert archive.ask() == ["a.example.org/lesson", "b.example.org/lesson"]
    assert archive.ask() == []
    dead.clock += MISSED_FOR + timedelta(hours=1)
    assert archive.ask() == ["b.example.org/lesson"]
    dead.clock += FOUND_FOR
    assert archive.ask() == ["a.example.org/lesson", "b.example.org/lesson"]


def test_the_report_offers_the_copy(dead: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wayback, "crawl", Archive(dead))
    Archive(dead).ask()
    dead.night()
    links = json.loads((dead.data / "report.json").read_text("utf-8"))["links"]
    offered = {link["key"]: [s["url"] for s in link["suggestions"] if s["kind"] == "archived"] for link in links}
    assert offered["a.example.org/lesson"] == [
        "https://web.archive.org/web/20200102030405/https://a.example.org/lesson"
    ]
    assert offered["c.example.org/lesson"] == []


def test_an_address_with_a_secret_is_told_to_nobody(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(vault)
    monkeypatch.setattr(wayback, "crawl", archive)
    vault.notes.write_text("# R\n\n[x](https://d.example.org/a?access_token=abc)\n", "utf-8")
    vault.web.answers = {"d.example.org/a?access_token=abc": State.NOT_FOUND}
    vault.night()
    assert archive.ask() == []


def test_nobody_is_asked_where_the_settings_forbid_it(dead: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(dead)
    monkeypatch.setattr(wayback, "crawl", archive)
    table = dead.settings.archive.model_copy(update={"lookup": False})
    dead.settings = dead.settings.model_copy(update={"archive": table})
    assert archive.ask() == []


def test_an_archive_that_says_nothing_is_asked_more_and_more_seldom(
    dead: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(dead)

    def silent(targets: Sequence[Target], *_: object, **__: object) -> CrawlOutcome:
        archive.asked += [target.key for target in targets]
        return CrawlOutcome()

    monkeypatch.setattr(wayback, "crawl", silent)
    asked = []
    for day in range(40):
        asked += [day] if archive.ask() else []
        dead.clock += timedelta(days=1)
    assert asked == [0, 1, 3, 7, 15, 28]
    monkeypatch.setattr(wayback, "crawl", archive)
    dead.clock += MISSED_FOR
    assert len(archive.ask()) == 2
