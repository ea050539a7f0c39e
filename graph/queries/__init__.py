"""Every Cypher text that we ship: one file each, the same on both stores (`docs/cypher.md` says in which Cypher).

A file begins with two comments: what the query gives, and its parameters. A line `// filters` is where conditions on
the resource `r` may be added, `// order` where a key of the order may; both are comments to a reader who adds none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_FILTERS = re.compile(r"^(\s*)// filters\n", re.MULTILINE)
_ORDER = re.compile(r" // order\n(\s*)")


@dataclass(frozen=True, slots=True)
class Query:
    """A named query: what it gives, its parameters in words, its text as it stands in the file."""

    name: str
    about: str
    params: str
    text: str

    @property
    def cypher(self) -> str:
        """The text without its comments, ready to run."""
        return self.where(())

    def where(self, conditions: Sequence[str], order: str = "") -> str:
        """The text with `conditions` on `r` added (each begins after AND) and sorted by `order` first."""
        lines = "".join(rf"\1AND {c}" + "\n" for c in conditions)
        text = _FILTERS.sub(lines, self.text)
        return _ORDER.sub(f" {order}, " if order else " ", text)


def names() -> list[str]:
    """The names of all queries, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("*.cypher"))


@cache
def query(name: str) -> Query:
    """The query of that name; raises KeyError for an unknown one."""
    path = _FOLDER / f"{name}.cypher"
    if not re.fullmatch(r"\w+", name) or not path.is_file():
        raise KeyError(name)
    about, params, text = path.read_text("utf-8").split("\n", 2)
    return Query(name, about.removeprefix("// "), params.removeprefix("// "), text.strip())
