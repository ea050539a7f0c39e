"""Where a taxonomy comes from: TOML files, a folder of them, a Turtle file, or what is shipped."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.topics.errors import TaxonomyError
from pipelines.topics.skos import read_skos
from pipelines.topics.taxonomy import Taxonomy, taxonomy_of


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """The taxonomy of a TOML file, a folder of them, or a Turtle file; None: the one shipped for machine learning.

    Raises TaxonomyError, naming file and topic, for what cannot be read or contradicts itself.
    """
    path = path or _shipped()
    files = _files(path)
    if path.suffix == ".ttl":
        return read_skos(path)
    tables, meta = _read(files)
    return taxonomy_of(tables, source=str(path), meta=meta)


def written(path: Path | None = None) -> str:
    """Names what stands in the taxonomy's files, without reading it as a taxonomy: a tenth of the time.

    Raises TaxonomyError where there are none.
    """
    path = path or _shipped()
    state = hashlib.blake2b(digest_size=16)
    for file in _files(path):
        content = file.read_bytes()
        state.update(f"{file.relative_to(path)}\n{len(content)}\n".encode("utf-8", "surrogateescape") + content)
    return state.hexdigest()


def _shipped() -> Path:
    from pipelines.resources import shipped

    return shipped("topics") / "machine-learning"


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise TaxonomyError(
            f"there is no taxonomy at {path}", hint="topics.file names a .toml file, a folder of them, or a .ttl file"
        )
    files = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
    if not files:
        raise TaxonomyError(
            f"{path} holds no .toml file", hint="a taxonomy is [[topic]] tables in one or several .toml files"
        )
    return files


def _read(files: list[Path]) -> tuple[list[tuple[str, Mapping[str, Any]]], dict[str, Any]]:
    tables: list[tuple[str, Mapping[str, Any]]] = []
    meta: dict[str, Any] = {}
    for file in files:
        try:
            content = tomllib.loads(file.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
            raise TaxonomyError(
                f"{file.name}: {problem}", hint="the format is described in docs/taxonomy.md"
            ) from problem
        meta |= content.get("meta", {})
        topics = content.get("topic", [])
        if not isinstance(topics, list):
            raise TaxonomyError(f"{file.name}: topics are written as [[topic]], with two brackets")
        tables.extend((file.name, table) for table in topics)
    return tables, meta
