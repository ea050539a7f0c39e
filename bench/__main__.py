"""`python -m bench [NAME …]`: runs the named benchmarks, one after the other, and prints a table each.

Without a name it runs the suite (`bench/_suite.py`), a quarter of an hour at most, and prints one table of it. A
benchmark is a module `bench/NAME.py` with `measure() -> Sequence[Result]`.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from bench.result import keep, show

FRAME = {"__init__", "__main__", "result"}


def names() -> list[str]:
    """The benchmarks that stand in this folder."""
    return sorted(
        path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in FRAME and path.stem[0] != "_"
    )


def main(wanted: list[str]) -> int:
    """Exit code 1 where a bar was missed, 2 for an unknown name."""
    unknown = set(wanted) - set(names())
    if unknown:
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(names())}", file=sys.stderr)
        return 2
    if not wanted:
        from bench._suite import main as suite

        return suite()
    missed = False
    for name in wanted:
        results = importlib.import_module(f"bench.{name}").measure()
        keep(name, results)
        show(name, results)
        missed |= not all(result.within for result in results)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
