"""The Markdown that notes are written in: CommonMark, GFM and Obsidian's own signs, every link with its place.

Each `link_open` token carries in `meta` where it stands in its block's text: `at` (start, end) of the whole link and
`dest` (start, end) of its target, None where the target stands in a reference definition (`label` names it).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, html_inline, link
from mdit_py_plugins.footnote import footnote_plugin

from crawler.notes import signs
from crawler.notes.bare import bare_address
from crawler.notes.quick import plain_paragraph

DEEPEST = 100
"""Levels of quotes and lists (two for a list) that are followed; deeper ones would exhaust Python's stack."""


@lru_cache(maxsize=2)
def grammar(www: bool) -> MarkdownIt:
    """The parser, made once. Targets stay as written: nothing is refused or rewritten here, `crawler.urls` judges.

    `www` for text that has such an address: stopping at each `w` of any other would cost a third of the speed.
    """
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST})
    markdown.enable(["table", "strikethrough"])
    # Definitions stay where they stand, used or not: the plugin's tail would drop unused ones and move the others.
    markdown.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    markdown.block.ruler.before("fence", "comment_block", signs.comment_block, {"alt": []})
    markdown.block.ruler.after("fence", "math_block", signs.math_block, {"alt": []})
    markdown.block.ruler.before("comment_block", "plain_paragraph", plain_paragraph, {"alt": []})
    inline = markdown.inline.ruler
    inline.at("link", _located_link)
    inline.at("autolink", _located_autolink)
    inline.at("html_inline", _located_html)
    inline.before("link", "wikilink", signs.wikilink)
    inline.after("link", "spaced_link", signs.spaced_link)
    inline.before("image", "embed", signs.embed)
    inline.before("escape", "comment", signs.comment)
    inline.before("escape", "math", signs.math)
    inline.after("escape", "bare_address", bare_address)
    for sign in "wW" if www else "":
        markdown.inline.add_terminator_char(sign)
    markdown.validateLink = _accept  # type: ignore[method-assign]
    markdown.normalizeLink = _as_written  # type: ignore[method-assign]
    markdown.normalizeLinkText = _as_written  # type: ignore[method-assign,assignment]
    # Blocks first; `crawler.notes.blocks` runs the inline rules only on those that can hold what it looks for.
    markdown.core.ruler.enableOnly(["normalize", "block"])
    return markdown


def _accept(url: str) -> bool:  # noqa: ARG001
    return True


def _as_written(url: str) -> str:
    return url


def _located_link(state: StateInline, silent: bool) -> bool:
    start, index = state.pos, _next_index(state)
    if not link(state, silent):
        return False
    if not silent:
        state.tokens[index].meta = {"at": (start, state.pos), **_destination(state, start, index)}
    return True


def _located_autolink(state: StateInline, silent: bool) -> bool:
    start, index = state.pos, _next_index(state)
    if not autolink(state, silent):
        return False
    if not silent:
        state.tokens[index].meta = {"at": (start, state.pos), "dest": (start + 1, state.pos - 1)}
    return True


def _located_html(state: StateInline, silent: bool) -> bool:
    start, index = state.pos, _next_index(state)
    if not html_inline(state, silent):
        return False
    if not silent:
        state.tokens[index].meta = {"at": (start, state.pos)}
    return True


def _next_index(state: StateInline) -> int:
    """Where the next pushed token will stand: pending text becomes a token before it."""
    return len(state.tokens) + bool(state.pending)


def _destination(state: StateInline, start: int, index: int) -> dict[str, Any]:
    """Where the target of the link that begins at `start` stands, found as the link rule found it."""
    end, limit = state.pos, state.posMax
    href = state.tokens[index].attrGet("href")
    quick = end - 1 - len(href) if isinstance(href, str) and href else end
    if state.src.startswith(f"]({href})", quick - 2):
        return {"dest": (quick, end - 1)}
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    state.pos, state.posMax = end, limit
    if not state.src.startswith("(", label_end + 1) or end <= label_end + 1:
        label = state.src[label_end + 2 : end - 1] if end > label_end + 3 else ""
        return {"dest": None, "label": label or state.src[start + 1 : label_end]}
    begin = label_end + 2
    while begin < end and state.src[begin] in " \t\n":
        begin += 1
    found = state.md.helpers.parseLinkDestination(state.src, begin, state.posMax)
    stop = found.pos if found.ok else begin
    if state.src.startswith("<", begin) and stop - begin >= 2:
        return {"dest": (begin + 1, stop - 1)}
    return {"dest": (begin, stop)}
