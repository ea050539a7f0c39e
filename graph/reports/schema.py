"""The JSON Schema of report.json, shipped beside the code."""

from __future__ import annotations

import json
from pathlib import Path

_FILE = Path(__file__).parent / "report.schema.json"


def report_schema() -> dict[str, object]:
    """The schema (draft 2020-12) that every report.json of this version keeps."""
    schema: dict[str, object] = json.loads(_FILE.read_text("utf-8"))
    return schema
