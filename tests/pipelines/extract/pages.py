"""Small pages for the tests of extraction."""

from __future__ import annotations

import json

from crawler.records import Kind, Page

LOREM = (
    "Gradient descent follows the slope of the loss downhill, one small step after another, until steps stop paying. "
    "The learning rate says how long a step is, and most of the trouble that beginners meet comes from it. "
)


def page(
    body: str | bytes,
    *,
    url: str = "https://lessons.linkatlas.example/posts/gradient-descent/",
    content_type: str = "text/html; charset=utf-8",
    charset: str = "",
    kind: Kind = Kind.OTHER,
) -> Page:
    """A stored answer with this body."""
    raw = body.encode() if isinstance(body, str) else body
    return Page(key="k", url=url, content_type=content_type, charset=charset, body=raw, kind=kind)


def article(*, head: str = "", inner: str = "", lang: str = "en", paragraphs: int = 6) -> str:
    """A page with an article of so many paragraphs."""
    text = "".join(f"<p>{number}. {LOREM}</p>" for number in range(paragraphs))
    return (
        f"<!doctype html><html lang={lang}><head><meta charset=utf-8>"
        f"<title>Gradient descent - Lessons</title>{head}</head>"
        f"<body><nav><a href=/>Home</a></nav><article><h1>Gradient descent</h1>{text}{inner}</article>"
        "<footer>Imprint, privacy, cookies</footer></body></html>"
    )


def json_ld(thing: object) -> str:
    """A JSON-LD script."""
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def pdf(text: str) -> bytes:
    """A PDF of one page with this line of text; an empty one looks like a scan."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode() if text else b""
    fonts = b"<< /Font << /F1 5 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources " + fonts + b" >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Notes on backpropagation) /Author (Ada Example) /CreationDate (D:20210304120000) >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, thing in enumerate(objects, 1):
        offsets.append(len(out))
        out += str(number).encode() + b" 0 obj\n" + thing + b"\nendobj\n"
    start = len(out)
    rows = b"".join(f"{at:010d} 00000 n \n".encode() for at in offsets)
    table = f"xref\n0 {len(objects) + 1}\n".encode() + b"0000000000 65535 f \n" + rows
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return out + table + trailer
