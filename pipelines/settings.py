"""The settings: flags over environment (`LINKATLAS_CRAWL__DELAY_S`) over file (`linkatlas.toml`).

Times in seconds or, where the name says so, in days. An unknown key is an error that names the nearest right one.
"""

from __future__ import annotations

import dataclasses
import difflib
import ipaddress
import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic.dataclasses import dataclass as checked_dataclass

from crawler.options import CrawlOptions
from crawler.records import ChangeKind
from pipelines.errors import ConfigError

PREFIX = "LINKATLAS_"
FILE_NAME = "linkatlas.toml"

# Environment variables of this prefix that are flags of the command line and no settings.
_FLAGS = frozenset({"LINKATLAS_DATA", "LINKATLAS_CONFIG"})
_TESTS = "LINKATLAS_TEST_"

# what may come from the environment only
_SECRETS = (("crawl", "github_token"), ("neo4j", "password"), ("language_model", "key"))

if TYPE_CHECKING:
    CrawlTable = CrawlOptions
else:
    CrawlTable = checked_dataclass(CrawlOptions, frozen=True, config=ConfigDict(extra="forbid"))

Days = Annotated[float, Field(ge=0)]
_AT_LEAST = {"concurrency": 1, "max_body_mb": 0.01, "timeout_s": 0.1}


class Table(BaseModel):
    """A table of the file: closed, unchangeable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Recheck(Table):
    """After how many days a resource is due again, by its last health; what stands still for long waits up to `stretch`
    times as long.
    """

    alive_days: Days = 7
    uncertain_days: Days = 1
    dead_days: Days = 1
    stretch: float = Field(default=4, ge=1)


class BudgetTable(Table):
    """How long a night visits and how much it receives at most; 0: no bound."""

    minutes: float = Field(default=0, ge=0)
    megabytes: float = Field(default=0, ge=0)


class Confirm(Table):
    """How many dead checks in a row, over at least how many days, make a death that is said aloud."""

    failures: int = Field(default=3, ge=1)
    days: Days = 3


class CatalogueTable(Table):
    """Where the catalogue stands; empty: `catalogue.sqlite` in the data folder."""

    url: str = ""


class Neo4j(Table):
    """The graph database to load each night; empty `url`: none. The password comes only from the environment.

    `label_prefix` stands before every label, beside other people's data in the same database.
    """

    url: str = ""
    user: str = "neo4j"
    database: str = "neo4j"
    label_prefix: str = Field(default="", pattern=r"^([A-Za-z][A-Za-z0-9_]*)?$")
    password: SecretStr = SecretStr("")


class LanguageModel(Table):
    """A model that may propose Cypher (`linkatlas ask --propose`); empty `url`: none. `url` is an OpenAI-compatible
    interface, as `http://127.0.0.1:11434/v1`; its key comes only from the environment.
    """

    url: str = Field(default="", pattern=r"^(https?://.+)?$")
    model: str = ""
    key: SecretStr = SecretStr("")
    timeout_s: float = Field(default=60, gt=0)


class Engine(Table):
    """How much works at once. `processes` 0: one for each core; `dask`: a scheduler's address."""

    processes: int = Field(default=0, ge=0)
    dask: str = ""


class Browser(Table):
    """How many pages a night a browser renders (0: none), for how long each, with how much memory.

    `program` is Chromium's, where it is not found by itself; `sandbox` false only where the machine itself is one.
    """

    pages: int = Field(default=0, ge=0)
    timeout_s: float = Field(default=20, gt=0)
    memory_mb: int = Field(default=1500, ge=300)
    program: str = ""
    sandbox: bool = True


class Topics(Table):
    """The taxonomy's file or folder; empty: the shipped one. `model`: a spaCy model's name or folder; empty: none."""

    file: str = ""
    model: str = ""


class Archive(Table):
    """Whether answers are kept as WARC, and how much; whether the Wayback Machine is asked for copies, and how long."""

    enabled: bool = True
    max_gb: float = Field(default=10, ge=0)
    lookup: bool = True
    lookup_s: float = Field(default=60, ge=0)


