"""Python's search for reference cycles, made rarer while much is made and little is thrown away in circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# objects made until the young are searched, and how many such searches until the older are (Python's own: 700, 10, 10).
# An eighth of the time of a short crawl went into searches that found 21 objects
SELDOM = (10_000, 20, 20)


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Search seldom within; as before afterwards."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
