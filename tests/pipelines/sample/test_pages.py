"""The sample's own pages and notes: complete, linked to each other, and pointing nowhere outside."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from pipelines.resources import shipped
from pipelines.sample.behaviours import BEHAVIOURS
from pipelines.sample.site import Site, load_site

SAMPLE = shipped("sample")
SITE: Site = load_site(SAMPLE / "web", BEHAVIOURS)
FILES = sorted(path for path in (SAMPLE / "web").rglob("*") if path.is_file() and path.name != "site.toml")
TEACHING = [path for path in FILES if "faults" not in path.parts]
PAGES = [path for path in TEACHING if path.suffix == ".html"]
ADDRESS = re.compile(r"https?://[^\s\"'<>)\]]+")
# what stands in metadata to say what something is, and is no place to visit
VOCABULARIES = ("https://schema.org", "http://www.w3.org/")


def name(path: Path) -> str:
    return str(path.relative_to(SAMPLE / "web"))


def test_some_forty_pages_teach() -> None:
    assert len(TEACHING) >= 40
    assert {path.suffix for path in TEACHING} == {".html", ".pdf", ".ipynb", ".txt"}


def test_every_file_is_served() -> None:
    served = {row.file for row in SITE.rows.values()} | {host.missing_file for host in SITE.hosts.values()}
    assert {name(path) for path in FILES} == served - {""}


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_has_title_language_description_and_several_hundred_words(path: Path) -> None:
    page = html.fromstring(path.read_bytes())
    assert page.get("lang") in {"en", "de"}
    assert (page.findtext(".//title") or "").strip()
    assert page.xpath("//meta[@name='description']/@content")
    assert 350 <= len(page.text_content().split()) <= 900


@pytest.mark.parametrize("path", [path for path in PAGES if path.parent.name != "books"], ids=name)
def test_a_page_says_when_and_by_whom_it_was_written(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.search(r"20\d\d[-/]\d\d[-/]\d\d", text)
    assert "author" in text


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix in {".html", ".txt", ".ipynb"}], ids=name)
def test_pages_name_no_address_outside_the_sample(path: Path) -> None:
    found = {url for url in ADDRESS.findall(path.read_text("utf-8")) if not url.startswith(VOCABULARIES)}
    assert {url for url in found if not (urlsplit(url).hostname or "").endswith(".linkatlas.example")} == set()


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_between_pages_lead_to_pages(path: Path) -> None:
    page = html.fromstring(path.read_bytes())
    links = {link for link in page.xpath("//a/@href") if link.startswith("http")}
    for link in links:
        parts = urlsplit(link)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        assert SITE.row(parts.hostname or "", target), link


def test_notes_name_no_address_outside_the_sample_but_a_wrapper() -> None:
    text = "\n".join(path.read_text("utf-8") for path in sorted((SAMPLE / "notes").glob("*.md")))
    hosts = {(urlsplit(url.replace(":8o80", "")).hostname or "") for url in ADDRESS.findall(text)}
    assert {host for host in hosts if not host.endswith(".linkatlas.example")} == {"www.google.com"}
