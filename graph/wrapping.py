"""Words in lines of a terminal's width, where wide letters (Chinese, Japanese, most emoji) take two columns."""

from __future__ import annotations

WIDTH = 80


def wrap(text: str, indent: str = "", *, hanging: str | None = None, width: int = WIDTH) -> list[str]:
    """Lines of at most `width` columns, later ones after `hanging` (else `indent`). Empty text is one empty line.

    A word that is longer than a line is cut, but for an address: that stays whole, so that it can be copied.
    """
    from rich.cells import cell_len

    if text.strip() and "\n" not in text and cell_len(indent + text) <= width:
        return [indent + text]
    later = indent if hanging is None else hanging
    lines: list[str] = []
    for word in _words(text, width - max(len(indent), len(later))):
        longer = f"{lines[-1]} {word}" if lines else f"{indent}{word}"
        if lines and cell_len(longer) > width:
            lines.append(f"{later}{word}")
        else:
            lines[-1:] = [longer]
    return lines or [indent.rstrip()]


def _words(text: str, room: int) -> list[str]:
    from rich.cells import cell_len, chop_cells

    found: list[str] = []
    for word in text.split():
        found += [word] if "://" in word or cell_len(word) <= room else chop_cells(word, room)
    return found
