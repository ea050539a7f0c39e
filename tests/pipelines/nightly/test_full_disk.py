"""A disk that fills up at ten moments of a night: a clear end, nothing damaged, and the next night does it all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# in a mount namespace of its own, as root or as whoever becomes root in a user's; else without
_APART = (["unshare", "-m"], ["unshare", "-r", "-m"], [])


@pytest.mark.slow
def test_a_full_disk_damages_nothing(tmp_path: Path) -> None:
    apart = next(
        way for way in _APART if not way or subprocess.run([*way, "true"], capture_output=True).returncode == 0
    )
    done = subprocess.run(
        [*apart, sys.executable, "-m", "tests.pipelines.nightly.full_disk", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=280,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["first"] == ["done"]
    ends = [moment["end"] for moment in told["moments"]]
    assert sum(end != "done" for end in ends) >= (8 if told["mounts"] else 3)
    clear = ("the disk is full", "No space left", "is the disk full", "the disk refuses", "File too large", "cannot be")
    assert not [end for end in ends if end != "done" and not any(words in end for words in clear)]
    for moment in told["moments"]:
        assert (moment["again"], moment["damage"], moment["alike"]) == ("done", [], True)
        assert moment["most"] <= 2, "only a witness that the network still stands is asked again"
