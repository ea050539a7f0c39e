"""Links that open a note at a line in a program on the reader's machine."""

from __future__ import annotations

import os
from typing import TextIO
from urllib.parse import quote

# program → address; the schemes are documented by Visual Studio Code ("Opening VS Code with URLs") and Obsidian ("URI")
_PROGRAMS: tuple[tuple[str, str], ...] = (
    ("editor", "vscode://file{path}:{line}"),
    ("Obsidian", "obsidian://open?path={quoted}"),
)


def editor_links(source: str, line: int) -> list[tuple[str, str]]:
    """Program and address for a note on disk; none for a note whose file is not known."""
    if not source.startswith("/"):
        return []
    path, quoted = quote(source), quote(source, safe="")
    return [(name, address.format(path=path, quoted=quoted, line=line)) for name, address in _PROGRAMS]


def place_link(words: str, source: str) -> str:
    """`words` as a terminal's link to a file (OSC 8); the words alone where the file is not known."""
    return f"\x1b]8;;file://{quote(source)}\x1b\\{words}\x1b]8;;\x1b\\" if source.startswith("/") else words


def links_work(stream: TextIO) -> bool:
    """Whether what is written to `stream` is shown by a terminal that knows more than letters."""
    return stream.isatty() and os.environ.get("TERM", "") != "dumb"
