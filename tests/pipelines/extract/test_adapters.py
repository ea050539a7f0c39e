"""One row and one function each: the kinds of resources that learning notes link to."""

from __future__ import annotations

import json

import pytest

from crawler.records import Kind
from pipelines.extract import extract
from pipelines.extract.adapters import adapter_for
from tests.pipelines.extract.pages import LOREM, article, json_ld, page, pdf

ROWS = [
    ("pdf", "https://a.example/x", "application/pdf", b"%PDF-1.4 x"),
    ("pdf", "https://a.example/x", "application/octet-stream", b"%PDF-1.4 x"),
    ("notebook", "https://a.example/x.ipynb", "application/octet-stream", b'{"cells": []}'),
    ("youtube", "https://www.youtube.com/watch?v=abc", "text/html", b"<html>"),
    ("repository", "https://github.com/o/n", "text/html", b"<html>"),
    ("repository", "https://gitlab.com/o/n", "text/html", b"<html>"),
    ("repository", "https://huggingface.co/o/model", "text/html", b"<html>"),
    ("html", "https://huggingface.co/blog/rlhf", "text/html", b"<html>"),
    ("rendered notebook", "https://nbviewer.org/github/o/r/blob/main/x.ipynb", "text/html", b"<html>"),
    ("kaggle", "https://www.kaggle.com/code/ada/slopes", "text/html", b"<html>"),
    ("kaggle", "https://www.kaggle.com/datasets/ada/slopes", "text/html", b"<html>"),
    ("paper", "https://arxiv.org/abs/1706.03762", "text/html", b"<html>"),
    ("plain", "https://a.example/README.md", "text/markdown", b"# x"),
    ("plain", "https://a.example/notes.txt", "text/plain", b"x"),
    ("html", "https://a.example/", "text/html", b"<html>"),
    ("html", "https://a.example/", "", b"<html>"),
]


@pytest.mark.parametrize(("name", "url", "content_type", "body"), ROWS)
def test_each_page_finds_its_reader(name: str, url: str, content_type: str, body: bytes) -> None:
    adapter = adapter_for(page(body, url=url, content_type=content_type))
    assert adapter is not None
    assert adapter.name == name


def test_a_picture_says_that_it_has_no_text() -> None:
    document = extract(page(b"\x89PNG\r\n", content_type="image/png"))
    assert document.problem == "no text can be had of image/png"


def test_pdf_gives_text_and_facts() -> None:
    document = extract(
        page(pdf("Backpropagation applies the chain rule to a network of functions."), content_type="application/pdf")
    )
    assert "chain rule" in document.text
    assert document.title == "Notes on backpropagation"
    assert document.author == "Ada Example"
    assert document.published == "2021-03-04"
    assert document.facts["pages"] == "1"


@pytest.mark.parametrize(
    ("body", "problem"),
    [(pdf(""), "the PDF holds pictures of pages, no text"), (b"%PDF-1.4 broken", "the PDF is broken")],
)
def test_pdf_that_cannot_be_read_says_so(body: bytes, problem: str) -> None:
    assert extract(page(body, content_type="application/pdf")).problem == problem


def test_notebook_gives_markdown_headings_and_code() -> None:
    cells = [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": ["# Slopes\n", "Walk *downhill* with [care](https://a.example/care)."],
        },
        {"cell_type": "code", "metadata": {}, "source": "w -= rate * grad", "outputs": [], "execution_count": None},
    ]
    kernel = {"kernelspec": {"language": "python", "name": "python3"}}
    book = json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4})
    document = extract(page(book, url="https://a.example/x.ipynb", content_type="application/json"))
    assert document.title == "Slopes"
    assert "w -= rate * grad" in document.text
    assert document.facts["programming_language"] == "python"
    assert document.links == ("https://a.example/care",)


def test_a_broken_notebook_is_a_problem_not_an_error() -> None:
    document = extract(page('{"cells": 3}', url="https://a.example/x.ipynb", content_type="application/json"))
    assert "not a notebook" in document.problem


