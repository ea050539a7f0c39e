"""Short links are what they lead to, once that is known."""

from __future__ import annotations

import pytest

from crawler.urls import identify, settled_identity
from crawler.urls.shorteners import SHORTENERS

BOOK = "https://www.amazon.com/Some-Title/dp/0131103628?tag=someone-20&linkCode=x"


@pytest.mark.parametrize("host", [host for host, _ in SHORTENERS])
def test_each_shortener_gives_way_to_where_it_leads(host: str) -> None:
    short = f"https://{host}/abc?ref=x"
    assert identify(short).key == f"{host}/abc"
    assert settled_identity(short, BOOK).key == "isbn:9780131103627"


@pytest.mark.parametrize(
    ("url", "final"),
    [
        ("https://bit.ly/abc", ""),
        ("https://bit.ly/abc", "https://bit.ly/other"),
        ("https://bit.ly/", BOOK),
        ("https://host.example/moved", BOOK),
        ("http://", BOOK),
    ],
)
def test_all_others_stay_what_they_are(url: str, final: str) -> None:
    assert settled_identity(url, final) == identify(url)
