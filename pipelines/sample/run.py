"""What `linkatlas nightly --sample` runs on: our notes, and the web that they link to, served for the while."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipelines.resources import shipped
from pipelines.sample.errors import SampleError
from pipelines.sample.server import DEFAULT_PORT, SampleWeb

HOSTS = "*.linkatlas.example"
# whatever the environment says: the sample never enters a database that holds somebody's own notes
OWN_STORES: Mapping[str, Mapping[str, object]] = {"catalogue": {"url": ""}, "neo4j": {"url": ""}}


@dataclass(frozen=True, slots=True)
class SampleRun:
    """`notes` to read, `config` to load, and `overrides` of its settings by table; `web` is what serves the links."""

    notes: Path
    config: Path
    overrides: Mapping[str, Mapping[str, object]]
    web: SampleWeb


@contextmanager
def sample_run() -> Iterator[SampleRun]:
    """The sample, its web up while the context lasts: on the usual port, or on a free one where that is taken."""
    folder = shipped("sample")
    with ExitStack() as stack:
        try:
            web = stack.enter_context(SampleWeb(DEFAULT_PORT))
        except SampleError:
            web = stack.enter_context(SampleWeb(port=0))
        overrides = {"crawl": {"connect_to": {HOSTS: web.address}}, **OWN_STORES}
        yield SampleRun(folder / "notes", folder / "linkatlas.toml", overrides, web)
