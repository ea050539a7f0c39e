"""Short links are one with what they lead to, and stay where they stand; no verdict speaks for another address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.records import Facts, State
from pipelines.catalogue import open_catalogue
from pipelines.known import known
from tests.pipelines.nightly.conftest import Vault, make_vault

SHORT, OTHER = "https://amzn.to/3abc", "https://bit.ly/some-book"
SHOP = "https://www.amazon.com/Some-Title/dp/0131103628"
TAGGED = f"{SHOP}/ref=sr_1_1?tag=somebody-20"
BOOK = "isbn:9780131103627"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A vault whose note names one book by two short links, and another page."""
    vault = make_vault(tmp_path)
    vault.web.moved_to = {"amzn.to/3abc": TAGGED, "bit.ly/some-book": f"{SHOP}?tag=other-21"}
    write(vault)
    return vault


def write(vault: Vault, *more: str) -> None:
    lines = [f"- [the book]({SHORT})", f"- [also it]({OTHER})", "- [x](https://x.example/)", *more]
    vault.notes.write_text("# Roadmap\n\n## Books\n\n" + "\n".join(lines) + "\n", "utf-8")


def rows(vault: Vault) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((vault.data / "report.json").read_text("utf-8"))["links"]
    return found


def keys(facts: Facts) -> list[str]:
    return [resource.key for resource in facts.resources]


def test_two_short_links_to_one_book_are_one_resource_and_two_rows(vault: Vault) -> None:
    facts = vault.night().facts
    first = facts.resources[0]
    assert (first.key, first.url, first.kind) == (BOOK, SHOP, "book")
    assert keys(facts) == [BOOK, "x.example"]
    assert set(facts.standings) == {BOOK, "x.example"} == set(facts.documents)
    assert {coverage.resource for coverage in facts.coverages} == {BOOK, "x.example"}
    assert len({(c.resource, c.topic, c.source) for c in facts.coverages}) == len(facts.coverages)
    told = [(row["line"], row["raw"], row["url"], row["key"], row["kind"], row["health"]) for row in rows(vault)]
    assert told[:2] == [(5, SHORT, SHORT, BOOK, "book", "alive"), (6, OTHER, OTHER, BOOK, "book", "alive")]


def test_the_next_night_visits_the_short_links_and_each_address_once(vault: Vault) -> None:
    vault.night()
    vault.night(days=8)
    assert sorted(target.url for target in vault.web.asked) == [SHORT, OTHER, "https://x.example/"]
    vault.night(days=1)
    assert vault.web.asked == []


def test_the_page_s_own_link_speaks_for_the_book(vault: Vault) -> None:
    write(vault, f"- [shop]({SHOP}?tag=me)")
    facts = vault.night().facts
    assert keys(facts) == [BOOK, "x.example"]
    assert facts.resources[0].url == SHOP
    assert facts.standings[BOOK].check.final_url == SHOP
    assert [row["key"] for row in rows(vault)].count(BOOK) == 3


@pytest.mark.parametrize(
    ("state", "joins"), [(State.OK, True), (State.NOT_FOUND, False), (State.LOGIN_REQUIRED, False)]
)
def test_what_answers_otherwise_stays_by_itself(vault: Vault, state: State, joins: bool) -> None:
    vault.web.answers["bit.ly/some-book"] = state
    facts = vault.night().facts
    assert keys(facts) == ([BOOK] if joins else [BOOK, "bit.ly/some-book"]) + ["x.example"]
    assert rows(vault)[1]["state"] == state


def test_a_shop_that_turns_crawlers_away_is_still_known_by_its_address(vault: Vault) -> None:
    for key in ("amzn.to/3abc", "bit.ly/some-book"):
        vault.web.answers[key] = State.BLOCKED
    assert keys(vault.night().facts) == [BOOK, "x.example"]
    vault.web.moved_to = dict.fromkeys(vault.web.moved_to, "https://www.amazon.com/errors/validateCaptcha")
    assert keys(vault.night().facts) == ["amzn.to/3abc", "bit.ly/some-book", "x.example"]


def test_texts_and_changes_go_under_the_same_keys(vault: Vault) -> None:
    write(vault)
    vault.night()
    write(vault, "- [third](https://t.co/xyz)")
    vault.web.moved_to["t.co/xyz"] = SHOP
    facts = vault.night().facts
    assert [(change.kind, change.key) for change in facts.changes] == [("new", BOOK)]
    with open_catalogue(f"sqlite:///{vault.data / 'catalogue.sqlite'}") as catalogue:
        assert sorted(key for key, _ in catalogue.texts()) == [BOOK, "x.example"]


@pytest.mark.parametrize("words", [SHORT, SHOP, BOOK, "bit.ly/some-book"])
def test_all_that_is_known_of_the_book_is_shown_by_any_of_its_names(vault: Vault, words: str) -> None:
    vault.night()
    with open_catalogue(f"sqlite:///{vault.data / 'catalogue.sqlite'}") as catalogue:
        found = known(catalogue, words)
    assert [place["line"] for place in found["places"]] == [5, 6]
    assert found["health"] == "alive"


def test_of_two_spellings_the_encrypted_one_is_visited(vault: Vault) -> None:
    write(vault, "- http://y.example/a", "- [again](https://www.y.example/a/)", "- http://y.example/a#part")
    facts = vault.night().facts
    assert [target.url for target in vault.web.asked if target.key == "y.example/a"] == ["https://www.y.example/a/"]
    assert {resource.key: resource.url for resource in facts.resources}["y.example/a"] == "https://www.y.example/a/"
    assert sum(row["key"] == "y.example/a" for row in rows(vault)) == 3
