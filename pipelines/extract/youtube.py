"""YouTube: videos, playlists and channels, from the facts that the page carries for its own player."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from crawler.records import Kind, Page
from pipelines.extract.draft import Draft
from pipelines.extract.html import parse
from pipelines.extract.language import language_of
from pipelines.extract.structured import iso_date, seconds_of, structured_data

_PLAYER = re.compile(r"ytInitialPlayerResponse\s*=\s*(?=\{)")
_CHAPTER = re.compile(r"^\W*((?:\d{1,2}:)?\d{1,2}:\d{2})\W+(\S.{1,100})$", re.MULTILINE)


def read_youtube(page: Page) -> Draft:
    """A draft of a YouTube page. The text is the description; chapters of the description are its headings."""
    tree = parse(page)
    if tree is None:
        return Draft(kind=Kind.VIDEO, problem="there is no HTML in the answer")
    said = structured_data(tree)
    player = _player(page.body)
    details = _part(player, "videoDetails")
    micro = _part(_part(player, "microformat"), "playerMicroformatRenderer")
    title = str(details.get("title") or said.fields.get("title") or _plain_title(tree.findtext(".//title") or ""))
    text = str(details.get("shortDescription") or said.fields.get("summary") or "")
    draft = Draft(title=title, text=text, site="YouTube", kind=Kind.PROFILE if _is_channel(page.url) else Kind.VIDEO)
    draft.author = str(details.get("author") or micro.get("ownerChannelName") or said.fields.get("author") or "")
    draft.published = iso_date(
        str(micro.get("publishDate") or micro.get("uploadDate") or said.fields.get("published") or "")
    )
    draft.tags = [str(tag) for tag in details.get("keywords") or said.tags]
    seconds = seconds_of(str(details.get("lengthSeconds") or said.fields.get("duration") or ""))
    draft.minutes = round(seconds / 60, 1) if seconds else None
    draft.headings = [(2, found.group(0).strip()) for found in _CHAPTER.finditer(text)]
    draft.facts = {"chapters": "; ".join(found.group(2).strip() for found in _CHAPTER.finditer(text))}
    draft.language = language_of(text or title)
    draft.problem = _problem(player, title, text)
    return draft


def _problem(player: Mapping[str, Any], title: str, text: str) -> str:
    status = _part(player, "playabilityStatus")
    if status.get("status") == "ERROR":
        return f"the video cannot be played: {status.get('reason') or 'no reason given'}"
    if not text:
        return "only its title is known" if title else "the page says nothing about the video"
    return ""


def _player(body: bytes) -> Mapping[str, Any]:
    """The player's JSON; empty where the page has none."""
    text = body.decode("utf-8", "replace")
    for found in _PLAYER.finditer(text):
        try:
            value, _ = json.JSONDecoder().raw_decode(text, found.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            return value
    return {}


def _part(thing: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = thing.get(name)
    return value if isinstance(value, dict) else {}


def _plain_title(title: str) -> str:
    return re.sub(r"\s*-\s*YouTube$", "", " ".join(title.split()))


def _is_channel(url: str) -> bool:
    return bool(re.search(r"youtube\.com/(@|channel/|c/|user/)[^/]+/?(videos|featured|about|playlists|streams)?$", url))
