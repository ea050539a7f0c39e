"""The inline part of a block: its links with place, words and sentence, and its text without signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from markdown_it.common.utils import normalizeReference, unescapeAll
from markdown_it.token import Token

from crawler.notes.bare import find_addresses
from crawler.notes.found import FoundLink, FoundReference
from crawler.notes.grammar import grammar
from crawler.notes.markup import tag_links
from crawler.notes.places import Places
from crawler.notes.quick import plain_links
from crawler.records import Task

_SIGNS = ("[", "<", "://", "@", "%%", "^", "**", "__", "www.", "\\")  # without all of them a text is plain words
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’)\]]*\s+")
_LONGEST_CONTEXT = 400
_FAR = 5_000
"""Characters around a link in which its sentence begins and ends: a paragraph may be a whole note."""
_CALLOUT = re.compile(r"^\[![\w-]+\][+-]?\s*")
_TASK_BOX = re.compile(r"^\[[^\]]\]\s+")
_CODE_TAG = re.compile(r"<(/?)(code|pre|kbd|samp)\b", re.IGNORECASE)
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:")


@dataclass(slots=True)
class _Open:
    """A link whose text is being gathered."""

    token: Token
    start: int


@dataclass(slots=True)
class Inline:
    """What a block says: `text` without signs, and its links. `strong`, `linked` and `pictures` are the spans
    of `text` in bold, in links, and in place of images."""

    text: str = ""
    links: list[FoundLink] = field(default_factory=list)
    references: list[FoundReference] = field(default_factory=list)
    strong: list[tuple[int, int]] = field(default_factory=list)
    linked: list[tuple[int, int]] = field(default_factory=list)
    pictures: list[tuple[int, int]] = field(default_factory=list)


def read_inline(
    content: str, places: Callable[[], Places], env: dict[str, object], *, task: Task, commented: bool
) -> Inline:
    """Read a block's text. `env` is the note's: reference definitions stand in it, used labels are noted in it."""
    folded = content.lower()
    if not any(sign in folded for sign in _SIGNS):
        return Inline(text=content)
    tokens = plain_links(content)
    if tokens is None:
        tokens = []
        markdown = grammar("www." in folded)
        markdown.inline.parse(content, markdown, env, tokens)
    reader = _Reader(content, places(), env, task, commented)
    for token in tokens:
        reader.take(token)
    return reader.done()


class _Reader:
    """Walks over inline tokens, keeping the text so far."""

    def __init__(self, source: str, places: Places, env: dict[str, object], task: Task, commented: bool) -> None:
        self.source, self.places, self.env, self.task = source, places, env, task
        self.comment_depth = int(commented)
        self.code: list[str] = []
        self.parts: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.bold: list[int] = []
        self.found = Inline()
        self.spans: list[tuple[FoundLink, int, int]] = []

    def take(self, token: Token) -> None:
        """One token; its handler is found by the token's type."""
        handler = _HANDLERS.get(token.type)
        if handler:
            handler(self, token)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def link_open(self, token: Token) -> None:
        self.open.append(_Open(token, self.length))

    def link_close(self, _token: Token) -> None:
        if not self.open:
            return
        opened = self.open.pop()
        if self.code and opened.token.info == "bare":
            return
        text = "".join(self.parts)[opened.start :]
        meta = opened.token.meta
        target = str(opened.token.attrGet("href") or "")
        raw, span = self._written(meta, target)
        self.found.linked.append((opened.start, self.length))
        line, column = self.places.at(meta["at"][0])
        if is_note_target(target):
            self.found.references.append(note_reference(line, column, raw, target, bool(self.comment_depth)))
            return
        found = FoundLink(line, column, raw, target, text.strip(), "", self.task, bool(self.comment_depth), span)
        self.spans.append((found, opened.start, self.length))

    def _written(self, meta: Mapping[str, object], target: str) -> tuple[str, tuple[int, int, int] | None]:
        dest = meta.get("dest")
        if not isinstance(dest, tuple):
            used = self.env.setdefault("used", set())
            assert isinstance(used, set)
            used.add(normalizeReference(str(meta.get("label", ""))))
            return target, None
        first, last = self.places.at(dest[0]), self.places.at(dest[1])
        raw = self.source[dest[0] : dest[1]]
        return raw, (first[0], first[1], last[1])

    def wikilink(self, token: Token) -> None:
        target = str(token.meta["target"])
        start, end = token.meta["at"]
        line, column = self.places.at(start)
        before = self.length
        self.add(token.content)
        self.found.linked.append((before, self.length))
        if SCHEME.match(target) and "://" in target:
            inner = self.source.find(target, start, end)
            first, last = self.places.at(inner), self.places.at(inner + len(target))
            span = (first[0], first[1], last[1])
            found = FoundLink(
                line, column, target, target, token.content, "", self.task, bool(self.comment_depth), span
            )
            self.spans.append((found, before, self.length))
            return
        self.found.references.append(
            wiki_reference(line, column, self.source[start:end], target, bool(self.comment_depth))
        )

    def embed(self, token: Token) -> None:
        start, end = token.meta["at"]
        line, column = self.places.at(start)
        target = str(token.meta["target"])
        if not SCHEME.match(target):
            self.found.references.append(
                wiki_reference(line, column, self.source[start:end], target, bool(self.comment_depth))
            )

    def html(self, token: Token) -> None:
        if token.content.startswith("<!--"):
            self._html_comment(token)
            return
        self._html_code(token.content)
        for offset, raw in tag_links(token.content):
            start = token.meta["at"][0] + offset
            first, last = self.places.at(start), self.places.at(start + len(raw))
            target = unescapeAll(raw)
            if is_note_target(target):
                self.found.references.append(
                    note_reference(*self.places.at(token.meta["at"][0]), raw, target, bool(self.comment_depth))
                )
                continue
            line, column = self.places.at(token.meta["at"][0])
            span = (first[0], first[1], last[1])
            found = FoundLink(line, column, raw, target, "", "", self.task, bool(self.comment_depth), span)
            self.spans.append((found, self.length, self.length))

    def _html_code(self, tag: str) -> None:
        """Between `<code>` and `</code>` bare addresses are code, as they are between backticks."""
        found = _CODE_TAG.match(tag)
        if found and not found[1]:
            self.code.append(found[2].lower())
        elif found and self.code and self.code[-1] == found[2].lower():
            self.code.pop()

    def _html_comment(self, token: Token) -> None:
        for offset, raw in find_addresses(token.content):
            start = token.meta["at"][0] + offset
            (line, column), last = self.places.at(start), self.places.at(start + len(raw))
            found = FoundLink(line, column, raw, raw, raw, "", self.task, True, (line, column, last[1]))
            self.spans.append((found, self.length, self.length))

    def image(self, token: Token) -> None:
        self.found.pictures.append((self.length, self.length + len(token.content)))
        self.add(token.content)

    def text(self, token: Token) -> None:
        self.add(token.content)

    def line_break(self, _token: Token) -> None:
        self.add("\n")

    def strong_open(self, _token: Token) -> None:
        self.bold.append(self.length)

    def strong_close(self, _token: Token) -> None:
        if self.bold:
            self.found.strong.append((self.bold.pop(), self.length))

    def comment_open(self, _token: Token) -> None:
        self.comment_depth += 1

    def comment_close(self, _token: Token) -> None:
        self.comment_depth -= 1

    def done(self) -> Inline:
        """The whole, each link with the sentence around it."""
        text = "".join(self.parts)
        self.found.text = text
        for link, start, end in self.spans:
            # The record is ours alone until now: filling it in costs a tenth of copying it.
            object.__setattr__(link, "context", sentence(text, start, end))
            self.found.links.append(link)
        return self.found


