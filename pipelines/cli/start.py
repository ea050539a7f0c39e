"""Entry point of the console script: begins what takes long before the command line is even understood."""

from __future__ import annotations

import sys

_NO_VISITS = frozenset({"-h", "--help"})


def main() -> None:
    """Start the nursery of `linkatlas check`, whose imports take as long as settings and notes do; then the command."""
    nursery = None
    if sys.argv[1:2] == ["check"] and len(sys.argv) > 2 and _NO_VISITS.isdisjoint(sys.argv):
        from crawler.nursery import Nursery

        nursery = Nursery()
    try:
        from pipelines.cli.main import main as command

        command(started=nursery)
    finally:
        if nursery is not None:
            nursery.close()