class Notify(Table):
    """Who is told what changed: apprise's addresses, which hold secrets and are never shown."""

    urls: tuple[SecretStr, ...] = ()
    changes: tuple[ChangeKind, ...] = (
        ChangeKind.NEWLY_DEAD,
        ChangeKind.CAME_BACK,
        ChangeKind.MOVED,
        ChangeKind.NEW,
        ChangeKind.REMOVED,
    )

    @field_validator("changes")
    @classmethod
    def _quiet_ones_stay_quiet(cls, changes: tuple[ChangeKind, ...]) -> tuple[ChangeKind, ...]:
        quiet = {ChangeKind.SUSPECTED, ChangeKind.RECOVERED} & set(changes)
        if quiet:
            raise ValueError(f"{min(quiet)} is a quiet change: the report tells it, notices do not")
        return changes


class Prune(Table):
    """What `linkatlas prune` lets go of where its flags do not say; 0: nothing."""

    bodies_days: Days = 0
    runs_days: Days = 0
    gone_days: Days = 0
    archive_gb: float = Field(default=0, ge=0)


class Log(Table):
    """The night's log in the data folder: its format, how large it grows, how many older ones are kept."""

    format: Literal["text", "json"] = "text"
    max_mb: float = Field(default=5, gt=0)
    keep: int = Field(default=3, ge=1)


class View(Table):
    """How many nodes the graph page holds at most; whether pages hold the notes' paths on disk, for editors' links."""

    max_nodes: int = Field(default=5000, ge=10)
    paths: bool = True


