"""The accessibility checker axe-core, fetched once by npm and kept below the tests' cache; never committed."""

from __future__ import annotations

import shutil
import subprocess
import tarfile

from tests.support.neo4j import CACHE, MissingError

VERSION = "4.14.1"


def axe_script() -> str:
    """The text of axe.min.js. Raises MissingError where npm is missing or cannot fetch it."""
    folder = CACHE / "axe-core"
    archive = folder / f"axe-core-{VERSION}.tgz"
    if not archive.exists():
        if shutil.which("npm") is None:
            raise MissingError("npm (Debian: npm)")
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            ["npm", "pack", f"axe-core@{VERSION}", "--silent", "--pack-destination", str(folder)],
            capture_output=True,
            text=True,
            timeout=120,
        )
        if done.returncode or not archive.exists():
            raise MissingError(f"axe-core, which npm could not fetch: {done.stderr.strip()[-200:]}")
    with tarfile.open(archive) as packed:
        member = packed.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode("utf-8")
