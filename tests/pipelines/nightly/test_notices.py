"""Notices to a real webhook and a real mail server: what changed, once for each address, and nothing of any secret."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from crawler.records import State
from pipelines import notices
from pipelines.errors import ConfigError
from pipelines.settings import Notify, load_settings
from tests.pipelines.nightly.conftest import Vault
from tests.support.ports import free_port

# of a library that apprise loads
pytestmark = pytest.mark.filterwarnings("ignore:.*imghdr.*:DeprecationWarning")

KEY = "b.example.org/lesson"


@pytest.fixture
def vault(quick_vault: Vault) -> Vault:
    """What pages say does not matter here."""
    return quick_vault


@dataclass
class Hook:
    """A webhook on loopback; `status` is what it answers."""

    status: int = 200
    got: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    @property
    def titles(self) -> list[str]:
        return [notice["title"] for notice in self.got]


@contextmanager
def listening() -> Iterator[Hook]:
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if hook.status == 200:
                hook.got.append(json.loads(body))
            self.send_response(hook.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.url = f"json://me:hunter2@127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def hook() -> Iterator[Hook]:
    with listening() as found:
        yield found


def notify(vault: Vault, *urls: str) -> None:
    told = Notify(urls=tuple(SecretStr(url) for url in urls))
    vault.settings = vault.settings.model_copy(update={"notify": told})


def nights(vault: Vault, *states: State, key: str = KEY) -> None:
    for state in states:
        vault.web.answers[key] = state
        vault.night(days=2, everything=True)


def test_a_change_is_told_once_and_a_quiet_night_is_quiet(vault: Vault, hook: Hook) -> None:
    notify(vault, hook.url)
    nights(vault, State.OK, State.OK)
    assert hook.got == []
    nights(vault, *[State.NOT_FOUND] * 5, State.OK, State.OK)
    assert hook.titles == ["linkatlas: 1 dead", "linkatlas: 1 back"]
    assert hook.got[0]["message"].splitlines() == [
        "Dead: b.example.org/lesson https://b.example.org/lesson (It is not_found) [note.md:8]",
        "(changes 2 to 2)",
    ]


def test_links_that_come_and_go_are_told_and_may_be_left_out(vault: Vault, hook: Hook) -> None:
    notify(vault, hook.url)
    vault.night()
    vault.write("a", "b", "d")
    vault.night()
    assert hook.titles == ["linkatlas: 1 new, 1 removed"]
    vault.settings = vault.settings.model_copy(
        update={"notify": Notify(urls=(SecretStr(hook.url),), changes=("newly_dead",))}
    )
    vault.write("a", "b", "c")
    vault.night()
    assert len(hook.got) == 1


def test_an_address_that_is_down_gets_all_it_missed_at_once_and_the_others_nothing_twice(
    vault: Vault, hook: Hook
) -> None:
    with listening() as other:
        notify(vault, hook.url, other.url)
        vault.night()
        hook.status = 503
        nights(vault, State.NOT_FOUND, State.NOT_FOUND)
        vault.web.answers[KEY] = State.NOT_FOUND
        result = vault.night(days=2, everything=True)
        assert result.warnings == (
            "notify.urls, number 1 (json): the notice could not be delivered: the next night tries again",
        )
        nights(vault, State.OK)
        hook.status = 200
        vault.night()
        vault.night()
        assert hook.titles == ["linkatlas: 1 dead, 1 back"]
        assert other.titles == ["linkatlas: 1 dead", "linkatlas: 1 back"]


def test_a_night_that_dies_before_it_tells_is_made_up_for(
    vault: Vault, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    class DiedError(BaseException):
        pass

    def die(*_: object) -> str:
        raise DiedError

    notify(vault, hook.url)
    nights(vault, State.OK, State.NOT_FOUND, State.NOT_FOUND)
    with monkeypatch.context() as patch:
        patch.setattr(notices, "_tell", die)
        with pytest.raises(DiedError):
            nights(vault, State.NOT_FOUND)
    assert hook.got == []
    vault.night()
    vault.night()
    assert hook.titles == ["linkatlas: 1 dead"]


def test_a_night_that_dies_between_sending_and_marking_tells_again_once_and_says_so(
    vault: Vault, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    class DiedError(BaseException):
        pass

    send = notices._send

    def send_and_die(*words: str) -> str:
        send(*words)
        raise DiedError

    notify(vault, hook.url)
    nights(vault, State.OK, State.NOT_FOUND, State.NOT_FOUND)
    with monkeypatch.context() as patch:
        patch.setattr(notices, "_send", send_and_die)
        with pytest.raises(DiedError):
            nights(vault, State.NOT_FOUND)
    for _ in range(3):
        vault.night()
    assert hook.titles == ["linkatlas: 1 dead"] * 2
    assert [notice["message"].splitlines()[-1] for notice in hook.got] == [
        "(changes 2 to 2)",
        "(perhaps told before; changes 2 to 2)",
    ]


def test_an_address_that_is_new_hears_nothing_of_the_past(vault: Vault, hook: Hook) -> None:
    nights(vault, State.OK, *[State.NOT_FOUND] * 3)
    notify(vault, hook.url)
    vault.night()
    assert hook.got == []
    nights(vault, State.OK)
    assert hook.titles == ["linkatlas: 1 back"]


def test_an_inconclusive_night_tells_nothing(vault: Vault, hook: Hook) -> None:
    notify(vault, hook.url)
    nights(vault, State.OK, State.NOT_FOUND, State.NOT_FOUND)
    vault.web.inconclusive = "offline"
    nights(vault, State.NOT_FOUND)
    assert hook.got == []


def test_words_of_the_web_are_only_words(vault: Vault, hook: Hook) -> None:
    notify(vault, hook.url)
    title = "<b>@everyone</b> \x1b[31m &lt; *bold* [x](http://evil.example)"
    vault.web.bodies[KEY] = f"<title>{title}</title><p>{'Gradient descent walks downhill. ' * 40}</p>".encode()
    nights(vault, State.OK, *[State.NOT_FOUND] * 3)
    message = hook.got[0]["message"]
    assert "@" not in message
    assert message.replace("\n", "").isprintable()


def test_no_secret_of_an_address_is_shown(vault: Vault) -> None:
    notify(vault, "json://me:hunter2@127.0.0.1:1/?token=s3cr3t", "no such://hunter2")
    nights(vault, State.OK, State.NOT_FOUND, State.NOT_FOUND)
    vault.web.answers[KEY] = State.NOT_FOUND
    result = vault.night(days=2, everything=True)
    assert len(result.warnings) == 2
    told = [*result.warnings, (vault.data / "nightly.log").read_text("utf-8"), repr(vault.settings)]
    assert not [words for words in told if "hunter2" in words or "s3cr3t" in words]
    assert b"hunter2" not in (vault.data / "catalogue.sqlite").read_bytes()


def test_a_long_list_is_cut_and_counted(vault: Vault, hook: Hook) -> None:
    notify(vault, hook.url)
    vault.night()
    vault.write(*(f"n{number}" for number in range(60)))
    vault.night()
    message = hook.got[0]["message"].splitlines()
    assert hook.titles == ["linkatlas: 60 new, 3 removed"]
    assert message[-2:] == ["… and 23 more, in the report.", "(changes 1 to 63)"]


def test_mail_arrives_as_mail(vault: Vault) -> None:
    from aiosmtpd.controller import Controller

    class Box:
        def __init__(self) -> None:
            self.got: list[Any] = []

        async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802
            self.got.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
            return "250 OK"

    box = Box()
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        notify(vault, f"mailto://127.0.0.1:{port}/?from=atlas@notes.example&to=me@notes.example&mode=insecure")
        nights(vault, State.OK, *[State.NOT_FOUND] * 4)
    finally:
        server.stop()
    [(recipients, message)] = box.got
    assert recipients == ["me@notes.example"]
    assert message["subject"] == "linkatlas: 1 dead"
    text = message.get_body(("plain", "html")).get_content()
    assert "Dead: b.example.org/lesson https://b.example.org/lesson" in text


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('changes = ["suspected"]', "suspected is a quiet change"),
        ('changes = ["dead"]', r"notify\.changes"),
        ("urls = 3", r"notify\.urls"),
        ('url = "x"', r"did you mean 'notify\.urls'"),
    ],
)
def test_settings_that_cannot_be(tmp_path: Path, table: str, words: str) -> None:
    file = tmp_path / "linkatlas.toml"
    file.write_text(f"[notify]\n{table}\n", "utf-8")
    with pytest.raises(ConfigError, match=words):
        load_settings(file)
