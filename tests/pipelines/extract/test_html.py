"""Web pages: what is kept, what is left out, and what the page says about itself."""

from __future__ import annotations

import pytest

from crawler.records import Kind
from pipelines.extract import extract
from tests.pipelines.extract.pages import LOREM, article, json_ld, page


def test_keeps_the_article_and_leaves_out_what_stands_around_it() -> None:
    document = extract(page(article()))
    assert LOREM.strip() in document.text
    assert "Imprint" not in document.text
    assert document.title == "Gradient descent"
    assert document.words > 200
    assert document.problem == ""
    assert document.minutes is not None
    assert document.minutes > 0


def test_headings_are_sections_at_their_place_in_the_text() -> None:
    document = extract(page(article(inner=f"<h2>Learning rate</h2><p>{LOREM}</p><h3>Too long</h3><p>{LOREM}</p>")))
    titles = [(section.level, section.title) for section in document.sections]
    assert (2, "Learning rate") in titles
    assert (3, "Too long") in titles
    for section in document.sections:
        assert document.text[section.offset :].startswith(section.title)


def test_a_text_that_stopped_early_is_replaced_by_the_main_block() -> None:
    # trafilatura ends an article at a block that looks like a comment section; the paragraphs behind it are lost
    late = "".join(
        f"<div class='x'><div>{number}: the late part of the lesson goes on. {LOREM}</div></div>"
        for number in range(30)
    )
    document = extract(page(article(inner=f"<div id=comments></div>{late}", paragraphs=3)))
    assert document.text.count("the late part of the lesson") == 30


def test_a_page_that_is_empty_without_scripts_says_so() -> None:
    html = "<html><body><noscript>JavaScript is not available.</noscript><p>Enable JavaScript.</p></body></html>"
    document = extract(page(html))
    assert (document.text, document.problem) == ("", "the page is empty without scripts")


def test_code_survives_in_the_text() -> None:
    document = extract(page(article(inner=f"<p>{LOREM}</p><pre>w = w - rate * grad</pre><p>{LOREM}</p>")))
    assert "w = w - rate * grad" in document.text


FACTS = [
    ("author", "<meta name=author content='Ada Example'>", "Ada Example"),
    (
        "author",
        "<meta name=citation_author content='Ada Example'><meta name=citation_author content='Bo Test'>",
        "Ada Example, Bo Test",
    ),
    ("author", json_ld({"@type": "BlogPosting", "author": {"@type": "Person", "name": "Ada Example"}}), "Ada Example"),
    (
        "author",
        json_ld({"@graph": [{"@type": "Article", "author": [{"name": "A. One"}, {"name": "B. Two"}]}]}),
        "A. One, B. Two",
    ),
    ("author", "<meta property=article:author content=https://social.example/ada>", ""),
    ("published", "<meta property=article:published_time content=2021-03-04T10:00:00Z>", "2021-03-04"),
    ("published", "<meta name=citation_publication_date content=2019/7>", "2019-07"),
    ("published", json_ld({"@type": "NewsArticle", "datePublished": "2020"}), "2020"),
    ("site", "<meta property=og:site_name content=Lessons>", "Lessons"),
    ("title", "<meta property=og:title content='Gradient descent, explained'>", "Gradient descent, explained"),
    ("summary", "<meta name=description content='How to walk downhill.'>", "How to walk downhill."),
    ("tags", "<meta name=keywords content='optimisation, SGD'>", ("optimisation", "SGD")),
]


@pytest.mark.parametrize(("field", "head", "expected"), FACTS)
def test_structured_data_is_believed(field: str, head: str, expected: object) -> None:
    assert getattr(extract(page(article(head=head))), field) == expected


def test_broken_structured_data_costs_only_itself() -> None:
    head = "<script type='application/ld+json'>{not json</script><meta name=author content='Ada Example'>"
    assert extract(page(article(head=head))).author == "Ada Example"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2021/03/04/x/", "2021-03-04"),
        ("https://a.example/posts/2018-06-24-attention/", "2018-06-24"),
        ("https://a.example/posts/attention/", ""),
    ],
)
def test_a_date_in_the_address_is_a_date(url: str, expected: str) -> None:
    assert extract(page(article(), url=url)).published == expected


