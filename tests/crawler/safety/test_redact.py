"""No secret of an address or a header is kept."""

from __future__ import annotations

import pytest

from crawler.safety.redact import harmless, redacted


@pytest.mark.parametrize(
    "url",
    [
        "https://me:hunter2@host.example/a",
        "https://hunter2@host.example/a",
        "https://host.example/a?token=hunter2",
        "https://host.example/a?x=1&access_token=hunter2&y=2",
        "https://host.example/a?api_key=hunter2",
        "https://host.example/a?X-Amz-Signature=hunter2",
        "https://host.example/a?X-Amz-Security-Token=hunter2",
        "https://host.example/a?password=hunter2",
        "https://host.example/a?user_session=hunter2",
        "https://host.example/a#access_token=hunter2",
        "https://host.example/a?jwt=hunter2",
        "https://host.example/a?pass=hunter2&pw=hunter2",
        "https://host.example/a?SAMLResponse=hunter2",
        "https://host.example/go?url=https%3A%2F%2Fme%3Ahunter2%40other.example%2Fb",
        "https://host.example/go?url=https%3A%2F%2Fme%40mail.example%3Ahunter2%40other.example%2Fb%40c",
        "https://host.example/go?next=%2Fp%3Ftoken%3Dhunter2%26page%3D2",
        "sent to https://host.example/a?sig=hunter2 and on",
    ],
)
def test_secrets_are_taken_out(url: str) -> None:
    assert "hunter2" not in redacted(url)
    assert "host.example" in redacted(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://host.example/a?id=7&lang=en",
        "https://host.example/a?design=x",
        "https://host.example/@user/post",
        "https://host.example/a?author=b&page=2",
        "https://host.example/go?to=https%3A%2F%2Fother.example%2F%40author%2Fpost",
        "https://host.example/go?to=https%3A%2F%2Fother.example%3Fmail%3Da%40b.example",
        "https://host.example/go?to=" + "https%3A%2F%2F" * 20_000,
    ],
)
def test_ordinary_addresses_stay(url: str) -> None:
    assert redacted(url) == url


def test_only_harmless_headers_are_kept() -> None:
    kept = harmless(
        {"ETag": '"1"', "Set-Cookie": "a=1", "Authorization": "Basic x", "X-Secret": "y", "Server": "nginx"}
    )
    assert kept == {"etag": '"1"', "server": "nginx"}
