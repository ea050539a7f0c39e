"""The tables of this folder: what can be asked, filters, listings, each read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The content of `<name>.toml`."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))