LANGUAGES = [
    ("en", LOREM * 3, "en"),
    ("en-US", LOREM * 3, "en"),
    (
        "de",
        "Das Verfahren folgt der Steigung und ist nicht schwer, auch wenn die Schritte mit der Zeit kleiner werden. "
        * 4,
        "de",
    ),
    # themes are shipped with lang=en; the words decide
    (
        "en",
        "El descenso de gradiente sigue la pendiente de los datos, pero se detiene cuando los pasos son más cortos. "
        * 4,
        "es",
    ),
    ("", "勾配降下法は損失の傾きに沿って少しずつ下っていく方法である。学習率は一歩の長さを決める。" * 5, "ja"),
    (
        "",
        "Градиентный спуск следует за наклоном функции потерь, шаг за шагом, пока шаги не перестанут помогать." * 3,
        "ru",
    ),
]


@pytest.mark.parametrize(("lang", "words", "expected"), LANGUAGES)
def test_language_is_declared_or_heard(lang: str, words: str, expected: str) -> None:
    html = f"<html lang='{lang}'><body><article><h1>x</h1><p>{words}</p></article></body></html>"
    assert extract(page(html)).language == expected


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("utf-8", "text/html; charset=utf-8"),
        ("latin-1", "text/html; charset=iso-8859-1"),
        ("utf-16", "text/html"),
        ("cp1252", "text/html; charset=latin1"),
    ],
)
def test_the_charset_of_the_answer_decodes_the_page(encoding: str, content_type: str) -> None:
    words = "Überblick über das Verfahren: größere Schritte führen schneller ans Ziel, aber nicht immer dorthin. " * 5
    html = f"<html><body><article><p>{words}</p></article></body></html>".encode(encoding)
    assert "größere Schritte" in extract(page(html, content_type=content_type)).text


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/tags/sgd/", "index"),
        ("https://a.example/posts/page/3/", "index"),
        ("https://a.example/posts/sgd/", ""),
    ],
)
def test_listings_are_told_from_lessons(url: str, expected: str) -> None:
    assert extract(page(article(), url=url)).facts.get("role", "") == expected


def test_a_page_of_links_is_a_listing() -> None:
    links = "".join(f"<li><a href=/l{number}>Lesson {number} about slopes</a></li>" for number in range(20))
    html = f"<html><body><main><h1>Lessons</h1><ul>{links}</ul></main></body></html>"
    document = extract(page(html, url="https://a.example/lessons/"))
    assert document.facts["role"] == "index"
    assert len(document.links) == len(document.anchors) == 20
    assert document.links[0] == "https://a.example/l0"


@pytest.mark.parametrize(
    ("head", "kind", "expected"),
    [
        ("", Kind.BLOG, Kind.BLOG),
        ("", Kind.OTHER, Kind.BLOG),
        (json_ld({"@type": "Course", "name": "x"}), Kind.OTHER, Kind.COURSE),
        (json_ld({"@type": "Book", "name": "x"}), Kind.OTHER, Kind.BOOK),
        (json_ld({"@type": "Course", "name": "x"}), Kind.REPO, Kind.REPO),
        ("<meta name=citation_doi content=10.1/x>", Kind.OTHER, Kind.PAPER),
    ],
)
def test_kind_is_what_the_page_says_it_is(head: str, kind: Kind, expected: Kind) -> None:
    assert extract(page(article(head=head), kind=kind)).kind is expected


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("An introduction to slopes", "introductory"),
        ("Advanced slopes", "advanced"),
        ("Slopes: a tutorial", "intermediate"),
    ],
)
def test_level_comes_with_its_reason(title: str, level: str) -> None:
    html = (
        article().replace("<h1>Gradient descent", f"<h1>{title}").replace("<title>Gradient descent", f"<title>{title}")
    )
    document = extract(page(html))
    assert document.level == level
    assert "title" in document.level_reason


def test_prerequisites_are_quoted() -> None:
    document = extract(page(article(inner="<p>Prerequisites: linear algebra and a little Python, nothing else.</p>")))
    assert "linear algebra" in document.facts["prerequisites"]


def test_the_pages_own_word_on_its_level_goes_before_ours() -> None:
    head = json_ld({"@type": "LearningResource", "educationalLevel": "Introductory"})
    document = extract(page(article(head=head)))
    assert document.level == "introductory"
    assert document.level_reason == "the page says so (“Introductory”)"


def test_a_stub_has_no_reading_time() -> None:
    assert extract(page("<html><body><article><p>Only for subscribers.</p></article></body></html>")).minutes is None
