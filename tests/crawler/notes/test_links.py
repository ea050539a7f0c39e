"""Every way of writing a link is found, at its line and column, and what is no link is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.records import Scan, State, Task
from tests.crawler.notes.conftest import targets

Read = Callable[..., Scan]
A, B = "https://a.example/x", "https://b.example/y"

FORMS = {
    "inline": (f"see [words]({A})", [(1, 5, A)]),
    "inline with title": (f'[words]({A} "title")', [(1, 1, A)]),
    "inline in angles": (f"[words](<{A} b>)", [(1, 1, f"{A} b")]),
    "inline on the second line": (f"one\ntwo [words]({A})", [(2, 5, A)]),
    "words over two lines": (f"one [two\nthree]({A})", [(1, 5, A)]),
    "two in a line": (f"[a]({A}) and [b]({B})", [(1, 1, A), (1, 30, B)]),
    "address as words": (f"[{A}]({B})", [(1, 1, B)]),
    "cut address as words": (f"[https://a.example/lo...]({B})", [(1, 1, B)]),
    "picture as words": (f"[![alt](pic.png) words]({A})", [(1, 1, A)]),
    "brackets as words": (f"[[words]({A})]", [(1, 2, A)]),
    "brackets in the address": ("[w](https://a.example/a_(b))", [(1, 1, "https://a.example/a_(b)")]),
    "in bold": (f"**[words]({A})**", [(1, 3, A)]),
    "in a highlight": (f"==[words]({A})==", [(1, 3, A)]),
    "in a strike": (f"~~[words]({A})~~", [(1, 3, A)]),
    "autolink": (f"<{A}>", [(1, 1, A)]),
    "mail autolink": ("<me@a.example>", [(1, 1, "me@a.example")]),
    "bare": (f"see {A}.", [(1, 5, A)]),
    "bare in brackets": (f"(see {A})", [(1, 6, A)]),
    "bare with brackets": ("https://a.example/a_(b) c", [(1, 1, "https://a.example/a_(b)")]),
    "bare in quotes": (f'"{A}"', [(1, 2, A)]),
    "bare behind a colon": (f"link:{A}", [(1, 6, A)]),
    "bare in bold": (f"**{A}**", [(1, 3, A)]),
    "bare in Chinese": (f"见{A}。好", [(1, 2, A)]),
    "bare unicode": ("https://a.example/ü/ß", [(1, 1, "https://a.example/ü/ß")]),
    "bare www": ("www.a.example/x, and", [(1, 1, "www.a.example/x")]),
    "bare mail": ("write to me@a.example.", [(1, 10, "me@a.example")]),
    "bare with underscores": ("https://a.example/_x_y_z", [(1, 1, "https://a.example/_x_y_z")]),
    "bare upper case": ("HTTPS://A.EXAMPLE/x", [(1, 1, "HTTPS://A.EXAMPLE/x")]),
    "bare before a bracketed link": (f"{A}](rest", [(1, 1, A)]),
    "reference": (f"[words][id] x\n\n[id]: {A}", [(1, 1, A)]),
    "reference, short": (f"[id] x\n\n[id]: {A}", [(1, 1, A)]),
    "reference, collapsed": (f"[id][] x\n\n[id]: {A}", [(1, 1, A)]),
    "reference defined before": (f"[id]: {A}\n\nx [words][id]", [(3, 3, A)]),
    "reference never used": (f"x\n\n[id]: {A} 'title'", [(3, 1, A)]),
    "reference used twice": (f"[a][id] [b][id]\n\n[id]: {A}", [(1, 1, A), (1, 9, A)]),
    "footnote": (f"x[^1]\n\n[^1]: see {A}", [(3, 11, A)]),
    "footnote never used": (f"x\n\n[^1]: see [w]({A})", [(3, 11, A)]),
    "list": (f"- one\n- [words]({A})", [(2, 3, A)]),
    "nested list": (f"- one\n\t- two [words]({A})", [(2, 8, A)]),
    "ordered list": (f"1. one\n2. {A}", [(2, 4, A)]),
    "lazy line of a list": (f"- one\n[words]({A})", [(2, 1, A)]),
    "quote": (f"> one\n> [words]({A})", [(2, 3, A)]),
    "callout": (f"> [!NOTE] {A}\n> [words]({B})", [(1, 11, A), (2, 3, B)]),
    "heading": (f"## Words [link]({A}) ##", [(1, 10, A)]),
    "underlined heading": (f"Words [link]({A})\n=====", [(1, 7, A)]),
    "table": (f"| a | b |\n|---|---|\n| x | [w]({A}) |", [(3, 7, A)]),
    "table with an escaped pipe": (f"| a | b |\n|---|---|\n| x\\|y | z\\|[w]({A}) |", [(3, 13, A)]),
    "table, same cells": (f"| a | b |\n|---|---|\n| {A} | {A} |", [(3, 3, A), (3, 25, A)]),
    "HTML in a line": (f'x <a href="{A}">words</a> y', [(1, 3, A)]),
    "HTML block": (f'<p>\n <a class="c" href=\'{A}\'>words</a>\n</p>', [(2, 2, A)]),
    "HTML frame": (f'<iframe src="{A}"></iframe>', [(1, 1, A)]),
    "bare in HTML": (f"<p>\nsee {A}\n</p>", [(2, 5, A)]),
    "Dataview field": (f"source:: {A}", [(1, 10, A)]),
    "Dataview field in a line": (f"x [source:: {A}] y", [(1, 13, A)]),
    "front matter": (f"---\nurl: {A}\nlist:\n  - '{B}'\n---\n", [(2, 6, A), (4, 6, B)]),
    "carriage returns": (f"one\r\ntwo [w]({A})\r\nthree {B}", [(2, 5, A), (3, 7, B)]),
    "only carriage returns": (f"one\rtwo {A}\rthree", [(2, 5, A)]),
    "form feed is no line": (f"one\x0c\u2028two\n{A}", [(2, 1, A)]),
    "web address in a wikilink": (f"[[{A}]]", [(1, 1, A)]),
    "dollars that are money": (f"$5 [a]({A}) for $6", [(1, 4, A)]),
    "percent signs": (f"100%% {A}", [(1, 7, A)]),
    "bare in quotation marks": (f"«{A}» „{B}“", [(1, 2, A), (1, 24, B)]),
    "bare before a sign that is not seen": (f"{A}\u200b {B}\u2060.", [(1, 1, A), (1, len(A) + 3, B)]),
    "bare FTP": ("at ftp://a.example/f.", [(1, 4, "ftp://a.example/f")]),
    "bare mailto": ("at mailto:me@a.example.", [(1, 4, "mailto:me@a.example")]),
    "spaces in the target": ("see [w](https://a.example/My File.pdf) x", [(1, 5, "https://a.example/My File.pdf")]),
    "component": (f'<Card href="{A}">\nx\n</Card>\n\nx <Link href="{B}">y</Link>', [(1, 1, A), (5, 3, B)]),
    "link in HTML's code": (f"<code>[w]({A})</code> {B}", [(1, 7, A), (1, 39, B)]),
    "escaped underscore": (r"[w](https://a.example/a\_b)", [(1, 1, r"https://a.example/a\_b")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS)
def test_every_form_is_found_where_it_stands(scan: Read, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert [(link.line, link.column, link.raw) for link in scan(text).links] == expected


NO_LINKS = {
    "code": f"`{A}`",
    "code with brackets": f"`[w]({A})`",
    "fenced": f"```\n{A}\n```",
    "fenced, never closed": f"```\n{A}",
    "tildes": f"~~~ md\n[w]({A})\n~~~",
    "indented": f"x\n\n    {A}",
    "fenced in a list": f"- x\n  ```\n  {A}\n  ```",
    "code in HTML": f"x <code>{A}</code> y",
    "stylesheet": '<link href="https://a.example/x.css">',
    "embedded image": "![alt](https://a.example/x.png)",
    "embedded file": "![[picture.png]]",
    "image in HTML": '<img src="https://a.example/x.png">',
    "script": '<script src="https://a.example/x.js">var a = "https://a.example";</script>',
    "mathematics": "$f[x](y)$ and $$\nf[x](y)\n$$",
    "scheme alone": "https:// and http:",
    "escaped": r"\[w](x)",
    "time": "at 10:30, a:b",
    "handle": "@someone and a@b",
}


@pytest.mark.parametrize("text", NO_LINKS.values(), ids=NO_LINKS)
def test_what_is_no_link_is_not_listed(scan: Read, text: str) -> None:
    assert targets(scan(text)) == []


COMMENTS = {
    "block": f"%%\n# Heading\n- [w]({A})\n%%\n\n{B}",
    "line": f"x %% {A} %% {B}",
    "own line": f"%% {A} %%\n{B}",
    "closed behind words": f"%%\n{A}\n words %%\n{B}",
    "HTML": f"<!-- {A} -->\n\n{B}",
    "HTML over lines": f"<!--\n[w]({A})\n-->\n\n{B}",
    "HTML in a line": f"x <!-- {A} --> {B}",
}


@pytest.mark.parametrize("text", COMMENTS.values(), ids=COMMENTS)
def test_links_in_comments_are_listed_and_not_followed(scan: Read, text: str) -> None:
    found = [(link.raw, link.commented, link.state) for link in scan(text).links]
    assert found == [(A, True, State.EXCLUDED), (B, False, None)]


@pytest.mark.parametrize("text", [f"  <!--  {A} {B} -->", f"  <!--  [w]({A}) [w]({B}) -->\n\nx"])
def test_a_link_in_a_comment_stands_where_it_stands(scan: Read, text: str) -> None:
    columns = [link.column - 1 for link in scan(text).links]
    assert columns == [8, text.index(text[8:11], 9)]


def test_a_comment_that_never_closes_hides_nothing(scan: Read) -> None:
    assert [link.commented for link in scan(f"%%\n{A}\n\n{B}").links] == [False, False]


def test_comment_signs_in_code_open_no_comment(scan: Read) -> None:
    assert [link.commented for link in scan(f"```\n%%\n```\n{A}\n\n```\n%%\n```").links] == [False]


@pytest.mark.parametrize(
    ("box", "task"),
    [("[ ]", Task.OPEN), ("[x]", Task.DONE), ("[X]", Task.DONE), ("[/]", Task.OPEN), ("[>]", Task.OPEN),
     ("[-]", Task.NONE)],
)  # fmt: skip
def test_the_task_box_of_an_item_counts_for_all_below_it(scan: Read, box: str, task: Task) -> None:
    text = f"- {box} [a]({A})\n  - deep {B}\n- {A}"
    assert [link.task for link in scan(text).links] == [task, task, Task.NONE]


def test_a_link_called_x_is_no_task(scan: Read) -> None:
    assert [link.task for link in scan(f"- [x]({A})").links] == [Task.NONE]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        (f"First one. See [words]({A}) for more. Last one.", "See words for more."),
        (f"- [ ] read [words]({A})", "read words"),
        (f"> [!TIP] read [words]({A})", "read words"),
        (f"one\ntwo [words]({A})", "one two words"),
    ],
)
def test_context_is_the_sentence_around_the_link(scan: Read, text: str, context: str) -> None:
    assert scan(text).links[0].context == context


def test_headings_above_a_link_are_its_path(scan: Read) -> None:
    links = scan(f"# One\n## Two\n{A}\n# Three\n{B}").links
    assert [link.headings for link in links] == [("One", "Two"), ("Three",)]


def test_malformed_and_foreign_links_are_listed_with_their_state(scan: Read) -> None:
    found = scan("[a](http://two%20words/) [b](mailto:x@y.example) [c](https://h.example/p.png)").links
    assert [link.state for link in found] == [State.MALFORMED, State.UNSUPPORTED_SCHEME, State.IMAGE]


def test_hostile_markup_is_read_without_harm(scan: Read) -> None:
    nested = "[" * 3000 + "](x)" * 3000 + "\n\n" + "> " * 30 + A + "\n\n" + "*_" * 3000 + "<" * 3000
    assert A in targets(scan(nested))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (">" * 150 + f" [w]({A})\n\nafter {B}", 2),
        ("\n".join("  " * depth + f"- [w]({A}/{depth})" for depth in range(120)), 120),
        (">" * 120 + f" [w][id]\n\n[id]: {A}", 1),
    ],
)
def test_what_stands_deeper_than_blocks_are_followed_is_read_flat_and_said(scan: Read, text: str, count: int) -> None:
    found = scan(text)
    assert len(found.links) == count
    lines = text.split("\n")
    assert all(lines[link.line - 1].startswith("[w]", link.column - 1) for link in found.links if link.text == "w")
    assert "levels deep" in found.findings[0].message


def test_a_paragraph_as_long_as_a_note_gives_each_link_words_of_its_own(scan: Callable[..., Scan]) -> None:
    lines = [f"Words about nets number {n} and a [link](https://a.example/{n}) among them\n" for n in range(600)]
    links = scan("".join(lines)).links
    assert len(links) == 600
    assert all(f"number {n} " in link.context and len(link.context) <= 400 for n, link in enumerate(links))
