"""The accessibility checker axe-core, fetched once by npm and kept below the tests' cache; never committed."""

from __future__ import annotations

import shutil
import tarfile

from tests.support.fetch import MissingError, fetched_once, partial, run_fetch

VERSION = "4.14.1"


def axe_script() -> str:
    """The text of axe.min.js. Raises MissingError where npm is missing or cannot fetch it."""
    with fetched_once(f"axe-core-{VERSION}") as folder:
        if not folder.exists():
            if shutil.which("npm") is None:
                raise MissingError("npm (Debian: npm)")
            packing = ["--silent", "--pack-destination", str(partial(folder))]
            run_fetch(["npm", "pack", f"axe-core@{VERSION}", *packing], "axe-core", folder)
    with tarfile.open(folder / f"axe-core-{VERSION}.tgz") as packed:
        member = packed.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode("utf-8")
