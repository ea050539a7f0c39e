"""The properties (front matter) of a page of the vault: ours are written anew, those that its owner added stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.export.obsidian_pages import OURS

_KEY = re.compile(r"""(?:"([^"]+)"|'([^']+)'|([^\s#'"-][^:]*?))\s*:(?=\s|$)""")
_TAG = re.compile(r"[^\W_][\w/-]*")


def merged(front: str, owners: str) -> str:
    """`front` (whole, with its lines of ---; or empty) with what `owners` (lines) has beside our properties."""
    own = [(key, block) for key, block in _blocks(owners) if key not in OURS]
    mine = [tag for key, block in _blocks(owners) if key == "tags" for tag in _tags(block)]
    kept = "".join(block for _, block in own)
    if not front:
        kept = (f"tags: [{', '.join(mine)}]\n" if mine else "") + kept
        return f"---\n{kept}---\n" if kept else ""
    if mine:
        front = re.sub(r"(?m)^(tags: \[.*)\]$", lambda found: f"{found[1]}, {', '.join(mine)}]", front, count=1)
    return front.removesuffix("---\n") + kept + "---\n"


def _blocks(lines: str) -> Iterator[tuple[str, str]]:
    """Each property with its lines: what is indented below a key, or a list, belongs to it."""
    key, block = "", ""
    for line in lines.splitlines():
        if found := _KEY.match(line):
            if block:
                yield key, block
            key, block = found[1] or found[2] or found[3], ""
        block += f"{line}\n"
    if block:
        yield key, block


def _tags(block: str) -> list[str]:
    """The owner's tags among a page's; a tag is letters, digits, _, - and / (help.obsidian.md/tags)."""
    found = _TAG.findall(block.split(":", 1)[1])
    return [tag for tag in dict.fromkeys(found) if not tag.startswith("linkatlas/")]
