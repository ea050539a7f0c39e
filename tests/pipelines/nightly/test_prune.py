"""What years pile up goes by rule: shown first, and without one change of what was ever told."""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.records import State
from pipelines.catalogue import Catalogue, open_catalogue
from pipelines.data_folder import DataFolder
from pipelines.errors import ConfigError, LockedError
from pipelines.integrity import problems
from pipelines.lock import hold
from pipelines.prune import Pruned, Rules, parse_age, prune
from pipelines.sizes import PARTS, catalogue_sizes
from tests.pipelines.cli.conftest import linkatlas
from tests.pipelines.nightly.conftest import Vault, make_vault, unread_pages
from tests.pipelines.scripted import LESSON

__all__ = ["linkatlas"]
A, B, C = (f"{name}.example.org/lesson" for name in "abc")


NIGHTS = 90


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    """A year of nights, in SQLite."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        return year(make_vault(tmp_path_factory.mktemp("years")), monkeypatch)


@pytest.fixture
def old(years: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """The same, to be pruned."""
    unread_pages(monkeypatch)
    shutil.copytree(years.root, tmp_path, dirs_exist_ok=True)
    copied = Vault(tmp_path, years.settings, years.clock)
    copied.web.headers, copied.web.answers = years.web.headers, dict(years.web.answers)
    return copied


def year(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """b dies and is told, c leaves the notes, the note is edited now and then, a's page stands still."""
    unread_pages(monkeypatch)
    vault.web.headers = {"etag": '"1"'}
    for night in range(NIGHTS):
        if night == 20:
            vault.web.answers[B] = State.NOT_FOUND
        if night == 40:
            vault.write("a", "b")
        if night % 10 == 5:
            note = vault.root / "note.md"
            note.write_text(note.read_text("utf-8") + f"\nThought {night}.\n", "utf-8")
        vault.night(days=4, publish=lambda *_: ())
    return vault


@pytest.mark.postgres
def test_on_postgresql_alike(tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = year(make_vault(tmp_path, postgres_url), monkeypatch)
    shown = pruned(vault, ALL, really=False)
    assert pruned(vault, ALL).took == shown.took
    assert shown.size > 1000
    assert not pruned(vault, ALL)
    with opened(vault) as catalogue:
        assert problems(catalogue, DataFolder(vault.data)) == []
        assert set(catalogue_sizes(catalogue.engine)) == set(PARTS)


def opened(vault: Vault) -> Catalogue:
    return open_catalogue(vault.settings.catalogue.url or f"sqlite:///{vault.data / 'catalogue.sqlite'}")


def pruned(vault: Vault, rules: Rules, *, really: bool = True) -> Pruned:
    with opened(vault) as catalogue:
        return prune(catalogue, DataFolder(vault.data), rules, vault.clock, really=really)


def rows(vault: Vault) -> dict[str, int]:
    from sqlalchemy import func, select

    from pipelines.catalogue.tables import metadata

    with opened(vault) as catalogue, catalogue.engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar() or 0
            for table in metadata.sorted_tables
        }


ALL = Rules(timedelta(days=100), timedelta(days=50), timedelta(days=90), 0)


def test_what_would_go_is_told_and_left(old: Vault) -> None:
    before = rows(old)
    shown = pruned(old, ALL, really=False)
    assert rows(old) == before
    took = pruned(old, ALL)
    assert took.took == shown.took, "what was shown is what goes"
    assert took.size > 1000
    assert not pruned(old, ALL), "nothing is left to go"


def test_no_change_and_no_turn_is_lost(old: Vault) -> None:
    with opened(old) as catalogue:
        changes = {key: catalogue.standings.changes(key=key) for key in (A, B, C)}
        turns = [check.state for check, _ in catalogue.visits.history(B)]
        facts = catalogue.facts()
    pruned(old, ALL)
    with opened(old) as catalogue:
        assert {key: catalogue.standings.changes(key=key) for key in (A, B, C)} == changes
        history = [check.state for check, _ in catalogue.visits.history(B)]
        assert [state for n, state in enumerate(history) if state not in history[n - 1 : n]] == list(
            dict.fromkeys(turns)
        )
        assert catalogue.facts() == facts
        assert problems(catalogue, DataFolder(old.data)) == []


def test_each_rule_takes_its_own(old: Vault) -> None:
    before = rows(old)
    pruned(old, Rules(gone_for=timedelta(days=90)))
    after = rows(old)
    assert (before["resources"] - after["resources"], before["pages"] - after["pages"]) == (1, 1)
    pruned(old, Rules(runs_older=timedelta(days=50)))
    assert rows(old)["runs"] < before["runs"]
    assert rows(old)["runs"] >= 60, "those that the reports draw stay"
    assert rows(old)["bodies"] == after["bodies"] > 0
    pruned(old, Rules(bodies_older=timedelta(days=100)))
    assert rows(old)["bodies"] == 0


