"""What a site told beside its page fills what the page left open, and breaks nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.records import Document, Kind
from pipelines.extract import extract
from tests.pipelines.extract.pages import article, page, pdf

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


def test_a_project_on_gitlab_gets_its_facts_and_readme() -> None:
    told = {
        "description": "A thing that learns",
        "topics": ["robotics"],
        "archived": True,
        "license": {"key": "mit", "name": "MIT License"},
        "last_activity_at": "2025-04-02T10:00:00Z",
    }
    html = SHELL.format("Owner / Thing · GitLab")
    document = read("https://gitlab.com/owner/thing", html, project=json.dumps(told), readme="# Thing\n\nIt walks.")
    assert (document.kind, document.author, document.title) == (Kind.REPO, "owner", "Owner / Thing")
    assert document.summary == "A thing that learns"
    assert "It walks." in document.text
    assert "robotics" in document.tags
    facts = ("MIT License", "yes", "2025-04-02T10:00:00Z")
    assert tuple(document.facts[name] for name in ("licence", "archived", "pushed")) == facts


def test_a_model_gets_its_card_and_the_hubs_facts() -> None:
    told = {
        "id": "ada/slopes-7b",
        "pipeline_tag": "text-generation",
        "library_name": "transformers",
        "tags": ["pytorch", "license:apache-2.0", "region:us"],
        "createdAt": "2024-02-03T00:00:00.000Z",
        "lastModified": "2025-04-02T10:00:00.000Z",
        "downloads": 1234,
    }
    card = "---\nlicense: apache-2.0\ntags:\n- secret-bookkeeping\n---\n# Slopes\n\nA model that walks downhill."
    url = "https://huggingface.co/ada/slopes-7b"
    document = read(url, SHELL.format("ada/slopes-7b · Hugging Face"), hub=json.dumps(told), readme=card)
    assert (document.title, document.published) == ("ada/slopes-7b", "2024-02-03")
    assert "A model that walks downhill." in document.text
    assert "secret-bookkeeping" not in document.text
    assert {"text-generation", "pytorch"} <= set(document.tags)
    assert "region:us" not in document.tags
    names = ("licence", "library", "task", "downloads")
    assert tuple(document.facts[name] for name in names) == (
        "apache-2.0",
        "transformers",
        "text-generation",
        "1234",
    )


LANDING = """<html><head><meta name="citation_title" content="Walking Downhill"><meta name="citation_author"
content="Lovelace, Ada"><meta name="citation_date" content="2017/06/12"><meta name="citation_arxiv_id"
content="1706.00001"></head><body><blockquote class="abstract">Abstract: {}</blockquote><td class="tablecell subjects">
<span class="primary-subject">Machine Learning (cs.LG)</span></td></body></html>"""


@pytest.mark.parametrize("words", ["", "We walk."])
def test_a_papers_file_gets_what_its_landing_page_says(words: str) -> None:
    abstract = "We walk downhill on the loss and show that small steps suffice. " * 3
    raw = page(pdf(words), url="https://arxiv.org/pdf/1706.00001", content_type="application/pdf")
    document = extract(replace(raw, companions={"abstract": LANDING.format(abstract)}))
    assert (document.title, document.author, document.published) == ("Walking Downhill", "Ada Lovelace", "2017-06-12")
    assert document.summary.startswith("We walk downhill")
    assert "small steps suffice" in document.text
    assert "Machine Learning" in document.tags
    assert document.kind is Kind.PAPER
    assert document.facts["arxiv"] == "1706.00001"
    assert not document.problem


def test_a_landing_page_that_says_nothing_changes_no_file() -> None:
    raw = page(pdf("We walk."), url="https://arxiv.org/pdf/1706.00001", content_type="application/pdf")
    assert extract(replace(raw, companions={"abstract": SHELL.format("503")})) == extract(raw)


@pytest.mark.parametrize("name", ["oembed", "readme", "repository", "project", "hub", "abstract", "file"])
@settings(deadline=None, max_examples=20)
@given(said=st.text() | st.sampled_from(["[]", "{", '{"license": 3, "topics": 4}', '{"duration": "x"}', "null"]))
def test_no_answer_breaks_a_page(name: str, said: str) -> None:
    document = read(REPO, article(), **{name: said})
    assert "broke" not in document.problem
