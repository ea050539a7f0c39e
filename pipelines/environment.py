"""Settings from the environment: `LINKATLAS_CRAWL__DELAY_S` over what the file says. Imported where one is set."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, create_model
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from pipelines.errors import ConfigError

T = TypeVar("T", bound=BaseModel)


class _FromEnvironment(BaseSettings):
    """Read from the environment first."""

    model_config = SettingsConfigDict(
        env_nested_delimiter="__", extra="forbid", frozen=True, nested_model_default_partial_update=True
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment over what was read from the file; nothing else."""
        return env_settings, init_settings


def with_environment(settings: type[T], said: dict[str, Any], prefix: str) -> T:
    """What the file `said`, and over it the variables of the environment whose names begin with `prefix`.

    Raises ConfigError for a list or table that is no JSON, and pydantic's ValidationError.
    """
    bases: tuple[type[Any], ...] = (_FromEnvironment, settings)
    both: type[T] = create_model(settings.__name__, __base__=bases)
    try:
        return both(_env_prefix=prefix, **said)
    except SettingsError as problem:
        raise ConfigError(f"environment: {problem}", hint="lists and tables are written as JSON") from problem