def test_markdown_loses_its_marks_and_keeps_its_outline() -> None:
    source = (
        f"# Slopes\n\n{LOREM}\n\n## The **rate**\n\n```python\nrate = 0.1\n```\n\nSee [more](https://a.example/more).\n"
    )
    document = extract(page(source, content_type="text/markdown"))
    assert document.title == "Slopes"
    assert [(section.level, section.title) for section in document.sections] == [(1, "Slopes"), (2, "The rate")]
    assert "rate = 0.1" in document.text
    assert "](" not in document.text


def test_repository_gives_readme_and_facts() -> None:
    html = (
        "<html lang=en><head><title>GitHub - ada/slopes: Walk downhill · GitHub</title>"
        "<meta property=og:title content='GitHub - ada/slopes: Walk downhill'></head><body><main>"
        "<div>This repository has been archived by the owner</div><a class='topic-tag' href=/topics/sgd>sgd</a>"
        "<span itemprop=programmingLanguage>Python</span><relative-time datetime=2024-05-06T00:00:00Z></relative-time>"
        f"<article class='markdown-body'><h1>slopes</h1><p>{LOREM}</p></article></main></body></html>"
    )
    document = extract(page(html, url="https://github.com/ada/slopes"))
    assert document.title == "ada/slopes"
    assert document.author == "ada"
    assert document.kind is Kind.REPO
    assert document.summary == "Walk downhill"
    assert LOREM.strip() in document.text
    assert "sgd" in document.tags
    assert document.facts["archived"] == "yes"
    assert document.facts["programming_language"] == "Python"
    assert document.facts["pushed"].startswith("2024-05-06")


def _youtube(status: str = "OK", description: str = "0:00 Intro\n1:30 The chain rule\nLearn backpropagation.") -> str:
    player = {
        "playabilityStatus": {"status": status, "reason": "Video unavailable" if status == "ERROR" else ""},
        "videoDetails": {"title": "Backprop", "author": "Ada", "lengthSeconds": "600", "shortDescription": description},
        "microformat": {"playerMicroformatRenderer": {"publishDate": "2020-01-02"}},
    }
    script = f"<script>var ytInitialPlayerResponse = {json.dumps(player)};</script>"
    return f"<html><head><title>Backprop - YouTube</title></head><body>{script}</body></html>"


def test_video_gives_length_chapters_and_author() -> None:
    document = extract(page(_youtube(), url="https://www.youtube.com/watch?v=abc"))
    assert (document.title, document.author, document.published, document.minutes) == (
        "Backprop",
        "Ada",
        "2020-01-02",
        10.0,
    )
    assert document.facts["chapters"] == "Intro; The chain rule"
    assert document.kind is Kind.VIDEO


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        (_youtube(status="ERROR"), "the video cannot be played: Video unavailable"),
        (_youtube(description=""), "only its title is known"),
    ],
)
def test_video_says_what_is_missing(html: str, problem: str) -> None:
    assert extract(page(html, url="https://www.youtube.com/watch?v=abc")).problem == problem


def test_paper_gives_its_abstract_authors_and_year() -> None:
    abstract = (
        "We walk downhill along the slope of the loss and show that short steps arrive where long steps do not, " * 2
    )
    html = (
        "<html><head><title>[1234.5678] Slopes</title><meta name=citation_title content='On slopes'>"
        "<meta name=citation_author content='Example, Ada'><meta name=citation_author content='Test, Bo'>"
        "<meta name=citation_date content=2017/06/12><meta name=citation_arxiv_id content=1234.5678></head><body>"
        f"<h1>On slopes</h1><blockquote class='abstract mathjax'>Abstract: {abstract}</blockquote>"
        "<span class=primary-subject>Machine Learning (cs.LG)</span></body></html>"
    )
    document = extract(page(html, url="https://arxiv.org/abs/1234.5678", kind=Kind.PAPER))
    assert document.title == "On slopes"
    assert document.author == "Ada Example, Bo Test"
    assert document.published == "2017-06-12"
    assert document.text.startswith("We walk downhill")
    assert document.facts["arxiv"] == "1234.5678"
    assert "Machine Learning" in document.tags


def test_course_keeps_its_syllabus() -> None:
    head = json_ld(
        {"@type": "Course", "name": "Slopes", "coursePrerequisites": "Calculus", "provider": {"name": "Hill School"}}
    )
    html = article(head=head).replace(
        "<footer>", "<aside class=syllabus><ul><li>Week 1: Chain rule</li></ul></aside><footer>"
    )
    document = extract(page(html, kind=Kind.COURSE))
    assert "Week 1: Chain rule" in document.text
    assert document.facts["prerequisites"] == "Calculus"
    assert document.site == "Hill School"


