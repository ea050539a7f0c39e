"""Pages that work from one file: templates that escape, data that is no markup, a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jinja2

# What an HTML parser could take for markup inside <script type="application/json"> (HTML standard, "script data
# state"), and line separators that older JavaScript refused in strings.
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def environment(folder: Path) -> jinja2.Environment:
    """Jinja over one folder of templates: everything is escaped, a name that is not there is an error."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def json_in_html(value: object) -> str:
    """`value` as compact JSON that can stand in a script element; only for `<script type="application/json">`."""
    return "".join(json_parts(value))


class LongList:
    """A list that is JSON as soon as it has some members: one of very many takes no more room than its text."""

    _AT_ONCE = 2000

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._last: list[object] = []

    def append(self, value: object) -> None:
        """One more member."""
        self._last.append(value)
        if len(self._last) == self._AT_ONCE:
            self._texts.append(_dumped(self._last)[1:-1])
            self._last.clear()

    def texts(self) -> Iterator[str]:
        """The members as JSON, some at a time."""
        yield from self._texts
        if self._last:
            yield _dumped(self._last)[1:-1]


def json_parts(value: object) -> Iterator[str]:
    """As `json_in_html`, member by member of mappings: the encoder makes a string of every number before it joins."""
    if isinstance(value, LongList):
        yield "["
        for place, text in enumerate(value.texts()):
            yield f",{text}" if place else text
        yield "]"
    elif isinstance(value, dict):
        yield "{"
        for place, (name, member) in enumerate(value.items()):
            yield f"{',' if place else ''}{_dumped(str(name))}:"
            yield from json_parts(member)
        yield "}"
    else:
        yield _dumped(value)


def _dumped(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_IN_SCRIPT)


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The Content-Security-Policy for a page of exactly these inline scripts and styles: no request leaves it."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(_hash(text) for text in scripts) or chr(39) + 'none' + chr(39)}",
            f"style-src {' '.join(_hash(text) for text in styles)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def source(path: Path) -> str:
    """A script or style to be put in line. Line ends are those that the browser hashes (LF)."""
    return path.read_text("utf-8").replace("\r\n", "\n")


def replace_file(path: Path, text: str | Iterable[str]) -> None:
    """Writes `text`, whole or in parts, so that a reader sees the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines([text] if isinstance(text, str) else text)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
