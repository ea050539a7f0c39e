"""No secret of an address is shown; nothing else of it changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.redact import HIDDEN, is_secret_name, redact

SECRET = "SECRET-CANARY"


@pytest.mark.parametrize(
    "url",
    [
        f"https://user:{SECRET}@host.example/page",
        f"https://{SECRET}@host.example/page",
        f"https://host.example/p?token={SECRET}",
        f"https://host.example/p?a=1&access_token={SECRET}&b=2",
        f"https://host.example/p#access_token={SECRET}&state=x",
        f"https://host.example/p?api_key={SECRET}",
        f"https://host.example/p?APIKEY={SECRET}",
        f"https://host.example/p?key={SECRET}",
        f"https://bucket.example/f?X-Amz-Signature={SECRET}&X-Amz-Expires=3",
        f"https://bucket.example/f?sv=1&sig={SECRET}",
        f"https://host.example/p?password={SECRET}",
        f"https://host.example/p;jsessionid={SECRET}?x=1",
        f"https://host.example/p?%74oken={SECRET}",
        f"https://host.example/go?url=https%3A%2F%2Fu%3A{SECRET}%40other.example",
        f"https://host.example/go?next=%2Fp%3Ftoken%3D{SECRET}",
        f"https://host.example/p?client_secret={SECRET}",
        f"https://host.example/p?userPassword={SECRET}",
        f"https://host.example/p?xtoken={SECRET}",
        f"https://host.example/p?SAMLResponse={SECRET}",
        f"https://host.example/p?bearer={SECRET}&pw={SECRET}",
        f"https://host.example/p?auth[token]={SECRET}",
        f"https://host.example/p?data=1&amp;token={SECRET}",
    ],
)
def test_a_secret_in_an_address_is_hidden(url: str) -> None:
    assert SECRET not in redact(url)
    assert HIDDEN in redact(url)


@pytest.mark.parametrize(
    "text",
    [
        "https://host.example/page?author=Ada&keyword=attention&passage=3",
        "https://medium.com/@ada/attention-1a2b3c",
        "https://youtube.com/watch?v=dQw4w9WgXcQ&list=PL123",
        "mail me at ada@host.example",
        "Key = value, token counts and password managers",
        "https://host.example/monkey?turkey=1&signal=2",
        "",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize("token", ["ghp_" + "a1" * 18, "AKIAABCDEFGHIJKLMNOP", "eyJhbGciOiJI.eyJzdWIiOiIx.abc"])
def test_tokens_are_known_by_their_look(token: str) -> None:
    assert token not in redact(f"use {token} here")


@given(st.text())
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@pytest.mark.parametrize(
    ("name", "secret"), [("token", True), ("X-Goog-Signature", True), ("page", False), ("tokens", False)]
)
def test_names_give_secrets_away(name: str, secret: bool) -> None:
    assert is_secret_name(name) is secret
