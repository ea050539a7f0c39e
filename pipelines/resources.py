"""Where the files that travel with the code stand: beside it when installed, in `data/` in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The folder `data/<name>` of a checkout, or its copy in the installed package.

    Raises FileNotFoundError where neither stands: a broken installation.
    """
    for folder in (_PACKAGE.parent / "data" / name, _PACKAGE / "_data" / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"linkatlas's own data folder {name!r} is missing; install it again")
