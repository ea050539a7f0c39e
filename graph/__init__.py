"""Facts → graph → stores, answers, pictures. As a library: `graph.open_folder("data/out")`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.library import Atlas, open_folder

__all__ = ["Atlas", "open_folder"]


def __getattr__(name: str) -> object:
    """The library, imported when it is named: most of the packages need only a part of it."""
    if name in __all__:
        from graph import library

        return getattr(library, name)
    raise AttributeError(f"module 'graph' has no attribute {name!r}")
