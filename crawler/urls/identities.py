"""Resources that many addresses show: which part of the address names them, and the key they get."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from crawler.urls.address import Address


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: where host, path and query fit, `key` (and `fetch`, where there is one) is filled from their groups.

    `query` maps a parameter to what it must look like. `clean` folds the spelling of the groups, or refuses them
    with None: the address then keeps its ordinary key.
    """

    name: str
    host: str
    path: str
    key: str
    query: tuple[tuple[str, str], ...] = ()
    fetch: str = ""
    clean: Callable[[dict[str, str]], dict[str, str] | None] | None = None


def _lower(groups: dict[str, str]) -> dict[str, str]:
    return {name: value.lower() for name, value in groups.items()}


def _repository(groups: dict[str, str]) -> dict[str, str] | None:
    owner, repo = groups["owner"].lower(), groups["repo"].lower().removesuffix(".git")
    return None if owner in _GITHUB_PAGES else {"owner": owner, "repo": repo}


def _doi(groups: dict[str, str]) -> dict[str, str]:
    return {"doi": unquote(groups["doi"]).rstrip("/").lower()}


def _isbn(groups: dict[str, str]) -> dict[str, str] | None:
    isbn = isbn13(groups["isbn"])
    return {"isbn": isbn} if isbn else None


def isbn13(written: str) -> str:
    """An ISBN of 10 or 13 digits, hyphens or not, as 13 digits; empty where its check digit is wrong."""
    digits = written.replace("-", "").upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        weights = sum((10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(digits))
        return _with_check(f"978{digits[:9]}") if weights % 11 == 0 else ""
    if re.fullmatch(r"97[89]\d{10}", digits):
        return digits if _with_check(digits[:12]) == digits else ""
    return ""


def _with_check(twelve: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"


# First segments of github.com that are no user's name (github.com's own pages).
_GITHUB_PAGES = frozenset(
    [
        "about",
        "account",
        "apps",
        "blog",
        "codespaces",
        "collections",
        "contact",
        "customer-stories",
        "enterprise",
        "events",
        "explore",
        "features",
        "issues",
        "join",
        "login",
        "marketplace",
        "new",
        "notifications",
        "orgs",
        "organizations",
        "pricing",
        "pulls",
        "readme",
        "search",
        "security",
        "sessions",
        "settings",
        "site",
        "signup",
        "sponsors",
        "stars",
        "team",
        "topics",
        "trending",
        "users",
    ]
)

_VIDEO = r"(?P<id>[\w-]{11})"
_YOUTUBE = r"((m|music)\.)?youtube(-nocookie)?\.com"
_AMAZON = r"(smile\.)?amazon\.[a-z.]{2,6}"
_ARXIV_ID = r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})(v\d+)?"

