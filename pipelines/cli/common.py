"""What the commands share: the data folder, the settings, and the catalogue, each opened only when it is asked for."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipelines.data_folder import DataFolder
from pipelines.errors import NoRunYetError

if TYPE_CHECKING:
    from pipelines.catalogue import Catalogue
    from pipelines.settings import Settings

DEFAULT_DATA = Path("data/out")

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Session:
    """One call of the command: where its data stands and what its settings say."""

    data: Path = DEFAULT_DATA
    config: Path | None = None

    @cached_property
    def paths(self) -> DataFolder:
        """The data folder's files."""
        return DataFolder(self.data)

    @cached_property
    def settings(self) -> Settings:
        """Read at the first use. Raises ConfigError."""
        from pipelines.settings import load_settings

        return load_settings(self.config)

    @cached_property
    def catalogue_url(self) -> str:
        """The configured database, or the file in the data folder."""
        return self.settings.catalogue.url or f"sqlite:///{self.paths.catalogue.absolute()}"

    def catalogue(self, *, create: bool = False) -> Catalogue:
        """The open catalogue, a context manager. Raises NoRunYetError where none is, CatalogueError if it is broken."""
        if not create and not self.settings.catalogue.url and not self.paths.catalogue.exists():
            raise NoRunYetError(f"no run yet in {self.data}", hint="start with: linkatlas nightly NOTES")
        from pipelines.catalogue import open_catalogue

        if create:
            self.data.mkdir(parents=True, exist_ok=True)
        return open_catalogue(self.catalogue_url, create=create)


def session_options(command: Command) -> Command:
    """Adds `--data` and `--config` to a command, which takes the Session as its first argument."""

    @click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        default=DEFAULT_DATA,
        show_default=True,
        envvar="LINKATLAS_DATA",
        help="The folder of the run's files.",
    )
    @click.option(
        "--config",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar="LINKATLAS_CONFIG",
        help="The settings file.  [default: linkatlas.toml where there is one]",
    )
    @functools.wraps(command)
    def called(*args: Any, data: Path, config: Path | None, **options: Any) -> Any:
        return command(Session(data, config), *args, **options)

    return called  # type: ignore[return-value]


def json_option(command: Command) -> Command:
    """Adds `--json`, given to the command as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)
