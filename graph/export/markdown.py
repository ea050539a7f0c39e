"""Words of the web as Markdown that stays words: nothing in them is markup, a link or an HTML tag."""

from __future__ import annotations

import re

from graph.plain import plain

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~^$%=!])")
_NAME = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f]')


def words(text: object, limit: int = 300) -> str:
    """`text` on one line with its signs escaped."""
    return _SIGNS.sub(r"\\\1", plain(str(text or ""), limit))


def address(url: object) -> str:
    """An address that can stand between angle brackets; only http and https become links."""
    said = plain(str(url or ""), 2000)
    if not said.lower().startswith(("http://", "https://")):
        return ""
    return re.sub(r"[<>\s\\]", lambda found: f"%{ord(found[0]):02X}", said)


def file_name(text: object, limit: int = 80) -> str:
    """A name for a file on any system and in Obsidian's links; never empty, never with dots at its ends."""
    name = _NAME.sub(" ", plain(str(text or ""), 200))
    name = " ".join(name.split())[:limit].strip(". ")
    return name or "untitled"


def scalar(value: object) -> str:
    """A value for YAML front matter: JSON's notation, which YAML reads."""
    import json

    return json.dumps(plain(value, 500) if isinstance(value, str) else value, ensure_ascii=False)