RULES: tuple[Rule, ...] = (
    Rule(
        "YouTube video",
        _YOUTUBE,
        r"/watch/?",
        "youtube.com/watch?v={id}",
        (("v", _VIDEO),),
        "https://www.youtube.com/watch?v={id}",
    ),
    Rule(
        "YouTube short address",
        r"youtu\.be",
        rf"/{_VIDEO}/?",
        "youtube.com/watch?v={id}",
        (),
        "https://www.youtube.com/watch?v={id}",
    ),
    Rule(
        "YouTube playlist",
        _YOUTUBE,
        r"/(playlist|embed/videoseries)/?",
        "youtube.com/playlist?list={list}",
        (("list", r"(?P<list>[\w-]+)"),),
        "https://www.youtube.com/playlist?list={list}",
    ),
    Rule(
        "YouTube player",
        _YOUTUBE,
        rf"/(embed|v|shorts|live)/{_VIDEO}/?",
        "youtube.com/watch?v={id}",
        (),
        "https://www.youtube.com/watch?v={id}",
    ),
    Rule(
        "GitHub repository",
        r"github\.com",
        r"/(?P<owner>[\w.-]+)/(?P<repo>[\w.-]+?)/?",
        "github.com/{owner}/{repo}",
        clean=_repository,
    ),
    Rule(
        "arXiv",
        r"(export\.|[a-z]{2}\.)?arxiv\.org",
        rf"/(abs|pdf|html|format|ps)/{_ARXIV_ID}(\.pdf)?/?",
        "arxiv.org/abs/{id}",
    ),
    Rule(
        "arXiv reader",
        r"(alphaxiv|ar5iv|ar5iv\.labs\.arxiv)\.org",
        rf"/(abs|html|pdf)/{_ARXIV_ID}/?",
        "arxiv.org/abs/{id}",
    ),
    Rule("arXiv mirror", r"huggingface\.co", rf"/papers/{_ARXIV_ID}/?", "huggingface.co/papers/{id}"),
    Rule("DOI", r"(dx\.)?doi\.org", r"/(?P<doi>10\.\d{4,9}/.+)", "doi:{doi}", clean=_doi),
    Rule(
        "Google Books by ISBN",
        r"(books\.)?google\.[a-z.]{2,6}",
        r"/books.*",
        "isbn:{isbn}",
        (("vid", r"ISBN:?(?P<isbn>[\dXx-]+)"),),
        clean=_isbn,
    ),
    Rule(
        "Google Books by id",
        r"(books\.)?google\.[a-z.]{2,6}",
        r"/books/?",
        "books.google.com/{id}",
        (("id", r"(?P<id>[\w-]{12})"),),
    ),
    Rule(
        "Google Books edition",
        r"google\.[a-z.]{2,6}",
        r"/books/edition/[^/]*/(?P<id>[\w-]{12})/?",
        "books.google.com/{id}",
    ),
    Rule(
        "Amazon book",
        _AMAZON,
        r"(/[^/]+)?/(dp|gp/product|exec/obidos/ASIN|gp/aw/d)/(?P<isbn>\d{9}[\dXx])(/.*)?",
        "isbn:{isbn}",
        clean=_isbn,
    ),
    Rule(
        "Amazon product",
        _AMAZON,
        r"(/[^/]+)?/(dp|gp/product|gp/aw/d)/(?P<asin>B[0-9A-Z]{9})(/.*)?",
        "amazon.com/dp/{asin}",
    ),
    Rule("Open Library by ISBN", r"openlibrary\.org", r"/isbn/(?P<isbn>[\dXx-]+)/?", "isbn:{isbn}", clean=_isbn),
    Rule(
        "Wikipedia",
        r"(?P<lang>[a-z-]{2,12})\.m\.wikipedia\.org",
        r"/wiki/(?P<page>.+)",
        "{lang}.wikipedia.org/wiki/{page}",
    ),
    Rule(
        "Twitter post",
        r"(mobile\.)?(twitter|x)\.com",
        r"/(?P<user>\w+)/status(es)?/(?P<id>\d+)/?.*",
        "x.com/status/{id}",
    ),
    Rule("Twitter profile", r"(mobile\.)?(twitter|x)\.com", r"/(?P<user>\w+)/?", "x.com/{user}", clean=_lower),
    Rule("Vimeo player", r"player\.vimeo\.com", r"/video/(?P<id>\d+)/?", "vimeo.com/{id}"),
    Rule(
        "Colab of a GitHub notebook",
        r"colab\.research\.google\.com",
        r"/github/(?P<path>.+)",
        "colab.research.google.com/github/{path}",
    ),
    Rule(
        "Google document",
        r"docs\.google\.com",
        r"/(?P<sort>document|spreadsheets|presentation)/(u/\d+/)?d/(?P<id>[\w-]{20,})(/(edit|view|preview|mobilebasic|htmlview)?)?",
        "docs.google.com/{sort}/d/{id}",
    ),
    Rule(
        "Google Drive file",
        r"drive\.google\.com",
        r"/file/(u/\d+/)?d/(?P<id>[\w-]{20,})(/.*)?",
        "drive.google.com/file/d/{id}",
    ),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule says of an address: the key, and the address to fetch where it differs."""

    key: str
    fetch: str


_Query = tuple[tuple[str, re.Pattern[str]], ...]


def known(address: Address) -> Known | None:
    """The identity that the first fitting rule gives, None where no rule knows the site."""
    for rule, of_host, path, query in _rules(address.site):
        groups = _groups(address, of_host, path, query)
        if groups is None:
            continue
        cleaned = rule.clean(groups) if rule.clean else groups
        if cleaned is not None:
            return Known(rule.key.format(**cleaned), rule.fetch.format(**cleaned))
    return None


def _groups(address: Address, of_host: dict[str, str], path: re.Pattern[str], query: _Query) -> dict[str, str] | None:
    on_path = path.fullmatch(address.path)
    if not on_path or address.port:
        return None
    groups = {**of_host, **on_path.groupdict()}
    for name, pattern in query:
        found = pattern.fullmatch(address.value(name) or "")
        if not found:
            return None
        groups |= found.groupdict()
    return groups


@lru_cache(maxsize=4096)
def _rules(site: str) -> tuple[tuple[Rule, dict[str, str], re.Pattern[str], _Query], ...]:
    """The rules that a host fits, with what its name says: the next link is often of the same host."""
    return tuple(
        (rule, fits.groupdict(), path, query) for rule, host, path, query in _COMPILED if (fits := host.fullmatch(site))
    )


_COMPILED = tuple(
    (
        rule,
        re.compile(rule.host),
        re.compile(rule.path),
        tuple((name, re.compile(pattern)) for name, pattern in rule.query),
    )
    for rule in RULES
)
