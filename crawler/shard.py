"""One child of a crawl over several processes: reads its targets from standard input, writes visits to standard output.

    python -m crawler.shard

Started by `crawler.shards`, whose pickles it speaks; not a command for people.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
from typing import Any

from crawler.records import Check, LinkAtlasError, Visit

BATCH = 50
BATCH_S = 0.5
"""A batch is told when it is full or so old; a quiet crawl tells each visit at once."""


def main() -> None:
    """Crawl and tell; words that anything prints go to standard error."""
    from crawler.crawl import crawl_watched

    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    waiting: list[tuple[Visit, Check]] = []
    told = time.monotonic()

    def tell(kind: str, value: Any) -> None:
        pickle.dump((kind, value), out, pickle.HIGHEST_PROTOCOL)
        out.flush()

    def keep(visit: Visit, check: Check) -> None:
        nonlocal told
        waiting.append((visit, check))
        now = time.monotonic()
        if len(waiting) >= BATCH or now - told > BATCH_S:
            tell("visits", waiting)
            waiting.clear()
            told = now

    frontier, options = pickle.load(sys.stdin.buffer)  # noqa: S301  # our own parent
    try:
        result = crawl_watched(frontier, options, keep)
        tell("visits", waiting)
        tell("outcome", result)
    except LinkAtlasError as problem:
        tell("error", problem)
    except BrokenPipeError:
        os._exit(1)  # the parent is gone


if __name__ == "__main__":
    main()
