"""Whatever a page holds, it costs only itself."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract import extract
from pipelines.extract.draft import tidy
from tests.pipelines.extract.pages import LOREM, article, page

HOSTILE = [
    b"",
    b"\x00" * 1000,
    b"<",
    b"<html>" + b"<div>" * 5000 + b"deep",
    b"<html><body>" + b"<b>" * 20000,
    b'<script type="application/ld+json">' + b"[" * 100_000,
    b"\xff\xfe<\x00h\x00",
    b"<html><head><title>" + b"x" * 300_000,
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_no_page_raises(body: bytes) -> None:
    document = extract(page(body))
    assert document.key == "k"


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["text/html", "application/pdf", "text/plain", "", "application/x-ipynb+json"]),
)
def test_no_bytes_raise(body: bytes, content_type: str) -> None:
    extract(page(body, content_type=content_type))
    extract(page(b"%PDF-" + body, content_type=content_type))


def test_control_and_bidi_marks_do_not_get_through() -> None:
    html = (
        article().replace("Gradient descent", "Gradi\u202eent\x1b[31m desc\u2066ent").replace("<p>0.", "<p>0.\x07\x9b")
    )
    document = extract(page(html))
    for text in (document.title, document.text, document.lead, document.summary):
        assert not set(text) & set("\x1b\x07\x9b\u202e\u2066")


def test_markup_in_a_title_stays_text() -> None:
    document = extract(page(article(head="<meta property=og:title content='&lt;img src=x onerror=alert(1)&gt;'>")))
    assert document.title == "<img src=x onerror=alert(1)>"


def test_documents_travel_between_processes() -> None:
    document = extract(page(article()))
    assert pickle.loads(pickle.dumps(document)) == document


@settings(deadline=None)
@given(st.text(max_size=300))
def test_tidy_is_done_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert "  " not in tidy(text)
    assert LOREM.strip() == tidy(LOREM)
