"""One run at a time; a crash leaves no lock behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.catalogue import open_catalogue
from pipelines.catalogue.sole import sole_writer
from pipelines.errors import LockedError
from pipelines.lock import hold

NOW = datetime(2027, 3, 1, 2, tzinfo=UTC)
HOLDER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from pipelines.lock import hold
with hold(Path(sys.argv[1]), datetime.now(UTC)):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    with (
        hold(tmp_path / "lock", NOW),
        pytest.raises(LockedError, match=f"process {os.getpid()} on .*2027-03-01") as caught,
        hold(tmp_path / "lock", NOW),
    ):
        pass
    assert caught.value.exit_code == 5


def test_the_lock_is_free_after_its_run(tmp_path: Path) -> None:
    for _ in range(2):
        with hold(tmp_path / "lock", NOW):
            pass


def test_a_killed_run_leaves_no_lock(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path / "lock")], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedError, match=str(holder.pid)), hold(tmp_path / "lock", NOW):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with hold(tmp_path / "lock", NOW):
        pass


def test_two_data_folders_do_not_work_on_one_database(catalogue_url: str, tmp_path: Path) -> None:
    with (
        open_catalogue(catalogue_url, create=True) as one,
        open_catalogue(catalogue_url) as other,
    ):
        for _ in range(2):
            with (
                sole_writer(one.engine, tmp_path / "one", NOW),
                pytest.raises(LockedError, match=str(os.getpid())),
                sole_writer(other.engine, tmp_path / "other", NOW),
            ):
                pass
        with sole_writer(other.engine, tmp_path / "other", NOW):
            pass
