"""The properties (front matter) of a page of the vault: ours are written anew, those that its owner added stay.

So do the tags and aliases that the owner added to ours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from graph.export.markdown import scalar

_KEY = re.compile(r"""(?:"([^"]+)"|'([^']+)'|([^\s#'"-][^:]*?))\s*:(?=\s|$)""")
_TAG = re.compile(r"[^\W_][\w/-]*")


def merged(front: str, owners: str, keys: Collection[str], names: Collection[str] = ()) -> str:
    """`front` (whole, with its lines of ---; or empty) with what `owners` (lines) has beside the properties `keys`.

    `names` are the aliases that are ours, now or by the last export.
    """
    blocks = list(_blocks(owners))
    front = front.removesuffix("---\n") or "---\n"
    tags = [tag for key, block in blocks if key == "tags" for tag in _tags(block)]
    front = _longer(front, "tags", tags)
    if "aliases" in keys:
        aliases = [name for key, block in blocks if key == "aliases" for name in _aliases(block) if name not in names]
        front = _longer(front, "aliases", [scalar(name) for name in aliases])
    front += "".join(block for key, block in blocks if key not in keys)
    return f"{front}---\n" if front != "---\n" else ""


def _longer(front: str, key: str, values: list[str]) -> str:
    """Puts values into the list of a property, which may not be there yet."""
    if not values:
        return front
    said = ", ".join(values)
    longer, found = re.subn(rf"(?m)^({key}: \[.*)\]$", lambda line: f"{line[1]}, {said}]", front, count=1)
    return longer if found else f"{front}{key}: [{said}]\n"


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


def _aliases(block: str) -> list[str]:
    """The names of a page: a list, or one alone."""
    from frontmatter.default_handlers import YAMLHandler
    from yaml import YAMLError  # type: ignore[import-untyped]

    try:
        (found,) = YAMLHandler().load(block).values()
    except (YAMLError, ValueError, AttributeError):
        return []
    names = found if isinstance(found, list) else [found]
    return list(dict.fromkeys(str(name) for name in names if name is not None))