class Settings(BaseModel):
    """All tables, with their defaults. What the environment says is added by `pipelines.environment`."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    notes: tuple[str, ...] = ()
    crawl: CrawlTable = CrawlTable()
    recheck: Recheck = Recheck()
    budget: BudgetTable = BudgetTable()
    confirm: Confirm = Confirm()
    catalogue: CatalogueTable = CatalogueTable()
    neo4j: Neo4j = Neo4j()
    language_model: LanguageModel = LanguageModel()
    engine: Engine = Engine()
    browser: Browser = Browser()
    topics: Topics = Topics()
    archive: Archive = Archive()
    view: View = View()
    notify: Notify = Notify()
    log: Log = Log()
    prune: Prune = Prune()

    @field_validator("crawl")
    @classmethod
    def _crawl_makes_sense(cls, crawl: CrawlOptions) -> CrawlOptions:
        for field in dataclasses.fields(crawl):
            value, least = getattr(crawl, field.name), _AT_LEAST.get(field.name, 0)
            if isinstance(value, int | float) and not isinstance(value, bool) and value < least:
                raise ValueError(f"{field.name} is {value}, want at least {least}")
        for network in crawl.allow_networks:
            ipaddress.ip_network(network)
        # a plain record again: the checked class cannot be pickled to child processes
        return CrawlOptions(**{field.name: getattr(crawl, field.name) for field in dataclasses.fields(crawl)})


def load_settings(config: Path | None, overrides: Mapping[str, Mapping[str, object]] | None = None) -> Settings:
    """The settings of `config`, or of `linkatlas.toml` in the working directory where there is one.

    `overrides`, keys by table, stand above file and environment, as flags do.

    Raises ConfigError where the file is missing or broken, a key is unknown or a value cannot be.
    """
    path = config or Path(FILE_NAME)
    table = _read(path) if config or path.is_file() else {}
    _refuse_unknown(table, str(path))
    variables = _refuse_unknown_variables(os.environ)
    for name, secret in _SECRETS:
        if isinstance(table.get(name), dict) and secret in table[name]:
            variable = f"{PREFIX}{name}__{secret}".upper()
            raise ConfigError(f"{path}: {name}.{secret} may not stand in a file", hint=f"set {variable} instead")
    said = _with(_beside(table, path), overrides or {})
    try:
        return _over(_with_environment(said) if variables else Settings(**said), overrides or {})
    except ValidationError as problem:
        raise ConfigError(_words(problem, path)) from problem


def _with_environment(said: dict[str, Any]) -> Settings:
    # a tenth of the time of a short command, where no variable is set
    from pipelines.environment import with_environment

    return with_environment(Settings, said, PREFIX)


def _over(settings: Settings, overrides: Mapping[str, Mapping[str, object]]) -> Settings:
    """The settings with these keys, whatever the environment says; they were checked when the settings were made."""
    tables: dict[str, object] = {}
    for name, keys in overrides.items():
        table = getattr(settings, name)
        tables[name] = table.model_copy(update=keys) if isinstance(table, Table) else dataclasses.replace(table, **keys)
    return settings.model_copy(update=tables)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise ConfigError(
            f"{path}: {problem.strerror or problem}", hint="--config names the settings file"
        ) from problem
    except UnicodeDecodeError as problem:
        raise ConfigError(f"{path} is not UTF-8 (byte {problem.start})", hint="save it as UTF-8") from problem
    except tomllib.TOMLDecodeError as problem:
        raise ConfigError(f"{path} is not TOML: {problem}") from problem


def known_keys() -> dict[str, tuple[str, ...]]:
    """Each table with its keys; a key that is no table has none."""
    keys: dict[str, tuple[str, ...]] = {}
    for name, field in Settings.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            keys[name] = tuple(inner.model_fields)
        elif isinstance(inner, type) and dataclasses.is_dataclass(inner):
            keys[name] = tuple(f.name for f in dataclasses.fields(inner))
        else:
            keys[name] = ()
    return keys


def _spelled(known: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for table, keys in known.items():
        yield table
        yield from (f"{table}.{key}" for key in keys)


def _refuse_unknown(table: Mapping[str, Any], where: str) -> None:
    known = known_keys()
    right = list(_spelled(known))
    for name, value in table.items():
        inner = value if isinstance(value, dict) and known.get(name) else {}
        for key in [name, *(f"{name}.{k}" for k in inner)]:
            if key not in right:
                raise ConfigError(
                    f"{where}: unknown key {key!r}{_near(key, right)}", hint="docs/nightly.md lists all keys"
                )


def _refuse_unknown_variables(environment: Mapping[str, str]) -> bool:
    """Whether the environment has settings. Raises ConfigError where it has what seems to be meant for one."""
    found = False
    right = [PREFIX + key.replace(".", "__").upper() for key in _spelled(known_keys())]
    for name in environment:
        ours = name.upper().startswith(PREFIX) and not name.startswith(_TESTS)
        if ours and name.upper() not in (*right, *_FLAGS):
            raise ConfigError(f"environment: unknown variable {name}{_near(name.upper(), right)}")
        found |= ours and name.upper() not in _FLAGS
    return found


def _near(key: str, right: list[str]) -> str:
    near = difflib.get_close_matches(key, right, n=1) or [r for r in right if r.rpartition(".")[2] == key][:1]
    return f"; did you mean {near[0]!r}?" if near else ""


def _beside(table: dict[str, Any], path: Path) -> dict[str, Any]:
    """The table with its relative paths made absolute: they are meant from the file's own folder."""
    folder = path.absolute().parent
    done = dict(table)
    if isinstance(notes := table.get("notes"), list):
        done["notes"] = [str(folder / Path(note).expanduser()) if isinstance(note, str) else note for note in notes]
    if isinstance(topics := table.get("topics"), dict):
        done["topics"] = {name: _within(folder, value, name) for name, value in topics.items()}
    return done


def _within(folder: Path, value: object, name: str) -> object:
    """A path of the table `topics`; a model without a slash is a name."""
    is_path = isinstance(value, str) and (("/" in value) if name == "model" else name == "file" and bool(value))
    return str(folder / Path(str(value)).expanduser()) if is_path else value


def _with(table: dict[str, Any], overrides: Mapping[str, Mapping[str, object]]) -> dict[str, Any]:
    return table | {name: {**table.get(name, {}), **values} for name, values in overrides.items()}


def _words(problem: ValidationError, path: Path) -> str:
    lines = []
    for error in problem.errors(include_url=False, include_input=False):
        key = ".".join(str(part) for part in error["loc"])
        lines.append(f"{key}: {error['msg'].removeprefix('Value error, ')}")
    return f"{path} or environment: " + "; ".join(lines)
