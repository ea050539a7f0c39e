"""One child of a crawl over several processes: reads its targets from standard input, writes visits to standard output.

    python -m crawler.shard

Started by `crawler.shards`, whose pickles it speaks; not a command for people.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import Any

from crawler.records import Check, LinkAtlasError, Visit


def main() -> None:
    """Crawl and tell; words that anything prints go to standard error."""
    from crawler.crawl import crawl_watched

    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def tell(kind: str, value: Any) -> None:
        pickle.dump((kind, value), out)
        out.flush()

    def keep(visit: Visit, check: Check) -> None:
        tell("visit", (visit, check))

    frontier, options = pickle.load(sys.stdin.buffer)  # noqa: S301  # our own parent
    try:
        tell("outcome", crawl_watched(frontier, options, keep))
    except LinkAtlasError as problem:
        tell("error", problem)
    except BrokenPipeError:
        os._exit(1)  # the parent is gone


if __name__ == "__main__":
    main()
