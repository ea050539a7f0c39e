"""Front matter: its title, and the addresses and wikilinks in its fields."""

from __future__ import annotations

import re

from crawler.notes.bare import find_addresses
from crawler.notes.found import Found, FoundLink, FoundReference
from crawler.notes.inline import wiki_reference
from crawler.notes.text import lines_of

_FENCE = re.compile(r"---[ \t]*(?:\r\n?|\n)(.*?)(?<=[\r\n])---[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL)
_NOT_LINE_END = re.compile(r"[^\r\n]+")
_FIELD = re.compile(r"([\w -]+?)\s*:")
_WIKILINK = re.compile(r"\[\[([^\[\]\n]+?)\]\]")


def read_front_matter(text: str, found: Found) -> str:
    """Read the front matter of a note into `found`, and give the note with that part blank, line for line.

    Broken YAML is a finding; its links are found all the same.
    """
    fence = _FENCE.match(text)
    if not fence:
        return text
    field = ""
    for row, line in enumerate(lines_of(fence[1])):
        number = row + 2
        if name := _FIELD.match(line):
            field = name[1].strip()
        commented = line.lstrip().startswith("#")
        for offset, address in find_addresses(line):
            span = (number, offset + 1, offset + 1 + len(address))
            found.links.append(
                FoundLink(number, offset + 1, address, address, field, line.strip(), commented=commented, span=span)
            )
        for match in _WIKILINK.finditer(line):
            found.references.append(_reference(number, match, commented))
    if re.search(r"^title\s*:", fence[1], re.MULTILINE):
        found.title = _title(fence[1], found)
    return _NOT_LINE_END.sub("", fence[0]) + text[fence.end() :]


def _reference(line: int, match: re.Match[str], commented: bool) -> FoundReference:
    return wiki_reference(line, match.start() + 1, match[0], match[1].partition("|")[0], commented)


def _title(block: str, found: Found) -> str:
    from frontmatter.default_handlers import YAMLHandler
    from yaml import YAMLError  # type: ignore[import-untyped]

    try:
        fields = YAMLHandler().load(block)
    except YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        found.findings.append(((mark.line + 2) if mark else 1, "the front matter is not valid YAML"))
        return ""
    title = fields.get("title") if isinstance(fields, dict) else None
    return " ".join(str(title).split()) if isinstance(title, (str, int, float)) else ""
