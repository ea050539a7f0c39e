"""`metrics.prom`: the last night in figures, for Prometheus' node exporter (its textfile collector).

The text format is Prometheus' own (exposition format 0.0.4). Written here, as the client library takes longer to load
than all of an unchanged night's other files to write; the tests read it with that library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from crawler.records import Facts, Health, Run

# of a run's counts: metric, help
_COUNTED: Mapping[str, tuple[str, str]] = {
    "due": ("linkatlas_due_links", "Links that the last run wanted to visit."),
    "visited": ("linkatlas_visited_links", "Links that the last run visited."),
    "left": ("linkatlas_left_links", "Links that the last run left to the next."),
    "requests": ("linkatlas_requests", "Requests of the last run."),
    "received_bytes": ("linkatlas_received_bytes", "Bytes of bodies that the last run received."),
    "read": ("linkatlas_read_pages", "Pages that the last run read anew."),
}

_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


def write_metrics(path: Path, facts: Facts, run: Run, sizes: Mapping[str, int]) -> None:
    """Writes the file anew, swapped in by rename. `sizes` in bytes, by part. Raises OSError."""
    from graph.offline import replace_file

    replace_file(path, "".join(_lines(facts, run, sizes)))


def _lines(facts: Facts, run: Run, sizes: Mapping[str, int]) -> Iterator[str]:
    finished = run.finished or run.started
    took = (finished - run.started).total_seconds()
    yield _metric("linkatlas_run_id", "Number of the last run.", run.id)
    yield _metric("linkatlas_run_end_timestamp_seconds", "When the last run ended.", finished.timestamp())
    yield _metric("linkatlas_run_duration_seconds", "How long it took.", took)
    yield _metric("linkatlas_run_conclusive", "0 where this machine or its network was in trouble.", run.conclusive)
    for name, (metric, words) in _COUNTED.items():
        yield _metric(metric, words, run.counts.get(name, 0))
    standings = facts.standings.values()
    healths = Counter(standing.check.health.value for standing in standings)
    shown = {health.value: healths[health.value] for health in Health}
    yield _family("linkatlas_resources", "What the links mean, by health.", "health", shown)
    confirmed = sum(standing.confirmed for standing in standings)
    yield _metric("linkatlas_confirmed_dead_resources", "Those whose death was told and not taken back.", confirmed)
    told = Counter(change.kind.value for change in facts.changes)
    yield _family("linkatlas_changes", "What the last run told.", "change", dict(sorted(told.items())))
    yield _family("linkatlas_size_bytes", "Room on the disk.", "part", sizes)


def _metric(name: str, words: str, value: float) -> str:
    return f"{_head(name, words)}{name} {float(value)!r}\n"


def _family(name: str, words: str, label: str, values: Mapping[str, float]) -> str:
    rows = (f'{name}{{{label}="{key.translate(_ESCAPES)}"}} {float(value)!r}\n' for key, value in values.items())
    return _head(name, words) + "".join(rows)


def _head(name: str, words: str) -> str:
    return f"# HELP {name} {words}\n# TYPE {name} gauge\n"
