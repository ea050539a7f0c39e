"""Which spellings are one resource, which are not, and what is no web address at all."""

from __future__ import annotations

import pytest

from crawler.records import Kind, State
from crawler.urls import identify

ONE_RESOURCE = {
    "scheme": ("http://host.example/a", "https://host.example/a"),
    "www": ("https://www.host.example/a", "https://host.example/a"),
    "trailing slash": ("https://host.example/a/", "https://host.example/a"),
    "root": ("https://host.example", "https://host.example/"),
    "case of the host": ("https://HOST.example/a", "https://host.example/a"),
    "default port": ("https://host.example:443/a", "https://host.example/a"),
    "anchor": ("https://host.example/a#part", "https://host.example/a"),
    "text fragment": ("https://host.example/a#:~:text=some%20words", "https://host.example/a"),
    "tracker": ("https://host.example/a?utm_source=x&utm_medium=y", "https://host.example/a"),
    "tracker among others": ("https://host.example/a?id=1&gclid=z", "https://host.example/a?id=1"),
    "order of the query": ("https://host.example/a?x=1&y=2", "https://host.example/a?y=2&x=1"),
    "escaped letters": ("https://host.example/%61bc", "https://host.example/abc"),
    "case of escapes": ("https://host.example/caf%c3%a9", "https://host.example/café"),
    "international host": ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    "bare www": ("www.host.example/a", "https://host.example/a"),
    "no scheme": ("//host.example/a", "https://host.example/a"),
    "credentials": ("https://me:secret@host.example/a", "https://host.example/a"),
    "YouTube short": ("https://youtu.be/abcdefghijk?si=x", "https://www.youtube.com/watch?v=abcdefghijk"),
    "YouTube with list": (
        "https://www.youtube.com/watch?v=abcdefghijk&list=PL1&index=2&t=30s",
        "https://m.youtube.com/watch?v=abcdefghijk",
    ),
    "YouTube player": ("https://www.youtube-nocookie.com/embed/abcdefghijk", "https://youtu.be/abcdefghijk"),
    "YouTube wrapper": ("https://www.youtube.com/redirect?q=https%3A%2F%2Fhost.example%2Fa&v=x", "https://host.example/a"),
    "Google wrapper": ("https://www.google.de/url?sa=t&url=https://host.example/a", "https://host.example/a"),
    "Facebook wrapper": ("https://l.facebook.com/l.php?u=https%3A%2F%2Fhost.example%2Fa&h=AT0", "https://host.example/a"),
    "wrapper in a wrapper": (
        "https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fhost.example%252Fa",
        "https://host.example/a",
    ),
    "GitHub repository": ("https://github.com/Owner/Repo.git", "http://www.github.com/owner/repo/"),
    "arXiv paper": ("https://arxiv.org/pdf/1706.03762v5.pdf", "https://arxiv.org/abs/1706.03762"),
    "DOI": ("https://dx.doi.org/10.1000/ABC", "https://doi.org/10.1000/abc"),
    "ISBN": ("https://www.amazon.com/Some-Title/dp/0131103628?tag=x", "https://books.google.com/books?vid=ISBN9780131103627"),
    "Google Books edition": (
        "https://www.google.co.uk/books/edition/A_Title/abcDEF123_-x?hl=en",
        "https://books.google.com/books?id=abcDEF123_-x",
    ),
    "tweet": ("https://twitter.com/someone/status/123?s=20", "https://x.com/someone/status/123"),
    "document": (
        "https://docs.google.com/document/d/abcdefghijklmnopqrstuvwxyz/edit?usp=sharing",
        "https://docs.google.com/document/d/abcdefghijklmnopqrstuvwxyz/preview",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ONE_RESOURCE.values(), ids=ONE_RESOURCE)
def test_spellings_of_one_resource_have_one_key(one: str, other: str) -> None:
    assert identify(one).key == identify(other).key


TWO_RESOURCES = {
    "path": ("https://host.example/a", "https://host.example/b"),
    "case of the path": ("https://host.example/A", "https://host.example/a"),
    "?id=": ("https://host.example/page?id=1", "https://host.example/page?id=2"),
    "?v= elsewhere": ("https://host.example/watch?v=a", "https://host.example/watch?v=b"),
    "subdomain": ("https://a.host.example/", "https://b.host.example/"),
    "port": ("https://host.example:8080/", "https://host.example/"),
    "route of an application": ("https://app.example/#/one", "https://app.example/#/two"),
    "old route": ("https://app.example/#!one", "https://app.example/#!two"),
    "heading of a document": (
        "https://docs.google.com/document/d/abcdefghijklmnopqrstuvwxyz/edit#heading=h.one",
        "https://docs.google.com/document/d/abcdefghijklmnopqrstuvwxyz/edit#heading=h.two",
    ),
    "video case": ("https://youtu.be/abcdefghijk", "https://youtu.be/abcdefghijK"),
    "video and list": ("https://www.youtube.com/playlist?list=PL1", "https://www.youtube.com/watch?v=abcdefghijk&list=PL1"),
    "repository and file": ("https://github.com/o/r", "https://github.com/o/r/blob/main/README.md"),
    "branch": ("https://gitlab.com/o/r/-/tree?ref=one", "https://gitlab.com/o/r/-/tree?ref=two"),
    "short links": ("https://bit.ly/abc", "https://bit.ly/ABC"),
    "GitHub's own pages": ("https://github.com/topics/nlp", "https://github.com/topics/vision"),
    "editions": ("https://www.amazon.com/dp/B000000001", "https://www.amazon.com/dp/B000000002"),
    "escaped slash": ("https://host.example/a%2Fb", "https://host.example/a/b"),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), TWO_RESOURCES.values(), ids=TWO_RESOURCES)
