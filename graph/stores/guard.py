"""What a reading query may say. Both stores refuse writes themselves; this refuses what they let through.

A database opened read-only still runs `COPY … TO 'file'` and `LOAD FROM 'file'` (ladybug 0.22), a read transaction
still runs `LOAD CSV FROM 'http://…'` and procedures (Neo4j 5.26). So only clauses that read the graph pass, and what
runs is what was read here: comments are taken out before, for the stores end them elsewhere (`/***/`, a lone carriage
return); escapes such as `\\u004c`, for which Neo4j puts their letters before it reads anything, are refused.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from graph.errors import QueryError, WriteRefusedError

_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\r\n]*|/\*.*?\*/)
      | (?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
      | (?P<name>`(?:``|[^`])*`)
      | (?P<param>\$\w+)
      | (?P<word>[^\W\d]\w*)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)

_NO_LINE_END = re.compile(r"[^\n]")
_PLAINLY = "write the sign itself, or give the text as a parameter"
_ESCAPE = re.compile(r"\\[uU]")

FIRST = frozenset({"match", "optional", "with", "unwind", "return", "explain", "profile", "call"})

# word → why it is refused, as a clause anywhere in a query
_WRITES = "it writes"
_FILES = "it reaches for files or the network"
_SETS = "it changes the database or its settings"
REFUSED: dict[str, str] = {
    **dict.fromkeys(
        ("create", "insert", "merge", "set", "delete", "detach", "remove", "foreach", "drop", "alter"), _WRITES
    ),
    **dict.fromkeys(("copy", "load", "export", "import", "attach", "install", "uninstall"), _FILES),
    **dict.fromkeys(("use", "begin", "commit", "rollback", "checkpoint", "grant", "deny", "revoke"), _SETS),
    "show": "it is about the server, not the graph; CALL show_tables() RETURN * tells the schema",
    **dict.fromkeys(("terminate", "start", "stop", "enable", "dryrun", "rename", "macro", "cypher"), _SETS),
}

# procedures that only tell the schema, by the stores' own documentation
PROCEDURES = frozenset(
    {
        "show_tables",
        "table_info",
        "show_connection",
        "db_version",
        "db.labels",
        "db.relationshiptypes",
        "db.propertykeys",
    }
    | {"db.schema.visualization", "db.schema.nodetypeproperties", "db.schema.reltypeproperties"}
)


def checked(cypher: str) -> str:
    """`cypher` as it may run: spaces for comments, all else at its place. Raises WriteRefusedError as `check` does."""
    check(cypher)
    return "".join(_NO_LINE_END.sub(" ", text) if kind == "space" else text for kind, text, _ in tokens(cypher))


def check(cypher: str) -> None:
    """Raises WriteRefusedError, naming the word and its line, where `cypher` does more than read the graph."""
    if found := _ESCAPE.search(cypher):
        _refuse(cypher, cypher[found.start() : found.start() + 6], found.start(), "an escape can hide a word", _PLAINLY)
    words = [(kind, text, at) for kind, text, at in tokens(cypher) if kind != "space"]
    if not words:
        raise WriteRefusedError("an empty query", hint="try: MATCH (t:Topic) RETURN t.name LIMIT 5")
    kind, first, at = words[0]
    if kind != "word" or first.lower() not in FIRST:
        _refuse(
            cypher, first, at, REFUSED.get(first.lower(), "a query begins with MATCH, WITH, UNWIND, RETURN or CALL")
        )
    for place, (kind, text, at) in enumerate(words):
        if kind == "sign" and text == ";" and place + 1 < len(words):
            _refuse(cypher, text, at, "one query at a time")
        before = words[place - 1][1] if place else ""
        after = words[place + 1][1] if place + 1 < len(words) else ""
        if kind == "word" and not _is_name(text, before, after):
            if text.lower() in REFUSED:
                _refuse(cypher, text, at, REFUSED[text.lower()])
            if text.lower() == "call" and after not in {"{", "("}:
                _check_procedure(cypher, words[place + 1 :], at)


def bound(cypher: str, params: Mapping[str, object]) -> dict[str, object]:
    """The parameters that the query names. Raises QueryError for one that is not given: a store may read it as null."""
    named = {text[1:] for kind, text, _ in tokens(cypher) if kind == "param"}
    for name in sorted(named - params.keys()):
        near = difflib.get_close_matches(name, params, n=1)
        told = f"; did you mean ${near[0]}?" if near else ""
        raise QueryError(f"the parameter ${name} is not given{told}", hint=f"give it with --param {name}=VALUE")
    for name in sorted(named):
        if why := _unfit(params[name]):
            raise QueryError(f"the parameter ${name} {why}", hint="no store can take it: give another value")
    return {name: params[name] for name in sorted(named)}


def _unfit(value: object) -> str:
    """Why no store takes a value; empty where one does."""
    inside = [value]
    for part in inside:
        if isinstance(part, int) and not -(2**63) <= part < 2**63:
            return "is a whole number of more than 64 bits"
        if isinstance(part, str) and any("\ud800" <= sign <= "\udfff" for sign in part):
            return "holds half a sign (a lone surrogate), which is no text"
        if isinstance(part, list | tuple | dict):
            inside += part if not isinstance(part, dict) else [*part, *part.values()]
    return ""


def _is_name(word: str, before: str, after: str) -> bool:
    """Whether a word stands as somebody's name: after a dot or colon, before a colon in a map, or bound by AS."""
    if before in {".", ":", "|", "$"} or after == ".":
        return True
    return after == ":" and before in {"{", ","} and word.lower() != "call"


def _check_procedure(cypher: str, rest: list[tuple[str, str, int]], at: int) -> None:
    name = ""
    for kind, text, _ in rest:
        if kind not in {"word", "name"} and text != ".":
            break
        name += text.strip("`")
    ends = next((text for _, text, _ in rest[len(re.findall(r"[^.]+|\.", name)) :]), "")
    if name.lower() not in PROCEDURES or ends == "=":
        from graph.stores.dialect import instead

        told = instead(f"CALL {name}")
        _refuse(cypher, f"CALL {name}", at, "only procedures that tell the schema may be called", told)


def _refuse(cypher: str, word: str, at: int, why: str, hint: str = "") -> None:
    line = cypher.count("\n", 0, at) + 1
    column = at - (cypher.rfind("\n", 0, at) + 1) + 1
    raise WriteRefusedError(
        f"refused at line {line}, column {column}: {word.upper() if word.isalpha() else word}: {why}",
        hint=hint
        or "queries may only read: MATCH, OPTIONAL MATCH, WITH, WHERE, UNWIND, RETURN, UNION, ORDER BY, LIMIT",
    )


def tokens(cypher: str) -> Iterator[tuple[str, str, int]]:
    """The query's pieces as (kind, text, offset); together they are the query."""
    for match in _TOKEN.finditer(cypher):
        yield match.lastgroup or "", match.group(), match.start()
