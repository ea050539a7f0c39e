"""What pages and notes say reaches the terminal as words: no signs of theirs, no line wider than the terminal."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len

from pipelines.cli.show import told
from tests.graph.hostile import TEXTS
from tests.graph.test_plain import invisible


def known(text: str) -> dict[str, Any]:
    """A resource of which `text` is all that is known."""
    place = {"note": text[:40], "file": "", "line": 1, "stage": [text, text], "task": "open"}
    check = {"at": "2026-11-23T02:00:00", "state": "gone", "reason": text}
    return {
        "url": f"https://host.example/{text[:500]}",
        "kind": "blog",
        "title": text,
        "health": "dead",
        "reason": text,
        "since": "2026-11-23",
        "failures": 2,
        "facts": {"author": text, "headings": [text, text]},
        "topics": [
            {"name": text, "score": 0.9, "evidence": text},
            {"name": text, "score": 0.1, "evidence": text},
        ],
        "places": [place],
        "history": [check],
        "text": text,
    }


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_show_prints_words_only(text: str) -> None:
    lines = list(told(known(text), hyperlinks=False))
    assert [sign for line in lines for sign in invisible(line)] == []
    assert [line for line in lines if cell_len(line) > 80 and "://" not in line] == []