def test_a_page_whose_body_went_is_fetched_whole_again_and_its_text_stays_until_then(old: Vault) -> None:
    pruned(old, Rules(bodies_older=timedelta(days=100)))
    with opened(old) as catalogue:
        assert catalogue.document(A)
        assert catalogue.page(A) is None
    result = old.night(days=30, publish=lambda *_: ())
    assert "" in {target.etag for target in old.web.asked if target.key == A}
    assert result.changes == ()
    with opened(old) as catalogue:
        page = catalogue.page(A)
        assert page is not None
        assert page.body == LESSON.format(A).encode()


def test_nights_go_on_as_if_nothing_had_gone(old: Vault) -> None:
    pruned(old, ALL)
    old.web.answers.clear()
    old.write("a", "b", "c")
    result = old.night(days=30, publish=lambda *_: ())
    assert sorted((change.kind.value, change.key) for change in result.changes) == [("came_back", B), ("new", C)]


def test_the_room_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unread_pages(monkeypatch)
    vault = make_vault(tmp_path)
    names = [f"n{number}" for number in range(30)]
    vault.write(*names)
    for number, name in enumerate(names):
        noise = "".join(f"{number * 7919 + n:x} " for n in range(9000))
        vault.web.bodies[f"{name}.example.org/lesson"] = f"<title>{name}</title><p>{noise}</p>".encode()
    vault.night(publish=lambda *_: ())
    file = vault.data / "catalogue.sqlite"
    vault.clock += timedelta(days=400)
    before = file.stat().st_size
    done = pruned(vault, Rules(bodies_older=timedelta(days=365)))
    assert done.warning == ""
    assert file.stat().st_size < before - 0.8 * done.size
    archive = sorted((vault.data / "archive").glob("*.warc.gz"))
    assert archive
    pruned(vault, Rules(archive_over=0))
    assert not sorted((vault.data / "archive").glob("*.warc.gz"))


def test_not_while_a_run_works(quick_vault: Vault) -> None:
    quick_vault.night(publish=lambda *_: ())
    with hold(quick_vault.data / "lock", quick_vault.clock), pytest.raises(LockedError):
        pruned(quick_vault, ALL)


@pytest.mark.parametrize(("words", "days"), [("90d", 90), ("2w", 14), ("2y", 730.5), ("1.5 y", 547.875)])
def test_ages(words: str, days: float) -> None:
    assert parse_age(words) == timedelta(days=days)


@pytest.mark.parametrize("words", ["", "90", "d", "3m", "-1d", "1d2d"])
def test_what_is_no_age_is_said(words: str) -> None:
    with pytest.raises(ConfigError, match="is no age"):
        parse_age(words)


def test_the_command_tells_and_asks_for_yes(quick_vault: Vault, linkatlas: object) -> None:
    assert callable(linkatlas)
    quick_vault.clock = datetime(2020, 1, 1, tzinfo=UTC)
    quick_vault.night(publish=lambda *_: ())
    data = ["--data", str(quick_vault.data)]
    none = linkatlas("prune", *data)
    assert (none.returncode, "name a rule" in none.stderr) == (2, True)
    told = linkatlas("prune", *data, "--bodies-older-than", "0d", "--archive-over", "1kB")
    assert told.returncode == 0
    assert "old bodies of pages: 3 bodies" in told.stdout
    assert "say --yes" in told.stdout
    done = linkatlas("prune", *data, "--bodies-older-than", "0d", "--yes", "--json")
    assert json.loads(done.stdout)["rules"]["old bodies of pages"]["bodies"]["rows"] == 3
    again = linkatlas("prune", *data, "--bodies-older-than", "0d")
    assert "old bodies of pages: nothing" in again.stdout
    assert "--yes" not in again.stdout


def test_status_finds_damage(quick_vault: Vault, linkatlas: object) -> None:
    assert callable(linkatlas)
    quick_vault.night(publish=lambda *_: ())
    data = ["--data", str(quick_vault.data)]
    well = linkatlas("status", *data, "--check")
    assert (well.returncode, well.stdout.splitlines()[-1]) == (0, "  none")
    assert "pages' bodies" in well.stdout
    with sqlite3.connect(quick_vault.data / "catalogue.sqlite") as database:
        database.execute("UPDATE bodies SET data = (SELECT data FROM bodies ORDER BY digest LIMIT 1)")
    [file] = (quick_vault.data / "archive").glob("*.warc.gz")
    file.write_bytes(file.read_bytes()[:-40])
    ill = linkatlas("status", *data, "--check", "--json")
    assert ill.returncode == 1
    found = json.loads(ill.stdout)["problems"]
    assert len(found) == 2
    assert "the bodies of 2 pages are not what was fetched" in found[0]
    assert "cannot be read after byte" in found[1]
