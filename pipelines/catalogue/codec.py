"""Records to plain values and back. Unknown fields of an older or newer record are left out, missing ones defaulted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import TypeAdapter

Record = TypeVar("Record")


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def dump(record: Any) -> Any:
    """Plain values of a record or of a tuple of records."""
    if isinstance(record, tuple):
        return [dump(part) for part in record]
    return _adapter(type(record)).dump_python(record, mode="json")


def load(kind: type[Record], data: Any) -> Record:
    """The record of `kind` that `data` was dumped from. Raises pydantic's ValidationError for what never was one."""
    record: Record = _adapter(kind).validate_python(data)
    return record


def load_all(kind: type[Record], data: list[Any]) -> tuple[Record, ...]:
    """As `load`, for a list of them."""
    records: tuple[Record, ...] = _adapter(tuple[kind, ...]).validate_python(data)  # type: ignore[valid-type]
    return records


def digest(*parts: Any) -> str:
    """A short name for these values: equal for equal values, in any process."""
    return digest_each(parts)


def digest_each(parts: Iterable[Any]) -> str:
    """As `digest`, of values that need not all be in memory."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part if isinstance(part, bytes) else json.dumps(part, ensure_ascii=True, sort_keys=True).encode()
        state.update(len(raw).to_bytes(8, "big"))
        state.update(raw)
    return state.hexdigest()
