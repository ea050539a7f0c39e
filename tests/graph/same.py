"""What "the same rows" means where two stores answer the same query."""

from __future__ import annotations


def alike(value: object) -> object:
    """Rows as they must agree: the order within a collected list and the last digits of a sum are free."""
    if isinstance(value, list | tuple):
        return sorted((alike(item) for item in value), key=repr)
    if isinstance(value, dict):
        return {name: alike(value[name]) for name in sorted(value)}
    return round(value, 9) if isinstance(value, float) else value