_HANDLERS = {
    "link_open": _Reader.link_open,
    "link_close": _Reader.link_close,
    "wikilink": _Reader.wikilink,
    "embed": _Reader.embed,
    "html_inline": _Reader.html,
    "image": _Reader.image,
    "text": _Reader.text,
    "text_special": _Reader.text,
    "code_inline": _Reader.text,
    "math_inline": _Reader.text,
    "softbreak": _Reader.line_break,
    "hardbreak": _Reader.line_break,
    "strong_open": _Reader.strong_open,
    "strong_close": _Reader.strong_close,
    "comment_open": _Reader.comment_open,
    "comment_close": _Reader.comment_close,
}


def sentence(text: str, start: int, end: int) -> str:
    """The sentence of `text` that holds the span, on one line, without task box and callout sign."""
    first = max(start - _FAR, 0)
    for found in _SENTENCE_END.finditer(text, first, start):
        first = found.end()
    after = _SENTENCE_END.search(text, end, end + _FAR)
    words = " ".join(text[first : after.end() if after else end + _FAR].split())
    words = _TASK_BOX.sub("", _CALLOUT.sub("", words))
    if len(words) <= _LONGEST_CONTEXT:
        return words
    middle = max(0, min(start - first - _LONGEST_CONTEXT // 2, len(words) - _LONGEST_CONTEXT))
    return words[middle : middle + _LONGEST_CONTEXT]


def is_note_target(target: str) -> bool:
    """Whether a target leads to a note or file beside this one, and not to the web or another program."""
    return (
        not SCHEME.match(target)
        and not target.startswith("//")
        and not target.lower().startswith("www.")
        and not _is_email(target)
    )


def _is_email(target: str) -> bool:
    return bool(re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", target))


def note_reference(line: int, column: int, raw: str, target: str, commented: bool) -> FoundReference:
    """A relative link: path, then `#heading` or `#^block`."""
    from urllib.parse import unquote

    path, _, place = target.partition("#")
    place = unquote(place)
    heading, block = ("", place[1:]) if place.startswith("^") else (place, "")
    return FoundReference(line, column, raw, unquote(path.partition("?")[0]), heading, block, False, commented)


def wiki_reference(line: int, column: int, raw: str, target: str, commented: bool) -> FoundReference:
    """A wikilink: name or path, then `#heading` (the last of several), `#^block` or, in older notes, `^block`."""
    path, _, place = (target if "#" in target else target.replace("^", "#^", 1)).partition("#")
    heading, _, block = place.partition("^")
    last = heading.rstrip("#").rpartition("#")[2]
    return FoundReference(line, column, raw, path.strip(), last.strip(), block.strip(), True, commented)


def plain_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Offset of start and end and the words of each line of a block's text."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line), line
        start += len(line) + 1
