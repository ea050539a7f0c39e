"""A real PostgreSQL server in a folder of its own, on a free loopback port, owned by a user who may run one."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.fetch import MissingError
from tests.support.ports import free_port, wait_for


def _programs() -> Path:
    """The newest folder with `initdb` and `postgres`; Debian keeps them off PATH."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    if found := shutil.which("initdb"):
        return Path(found).parent
    raise MissingError("PostgreSQL's server programs")


def _owner() -> list[str]:
    """PostgreSQL refuses to run as root: then as the user that Debian's package made."""
    if os.geteuid():
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError as problem:
        raise MissingError("the user postgres (this is root, and PostgreSQL refuses to run as root)") from problem
    return ["runuser", "-u", "postgres", "--"]


@contextmanager
def postgres_server() -> Iterator[str]:
    """A running server's URL for SQLAlchemy, without a database's name; raises MissingError where there can be none."""
    programs, prefix = _programs(), _owner()
    folder = Path(tempfile.mkdtemp(prefix="linkatlas-postgres-"))
    if prefix:
        shutil.chown(folder, "postgres", "postgres")
    data, port = folder / "data", free_port()
    subprocess.run(
        [*prefix, programs / "initdb", "-D", data, "-U", "linkatlas", "--auth=trust", "-E", "UTF8", "--no-sync"],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    settings = ["-c", f"port={port}", "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
    server = subprocess.Popen(
        [*prefix, programs / "postgres", "-D", data, *settings, "-c", "fsync=off"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    try:
        if not (wait_for(port, 30) and _ready(programs, port)):
            raise RuntimeError("PostgreSQL did not start")
        yield f"postgresql+psycopg://linkatlas@127.0.0.1:{port}"
    finally:
        subprocess.run(
            [*prefix, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], capture_output=True, cwd=folder
        )
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _ready(programs: Path, port: int) -> bool:
    """Waits until it takes connections: on a busy machine it listens for some seconds before."""
    asked = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(300):
        if subprocess.run(asked, check=False).returncode == 0:
            return True
        time.sleep(0.1)
    return False
