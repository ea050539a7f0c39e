"""What rendering can be told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BrowserOptions:
    """Table `browser` of the settings. `pages` a night at most, 0: none; `timeout_s` for each.

    `memory_mb` for the browser with all its processes; `program`: Chromium's, where it is not found by itself.
    """

    pages: int = 0
    timeout_s: float = 20.0
    memory_mb: int = 1500
    program: str = ""
    sandbox: bool = True


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page after its scripts: `url` is where they led. `problem` in words where there is none."""

    url: str = ""
    status: int | None = None
    body: bytes = b""
    refused: tuple[str, ...] = ()
    """The hosts that the page asked for and was not given."""
    problem: str = ""
