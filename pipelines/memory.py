"""Memory that is free is given back to the system between two large steps, where the C library can."""

from __future__ import annotations

import ctypes


def give_back() -> None:
    """Has glibc let go of the pages that it kept for later; other libraries keep none, or ask nobody."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
