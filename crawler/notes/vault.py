"""What an Obsidian vault's settings leave out."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Beginnings of paths, and patterns, that a vault excludes (`userIgnoreFilters` in `.obsidian/app.json`).

    `base` is the vault's place below the folder that was named, with a slash at its end.
    """

    base: str = ""
    beginnings: tuple[str, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()

    @classmethod
    def of(cls, folder: str, name: str) -> Exclusions:
        """Those of the vault that `folder` is; none where it is no vault or says nothing."""
        try:
            settings = json.loads(Path(folder, ".obsidian", "app.json").read_text("utf-8"))
            filters = [str(entry) for entry in settings.get("userIgnoreFilters") or []]
        except (OSError, ValueError, AttributeError, TypeError):
            return cls()
        return cls(
            base=f"{name}/" if name else "",
            beginnings=tuple(entry for entry in filters if entry and not _is_pattern(entry)),
            patterns=tuple(pattern for entry in filters if (pattern := _pattern(entry))),
        )

    def within(self, folder: str, name: str) -> Exclusions:
        """Those that hold in a folder below: its own where it is a vault itself, else these."""
        if os.path.isdir(os.path.join(folder, ".obsidian")):  # noqa: PTH112, PTH118
            return Exclusions.of(folder, name)
        return self

    def hide(self, name: str) -> bool:
        """Whether a file or folder is excluded; `name` is its path below the folder that was named."""
        path = name.removeprefix(self.base)
        if any(path.startswith(begin) or f"{path}/" == begin for begin in self.beginnings):
            return True
        return any(pattern.search(path) for pattern in self.patterns)


def _is_pattern(entry: str) -> bool:
    return len(entry) > 2 and entry.startswith("/") and entry.endswith("/")


def _pattern(entry: str) -> re.Pattern[str] | None:
    """A filter between slashes is a regular expression; one that Python cannot read excludes nothing."""
    if not _is_pattern(entry):
        return None
    try:
        return re.compile(entry[1:-1])
    except re.error:
        return None
