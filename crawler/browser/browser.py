"""A browser in processes of its own, watched from outside: what takes too long or too much memory is killed."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pickle
import queue
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from crawler.browser.options import BrowserOptions, Rendered
from crawler.browser.processes import end, memory, tree
from crawler.errors import CrawlOptionsError
from crawler.options import CrawlOptions

POLL_S = 0.1
START_S = 60.0
GRACE_S = 3.0
"""The child has its own clock; it is killed where that does not help."""
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def chromium(options: BrowserOptions) -> str:
    """The browser's program. Raises CrawlOptionsError where it or Playwright is missing."""
    if importlib.util.find_spec("playwright") is None:
        raise CrawlOptionsError("browser.pages needs Playwright", hint="pip install 'linkatlas[browser]'")
    wanted = [options.program] if options.program else PROGRAMS
    found = next(filter(None, map(shutil.which, wanted)), None)
    if found is None:
        raise CrawlOptionsError(
            f"browser.pages needs Chromium, and there is no {' or '.join(wanted)}",
            hint="install it (Debian: apt install chromium) or name it: browser.program",
        )
    if options.sandbox and os.geteuid() == 0:
        raise CrawlOptionsError(
            "Chromium has no sandbox for root, and pages of the web run in it",
            hint="run as another user, or say browser.sandbox = false where the machine itself is the sandbox",
        )
    return found


class HeldBrowser:
    """Renders pages one after the other; a context manager. Started with the first page, and again after a kill."""

    def __init__(self, crawl: CrawlOptions, options: BrowserOptions) -> None:
        self._crawl, self._options = crawl, replace(options, program=chromium(options))
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[Rendered | None] = queue.SimpleQueue()

    def __enter__(self) -> HeldBrowser:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def render(self, url: str) -> Rendered:
        """The page after its scripts, or why there is none; never raises for a page."""
        if self._child is None:
            problem = self._start()
            if problem:
                self._end()
                return Rendered(problem=f"the browser did not start: {problem}")
        assert self._child is not None
        assert self._child.stdin is not None
        with contextlib.suppress(OSError):
            pickle.dump(url, self._child.stdin)
            self._child.stdin.flush()
        rendered = self._watched(self._options.timeout_s + GRACE_S)
        if rendered.problem:
            self._end()  # whatever the page did, the next one gets a browser that has not seen it
        return rendered

    def _start(self) -> str:
        child = self._child = subprocess.Popen(
            [sys.executable, "-m", "crawler.browser.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,
        )
        answers = self._answers = queue.SimpleQueue()
        assert child.stdin is not None
        pipe = child.stdout
        assert pipe is not None

        def listen() -> None:
            try:
                while True:
                    answers.put(pickle.load(pipe))  # noqa: S301  # our own child
            except Exception:  # noqa: BLE001  # whatever half an answer gives: the child is gone
                answers.put(None)

        threading.Thread(target=listen, daemon=True).start()
        with contextlib.suppress(OSError):
            pickle.dump((self._crawl, self._options), child.stdin)
            child.stdin.flush()
        return self._watched(START_S).problem

    def _watched(self, seconds: float) -> Rendered:
        """The child's next answer, as long as time and memory hold."""
        assert self._child is not None
        limit = self._options.memory_mb * 1_000_000
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(queue.Empty):
                return self._answers.get(timeout=POLL_S) or Rendered(problem="the browser ended")
            if memory(tree(self._child.pid)) > limit:
                return Rendered(problem=f"it took more than {self._options.memory_mb} MB of memory")
        return Rendered(problem="it took too long")

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        end(tree(child.pid))
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def available() -> bool:
    """Whether this machine has what rendering needs; for words to people."""
    return importlib.util.find_spec("playwright") is not None and any(
        Path(found).exists() for found in filter(None, map(shutil.which, PROGRAMS))
    )
