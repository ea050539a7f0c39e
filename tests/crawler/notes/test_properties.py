"""What holds for every note: nothing fails, and each link stands where it is said to stand."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from crawler.notes.formats import read_format
from crawler.notes.text import decode, lines_of

PIECES = st.sampled_from(
    ["https://a.example/x", "[w](https://b.example/y)", "[w](<https://c.example/a b>)", "<https://d.example/>",
     "[id]", "[id]: https://e.example/z", "\n", "\n\n", "- ", "1. ", "> ", "# ", "    ", "\t", "`", "```\n", "**", "_",
     "~~", "|", "| a | b |\n|---|---|\n", "[[note|alias]]", "![[x]]", "%%", "<!--", "-->",
     "<a href='https://f.example/'>", "</a>",
     "$", "$$", "words", "é", "🙂", "[ ] ", "[^1]", "[^1]: ", "\\", "&amp;", "(", ")", "[", "]", "\r\n", "---\n", "==="]
)  # fmt: skip
NOTES = st.lists(PIECES, max_size=25).map("".join)


@settings(max_examples=300, deadline=None)
@given(NOTES)
def test_each_target_stands_at_its_span(text: str) -> None:
    lines = lines_of(text)
    for link in read_format(".md", text).links:
        assert 1 <= link.line <= len(lines)
        assert 1 <= link.column <= len(lines[link.line - 1]) + 1
        if link.span:
            line, start, end = link.span
            assert lines[line - 1][start - 1 : end - 1] == link.raw


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.targets.append(dict(attrs).get("href") or "")


PLAIN = st.lists(
    st.sampled_from(
        ["[w](https://b.example/y)", "[w](<https://c.example/z>)", "<https://d.example/>", "[id]", "\n", "\n\n", "- ",
         "1. ", "> ", "# ", "    ", "`", "```\n", "**", "_", "words ", "[", "]", "(", ")", "\\", "<b>",
         "\n\n[id]: https://e.example/q\n\n"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(PLAIN)
def test_no_link_is_lost_that_plain_commonmark_finds(text: str) -> None:
    """Against the same library without our rules, which passes CommonMark's own examples."""
    anchors = _Anchors()
    anchors.feed(MarkdownIt("commonmark").render(text))
    found = [link.target for link in read_format(".md", text).links]
    for target in set(anchors.targets):
        if target.startswith("https://"):
            assert found.count(target) >= anchors.targets.count(target)


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_read_and_written_back(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.encoded(decoded.text) == data
    for suffix in (".md", ".canvas", ".ipynb", ".html"):
        read_format(suffix, decoded.text)
