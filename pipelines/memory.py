"""Memory that is free is given back to the system between two large steps, where the C library can."""

from __future__ import annotations

import ctypes
import gc


def give_back() -> None:
    """Collects what is left in cycles; glibc then lets go of the pages that it kept for later."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
