"""Only the bytes of the links that are to change do change, in whatever encoding, and all else reads as before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.notes.formats import read_format
from crawler.notes.text import decode
from pipelines.fix.engine import fixed
from pipelines.fix.patch import applied, diff, parse
from pipelines.fix.rules import Rules

OLD, NEW = "https://old.example/a", "https://new.example/b"
MOVED = Rules(moved={"old.example/a": NEW})
ALL = Rules(moved={"old.example/a": NEW}, unwrap=True, untrack=True)

CASES = {
    "inline": (f"see [w]({OLD}) x", f"see [w]({NEW}) x"),
    "with title": (f'[w]( <{OLD}> "t")', f'[w]( <{NEW}> "t")'),
    "autolink": (f"<{OLD}>", f"<{NEW}>"),
    "bare": (f"see {OLD}, x", f"see {NEW}, x"),
    "beside the same in code": (f"`{OLD}` [w]({OLD})\n\n```\n{OLD}\n```", f"`{OLD}` [w]({NEW})\n\n```\n{OLD}\n```"),
    "as words and target": (f"[{OLD}]({OLD})", f"[{OLD}]({NEW})"),
    "longer address": (f"[w]({OLD}b) [w]({OLD})", f"[w]({OLD}b) [w]({NEW})"),
    "definition": (f"[w][i] [x][i]\n\n[i]: {OLD} 't'", f"[w][i] [x][i]\n\n[i]: {NEW} 't'"),
    "place on the page": (f"[w]({OLD}#part)", f"[w]({NEW}#part)"),
    "HTML": (f'<a href="{OLD}">w</a>', f'<a href="{NEW}">w</a>'),
    "front matter": (f"---\nurl: '{OLD}'\n---\n", f"---\nurl: '{NEW}'\n---\n"),
    "table": (f"|a|b|\n|-|-|\n|x\\|y|[w]({OLD})|", f"|a|b|\n|-|-|\n|x\\|y|[w]({NEW})|"),
    "scheme": ("[w](http://old.example/a/)", f"[w]({NEW})"),
    "comment": (f"%% {OLD} %%", f"%% {OLD} %%"),
    "image": (f"![w]({OLD})", f"![w]({OLD})"),
    "line ends": (f"a\r\n{OLD}\rb\n{OLD}", f"a\r\n{NEW}\rb\n{NEW}"),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_only_the_link_s_own_bytes_change(before: str, after: str) -> None:
    assert fixed("n.md", before.encode(), MOVED).data.decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://youtube.com/redirect?q=https%3A%2F%2Fh.example%2Fa%3Futm_source%3Dx%26b%3D1", "https://h.example/a?b=1"),
        ("https://h.example/a?utm_source=x&b=%7e#part", "https://h.example/a?b=%7e#part"),
        ("https://youtube.com/redirect?q=https%3A%2F%2Fold.example%2Fa", NEW),
    ],
)  # fmt: skip
def test_wrappers_and_trackers_go_where_asked(before: str, after: str) -> None:
    text = f"[w]({before})"
    assert fixed("n.md", text.encode(), ALL).data.decode() == f"[w]({after})"
    assert fixed("n.md", text.encode(), Rules()).data.decode() == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_file_keeps_its_encoding(encoding: str) -> None:
    text = f"Grüße – [w]({OLD}) “x”\r\n"
    assert fixed("n.md", text.encode(encoding), MOVED).data == text.replace(OLD, NEW).encode(encoding)


def test_mojibake_stays_as_it_stands() -> None:
    text = f"itâ€™s [wâ€™s]({OLD}) â€“ {OLD}".encode()
    assert fixed("n.md", text, MOVED).data == text.replace(OLD.encode(), NEW.encode())


def test_damaged_bytes_stay() -> None:
    text = b"\xff" + "é".encode() * 600 + f" {OLD}".encode()
    assert fixed("n.md", text, MOVED).data == text.replace(OLD.encode(), NEW.encode())


@pytest.mark.parametrize(
    ("new", "written"),
    [
        ("https://n.example/a(b", "https://n.example/a%28b"),
        ("https://n.example/a_(b)", "https://n.example/a_(b)"),
        ("https://n.example/a|b", "https://n.example/a%7Cb"),
        ("https://n.example/?a=1&lt;=2", "https://n.example/?a=1&amp;lt;=2"),
        ("https://n.example/'x'", "https://n.example/%27x%27"),
    ],
)
def test_new_addresses_are_spelled_so_that_they_end_where_they_end(new: str, written: str) -> None:
    rules = Rules(moved={"old.example/a": new})
    once = fixed("n.md", f"[w]({OLD})".encode(), rules).data
    assert once.decode() == f"[w]({written})"
    assert fixed("n.md", once, rules).data is once


def test_a_change_that_would_break_the_note_is_left_out_and_said() -> None:
    rules = Rules(moved={"old.example/a": "https://n.example/a."})
    result = fixed("n.md", f"{OLD} and [w]({OLD})".encode(), rules)
    assert result.data.decode() == f"{OLD} and [w](https://n.example/a.)"
    assert [(skipped.line, skipped.written) for skipped in result.skipped] == [(1, OLD)]


@pytest.mark.parametrize(
    "moved",
    [
        {"old.example/a": "https://old.example/a"},
        {"old.example/a": NEW, "new.example/b": OLD},
        {"old.example/a": "http://www.old.example/a/", "x": NEW},
    ],
)
def test_circles_and_other_spellings_come_to_rest(moved: dict[str, str]) -> None:
    once = fixed("n.md", f"[w]({OLD})".encode(), Rules(moved=moved)).data
    assert fixed("n.md", once, Rules(moved=moved)).changes == ()


def test_a_chain_of_moves_is_followed_to_its_end() -> None:
    rules = Rules(moved={"old.example/a": "https://mid.example/", "mid.example": NEW})
    assert fixed("n.md", OLD.encode(), rules).data.decode() == NEW


def test_dead_links_get_what_stands_for_them() -> None:
    rules = Rules(dead={"old.example/a": NEW})
    change = fixed("n.md", OLD.encode(), rules).changes[0]
    assert (change.line, change.before, change.after, change.why) == (1, OLD, NEW, "dead")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("n.ipynb", '{"cells": [{"cell_type": "markdown", "source": "é \\u00e9 \\ud83d\\ude42 [w](@) `!`"}]}'),
        (
            "n.ipynb",
            '{"cells":[{"source":["a\\n","[w](@)\\n"],"cell_type":"markdown"},\n{"cell_type":"code","source":["!"]}]}',
        ),
        (
            "n.ipynb",
            '{"cells": [{"cell_type": "markdown", "source": ["x"]},{"cell_type":"markdown","source":"@"}]}',
        ),
        (
            "n.canvas",
            '{"nodes":[{"type":"text","text":"\\"q\\" @ and `!`\\n","x":"!"},{"type":"link","url":"@"}]}',
        ),
        (
            "n.canvas",
            '{"nodes":[{"id":"1","type":"text","text":"[w]: @\\n\\n[w]"},{"type":"file","file":"!"}]}',
        ),
    ],
)
@pytest.mark.parametrize("spelled", [OLD, OLD.replace("/", "\\/"), OLD.replace("o", "\\u006f")])
def test_links_in_json_are_mended_in_their_own_string_only(name: str, text: str, spelled: str) -> None:
    before = text.replace("@", spelled).replace("!", OLD)
    result = fixed(name, before.encode(), MOVED)
    assert result.data.decode() == text.replace("@", NEW).replace("!", OLD)
    assert fixed(name, result.data, MOVED).changes == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": [1]}', '{"cells": 5}', '{"nodes": [null]}', "[" * 5000])
@pytest.mark.parametrize("name", ["n.ipynb", "n.canvas"])
def test_json_of_another_shape_is_left_alone(name: str, text: str) -> None:
    assert fixed(name, text.encode(), MOVED).changes == ()


PIECES = st.sampled_from(
    [OLD, f"{OLD}/#p", f"[w]({OLD})", f"<{OLD}>", f"[w](<{OLD}>)",
     "https://h.example/?utm_source=x&a=1&ref=y", "[i]",
     "[w](https://www.google.com/url?q=https%3A%2F%2Fold.example%2Fa)", f"[i]: {OLD}\n", "https://swap.example/1",
     "https://swap.example/2", f"`{OLD}`", "```\n", "\n", "\r\n", "\r", "\n\n", "| a | b |\n|---|---|\n",
     "|", "- ", "> ",
     "# ",
     "**", "_", "%%", "<!--", "-->", f'<a href="{OLD}">', "</a>",
     "words ", "é’", "â€™", "Ã©", "🙂", "(", ")", "[", "]", "\\",
     "$"]
)  # fmt: skip
NOTES = st.lists(PIECES, max_size=20).map("".join)
TARGETS = st.sampled_from(
    [NEW, "https://n.example/a(b", "https://n.example/a.", "https://n.example/?x=1&copy;", "https://n.example/~_*|x",
     OLD + "/"]
)  # fmt: skip
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])


@settings(max_examples=400, deadline=None)
@given(NOTES, TARGETS, ENCODINGS)
def test_any_note_is_fixed_once_and_taken_back_to_the_byte(text: str, new: str, encoding: str) -> None:
    swap = {"swap.example/1": "https://swap.example/2", "swap.example/2": "https://swap.example/1"}
    rules = Rules(moved={"old.example/a": new, **swap}, unwrap=True, untrack=True)
    before = text.encode(encoding)
    once = fixed("n.md", before, rules)
    assert fixed("n.md", once.data, rules).changes == ()
    if once.changes:
        back = parse(diff("n.md", once.data, before))
        assert applied(back[0], once.data) == before
        forth = parse(diff("n.md", before, once.data))
        assert applied(forth[0], before) == once.data
    links = [read_format(".md", decode(data).text).links for data in (before, once.data)]
    assert len(links[0]) == len(links[1])
