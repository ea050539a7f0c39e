"""What all stores have in common: one protocol for asking, one shape of answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, Self

TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values (text, numbers, lists, dictionaries). `cut`: there were more rows than the limit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    cut: bool = False

    def dicts(self) -> list[dict[str, object]]:
        """The rows by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Store(Protocol):
    """A graph that can be asked in Cypher and not be written."""

    name: str

    def run(
        self,
        cypher: str,
        params: Mapping[str, object] | None = None,
        *,
        limit: int | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> Table:
        """The rows of a reading query, at most `limit`. Raises QueryError."""
        ...

    def close(self) -> None:
        """Lets go of the store; it cannot be asked any more."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *ended: object) -> None: ...
