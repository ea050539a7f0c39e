"""Nights on a disk that is full: run in a mount namespace of its own, as `python -m … FOLDER`; prints JSON.

For each of ten sizes a night is begun on a fresh disk of that size, and done again when there is room. Where nothing
may be mounted, no file may grow beyond that size instead.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crawler.records import LinkAtlasError
from pipelines.catalogue import open_catalogue
from pipelines.data_folder import DataFolder
from pipelines.integrity import problems
from pipelines.steps.publish import publish
from tests.pipelines.nightly.conftest import Vault, make_vault, unread_pages

MOMENTS = 10
LINKS = 40
ROOM = 64_000
PEAK = 1.75
"""While a night works it takes so many times what it leaves: write-ahead logs, new files beside old ones."""


class Disk:
    """A small disk at `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mounts = False

    def fresh(self, kilobytes: int) -> None:
        """An empty disk of this size."""
        if self.mounts:
            subprocess.run(["umount", "--lazy", self.folder], check=True)  # a helper process may still be leaving
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        line = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", self.folder]
        self.mounts = subprocess.run(line, capture_output=True).returncode == 0
        if not self.mounts:
            resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, resource.RLIM_INFINITY))

    def free(self) -> None:
        """There is room."""
        if self.mounts:
            subprocess.run(["mount", "-o", f"remount,size={ROOM}k", self.folder], check=True)
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def vault_on(root: Path) -> Vault:
    vault = make_vault(root)
    vault.write(*(f"n{number}" for number in range(LINKS)))
    vault.web.bodies = {
        f"n{number}.example.org/lesson": f"<title>{number}</title><p>{bytes(range(256)).hex() * 20}".encode()
        for number in range(LINKS)
    }
    return vault


def links_told(vault: Vault) -> Any:
    told = json.loads((vault.data / "report.json").read_text("utf-8"))
    return [(link["key"], link["health"]) for link in told["links"]]


def night(vault: Vault) -> str:
    """How the night ended, in words."""
    try:
        vault.night(days=0.01, publish=publish)
    except LinkAtlasError as problem:
        return f"{problem} ({problem.hint})"
    return "done"


def main(root: Path) -> None:
    data = root / "data"
    disk = Disk(data)
    disk.fresh(ROOM)
    vault = vault_on(root)
    told = [night(vault)]
    used = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    links = links_told(vault)
    seen = []
    for moment in range(MOMENTS):
        vault = vault_on(root)
        disk.fresh(max(1, int(used * PEAK * moment / MOMENTS) // 1024))
        end = night(vault)
        disk.free()
        again = night(vault)
        with open_catalogue(f"sqlite:///{data / 'catalogue.sqlite'}") as catalogue:
            damage = problems(catalogue, DataFolder(data))
            checks = max(len(catalogue.visits.history(key)) for key, _ in links)
        seen.append({"end": end, "again": again, "damage": damage, "alike": links_told(vault) == links, "most": checks})
    disk.free()
    json.dump({"mounts": disk.mounts, "first": told, "used": used, "moments": seen}, sys.stdout)


if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        unread_pages(patch)
        main(Path(sys.argv[1]))
