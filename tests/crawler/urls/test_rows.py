"""Every row of the tables of identities, kinds, fragments and path wrappers has an address that only it explains."""

from __future__ import annotations

import re

import pytest

from crawler.records import Kind
from crawler.urls import identify, identities, without_wrapper
from crawler.urls.address import parse
from crawler.urls.fragments import PROTECTED_FRAGMENTS
from crawler.urls.identities import RULES, Rule
from crawler.urls.kinds import KINDS
from crawler.urls.wrappers import WRAPPERS, Wrapper

_DOC = "1abcdefghijklmnopqrstuvwxyz"

# name of the rule → (address, key)
IDENTITIES = {
    "YouTube video": ("https://m.youtube.com/watch?v=abcdefghijk&t=3s", "youtube.com/watch?v=abcdefghijk"),
    "YouTube short address": ("https://youtu.be/abcdefghijk?si=x", "youtube.com/watch?v=abcdefghijk"),
    "YouTube player": ("https://www.youtube.com/shorts/abcdefghijk", "youtube.com/watch?v=abcdefghijk"),
    "YouTube playlist": ("https://youtube.com/embed/videoseries?list=PLx_1", "youtube.com/playlist?list=PLx_1"),
    "GitHub repository": ("https://github.com/An-Owner/Repo.js.git", "github.com/an-owner/repo.js"),
    "arXiv": ("https://arxiv.org/pdf/cs/0112017v1.pdf", "arxiv.org/abs/cs/0112017"),
    "arXiv reader": ("https://ar5iv.labs.arxiv.org/html/1706.03762v2", "arxiv.org/abs/1706.03762"),
    "arXiv mirror": ("https://huggingface.co/papers/1706.03762", "huggingface.co/papers/1706.03762"),
    "DOI": ("https://dx.doi.org/10.1000/ABC%28D%29", "doi:10.1000/abc(d)"),
    "Google Books by ISBN": ("https://books.google.de/books?vid=ISBN0131103628", "isbn:9780131103627"),
    "Google Books by id": ("https://books.google.com/books?id=abcDEF123_-x&pg=PA3", "books.google.com/abcDEF123_-x"),
    "Google Books edition": (
        "https://www.google.com/books/edition/_/abcDEF123_-x?gbpv=1",
        "books.google.com/abcDEF123_-x",
    ),
    "Amazon book": ("https://www.amazon.co.uk/gp/product/0131103628/ref=x_1", "isbn:9780131103627"),
    "Amazon product": ("https://smile.amazon.com/Some-Name/dp/B00ABCDEF1/?th=1", "amazon.com/dp/B00ABCDEF1"),
    "Open Library by ISBN": ("https://openlibrary.org/isbn/978-0-13-110362-7", "isbn:9780131103627"),
    "Wikipedia": ("https://de.m.wikipedia.org/wiki/Vektor", "de.wikipedia.org/wiki/Vektor"),
    "Twitter post": ("https://mobile.twitter.com/a_b/status/123?s=20", "x.com/status/123"),
    "Twitter profile": ("https://twitter.com/Some_One", "x.com/some_one"),
    "Vimeo player": ("https://player.vimeo.com/video/123?h=1", "vimeo.com/123"),
    "Colab of a GitHub notebook": (
        "https://colab.research.google.com/github/o/r/blob/main/a.ipynb#scrollTo=x",
        "colab.research.google.com/github/o/r/blob/main/a.ipynb",
    ),
    "Google document": (
        f"https://docs.google.com/spreadsheets/u/0/d/{_DOC}/edit",
        f"docs.google.com/spreadsheets/d/{_DOC}",
    ),
    "Google Drive file": (
        f"https://drive.google.com/file/d/{_DOC}/view?usp=drive_link",
        f"drive.google.com/file/d/{_DOC}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_identity_gives_its_key(rule: Rule) -> None:
    written, key = IDENTITIES[rule.name]
    assert identify(written).key == key


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_identity_is_given_by_its_own_rule(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the rule the address of its example has another key: no other row does its work."""
    monkeypatch.setattr(identities, "_COMPILED", tuple(row for row in identities._COMPILED if row[0] is not rule))
    monkeypatch.setattr(identities, "_rules", identities._rules.__wrapped__)
    written, key = IDENTITIES[rule.name]
    address = parse(written)
    assert address
    known = identities.known(address)
    assert known is None or known.key != key


# an address for each row of KINDS, in the table's order
KIND_EXAMPLES = [
    ("https://www.youtube.com/@someone", Kind.PROFILE),
    ("https://vimeo.com/123", Kind.VIDEO),
    ("https://github.com/o/r", Kind.REPO),
    ("https://github.com/trending", Kind.OTHER),
    ("https://github.com/someone", Kind.PROFILE),
    ("https://codeberg.org/o/r", Kind.REPO),
    ("https://gist.github.com/o/123", Kind.REPO),
    ("https://www.kaggle.com/learn/intro", Kind.COURSE),
    ("https://www.kaggle.com/datasets/o/d", Kind.REPO),
    ("https://arxiv.org/abs/1706.03762", Kind.PAPER),
    ("https://openreview.net/forum?id=x", Kind.PAPER),
    ("https://books.google.com/books?id=abcDEF123_-x", Kind.BOOK),
    ("https://www.amazon.de/dp/0131103628", Kind.BOOK),
    ("https://www.manning.com/books/x", Kind.BOOK),
    ("https://host.example/my-textbook.html", Kind.BOOK),
    ("https://d2l.ai/", Kind.BOOK),
    ("https://www.udemy.com/x", Kind.COURSE),
    ("https://cs231n.github.io/", Kind.COURSE),
    ("https://host.example/courses/x", Kind.COURSE),
    ("https://docs.host.example/x", Kind.DOCS),
    ("https://host.example/reference/x", Kind.DOCS),
    ("https://en.wikipedia.org/wiki/X", Kind.DOCS),
    ("https://www.linkedin.com/in/someone", Kind.PROFILE),
    ("https://open.substack.com/users/1-someone", Kind.PROFILE),
    ("https://medium.com/@someone", Kind.PROFILE),
    ("https://stackoverflow.com/questions/1/x", Kind.OTHER),
    ("https://someone.substack.com/p/x", Kind.BLOG),
    ("https://blog.host.example/x", Kind.BLOG),
    ("https://host.example/posts/x", Kind.BLOG),
    ("https://host.example/2020/05/x", Kind.BLOG),
    ("https://nbviewer.org/github/o/r/x.ipynb", Kind.TOOL),
    ("https://scikit-learn.org/stable/modules/svm.html", Kind.DOCS),
    ("https://leetcode.com/", Kind.TOOL),
    ("https://someone.github.io/", Kind.OTHER),
    ("https://host.example/x.pdf", Kind.PAPER),
]


@pytest.mark.parametrize("row", range(len(KINDS)), ids=lambda row: KINDS[row][0][:30])
def test_each_row_of_kinds_says_its_kind_of_an_address(row: int) -> None:
    written, kind = KIND_EXAMPLES[row]
    address = parse(written)
    assert address
    fitting = [
        number
        for number, (host, path, _) in enumerate(KINDS)
        if re.fullmatch(host, address.site) and re.match(path, address.path, re.IGNORECASE)
    ]
    assert fitting[0] == row
    assert identify(written).kind is kind is KINDS[row][2]


# two addresses for each row of PROTECTED_FRAGMENTS that only their fragments tell apart
FRAGMENT_EXAMPLES = [
    ("https://app.example/", "/one", "/two"),
    ("https://app.example/", "!one", "!two"),
    (f"https://docs.google.com/spreadsheets/d/{_DOC}/edit", "gid=0", "gid=1"),
    ("https://mega.nz/file/abc", "key1", "key2"),
    ("https://colab.research.google.com/", "fileId=a", "fileId=b"),
    ("https://playground.tensorflow.org/", "dataset=a", "dataset=b"),
    ("https://app.diagrams.net/", "Ga", "Gb"),
    ("https://excalidraw.com/", "json=a,b", "json=c,d"),
    ("https://groups.google.com/forum/", "!topic/a", "!topic/b"),
    ("https://web.archive.org/web/2020/https://app.example/", "/one", "/two"),
    ("https://regexr.com/", "a1", "b2"),
    ("https://matrix.to/", "#room:a.example", "#room:b.example"),
    ("https://etherscan.io/address/0x1", "code", "readContract"),
]


@pytest.mark.parametrize("row", range(len(PROTECTED_FRAGMENTS)), ids=lambda row: PROTECTED_FRAGMENTS[row][3])
def test_each_protected_fragment_tells_resources_apart(row: int) -> None:
    page, one, other = FRAGMENT_EXAMPLES[row]
    address = parse(page)
    assert address
    host, path, fragment, _ = PROTECTED_FRAGMENTS[row]
    assert re.fullmatch(host, address.site)
    assert re.fullmatch(path, address.path)
    assert re.fullmatch(fragment, one)
    assert len({identify(page).key, identify(f"{page}#{one}").key, identify(f"{page}#{other}").key}) == 3


# wrappers that carry their target in the path
PATH_WRAPPERS = {
    "AMP cache": "https://host-example.cdn.ampproject.org/c/s/host.example/a",
    "Yahoo": "https://r.search.yahoo.com/_ylt=x/RV=2/RU=https%3A%2F%2Fhost.example%2Fa/RK=2/RS=x",
    "Google AMP cache": "https://www.google.com/amp/s/host.example/a",
}


@pytest.mark.parametrize("row", [row for row in WRAPPERS if not row.parameters], ids=lambda row: row.name)
def test_each_wrapper_with_its_target_in_the_path_is_opened(row: Wrapper) -> None:
    assert without_wrapper(PATH_WRAPPERS[row.name]) == "https://host.example/a"
