"""What a careful person would say of situations beyond the usual ones."""

from __future__ import annotations

import pytest

from crawler.records import Hop, State, Visit
from crawler.verdicts import judge
from tests.crawler.verdicts.hard_cases import BYTES, PAGES, SMALL, WAYS
from tests.crawler.verdicts.samples import PROSE, Row
from tests.crawler.verdicts.test_pages import NOW, URL, name, page, visit


@pytest.mark.parametrize(("row", "state"), PAGES, ids=[name(row) for row, _ in PAGES])
def test_a_page_is_what_it_says(row: Row, state: State) -> None:
    title, headline, rest = row
    assert judge(visit(page((title, headline, rest)))).state is state


@pytest.mark.parametrize(("url", "final", "state"), WAYS, ids=[final for _, final, _ in WAYS])
def test_where_it_was_sent_tells(url: str, final: str, state: State) -> None:
    body = page(("Lessons for all", "Lessons for all", PROSE * 5))
    assert judge(visit(body, url=url, final=final, hops=(Hop(url, 301),))).state is state


@pytest.mark.parametrize(("kind", "body", "state"), SMALL, ids=[body[:30] for _, body, _ in SMALL])
def test_a_small_answer_that_is_no_page_is_read_too(kind: str, body: str, state: State) -> None:
    assert judge(visit(body, content_type=kind)).state is state


@pytest.mark.parametrize(("charset", "body", "state"), BYTES, ids=[f"{c}-{len(b)}" for c, b, _ in BYTES])
def test_bytes_are_read_as_a_browser_reads_them(charset: str, body: bytes, state: State) -> None:
    seen = Visit("k", URL, NOW, final_url=URL, status=200, content_type="text/html", charset=charset, body=body)
    assert judge(seen).state is state
