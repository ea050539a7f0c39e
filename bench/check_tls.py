"""The link checker against lychee over TLS: 2,000 pages on 200 hosts, without and with 200 ms latency.

    python -m bench check_tls

No bar is set for TLS: the handshakes are OpenSSL's here and rustls' there.
"""

from __future__ import annotations

from collections.abc import Sequence

from bench.check import LATENCIES, compared
from bench.result import Result


def measure() -> Sequence[Result]:
    """Walls, processor and memory."""
    return [row for latency, _ in LATENCIES for row in compared("https", latency, None, slow_rival=False)]
