"""Links in HTML that stands in a note: the tags' attributes, and addresses in the text between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from crawler.notes.bare import find_addresses

# tag → the attribute that holds a link to follow. Images are no links; scripts and styles are nothing to read.
LINKING = {
    "a": "href",
    "iframe": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "source": "src",
    "area": "href",
}
_SILENT = frozenset({"script", "style", "pre", "code", "textarea", "title"})
_HEADING = re.compile(r"h([1-6])|summary")
_TAG = re.compile(r"<([A-Za-z][\w-]*)")


@dataclass(frozen=True, slots=True)
class HtmlLink:
    """A link at an offset of the HTML; `start` is the offset of its tag, `offset` that of the address as written."""

    start: int
    offset: int
    raw: str
    target: str
    text: str
    commented: bool = False


@dataclass(frozen=True, slots=True)
class HtmlHeading:
    """An `h1` to `h6` at an offset of the HTML; the `summary` of a part that folds away is of level 0."""

    start: int
    level: int
    text: str


def tag_links(tag: str) -> Iterator[tuple[int, str]]:
    """Offset and spelling of the address in one opening tag, where it has one."""
    name = _TAG.match(tag)
    attribute = _attribute(name[1]) if name else None
    if not attribute:
        return
    found = re.search(rf"\s{attribute}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", tag, re.IGNORECASE)
    if found:
        group = next(number for number in (1, 2, 3) if found[number] is not None)
        raw = found[group]
        lead = len(raw) - len(raw.lstrip())
        if raw.strip():
            yield found.start(group) + lead, raw.strip()


def _attribute(tag: str) -> str | None:
    """Where a tag holds its link; a component (`<Card href="…">` in MDX) holds it where `a` does."""
    component = tag[0].isupper() and not tag.isupper()
    return LINKING.get(tag.lower()) or ("href" if component else None)


class _Reader(HTMLParser):
    """Gathers links; offsets are counted from line starts, as the library tells places by line."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.html, self.links = html, list[HtmlLink]()
        self.line_starts = [0, *(found.end() for found in re.finditer("\n", html))]
        self.silent: list[str] = []
        self.anchor: int | None = None
        self.headings: list[HtmlHeading] = []
        self.in_heading = False

    def place(self) -> int:
        line, column = self.getpos()
        return self.line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent.append(tag)
        start = self.place()
        if level := _HEADING.fullmatch(tag):
            self.headings.append(HtmlHeading(start, int(level[1] or 0), ""))
            self.in_heading = True
        for offset, raw in tag_links(self.get_starttag_text() or ""):
            self.links.append(HtmlLink(start, start + offset, raw, unescape(raw), ""))
            if tag == "a":
                self.anchor = len(self.links) - 1

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()
        if tag == "a":
            self.anchor = None
        if _HEADING.fullmatch(tag):
            self.in_heading = False

    def handle_data(self, data: str) -> None:
        if self.in_heading:
            last = self.headings[-1]
            self.headings[-1] = HtmlHeading(last.start, last.level, last.text + unescape(data))
        if self.silent:
            return
        if self.anchor is not None:
            link = self.links[self.anchor]
            self.links[self.anchor] = HtmlLink(link.start, link.offset, link.raw, link.target, f"{link.text}{data}")
            return
        self._addresses(data, commented=False)

    def handle_comment(self, data: str) -> None:
        self._addresses(data, commented=True, ahead=len("<!--"))

    def _addresses(self, data: str, *, commented: bool, ahead: int = 0) -> None:
        base = self.place() + ahead
        for offset, raw in find_addresses(data):
            self.links.append(HtmlLink(base + offset, base + offset, raw, raw, raw, commented))


def html_links(html: str) -> tuple[list[HtmlLink], list[HtmlHeading]]:
    """The links of a block of HTML in their order, and its headings."""
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    return reader.links, [heading for heading in reader.headings if heading.text.strip()]
