"""Links that open a note at a line in a program on the reader's machine."""

from __future__ import annotations

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


def file_address(source: str) -> str:
    """A `file:` address for a terminal's link; empty where the file is not known."""
    return f"file://{quote(source)}" if source.startswith("/") else ""
