"""Addresses that skip Scrapy's cleaning are those that it would leave as they are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request

from crawler.spiders.request import PlainRequest

LETTERS = "abcXYZ019.-_~/:?=&#%@ é[]|'\"xn--"


@given(
    st.text(alphabet=LETTERS, max_size=40),
    st.sampled_from(["http://", "https://", "HTTP://", "http://a.b/", "https://a-b.c:8080/"]),
)
def test_an_address_is_the_same_as_scrapys(rest: str, start: str) -> None:
    try:
        theirs = Request(start + rest).url
    except ValueError as problem:
        with pytest.raises(ValueError, match=re.escape(str(problem))):
            PlainRequest(start + rest)
        return
    assert PlainRequest(start + rest).url == theirs


def test_a_copy_keeps_its_kind() -> None:
    assert isinstance(PlainRequest("http://a.example/x").replace(url="http://b.example/"), PlainRequest)
