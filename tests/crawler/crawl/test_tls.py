"""Certificates are verified, and each fault is named."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from crawler.crawl import crawl
from crawler.options import CrawlOptions
from crawler.records import Check, Target
from tests.crawler.crawl.web import PAGE, Web, answer, running

HOST = "a.example"
PAST = dt.datetime.now(dt.UTC) - dt.timedelta(days=9)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """An authority that the crawler trusts."""
    return trustme.CA()


@pytest.fixture
def check_with(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[trustme.LeafCert | None], Check]:
    """Visits a page behind a certificate."""
    bundle = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(bundle)
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))

    def visit(certificate: trustme.LeafCert | None) -> Check:
        context = None
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(context)
        checks: list[Check] = []
        with running(Web({(HOST, "/"): answer(body=PAGE)}), context) as web:
            options = CrawlOptions(
                delay_s=0, timeout_s=4, retries=0, robots=False, connect_to={HOST: f"127.0.0.1:{web.port}"}
            )
            crawl([Target("k", f"https://{HOST}/")], options, lambda _, check: checks.append(check))
        return checks[0]

    return visit


Visit = Callable[[trustme.LeafCert | None], Check]


def test_a_good_certificate_is_a_page(authority: trustme.CA, check_with: Visit) -> None:
    assert check_with(authority.issue_cert(HOST)).state == "ok"


def test_an_expired_certificate_is_named(authority: trustme.CA, check_with: Visit) -> None:
    check = check_with(authority.issue_cert(HOST, not_before=PAST - dt.timedelta(days=9), not_after=PAST))
    assert (check.state, "expired" in check.reason) == ("tls_invalid", True)
    assert check.evidence["openssl"].startswith("10 ")


def test_a_certificate_for_another_host_is_named(authority: trustme.CA, check_with: Visit) -> None:
    check = check_with(authority.issue_cert("b.example"))
    assert (check.state, "another host" in check.reason) == ("tls_invalid", True)


def test_a_certificate_of_a_stranger_is_named(check_with: Visit) -> None:
    check = check_with(trustme.CA().issue_cert(HOST))
    assert (check.state, "nobody trusts" in check.reason) == ("tls_invalid", True)


@pytest.mark.parametrize("names", [("*",), ("*.*",), ("*.a.example",), ("*ample",)])
def test_a_wildcard_that_is_too_wide_is_not_believed(
    authority: trustme.CA, check_with: Visit, names: tuple[str, ...]
) -> None:
    try:
        certificate = authority.issue_cert(*names)
    except (ValueError, UnicodeError) as refused:  # not even trustme makes such a one
        assert str(refused)  # noqa: PT017
        return
    assert check_with(certificate).state == "tls_invalid"


def test_plain_http_where_tls_was_promised_is_uncertain(check_with: Visit) -> None:
    assert check_with(None).state in ("connection_failed", "timeout")
