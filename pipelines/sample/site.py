"""What the sample web holds: `site.toml`, read and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pipelines.sample.errors import SampleError


@dataclass(frozen=True, slots=True)
class Row:
    """One address and what it does; `what` names a row of `behaviours.BEHAVIOURS`."""

    host: str
    path: str
    what: str = "page"
    file: str = ""
    to: str = ""
    etag: bool = False
    last_modified: str = ""
    delay_s: float = 0.0
    fails: int = 0
    """How many requests fail before the page comes; 0 means all of them."""
    retry_after: int = 0
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class Host:
    """How one host behaves where no row says otherwise."""

    robots: str = ""
    """The text of its /robots.txt; empty: it has none."""
    missing_status: int = 404
    missing_file: str = ""
    """The page for addresses that do not exist; empty: a plain one."""


@dataclass(frozen=True, slots=True)
class Site:
    """All hosts and addresses. `folder` is where their files stand."""

    folder: Path
    hosts: Mapping[str, Host] = field(default_factory=dict)
    rows: Mapping[tuple[str, str], Row] = field(default_factory=dict)

    def row(self, host: str, target: str) -> Row | None:
        """The row for a path with its query; parameters that no row asks for change nothing, as on real servers."""
        path, _, query = target.partition("?")
        given = set(query.split("&"))
        fitting = [row for row in self.rows.values() if row.host == host and _fits(row.path, path, given)]
        return max(fitting, key=lambda row: row.path.count("&") + row.path.count("?"), default=None)

    def read(self, file: str) -> bytes:
        """The bytes of one file of the site."""
        return (self.folder / file).read_bytes()


def _fits(declared: str, path: str, given: Collection[str]) -> bool:
    own, _, query = declared.partition("?")
    return own == path and (not query or set(query.split("&")) <= set(given))


def load_site(folder: Path, behaviours: Collection[str]) -> Site:
    """The site that `folder/site.toml` declares, whose rows say one of `behaviours`.

    Raises SampleError for a file that is missing, is no TOML, or has a field or a name that means nothing.
    """
    path = folder / "site.toml"
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise SampleError(f"{path}: {problem}", hint="install linkatlas again, or mend the file") from problem
    domain = table["domain"]
    hosts = {f"{name}.{domain}": Host(**_known(Host, entry, path)) for name, entry in table["hosts"].items()}
    rows = [_row(entry, domain, path) for entry in table["rows"]]
    for row in rows:
        _check(row, hosts, behaviours, path)
    return Site(folder, hosts, {(row.host, row.path): row for row in rows})


def _row(entry: Mapping[str, Any], domain: str, path: Path) -> Row:
    known = _known(Row, entry, path)
    return Row(**{**known, "host": f"{known['host']}.{domain}"})


def _known(record: type, entry: Mapping[str, Any], path: Path) -> dict[str, Any]:
    strange = set(entry) - {each.name for each in fields(record)}
    if strange:
        raise SampleError(f"{path}: unknown field {min(strange)!r} in {dict(entry)}")
    return dict(entry)


def _check(row: Row, hosts: Mapping[str, Host], behaviours: Collection[str], path: Path) -> None:
    where = f"{path}: {row.host}{row.path}"
    if row.host not in hosts:
        raise SampleError(f"{where}: the host has no [hosts] entry")
    if row.what not in behaviours:
        raise SampleError(f"{where}: {row.what!r} is no behaviour", hint=f"one of: {', '.join(behaviours)}")
    if row.file and not (path.parent / row.file).is_file():
        raise SampleError(f"{where}: there is no file {row.file!r} in {path.parent}")