def test_book_gives_isbn_and_year() -> None:
    document = extract(page(article(inner="<p>ISBN 978-0-13-468599-1. Published 2018.</p>"), kind=Kind.BOOK))
    assert document.facts["isbn"] == "9780134685991"
    assert document.published == "2018"


def test_chapters_under_a_heading_are_kept_whatever_the_markup() -> None:
    chapters = "".join(f"<li><b>{name}.</b> What it is.</li>" for name in ("Least squares", "Boosted trees"))
    inner = f"<h2>Contents</h2><ol>{chapters}</ol><h2>Praise</h2><p>{LOREM}</p>"
    head = json_ld({"@type": "Book", "name": "Tables"})
    document = extract(page(article(inner=inner, head=head)))
    assert document.kind is Kind.BOOK
    assert "Boosted trees" in document.text
    assert document.facts["contents"] == "Least squares. What it is.; Boosted trees. What it is."


def test_a_lesson_does_not_teach_its_neighbours() -> None:
    inner = "<nav class='syllabus'><ul><li>Convolutional networks</li></ul></nav>"
    document = extract(page(article(inner=inner), kind=Kind.COURSE))
    assert "Convolutional networks" not in document.text


def test_a_notebook_that_a_viewer_drew_gives_its_cells() -> None:
    html = (
        "<html lang=en><head><title>Jupyter Notebook Viewer</title></head><body><nav>nbviewer FAQ</nav>"
        "<div id=notebook-container><div class=text_cell_render><h1>Slopes</h1>"
        f"<p>{LOREM}</p></div><div class=code_cell><div class='prompt input_prompt'>In&nbsp;[1]:</div>"
        "<pre>w -= rate * grad</pre></div></div></body></html>"
    )
    document = extract(page(html, url="https://nbviewer.org/github/o/r/blob/main/x.ipynb"))
    assert document.title == "Slopes"
    assert LOREM.strip() in document.text
    assert "w -= rate * grad" in document.text
    assert "In [1]" not in document.text.replace("\xa0", " ")
    assert "FAQ" not in document.text


def test_a_data_set_on_kaggle_is_read_from_what_it_tells_search_engines() -> None:
    card = "# Slopes\n\n" + LOREM + "\n\n## Columns\n\n* rate: how long a step is"
    said = {
        "@type": "Dataset",
        "name": "Slopes",
        "description": card,
        "keywords": ["optimization"],
        "creator": {"@type": "Person", "name": "Ada"},
        "license": {"@type": "CreativeWork", "name": "CC0"},
    }
    html = f"<html lang=en><head><title>Slopes | Kaggle</title>{json_ld(said)}</head><body><div></div></body></html>"
    document = extract(page(html, url="https://www.kaggle.com/datasets/ada/slopes"))
    assert (document.title, document.author, document.kind) == ("Slopes", "Ada", Kind.REPO)
    assert [section.title for section in document.sections] == ["Slopes", "Columns"]
    assert "how long a step is" in document.text
    assert document.facts["licence"] == "CC0"
    assert "optimization" in document.tags
    assert not document.problem


def test_a_notebook_on_kaggle_says_what_it_does_not_show() -> None:
    html = (
        "<html lang=en><head><title>Walking downhill | Kaggle</title><meta name=description content='Explore and run "
        "machine learning code with Kaggle Notebooks | Using data from Slopes of the Alps'></head><body></body></html>"
    )
    document = extract(page(html, url="https://www.kaggle.com/code/ada/walking-downhill"))
    assert document.title == "Walking downhill"
    assert document.facts["data"] == "Slopes of the Alps"
    assert document.summary == "Using data from Slopes of the Alps"
    assert "drawn by scripts" in document.problem


def test_a_notebook_in_colab_from_a_drive_says_that_it_is_drawn_by_scripts() -> None:
    html = "<html><head><title>Google Colab</title></head><body><p>Please enable JavaScript.</p></body></html>"
    document = extract(page(html, url="https://colab.research.google.com/drive/1abc"))
    assert document.problem == "the page is empty without scripts"
