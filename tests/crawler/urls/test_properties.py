"""What holds for every address: making it canonical twice changes nothing, and nothing makes it fail."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.urls import identify, without_trackers, without_wrapper

HOSTS = st.sampled_from(
    ["host.example", "www.host.example", "youtube.com", "www.youtube.com", "youtu.be", "github.com", "arxiv.org",
     "doi.org", "www.google.com", "l.facebook.com", "amazon.de", "books.google.com", "docs.google.com", "medium.com",
     "twitter.com", "en.m.wikipedia.org", "bücher.example", "127.0.0.1", "[::1]"]
)  # fmt: skip
SEGMENTS = st.sampled_from(
    ["watch", "a", "A", "redirect", "url", "l.php", "books", "edition", "dp", "0131103628", "abs", "1706.03762v2",
     "pdf", "owner", "repo.git", "status", "123", "é", "%41", "%2f", "a b", "10.1000", "wiki", "abcdefghijk", "..", ""]
)  # fmt: skip
PAIRS = st.sampled_from(
    ["utm_source=x", "v=abcdefghijk", "id=1", "ref=x", "q=https%3A%2F%2Fhost.example%2Fa%3Futm_source%3Dy",
     "u=http://x.example", "list=PL1", "a=1", "a=2", "b", "=", "url=//x", "%75tm_source=1", "t=1"]
)  # fmt: skip
FRAGMENTS = st.sampled_from(["", "", "part", "/route", "!old", ":~:text=x", "heading=h.1", "/r:~:text=x"])


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """Addresses that touch the tables' rows, well spelled and not."""
    scheme = draw(st.sampled_from(["http", "https", "HTTPS"]))
    path = "".join(f"/{segment}" for segment in draw(st.lists(SEGMENTS, max_size=4)))
    query = "&".join(draw(st.lists(PAIRS, max_size=4)))
    fragment = draw(FRAGMENTS)
    port = draw(st.sampled_from(["", "", ":80", ":443", ":8080"]))
    tail = ("?" + query if query else "") + ("#" + fragment if fragment else "")
    return f"{scheme}://{draw(HOSTS)}{port}{path}{tail}"


@settings(deadline=None)
@given(addresses())
def test_canonical_addresses_are_their_own_canon(written: str) -> None:
    once = identify(written)
    assert once.url is not None
    twice = identify(once.url)
    assert (twice.url, twice.key) == (once.url, once.key)


@settings(deadline=None)
@given(st.text())
def test_any_text_has_an_identity(written: str) -> None:
    identity = identify(written)
    assert identity.url or identity.state


@settings(deadline=None)
@given(addresses())
def test_cleaning_the_spelling_keeps_the_resource(written: str) -> None:
    assert identify(without_trackers(written)).key == identify(written).key
    assert identify(without_wrapper(written)).key == identify(written).key


@settings(deadline=None)
@given(addresses())
def test_cleaning_the_spelling_twice_changes_nothing(written: str) -> None:
    cleaned = without_trackers(written)
    assert without_trackers(cleaned) == cleaned
    opened = without_wrapper(written)
    assert without_wrapper(opened) == opened
