# ruff: noqa: E501 - the rows of a table stay on one line
"""What a page leaves unsaid and its site's open interface tells: a video's author, a repository's facts, a notebook.

One row per question, asked once per living page that is new or changed, and only where the page itself is silent. The
answers travel with the visit and change no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from crawler.records import Visit

CAP = 1_000_000
"""Bytes of an answer that are kept; a longer one is none."""
NOTHING_THERE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Companion:
    """A question: its name, which addresses it is asked about, what is asked, and what makes it needless."""

    name: str
    address: str
    ask: str
    """The address to ask; `{url}` is the thing's, quoted, `{0}`, `{1}`… the groups of `address`, `{path}` the first of
    them, quoted."""
    unless: str
    """Pattern of the page's source; empty: always asked."""
    source: str


_GITLAB = r"^https?://gitlab\.com/(?!(?:explore|users|groups|help|dashboard|search)(?:/|$))([\w.-]+(?:/(?!-/)[\w.-]+)+?)/?(?:[?#].*)?$"
_MODEL = r"^https?://huggingface\.co/(?!(?:blog|learn|docs|papers|collections|spaces|datasets|tasks|course|models|posts|join|pricing|settings|api|chat|new|organizations)/)([\w.-]+/[\w.-]+)/?(?:[?#].*)?$"
_DATASET = r"^https?://huggingface\.co/datasets/([\w.-]+(?:/[\w.-]+)?)/?(?:[?#].*)?$"
_REPO = r"^https?://(?:www\.)?github\.com/(?!(?:features|topics|sponsors|orgs|users|settings|marketplace|collections|apps)/)([\w.-]+)/([\w.-]+?)(?:\.git)?"

COMPANIONS: tuple[Companion, ...] = (
    Companion("oembed", r"^https?://(?:(?:www\.|m\.)?youtube\.com/(?:watch|shorts/|live/|playlist)|youtu\.be/)", "https://www.youtube.com/oembed?url={url}&format=json", r'"videoDetails"\s*:\s*\{|"ownerChannelName"', "oembed.com; YouTube's provider"),
    Companion("oembed", r"^https?://(?:www\.)?vimeo\.com/\d+", "https://vimeo.com/api/oembed.json?url={url}", "", "developer.vimeo.com/api/oembed"),
    Companion("oembed", r"^https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/[^/]+/status/\d+", "https://publish.twitter.com/oembed?url={url}&omit_script=1", "", "developer.x.com: oEmbed API"),
    Companion("readme", _REPO + r"/?(?:[?#].*)?$", "https://raw.githubusercontent.com/{0}/{1}/HEAD/README.md", r"<article[^>]{0,200}markdown-body", "docs.github.com: raw files"),
    Companion("repository", _REPO + r"/?(?:[?#].*)?$", "https://api.github.com/repos/{0}/{1}", "", "docs.github.com/rest/repos: 60 questions an hour without a token"),
    Companion("readme", _GITLAB, "https://gitlab.com/{0}/-/raw/HEAD/README.md", r"<div[^>]{0,200}file-content", "docs.gitlab.com: raw files"),
    Companion("project", _GITLAB, "https://gitlab.com/api/v4/projects/{path}?license=true", "", "docs.gitlab.com/api/projects: open projects need no token"),
    Companion("readme", _MODEL, "https://huggingface.co/{0}/raw/main/README.md", r"model-card-content", "huggingface.co/docs/hub: model cards"),
    Companion("readme", _DATASET, "https://huggingface.co/datasets/{0}/raw/main/README.md", r"model-card-content|dataset-card-content", "huggingface.co/docs/hub: dataset cards"),
    Companion("hub", _MODEL, "https://huggingface.co/api/models/{0}", "", "huggingface.co/docs/hub/api"),
    Companion("hub", _DATASET, "https://huggingface.co/api/datasets/{0}", "", "huggingface.co/docs/hub/api"),
    Companion("abstract", r"^https?://(?:export\.|www\.)?arxiv\.org/pdf/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?/?(?:[?#].*)?$", "https://arxiv.org/abs/{0}", "", "info.arxiv.org/help/robots: abstract pages may be fetched"),
    Companion("file", _REPO + r"/blob/([^?#]+\.(?:ipynb|md|rst|txt))(?:[?#].*)?$", "https://raw.githubusercontent.com/{0}/{1}/{2}", r"<article[^>]{0,200}markdown-body", "docs.github.com: raw files"),
    Companion("file", r"^https?://nbviewer\.(?:org|jupyter\.org)/github/([\w.-]+)/([\w.-]+)/blob/([^?#]+\.ipynb)", "https://raw.githubusercontent.com/{0}/{1}/{2}", r"id=.notebook|text_cell_render|jp-MarkdownOutput", "nbviewer.org: notebooks from GitHub"),
    Companion("file", r"^https?://colab\.(?:research\.google|sandbox\.google)\.com/gist/([\w.-]+)/([0-9a-f]+)/([^?#]+\.ipynb)", "https://gist.githubusercontent.com/{0}/{1}/raw/{2}", "", "colab.research.google.com: notebooks from gists"),
    Companion("file", r"^https?://colab\.(?:research\.google|sandbox\.google)\.com/github/([\w.-]+)/([\w.-]+)/blob/([^?#]+\.ipynb)", "https://raw.githubusercontent.com/{0}/{1}/{2}", "", "colab.research.google.com: notebooks from GitHub"),
)  # fmt: skip


def wanted(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Name and address of each question that a living visit leaves worth asking."""
    if visit.not_modified or not visit.body:
        return ()
    # a thing that moved is asked about where it is now; a wall that we were sent to is no thing
    url = next((one for one in (visit.final_url, visit.url) if _any_site().match(one)), "")
    return tuple(_questions(visit, url)) if url else ()


def _questions(visit: Visit, url: str) -> list[tuple[str, str]]:
    source = visit.body[:2_000_000].decode("utf-8", "replace")
    found = []
    for row in COMPANIONS:
        fits = _compiled(row.address).match(url)
        if fits and not (row.unless and _compiled(row.unless).search(source)):
            path = quote(fits[1], safe="") if fits.re.groups else ""
            found.append((row.name, row.ask.format(*fits.groups(), url=quote(url, safe=""), path=path)))
    return found


def told_already(visit: Visit, address: str) -> str | None:
    """The answer where the verdict needed the same one; None where it did not, or it may have been cut."""
    asked = visit.asked
    if asked is None or asked.url != address or asked.status != 200 or not asked.text.rstrip().endswith("}"):
        return None
    return asked.text


def answer(status: int, body: bytes, damage: str) -> str | None:
    """What was told: empty where there is no such thing, None where there was no answer to the question."""
    if status in NOTHING_THERE:
        return ""
    return body.decode("utf-8", "replace") if status == 200 and not damage else None


def kept(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """An answer that could not be had tonight stays as it was."""
    return {**before, **now}


@cache
def _any_site() -> re.Pattern[str]:
    """Any row's address, in one pattern: most pages are of none."""
    return re.compile("|".join(f"(?:{row.address})" for row in COMPANIONS), re.IGNORECASE)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
