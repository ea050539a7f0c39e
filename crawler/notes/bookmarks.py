"""Exported bookmarks (the Netscape format that all browsers write) and other pages of HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from crawler.notes.found import Found, FoundLink, Mark, Marker
from crawler.notes.inline import is_note_target, note_reference
from crawler.notes.markup import html_links
from crawler.notes.places import of_block
from crawler.notes.text import lines_of
from crawler.records import Task

_BOOKMARKS = re.compile(r"<!DOCTYPE\s+NETSCAPE-Bookmark-file-1>", re.IGNORECASE)


class _Folders(HTMLParser):
    """The folders of a bookmark file as headings: `<H3>` names one, `<DL>` holds what stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.title: list[str] | None = None
        self.markers: list[Marker] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "dl":
            self.depth += 1
        elif tag in ("h1", "h3"):
            self.title = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "dl":
            self.depth -= 1
            if self.depth > 0:  # a heading without words ends the folder: what follows stands in the one around it
                self.markers.append(Marker(Mark.HEADING, self.getpos()[0], "", min(self.depth + 1, 6)))
        elif tag in ("h1", "h3") and self.title is not None:
            words = " ".join("".join(self.title).split())
            level = min(self.depth + 1, 6)
            if words:
                self.markers.append(Marker(Mark.HEADING, self.getpos()[0], words, level))
            self.title = None

    def handle_data(self, data: str) -> None:
        if self.title is not None:
            self.title.append(data)


def read_html(text: str, found: Found) -> None:
    """Read a bookmark file, or any page of HTML, into `found`; folders of bookmarks become headings."""
    lines = lines_of(text)
    html = "\n".join(lines)
    if _BOOKMARKS.match(html.lstrip()):
        folders = _Folders()
        folders.feed(html)
        found.markers = folders.markers
    links, headings = html_links(html)
    found.title = next((" ".join(heading.text.split()) for heading in headings if heading.level == 1), "")
    places = of_block(html, 0, lines, 0)
    for link in links:
        line, column = places.at(link.start)
        if is_note_target(link.target):
            found.references.append(note_reference(line, column, link.raw, link.target, link.commented))
            continue
        where, last = places.at(link.offset), places.at(link.offset + len(link.raw))
        words = " ".join(link.text.split())
        span = (where[0], where[1], last[1])
        found.links.append(
            FoundLink(line, column, link.raw, link.target, words, words, Task.NONE, link.commented, span)
        )
