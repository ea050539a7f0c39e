"""Flags over environment over file; what cannot be is refused with the nearest right word."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.options import CrawlOptions
from pipelines.errors import ConfigError
from pipelines.settings import PREFIX, known_keys, load_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "linkatlas.toml"


def test_defaults_are_those_of_the_crawler() -> None:
    settings = load_settings(None)
    assert settings.crawl == CrawlOptions()
    assert (settings.recheck.alive_days, settings.confirm.failures, settings.confirm.days) == (7, 3, 3)


def test_the_file_is_read_and_the_environment_stands_above_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('[crawl]\ndelay_s = 3\ntimeout_s = 9\n[crawl.connect_to]\n"*.example" = "127.0.0.1:1"\n', "utf-8")
    monkeypatch.setenv("LINKATLAS_CRAWL__DELAY_S", "0.5")
    monkeypatch.setenv("LINKATLAS_CRAWL__ALLOW_NETWORKS", '["10.0.0.0/8"]')
    crawl = load_settings(file).crawl
    assert (crawl.delay_s, crawl.timeout_s, crawl.allow_networks) == (0.5, 9, ("10.0.0.0/8",))
    assert crawl.connect_to == {"*.example": "127.0.0.1:1"}


def test_crawl_options_travel_to_other_processes() -> None:
    import pickle

    crawl = load_settings(None).crawl
    assert pickle.loads(pickle.dumps(crawl)) == crawl


def test_paths_of_the_file_are_meant_from_its_folder(file: Path) -> None:
    file.write_text('notes = ["vault"]\n[topics]\nfile = "mine.toml"\n', "utf-8")
    settings = load_settings(file)
    assert settings.notes == (str(file.parent / "vault"),)
    assert settings.topics.file == str(file.parent / "mine.toml")


def test_overrides_stand_for_keys_of_the_file(file: Path) -> None:
    file.write_text("[crawl]\ndelay_s = 3\ntimeout_s = 9\n", "utf-8")
    crawl = load_settings(file, {"crawl": {"delay_s": 0}}).crawl
    assert (crawl.delay_s, crawl.timeout_s) == (0, 9)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("crawll = 1", r"unknown key 'crawll'; did you mean 'crawl'\?"),
        ("[crawl]\ndela_s = 1", r"unknown key 'crawl\.dela_s'; did you mean 'crawl\.delay_s'\?"),
        ("delay_s = 1", r"did you mean 'crawl\.delay_s'\?"),
        ('[crawl]\ndelay_s = "soon"', r"crawl\.delay_s: .*number"),
        ("[crawl]\ndelay_s = -1", "delay_s is -1"),
        ("[crawl]\nconcurrency = 0", "concurrency is 0"),
        ('[crawl]\nallow_networks = ["everything"]', "everything"),
        ("crawl = 3", "crawl"),
        ("neo4j = 3", "neo4j"),
        ('[neo4j]\npassword = "x"', "may not stand in a file"),
        ('[crawl]\ngithub_token = "x"', "may not stand in a file"),
        ("[confirm]\nfailures = 0", r"confirm\.failures"),
        ("notes = [", "is not TOML"),
        ("notes = [3]", "notes"),
    ],
)
def test_a_broken_file_is_refused_with_words(file: Path, text: str, words: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=words) as caught:
        load_settings(file)
    assert caught.value.exit_code == 2


def test_a_file_that_is_missing_or_not_utf8_is_named(file: Path) -> None:
    with pytest.raises(ConfigError, match=r"linkatlas\.toml: No such file"):
        load_settings(file)
    file.write_bytes(b"notes = ['\xff']")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_settings(file)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("LINKATLAS_CRAWL__DELAI_S", "1", "LINKATLAS_CRAWL__DELAY_S"),
        ("LINKATLAS_CRAWL__ALLOW_NETWORKS", "10.0.0.0/8", "environment"),
        ("LINKATLAS_CRAWL__DELAY_S", "soon", "number"),
    ],
)
def test_a_broken_variable_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=words):
        load_settings(None)


def test_the_password_comes_from_the_environment_and_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINKATLAS_NEO4J__PASSWORD", "hush")
    settings = load_settings(None)
    assert settings.neo4j.password.get_secret_value() == "hush"
    assert "hush" not in repr(settings)


def test_every_key_is_documented() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "nightly.md").read_text("utf-8")
    missing = [
        f"{table}.{key}" for table, keys in known_keys().items() for key in keys if f"`{table}.{key}`" not in docs
    ]
    assert missing == []
    assert PREFIX + "CRAWL__DELAY_S" in docs
