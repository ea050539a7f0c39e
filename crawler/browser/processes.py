"""A process with all that it started: how much memory they hold, and their end. Linux's /proc, without a library."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

_PROC = Path("/proc")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def tree(root: int) -> list[int]:
    """`root` and all below it, parents first; only `root` where there is no /proc."""
    children: dict[int, list[int]] = {}
    for folder in _PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parent = int((folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    found = [root]
    for process in found:
        found += children.get(process, ())
    return found


def memory(processes: list[int]) -> int:
    """Bytes that these hold in memory and share with nobody, nor have from files."""
    total = 0
    for process in processes:
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = (_PROC / str(process) / "statm").read_text("utf-8").split()
            total += (int(fields[1]) - int(fields[2])) * _PAGE
    return total


def end(processes: list[int]) -> None:
    """Kills them at once, parents first: they would start again what they miss."""
    for process in processes:
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)
