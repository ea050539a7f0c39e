"""What a benchmark tells: a figure of ours beside the same figure of a named reference, measured in the same run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

OUT = Path(__file__).parent / "out"


@dataclass(frozen=True, slots=True)
class Result:
    """`ours` and `reference` are in `unit`; `at_most` is the bar for their ratio, where one is set."""

    what: str
    unit: str
    ours: float
    reference: float
    reference_name: str
    at_most: float | None = None

    @property
    def ratio(self) -> float:
        """Ours over the reference's; infinite where the reference measured nothing."""
        return self.ours / self.reference if self.reference else float("inf")

    @property
    def within(self) -> bool:
        """Whether the ratio keeps its bar."""
        return self.at_most is None or self.ratio <= self.at_most


def keep(name: str, results: Sequence[Result]) -> None:
    """Writes the results to `bench/out/NAME.json`, the last run before them beside it."""
    OUT.mkdir(exist_ok=True)
    path = OUT / f"{name}.json"
    if path.exists():
        path.replace(OUT / f"{name}.last.json")
    told = {"name": name, "at": datetime.now(UTC).isoformat(), "results": [asdict(result) for result in results]}
    path.write_text(json.dumps(told, indent=1), "utf-8")


def load(path: Path) -> list[Result]:
    """What `keep` wrote."""
    return [Result(**row) for row in json.loads(path.read_text("utf-8"))["results"]]


def show(name: str, results: Sequence[Result]) -> None:
    """Prints the results as one table, with the ratio of the last run where there was one."""
    before = _last_ratios(name)
    table = Table("what", "ours", "reference", "ratio", "bar", "last", title=name)
    for result in results:
        bar = "" if result.at_most is None else f"≤ {result.at_most:g} {'ok' if result.within else 'MISSED'}"
        reference = f"{result.reference:.3g} {result.unit} ({result.reference_name})"
        last = f"{before[result.what]:.2f}" if result.what in before else ""
        table.add_row(result.what, f"{result.ours:.3g} {result.unit}", reference, f"{result.ratio:.2f}", bar, last)
    Console().print(table)


def _last_ratios(name: str) -> dict[str, float]:
    path = OUT / f"{name}.last.json"
    if not path.exists():
        return {}
    rows = json.loads(path.read_text("utf-8"))["results"]
    return {row["what"]: row["ours"] / row["reference"] for row in rows if row["reference"]}
