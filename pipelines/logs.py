"""The night's log: a file that turns over by size, as lines of text or of JSON; no secrets, no control characters."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from crawler.records import LinkAtlasError
from graph.plain import escape_invisible
from graph.redact import redact

NAME = "linkatlas"
FORMATS = ("text", "json")

# Of other libraries only what went wrong is of interest.
_OTHERS = logging.WARNING


def log(event: str, words: str, *, level: int = logging.INFO, **fields: object) -> None:
    """One line: an event's name, words for people, fields for programs."""
    logging.getLogger(NAME).log(level, "%s", words, extra={"event": event, "fields": fields})


@contextmanager
def logged(path: Path, form: str, max_bytes: float, keep: int) -> Iterator[None]:
    """Writes what is logged inside to `path`, with `keep` older files beside it, and what ends the block.

    A log that cannot be written stops nothing.
    """
    handler = _File(path, maxBytes=int(max_bytes), backupCount=keep, encoding="utf-8", delay=True)
    handler.setFormatter(_Json() if form == "json" else _Text())
    handler.addFilter(_is_told)
    root, own = logging.getLogger(), logging.getLogger(NAME)
    level = own.level
    own.setLevel(logging.INFO)
    root.addHandler(handler)
    try:
        yield
    except LinkAtlasError as problem:
        log("failed", f"{problem} ({problem.hint})" if problem.hint else str(problem), level=logging.ERROR)
        raise
    except BaseException as problem:
        log("broke", f"{type(problem).__name__}: {problem}", level=logging.ERROR)
        raise
    finally:
        root.removeHandler(handler)
        own.setLevel(level)
        with suppress(OSError):
            handler.close()


class _File(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Nothing: a full disk is told by what it stops."""


def _is_told(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] == NAME or record.levelno >= _OTHERS


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """A line: when, how grave, what."""
        return f"{_moment(record)} {record.levelname.lower():<7} {_harmless(_words(record))}"


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """A line: an object of `at`, `level`, `logger`, `event`, `message` and the event's own fields."""
        told: dict[str, Any] = {
            "at": _moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": getattr(record, "event", ""),
            "message": redact(_words(record)),
        }
        fields: dict[str, object] = getattr(record, "fields", {})
        told |= {name: redact(value) if isinstance(value, str) else value for name, value in fields.items()}
        return escape_invisible(json.dumps(told, ensure_ascii=False, default=str))


def _words(record: logging.LogRecord) -> str:
    words = record.getMessage()
    if record.exc_info and record.exc_info[1]:
        words += f" ({type(record.exc_info[1]).__name__}: {record.exc_info[1]})"
    return words


def _moment(record: logging.LogRecord) -> str:
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(record.created))}.{int(record.msecs):03}Z"


def _harmless(words: str) -> str:
    """On one line; control and direction marks as escapes."""
    return escape_invisible(json.dumps(redact(words), ensure_ascii=False))[1:-1].replace('\\"', '"')
