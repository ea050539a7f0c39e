"""The exclude file: which links are not visited.

One pattern a line; `#` begins a comment. A pattern is a glob over the whole address (`*://intranet.example.org/*`), a
host alone (`example.org`, which takes its subdomains along), or after `re:` a regular expression to be found in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from pipelines.errors import ConfigError

FILE_NAME = ".linkatlas-exclude"
_HOST = re.compile(r"[a-z0-9.-]+\.[a-z]{2,}", re.IGNORECASE)

Excludes = Callable[[str], str]
"""Gives the pattern that excludes an address, or an empty text."""


def read_excludes(path: Path) -> Excludes:
    """The patterns of a file. Raises ConfigError where it cannot be read or a pattern makes no sense."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError(
            f"{path}: the exclude file cannot be read ({_why(problem)})", hint="one pattern a line, in UTF-8"
        ) from problem
    return compile_excludes(lines, str(path))


def _why(problem: OSError | UnicodeDecodeError) -> str:
    return problem.strerror or str(problem) if isinstance(problem, OSError) else "it is not UTF-8"


def compile_excludes(lines: Iterable[str], where: str) -> Excludes:
    """The patterns of some lines; `where` is told in errors."""
    rows: list[tuple[str, Callable[[str], bool]]] = []
    for number, line in enumerate(lines, 1):
        pattern = line.partition(" #")[0].strip()
        if pattern and not pattern.startswith("#"):
            rows.append((pattern, _matcher(pattern, f"{where}:{number}")))

    def excluding(url: str) -> str:
        return next((pattern for pattern, matches in rows if matches(url)), "")

    return excluding


def _matcher(pattern: str, where: str) -> Callable[[str], bool]:
    if pattern.startswith("re:"):
        try:
            expression = re.compile(pattern[3:].strip())
        except re.error as problem:
            raise ConfigError(f"{where}: {pattern!r} is no regular expression ({problem})") from problem
        return lambda url: expression.search(url) is not None
    if _HOST.fullmatch(pattern):
        name = pattern.lower()
        return lambda url: _host(url) == name or _host(url).endswith("." + name)
    return lambda url: fnmatchcase(url, pattern)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
