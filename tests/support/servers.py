"""Fetches beforehand what the tests' servers and checkers are made of, so that no test waits for a registry."""

from __future__ import annotations

import sys
from collections.abc import Callable

from tests.support.axe import axe_script
from tests.support.fetch import MissingError
from tests.support.neo4j import LINES, jars
from tests.support.schemas import junit_schema, sarif_schema


def main() -> None:
    """Fetches each thing; says what could not be had, and goes on: the tests that need it will be skipped."""
    things: list[Callable[[], object]] = [
        axe_script,
        sarif_schema,
        junit_schema,
        *(lambda name=name: jars(name) for name in LINES),
    ]
    for fetch in things:
        try:
            fetch()
        except MissingError as lack:
            sys.stderr.write(f"not to be had here: {lack}\n")


if __name__ == "__main__":
    main()
