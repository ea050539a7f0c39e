"""The compose file, as far as it can be held without Docker: its form, its names, its settings, its commands."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from pipelines.settings import load_settings

ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / "deploy" / "compose.yaml"
VARIABLE = re.compile(r"\$\{(\w+)(?::([?-])([^}]*))?\}")
STRINGS = {"type": "array", "items": {"type": "string"}}
# of compose-spec's schema what this file uses; anything else is a slip
SERVICE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["image"],
    "properties": {
        "image": {"type": "string", "pattern": r"^[\w./-]+:[\w.-]+$"},
        "build": {"type": "object", "required": ["context", "dockerfile"]},
        "command": STRINGS,
        "environment": {"type": "object", "additionalProperties": {"type": "string"}},
        "ports": {"type": "array", "items": {"type": "string", "pattern": r"^127\.0\.0\.1:\d+:\d+$"}},
        "volumes": STRINGS,
        "tmpfs": STRINGS,
        "profiles": STRINGS,
        "cap_drop": STRINGS,
        "security_opt": STRINGS,
        "user": {"type": "string", "pattern": r"^\$\{OWNER:-\d+:\d+\}$"},
        "init": {"type": "boolean"},
        "read_only": {"type": "boolean"},
        "restart": {"enum": ["no", "always", "on-failure", "unless-stopped"]},
        "deploy": {"type": "object", "properties": {"replicas": {"type": "integer", "minimum": 1}}},
        "depends_on": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["condition"],
                "properties": {"condition": {"enum": ["service_started", "service_healthy"]}},
            },
        },
        "healthcheck": {
            "type": "object",
            "additionalProperties": False,
            "required": ["test"],
            "properties": {"test": STRINGS, "interval": {"pattern": r"^\d+s$"}, "retries": {"type": "integer"}},
        },
    },
}
SCHEMA = {
    "type": "object",
    "required": ["services"],
    "patternProperties": {"^x-": {}},
    "additionalProperties": False,
    "properties": {
        "services": {"type": "object", "additionalProperties": SERVICE},
        "volumes": {"type": "object"},
    },
}


@pytest.fixture
def compose() -> dict[str, Any]:
    """The file, anchors and merges resolved."""
    loaded: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return loaded


def test_its_form_is_composes(compose: dict[str, Any]) -> None:
    jsonschema.validate(compose, SCHEMA)


def test_what_it_names_is_there(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"scheduler", "worker", "postgres", "neo4j", "linkatlas"}
    for service in services.values():
        for name, wish in service.get("depends_on", {}).items():
            assert wish["condition"] == "service_started" or "healthcheck" in services[name]
        for volume in service.get("volumes", []):
            name = VARIABLE.sub(lambda found: found[3] or "", volume).split(":")[0]
            assert name in compose["volumes"] or (FILE.parent / name).parent.exists(), volume
        if "build" in service:
            build = service["build"]
            assert (FILE.parent / build["context"] / build["dockerfile"]).is_file()


def test_who_writes_into_a_folder_of_the_host_is_its_owner(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        writes = [volume for volume in service.get("volumes", []) if volume.startswith("$") and volume[-3:] != ":ro"]
        assert ("user" in service) == bool(writes), name


def test_nothing_of_its_makers_folder_goes_into_the_image() -> None:
    first, *taken = (line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line[:1] != "#")
    assert first == "*"
    kept = {line[1:] for line in taken if line.startswith("!")}
    assert all((ROOT / name).exists() for name in kept)
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {*packed["packages"], *packed["force-include"]} <= kept
    assert {"pyproject.toml", "requirements.lock", "README.md", "LICENSE"} <= kept


def test_its_settings_are_settings(compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in compose["services"]["linkatlas"]["environment"].items():
        monkeypatch.setenv(name, VARIABLE.sub(lambda found: found[3] if found[2] == "-" else "secret", value))
    settings = load_settings(None)
    assert settings.catalogue.url == "postgresql://linkatlas:secret@postgres/linkatlas"
    assert (settings.engine.dask, settings.neo4j.url) == ("tcp://scheduler:8786", "bolt://neo4j:7687")
    assert settings.neo4j.password.get_secret_value() == "secret"


@pytest.mark.parametrize("name", ["scheduler", "worker", "linkatlas"])
def test_its_commands_take_these_options(compose: dict[str, Any], name: str) -> None:
    program, command, *arguments = compose["services"][name]["command"]
    done = subprocess.run(
        [Path(sys.executable).with_name(program), command, "--help"], capture_output=True, text=True, check=True
    )
    options = [argument for argument in arguments if argument.startswith("--")]
    assert options
    assert not [option for option in options if not re.search(rf"{option}\b", done.stdout)]


def test_no_password_stands_in_it(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if "PASSWORD" in name or "AUTH" in name:
                assert VARIABLE.search(value)
                assert VARIABLE.search(value)[2] == "?"  # type: ignore[index]