def test_two_resources_are_never_one(one: str, other: str) -> None:
    assert identify(one).key != identify(other).key


@pytest.mark.parametrize(
    "written",
    [
        "http://some%20words%20for%20a%20host/",
        "https://host.example:99999/x",
        "http://[::1/x",
        "https:///no-host",
        "http://",
        "https://a..b/",
        "http://" + "a" * 64 + ".example/",
    ],
)
def test_malformed_addresses_are_accounted_for(written: str) -> None:
    identity = identify(written)
    assert (identity.state, identity.url, identity.key) == (State.MALFORMED, None, f"malformed:{written}")


@pytest.mark.parametrize(
    "written",
    ["mailto:a@b.example", "a@b.example", "ftp://host.example/f", "javascript:void(0)", "tel:+49301",
     "data:text/plain,x", "obsidian://open?vault=v", "file:///etc/hosts"],
)  # fmt: skip
def test_other_schemes_are_skipped_with_a_reason(written: str) -> None:
    identity = identify(written)
    assert (identity.state, identity.url, identity.key) == (State.UNSUPPORTED_SCHEME, None, None)
    assert "is not a web address" in identity.reason


@pytest.mark.parametrize(
    ("written", "image"),
    [
        ("https://host.example/a.PNG", True),
        ("https://host.example/a.png?w=100", True),
        ("https://en.wikipedia.org/wiki/File:A.png", False),
        ("https://github.com/o/r/blob/main/a.png", False),
        ("https://host.example/a.png/page", False),
    ],
)
def test_links_to_image_files_are_told_from_pages(written: str, image: bool) -> None:
    assert (identify(written).state is State.IMAGE) is image


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("https://youtu.be/abcdefghijk", Kind.VIDEO),
        ("https://www.youtube.com/@someone", Kind.PROFILE),
        ("https://github.com/o/r", Kind.REPO),
        ("https://github.com/o", Kind.PROFILE),
        ("https://arxiv.org/abs/1706.03762", Kind.PAPER),
        ("https://www.coursera.org/learn/x", Kind.COURSE),
        ("https://www.amazon.com/dp/0131103628", Kind.BOOK),
        ("https://docs.python.org/3/", Kind.DOCS),
        ("https://someone.medium.com/a-post-1234", Kind.BLOG),
        ("https://host.example/blog/a", Kind.BLOG),
        ("https://host.example/", Kind.OTHER),
    ],
)
def test_kind_is_guessed_from_the_address(written: str, kind: Kind) -> None:
    assert identify(written).kind is kind


def test_address_to_fetch_keeps_what_the_key_folds() -> None:
    identity = identify("http://www.Host.example/Path/?b=2&a=1&utm_source=x#part")
    assert identity.url == "http://www.host.example/Path/?b=2&a=1"
    assert identity.key == "host.example/Path?a=1&b=2"
