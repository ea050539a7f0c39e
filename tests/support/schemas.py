"""Schemas of formats that are not ours, taken once from packages that carry them; never committed."""

from __future__ import annotations

import json
import shutil
import sys
import tarfile

from tests.support.fetch import MissingError, fetched_once, partial, run_fetch

_SARIF = ("@microsoft/jest-sarif", "1.0.0-beta.0")
"""Microsoft's own SARIF matchers, with the schema of SARIF 2.1.0 (rtm.5) in them."""
_SARIF_FILE = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
_JUNIT = ("pytest", "9.0.2")
"""pytest's source, which carries the schema that Jenkins' xunit plug-in reads JUnit's XML by."""
_JUNIT_FILE = "pytest-9.0.2/testing/example_scripts/junit-10.xsd"


def sarif_schema() -> dict[str, object]:
    """The JSON Schema of SARIF 2.1.0. Raises MissingError where npm is missing or cannot fetch it."""
    name, version = _SARIF
    with fetched_once(f"sarif-schema-{version}") as folder:
        if not folder.exists():
            if shutil.which("npm") is None:
                raise MissingError("npm (Debian: npm)")
            packing = ["--silent", "--pack-destination", str(partial(folder))]
            run_fetch(["npm", "pack", f"{name}@{version}", *packing], "SARIF's schema", folder)
    found: dict[str, object] = json.loads(_unpacked(next(folder.glob("*.tgz")).as_posix(), _SARIF_FILE))
    return found


def junit_schema() -> bytes:
    """The XML Schema of JUnit's reports. Raises MissingError where pip cannot fetch it."""
    name, version = _JUNIT
    with fetched_once(f"junit-schema-{version}") as folder:
        if not folder.exists():
            source = ["--no-deps", "--no-binary", ":all:", "--dest", str(partial(folder)), f"{name}=={version}"]
            run_fetch([sys.executable, "-m", "pip", "download", "--quiet", *source], "JUnit's schema", folder)
    return _unpacked(next(folder.glob("*.tar.gz")).as_posix(), _JUNIT_FILE)


def _unpacked(archive: str, path: str) -> bytes:
    with tarfile.open(archive) as packed:
        member = packed.extractfile(path)
        assert member is not None
        return member.read()
