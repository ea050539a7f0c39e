"""What the crawler keeps and what the graph shows hide the same secrets: their tables are two, their answer is one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.safety.redact import redacted
from graph.redact import redact

SECRET = "S3CRET-VALUE"

NAMES = """
token access_token id_token refresh_token csrf_token xsrf-token authenticity_token xtoken userToken %74oken secret
client_secret app-secret clientSecret password passwd passphrase pwd pass pw user_password userPassword db_pwd
api_key api-key apikey APIKEY x-api-key key access_key accessKey access-key secret_key secretkey signing_key auth
auth[token] a[password] oauth authorization auth_key authkey bearer credential credentials session session_id
session-id sessionid user_session jsessionid PHPSESSID sid connect.sid jwt otp ticket nonce pin signature sig hmac
X-Amz-Signature X-Amz-Security-Token X-Amz-Credential x-goog-signature private_key privatekey SAMLResponse
"""

HARMLESS = """
author authors authority keyword keys key_stage monkey turkey passage bypass compass assign design sign signal
tokens tokenizer ticketing sessions sidebar resid lucid openid lang page id q state code hash
"""

PLACES = [
    f"https://me:{SECRET}@host.example/a",
    f"//me:{SECRET}@host.example/a",
    f"https://me@mail.example:{SECRET}@host.example/",
    f"https://host.example/p;jsessionid={SECRET}?x=1",
    f"https://host.example/p?data=1&amp;token={SECRET}",
    f"https://host.example/#/back?token={SECRET}",
    f"https://host.example/p?token={SECRET};b=1",
    f"https://host.example/go?u=https%3A%2F%2Fme%3A{SECRET}%40other.example",
    f"https://host.example/go?n=%2Fp%3Fkey%3D{SECRET}",
    f"https://host.example/go?n=%2Fp%3Fsid%3D{SECRET}",
    f"https://host.example/go?n=%252Fp%253Ftoken%253D{SECRET}",
    f"see https://host.example/a?sig={SECRET} and on",
]


@pytest.mark.parametrize("hide", [redacted, redact], ids=["crawler", "graph"])
class TestBoth:
    """Each case in both."""

    @pytest.mark.parametrize("name", NAMES.split())
    def test_a_value_of_a_secret_name_is_hidden(self, hide: Callable[[str], str], name: str) -> None:
        for address in (f"https://host.example/a?{name}={SECRET}", f"https://host.example/a?b=1&{name}={SECRET}#c"):
            assert SECRET not in hide(address)

    @pytest.mark.parametrize("name", HARMLESS.split())
    def test_a_value_of_another_name_stays(self, hide: Callable[[str], str], name: str) -> None:
        address = f"https://host.example/a?{name}=value"
        assert hide(address) == address

    @pytest.mark.parametrize("text", PLACES)
    def test_a_secret_is_hidden_wherever_it_stands(self, hide: Callable[[str], str], text: str) -> None:
        assert SECRET not in hide(text)

    @pytest.mark.parametrize("token", ["ghp_" + "a1" * 18, "AKIAABCDEFGHIJKLMNOP", "eyJhbGciOiJI.eyJzdWIiOiIx.abc"])
    def test_a_token_is_known_by_its_look(self, hide: Callable[[str], str], token: str) -> None:
        assert token not in hide(f"https://host.example/{token}/a")
