"""The embedded store's complaints in words a person can act on: what is wrong, the nearest name, what to write."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

from graph.errors import QueryError, QueryLimitError
from graph.schema import NODES, RELATIONS
from graph.stores.dialect import instead
from graph.stores.guard import tokens

WORDS = (
    "MATCH",
    "OPTIONAL",
    "WHERE",
    "RETURN",
    "DISTINCT",
    "WITH",
    "UNWIND",
    "ORDER",
    "SKIP",
    "LIMIT",
    "CONTAINS",
    "STARTS",
    "ENDS",
    "EXISTS",
    "COUNT",
    "UNION",
    "CALL",
)
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
    (r"List extract takes 1-based position", "lists count from 1 here: list[1] is the first", None),
    (
        r"create a vector with ANY type|Unable to cast Python instance|invalid literal for int\(\) with base 10",
        "a parameter holds what the embedded store does not take: an empty list, a list of several types, or of null",
        None,
    ),
    (
        r"Function (\w+) did not receive correct arguments:\s*Actual:\s*(.*?)\s*Expected:\s*(.*)",
        "{0} was given {1}; it takes {2}",
        None,
    ),
)


def in_words(problem: Exception, cypher: str, timeout_s: float) -> QueryError:
    """The error to raise for what the store raised on `cypher`."""
    text = str(problem)
    if "Interrupted" in text:
        return QueryLimitError(f"the query took longer than {timeout_s:g} s", hint="narrow it, or raise --timeout")
    if isinstance(problem, MemoryError) or "Buffer manager exception" in text or "bad_alloc" in text:
        return QueryLimitError("the query wants too much memory", hint="narrow it: fewer hops, a LIMIT, a WHERE")
    return QueryError(_message(text, cypher), hint=instead(cypher))


def _message(text: str, cypher: str) -> str:
    for pattern, words, names in _SAID:
        if found := re.search(pattern, text):
            near = _near(found[1], names()) if names else ""
            told = f"; did you mean {near}?" if near else f"; there are {', '.join(names())}" if names else ""
            return words.format(*found.groups()) + told + (_place(cypher, found[1]) if found.groups() else "")
    text = re.sub(r"^(?:Parser|Binder|Runtime|Catalog) exception: ", "", text).strip()
    if found := re.match(
        r"(?:Invalid|mismatched|extraneous|no viable).*?\(line: (\d+), offset: (\d+)\)\n(.*)", text, re.DOTALL
    ):
        line, offset = int(found[1]), int(found[2])
        word = re.match(r"\w*", cypher.split("\n")[line - 1][offset:] if line <= cypher.count("\n") + 1 else "")
        near = _near(word[0].upper(), WORDS) if word and word[0].upper() not in WORDS else ""
        told = f" (did you mean {near}?)" if near else ""
        return f"not understood at line {line}, column {offset + 1}{told}:\n{found[3]}"
    return text


def strangers(cypher: str) -> list[str]:
    """Labels and relationships that the graph has not, each with the nearest: Neo4j is silent and gives no rows."""
    known, found, before = list(_labels()), dict[str, str](), ""
    for kind, text, _ in tokens(cypher):
        if kind == "word" and before in {":", "|"} and text not in known and (near := _near(text, known)):
            found[text] = f"there is no label or relationship {text}; did you mean {near}?{_place(cypher, text)}"
        before = before if kind == "space" else text
    return list(found.values())


def _near(name: str, names: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(name, list(names), n=1, cutoff=0.5)), "")


def _place(cypher: str, name: str) -> str:
    """Where a name stands first, for people; empty where it stands nowhere as a word."""
    for kind, text, at in tokens(cypher):
        if kind == "word" and text.lower() == name.lower():
            return f" (line {cypher.count(chr(10), 0, at) + 1}, column {at - cypher.rfind(chr(10), 0, at)})"
    return ""
