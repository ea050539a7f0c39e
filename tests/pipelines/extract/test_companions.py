"""What a site told beside its page fills what the page left open, and breaks nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.records import Document, Kind
from pipelines.extract import extract
from tests.pipelines.extract.pages import article, page

REPO = "https://github.com/owner/thing"
VIDEO = "https://www.youtube.com/watch?v=abc"
SHELL = "<html><head><title>{}</title></head><body><p>Menu</p></body></html>"


def read(url: str, html: str, **companions: str) -> Document:
    return extract(replace(page(html, url=url), companions=companions))


def test_a_video_gets_its_author() -> None:
    told = json.dumps({"title": "Backpropagation", "author_name": "Ada", "provider_name": "YouTube", "type": "video"})
    document = read(VIDEO, SHELL.format(" - YouTube"), oembed=told)
    assert (document.title, document.author, document.kind) == ("Backpropagation", "Ada", Kind.VIDEO)
    assert document.minutes is None


def test_a_repository_without_its_readme_gets_it() -> None:
    html = SHELL.format("GitHub - owner/thing: A thing that learns")
    document = read(REPO, html, readme="# Thing\n\n## Training\n\nIt learns by [descent](https://a.example/d).")
    assert document.title == "owner/thing"
    assert "It learns by descent." in document.text
    assert [section.title for section in document.sections] == ["Thing", "Training"]
    assert document.links == ("https://a.example/d",)
    assert "readme" not in document.facts
    assert not document.problem


def test_a_readme_on_the_page_stays() -> None:
    html = "<html><body><article class='markdown-body'><h1>Thing</h1><p>On the page.</p></article></body></html>"
    assert "Elsewhere" not in read(REPO, html, readme="# Elsewhere").text


def test_a_repository_gets_its_facts() -> None:
    told = {
        "description": "A thing",
        "language": "Python",
        "topics": ["deep-learning"],
        "archived": True,
        "license": {"spdx_id": "MIT"},
        "pushed_at": "2025-04-02T10:00:00Z",
    }
    document = read(REPO, SHELL.format("owner/thing"), repository=json.dumps(told))
    assert document.facts["licence"] == "MIT"
    assert document.facts["archived"] == "yes"
    assert document.facts["pushed"] == "2025-04-02T10:00:00Z"
    assert document.facts["programming_language"] == "Python"
    assert "deep-learning" in document.tags


def test_a_post_is_read_from_its_embedding() -> None:
    told = {"type": "rich", "author_name": "Ada", "html": "<blockquote><p>Attention is a soft lookup.</p></blockquote>"}
    document = read("https://x.com/ada/status/1", "<html><body></body></html>", oembed=json.dumps(told))
    assert document.text == "Attention is a soft lookup."
    assert document.author == "Ada"


def test_a_framed_notebook_is_read() -> None:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "# Descent\n\nWe walk downhill."}]
    book = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})
    url = "https://colab.research.google.com/github/owner/thing/blob/main/x.ipynb"
    document = read(url, SHELL.format("Google Colab"), file=book)
    assert document.title == "Descent"
    assert "We walk downhill." in document.text


@pytest.mark.parametrize("name", ["oembed", "readme", "repository", "file"])
@settings(deadline=None, max_examples=20)
@given(said=st.text() | st.sampled_from(["[]", "{", '{"license": 3, "topics": 4}', '{"duration": "x"}', "null"]))
def test_no_answer_breaks_a_page(name: str, said: str) -> None:
    document = read(REPO, article(), **{name: said})
    assert "broke" not in document.problem
