"""Settings from the environment: `LINKATLAS_CRAWL__DELAY_S` over what the file says. Imported where one is set."""

from __future__ import annotations

from typing import Any

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from pipelines.errors import ConfigError
from pipelines.settings import PREFIX, Settings


class _FromEnvironment(BaseSettings, Settings):
    """The settings, read from the environment first."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        nested_model_default_partial_update=True,
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


def with_environment(said: dict[str, Any]) -> Settings:
    """What the file `said`, and over it the environment.

    Raises ConfigError for a list or table that is no JSON, and pydantic's ValidationError.
    """
    try:
        return _FromEnvironment(**said)
    except SettingsError as problem:
        raise ConfigError(f"environment: {problem}", hint="lists and tables are written as JSON") from problem
