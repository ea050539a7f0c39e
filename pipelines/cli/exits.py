"""The exit codes of the command (`DESIGN.md` §6)."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the process tells its caller."""

    OK = 0
    FAILED = 1
    USAGE = 2
    DEAD_LINKS = 3
    INCONCLUSIVE = 4
    LOCKED = 5
