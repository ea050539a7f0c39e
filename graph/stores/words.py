"""The embedded store's complaints in words a person can act on: what is wrong, the nearest right name, what to write.

Two tables: what the store says (ladybug 0.22), and what runs in Neo4j only, told by the query itself.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

from graph.errors import QueryError, QueryLimitError
from graph.schema import NODES, RELATIONS

Names = Callable[[], Iterable[str]]


def _labels() -> Iterable[str]:
    return [*NODES, *RELATIONS]


def _properties() -> Iterable[str]:
    kinds = [kind.properties for kind in NODES.values()] + [kind.properties for kind in RELATIONS.values()]
    return sorted({"id", *(name for properties in kinds for name in properties)})


# what the store says → what we say, and the names among which the right one may be
_SAID: tuple[tuple[str, str, Names | None], ...] = (
    (r"Table (\w+) does not exist", "there is no label or relationship {0}", _labels),
    (r"Cannot find property (\w+) for (\w+)", "{1} has no property {0}", _properties),
    (r"Variable (\w+) is not in scope", "nothing is called {0} here", None),
    (r"Upper bound of rel .* exceeds maximum: (\d+)", "a path may have {0} steps at most", None),
    (r"In WITH clause, ORDER BY must be followed", "ORDER BY after WITH needs a LIMIT", None),
    (r"Cannot order by (\w+)\. Order by NODE", "{0} is a node too: name the column otherwise", None),
    (r"(?i)function (\w+) does not exist", "there is no function {0}", None),
)

# what stands in a query → what the embedded store has instead; all of them run in Neo4j
_DIALECT: tuple[tuple[str, str], ...] = (
    (
        r"\bshortestPath\s*\(|\ballShortestPaths\s*\(",
        "write -[:X*1..6]-> … ORDER BY length(p) LIMIT 1 for a shortest path",
    ),
    (r"\bCALL\s*\{", "write WITH, or EXISTS { MATCH … } and COUNT { MATCH … }, for a subquery"),
    (r"\[\s*\w+\s+IN\b[^\]]*\|", "collect(…) after UNWIND does what a list comprehension does"),
    (r"\[\s*\(.*\)\s*(?:WHERE.*)?\|", "MATCH and collect(…) do what a pattern comprehension does"),
    (r"\w\s*\{\s*\.", "write {name: t.name} for a map projection"),
    (r"\btype\s*\(", "write label(r) for a relationship's type"),
    (r"\btoString\s*\(", "write cast(x AS STRING) for text"),
    (r"\b(?:head|last|tail)\s*\(", "write list[1] for the first: lists count from 1 here"),
    (r"\b(?:datetime|localdatetime)\s*\(", "times are text here: compare them as text"),
    (r"\bround\s*\(\s*[^,()]+\)", "round wants a second argument: round(x, 0)"),
    (r"\breduce\s*\(", "UNWIND with sum(…) or collect(…) does what reduce does"),
    (r"\bsplit\s*\(", "write string_split(x, ',')"),
)


def in_words(problem: Exception, cypher: str, timeout_s: float) -> QueryError:
    """The error to raise for what the store raised on `cypher`."""
    text = str(problem)
    if "Interrupted" in text:
        return QueryLimitError(f"the query took longer than {timeout_s:g} s", hint="narrow it, or raise --timeout")
    if isinstance(problem, MemoryError) or "Buffer manager exception" in text or "bad_alloc" in text:
        return QueryLimitError("the query wants too much memory", hint="narrow it: fewer hops, a LIMIT, a WHERE")
    return QueryError(_message(text), hint=_dialect(cypher))


def _message(text: str) -> str:
    for pattern, words, names in _SAID:
        if found := re.search(pattern, text):
            near = difflib.get_close_matches(found[1], list(names()), n=1, cutoff=0.5) if names else []
            told = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(names())}" if names else ""
            return words.format(*found.groups()) + told
    text = re.sub(r"^(?:Parser|Binder|Runtime|Catalog) exception: ", "", text).strip()
    if found := re.match(
        r"(?:Invalid|mismatched|extraneous|no viable).*?\(line: (\d+), offset: (\d+)\)\n(.*)", text, re.DOTALL
    ):
        return f"not understood at line {found[1]}, column {int(found[2]) + 1}:\n{found[3]}"
    return text


def _dialect(cypher: str) -> str:
    found = [hint for pattern, hint in _DIALECT if re.search(pattern, cypher, re.IGNORECASE | re.DOTALL)]
    return f"that is Neo4j's; {'; '.join(found)} (docs/cypher.md)" if found else ""
