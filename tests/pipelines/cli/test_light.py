"""What is not needed is not loaded: a command answers at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

_HEAVY = ("scrapy", "spacy", "trafilatura", "sqlalchemy", "pydantic", "networkx", "matplotlib", "alembic", "ladybug")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["nightly", "--help"], ["show", "--help"], ["status", "--help"]], ids=" ".join
)
def test_heavy_libraries_wait(arguments: list[str]) -> None:
    script = (
        "import sys\n"
        "from pipelines.cli.main import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        f"print([name for name in {_HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "[]"


def test_the_night_itself_loads_no_reader() -> None:
    """Pages are read and tagged in other processes: the one that crawls stays small."""
    script = (
        "import sys\n"
        "import pipelines.nightly, pipelines.topics, pipelines.extract\n"
        "print([name for name in ('spacy', 'trafilatura', 'scrapy', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
