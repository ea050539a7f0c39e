"""Lines keep a terminal's width, and no word is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from graph.wrapping import WIDTH, wrap


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Mn", "Me")), max_size=400), st.integers(0, 12))
def test_lines_fit_and_keep_every_letter(text: str, deep: int) -> None:
    lines = wrap(text, " " * deep, hanging=" " * (deep + 4))
    assert all(cell_len(line) <= WIDTH or "://" in line for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("short", ["  short"]),
        ("漢字" * 25, ["  " + "漢字" * 19, "    " + "漢字" * 6]),
        ("see https://host.example/" + "x" * 100, ["  see", "    https://host.example/" + "x" * 100]),
        ("w" * 160, ["  " + "w" * 76, "    " + "w" * 76, "    " + "w" * 8]),
    ],
)
def test_what_does_not_fit_hangs_below(text: str, lines: list[str]) -> None:
    assert wrap(text, "  " if text else "", hanging="    ") == lines
