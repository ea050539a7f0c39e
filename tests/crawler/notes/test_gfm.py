"""Our own rows for each rule of GFM 0.29 on links, autolinks, strikethrough, tables and tasks, and of CommonMark 0.31
§6.3 and §6.5: which addresses are links. `LOOSER` are the rules that we widen on purpose, see docs/notes.md."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.records import Scan, Task
from tests.crawler.notes.conftest import targets

Read = Callable[..., Scan]
U = "https://a.example/u"

# rule → (Markdown, addresses found as they are written)
ROWS: dict[str, tuple[str, list[str]]] = {
    "title in double quotes": (f'[w]({U} "t")', [U]),
    "title in single quotes": (f"[w]({U} 't')", [U]),
    "title in brackets": (f"[w]({U} (t))", [U]),
    "title with the same quotes inside is no link": (f'[w](/x "a "b" c") {U}', [U]),
    "spaces and a line end around target and title": (f'[w](   {U}\n  "t"  )', [U]),
    "no space between words and target": (f"[w] ({U})", [U]),
    "spaces in a target only in angles": ("[w](<https://a.example/a b>)", ["https://a.example/a b"]),
    "a target in angles ends on its line": ("[w](<https://a.example/a\nb>)", ["https://a.example/a"]),
    "pairs of brackets in a target": ("[w](https://a.example/(a(b)))", ["https://a.example/(a(b))"]),
    "an escaped bracket in a target": (r"[w](https://a.example/\(a)", [r"https://a.example/\(a"]),
    "an unpaired bracket in angles": ("[w](<https://a.example/(a>)", ["https://a.example/(a"]),
    "an entity in a target": ("[w](https://a.example/?a=1&amp;b=2)", ["https://a.example/?a=1&amp;b=2"]),
    "a fragment alone is no link to the web": ("[w](#part)", []),
    "brackets in the words": (f"[a [b] c]({U})", [U]),
    "an escaped bracket in the words": (rf"[a \] c]({U})", [U]),
    "emphasis in the words": (f"[*a* **b** `c`]({U})", [U]),
    "links hold no links: the inner one counts": (f"[a [b]({U}) c](https://a.example/outer)", [U, "https://a.example/outer"]),
    "a picture's own address is none": ("![a](https://a.example/p.png)", []),
    "a link in a picture's words is none": ("![a [b](https://a.example/b)](p.png)", []),
    "a picture in a link": (f"[![a](https://a.example/p.png)]({U})", [U]),
    "code binds tighter than a link": (f"[a`]({U})`", []),
    "an autolink binds tighter than a link": (f"[a <{U}](https://a.example/x)>", [f"{U}](https://a.example/x)"]),
    "reference in another case": (f"[Ä B]\n\n[ä  b]: {U}", [U]),
    "the first of two definitions counts": (f"[w][]\n\n[w]: {U}\n[w]: https://a.example/later", [U]),
    "a definition may end a paragraph's work only": (f"words\n[w]: {U}", [U]),
    "a definition in a quote": (f"[w]\n\n> [w]: {U}", [U]),
    "a definition over three lines": (f"[w]:\n   {U}\n   'title'\n\n[w]", [U]),
    "a definition in code is none": (f"[w]\n\n    [w]: {U}", []),
    "autolink with a port and a query": ("<https://a.example:80/?q=1&r=2>", ["https://a.example:80/?q=1&r=2"]),
    "autolink of another scheme": ("<irc://a.example:6667/x>", ["irc://a.example:6667/x"]),
    "autolink of mail": ("<mailto:me@a.example>", ["mailto:me@a.example"]),
    "no backslash escapes in an autolink": (r"<https://a.example/\[>", ["https://a.example/\\["]),
    "mail in angles": ("<a+b@a.example>", ["a+b@a.example"]),
    "empty angles": ("<>", []),
    "a short scheme is none": ("<m:abc>", []),
    "extended www": ("www.a.example", ["www.a.example"]),
    "extended www and words": ("Visit www.a.example/help for more.", ["www.a.example/help"]),
    "extended, full stop at the end": (f"Visit {U}.", [U]),
    "extended, full stops inside": ("Visit www.a.example/a.b.", ["www.a.example/a.b"]),
    "extended, an unpaired closing bracket": ("(www.a.example/a(b))", ["www.a.example/a(b)"]),
    "extended, several closing brackets": ("www.a.example/a(b)))", ["www.a.example/a(b)"]),
    "extended, brackets inside": ("www.a.example/a(b)c", ["www.a.example/a(b)c"]),
    "extended, an entity inside": ("www.a.example/?q=c&copy=e", ["www.a.example/?q=c&copy=e"]),
    "extended, an entity at the end": ("www.a.example/?q=c&copy;", ["www.a.example/?q=c"]),
    "extended, < ends it": ("www.a.example/he<lp", ["www.a.example/he"]),
    "extended, in emphasis": (f"*{U}* _{U}_ ~~{U}~~", [U, U, U]),
    "extended mail": ("a.b-c_d@a.b", ["a.b-c_d@a.b"]),
    "extended mail, underscores": ("_x_ a_b__c@a.example *_d@a.example*", ["a_b__c@a.example", "d@a.example"]),
    "extended mail, full stop at the end": ("a.b-c_d@a.example.", ["a.b-c_d@a.example"]),
    "extended mail, no sign at the end of the host": ("a.b@a.example_", []),
    "strikethrough": (f"~~[w]({U})~~ ~[w]({U})~", [U, U]),
    "a table's cells": (f"| a | b |\n| --- | :-: |\n| [w]({U}) | {U} |", [U, U]),
    "a table without outer pipes": (f"a | b\n--- | ---\n{U} | `{U}`", [U]),
    "a pipe in a cell's code": (f"| a |\n| --- |\n| b `\\|` [w]({U}) |", [U]),
    "a table ends at a blank line": (f"| a |\n| - |\n| b |\n\n{U}", [U]),
    "a table needs as many delimiters": (f"| a | b |\n| --- |\n| [w]({U}) |", [U]),
    "more cells than the head has are dropped": (f"| a |\n| - |\n| b | {U} |", []),
}  # fmt: skip

# what GFM does not take as a link, and a person does
LOOSER: dict[str, tuple[str, list[str]]] = {
    "behind any sign": (f"see:{U}", [U]),
    "behind a letter": (f"见{U}", [U]),
    "a host without a point": ("http://localhost:8000/x", ["http://localhost:8000/x"]),
    "a host with an underscore": ("https://a_b.example/x", ["https://a_b.example/x"]),
}


@pytest.mark.parametrize(("text", "expected"), [*ROWS.values(), *LOOSER.values()], ids=[*ROWS, *LOOSER])
def test_each_rule_gives_its_links(scan: Read, text: str, expected: list[str]) -> None:
    assert targets(scan(text)) == expected


@pytest.mark.parametrize(
    ("box", "task"),
    [("- [ ]", Task.OPEN), ("- [x]", Task.DONE), ("* [X]", Task.DONE), ("1. [x]", Task.DONE), ("- []", Task.NONE),
     ("- [ ]x", Task.NONE), ("[x]", Task.NONE)],
)  # fmt: skip
def test_task_boxes(scan: Read, box: str, task: Task) -> None:
    assert scan(f"{box} [w]({U})").links[0].task is task
