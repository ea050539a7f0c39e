"""The write-ahead log as a power cut leaves it: cut at any byte, or with half a page written."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crawler.records import Check, State, Visit
from pipelines.catalogue import open_catalogue
from pipelines.catalogue.wal import cut_off, log_of

NOW = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
KEYS = [f"site.example/{number}" for number in range(25)]


@pytest.fixture(scope="module")
def torn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue as it stands on the disk in the middle of a night: most of it in the log."""
    folder = tmp_path_factory.mktemp("torn")
    live = folder / "live.sqlite"
    with open_catalogue(f"sqlite:///{live}", create=True) as catalogue:
        run = catalogue.runs.begin(NOW)
        for key in KEYS:
            visit = Visit(key, f"http://{key}", NOW, status=200, content_type="text/html", body=key.encode() * 300)
            catalogue.visits.record(run.id, visit, Check(key, State.OK, "It answers.", NOW, 200))
        for file in (live, log_of(live)):
            shutil.copy(file, folder / file.name.replace("live", "torn"))
    assert cut_off(folder / "torn.sqlite") is None
    return folder / "torn.sqlite"


def copied(torn: Path, folder: Path, log: bytes) -> Path:
    path = folder / "catalogue.sqlite"
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    shutil.copy(torn, path)
    log_of(path).write_bytes(log)
    return path


def kept(path: Path) -> list[str]:
    """What the catalogue holds after it was opened: each visit whole, its page too."""
    with open_catalogue(f"sqlite:///{path}", create=True) as catalogue:
        run = catalogue.runs.begin(NOW)
        done = sorted(catalogue.visits.done_in(run.id), key=KEYS.index)
        assert all(page and page.body == page.key.encode() * 300 for page in map(catalogue.page, done))
        with catalogue.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    return done


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1))
def test_a_log_cut_at_any_byte_opens_with_the_visits_before_it(torn: Path, tmp_path: Path, share: float) -> None:
    log = log_of(torn).read_bytes()
    path = copied(torn, tmp_path, log[: int(share * len(log))])
    told = cut_off(path)
    done = kept(path)
    assert done == KEYS[: len(done)]
    size = int(share * len(log))
    if size and (size - 32) % (4096 + 24) != 0:
        assert told is not None
        assert 0 < told.lost_bytes <= size
        assert "cut off" in told.words(log_of(path))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0.02, 1), filling=st.sampled_from([b"\x00", b"\xff", b"power"]))
@example(share=0.0703125, filling=b"\x00")
def test_half_a_page_is_told_and_loses_only_what_came_with_it_and_after(
    torn: Path, tmp_path: Path, share: float, filling: bytes
) -> None:
    log = bytearray(log_of(torn).read_bytes())
    place = min(int(share * len(log)), len(log) - 600)
    log[place : place + 512] = (filling * 512)[:512]
    path = copied(torn, tmp_path, bytes(log))
    told = cut_off(path)
    done = kept(path)
    assert done == KEYS[: len(done)]
    assert told is not None or len(done) == len(KEYS)


def test_what_an_older_log_left_is_no_loss(tmp_path: Path) -> None:
    """After a checkpoint the log is begun anew over its old frames."""
    path = tmp_path / "catalogue.sqlite"
    with open_catalogue(f"sqlite:///{path}", create=True) as catalogue:
        run = catalogue.runs.begin(NOW)
        catalogue.visits.add_checks(run.id, [Check(key, State.OK, "It answers.", NOW) for key in KEYS])
        with catalogue.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(RESTART)")
            connection.exec_driver_sql("BEGIN")
        catalogue.visits.add_checks(run.id, [Check("one more", State.OK, "It answers.", NOW)])
        assert log_of(path).stat().st_size > 2 * 4120
        assert cut_off(path) is None


def test_without_a_log_nothing_is_lost(tmp_path: Path) -> None:
    assert cut_off(tmp_path / "catalogue.sqlite") is None
