"""A query of a stranger (a page's box, an assistant, a language model) in a process of its own.

One step of a query can take all memory before the store asks whether it may (`pipelines.cli.limits`): then that process
ends, in words, and who asked for it lives on. Run as `python -m pipelines.apart` it reads the query as JSON on standard
input and writes the rows, or what was wrong, as JSON on standard output.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from crawler.records import LinkAtlasError
from graph import errors
from graph.errors import QueryError, QueryLimitError
from graph.stores.base import Table
from pipelines.cli.limits import GRACE_S, bounded

MEGABYTES = 1024
AT_ONCE = 2
MOST_CHARACTERS = 20_000_000
START_S = 20.0
"""How long a process may take to start, on a machine that is busy, beside the query's own time."""
_slots = threading.BoundedSemaphore(AT_ONCE)


def run_apart(
    graph: Path, cypher: str, params: Mapping[str, object] | None = None, *, limit: int, timeout_s: float
) -> Table:
    """The rows of a reading query on the graph file, at most `limit`.

    Raises what the store raises (GraphError), and QueryLimitError where the process had to end or others keep it busy.
    """
    wish = {"graph": str(graph), "cypher": cypher, "params": dict(params or {}), "limit": limit, "timeout_s": timeout_s}
    if not _slots.acquire(timeout=timeout_s):
        raise QueryLimitError("other queries are still running", hint="ask again in a moment")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pipelines.apart"],
            input=json.dumps(wish),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout_s + GRACE_S + START_S,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise QueryLimitError("the query does not end", hint="narrow it: fewer hops, a LIMIT, a WHERE") from problem
    finally:
        _slots.release()
    if done.returncode:
        words, _, hint = done.stderr.strip().partition("\n")
        raise QueryLimitError(words.removeprefix("error: ") or "the query ended its process", hint=hint.strip())
    return _table(json.loads(done.stdout))


def _table(told: Mapping[str, object]) -> Table:
    if "error" in told:
        kind = getattr(errors, str(told["kind"]), QueryError)
        raise kind(str(told["error"]), hint=str(told["hint"]))
    columns, rows = told["columns"], told["rows"]
    assert isinstance(columns, list)
    assert isinstance(rows, list)
    return Table(tuple(columns), tuple(tuple(row) for row in rows), cut=bool(told["cut"]))


def answer(wish: Mapping[str, object]) -> dict[str, object]:
    """What the process says to a wish."""
    from graph.stores.embedded import open_ladybug

    limit, timeout_s, params = int(str(wish["limit"])), float(str(wish["timeout_s"])), wish["params"]
    assert isinstance(params, dict)
    try:
        with bounded(timeout_s, MEGABYTES), open_ladybug(Path(str(wish["graph"]))) as store:
            table = store.run(str(wish["cypher"]), params, limit=limit, timeout_s=timeout_s)
    except LinkAtlasError as problem:
        return {"error": str(problem), "hint": problem.hint, "kind": type(problem).__name__}
    return {"columns": table.columns, "rows": table.rows, "cut": table.cut}


def main() -> None:
    """One query, from standard input to standard output."""
    text = json.dumps(answer(json.loads(sys.stdin.read())), default=str)
    if len(text) > MOST_CHARACTERS:
        text = json.dumps({"error": "the answer is too large", "hint": "ask for less", "kind": "QueryLimitError"})
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
