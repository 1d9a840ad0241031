"""so-lieu.json: the figures and words of one report with their hash, in one agreed spelling.

Schema: reports/schema/so-lieu.schema.json. It is attached to the PDF, sent to the level above, and read
back by `verify_report` and by the import of a lower unit's file.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from reports.hashing import hash_of
from reports.models import Report

SO_LIEU = "so-lieu.json"
SCHEMA = "so-lieu/1"
SCHEMA_FILE = Path(__file__).parent.parent / "schema" / "so-lieu.schema.json"


def so_lieu(report: Report, *, number: str = "", on: str = "") -> bytes:
    """The bytes of the file. `number`, `on`: of the document, where it is being issued just now."""
    return spelled(contents(report, number=number, on=on))


def contents(report: Report, *, number: str = "", on: str = "") -> dict[str, Any]:
    """What the file holds, as plain data."""
    document = report.document
    return {
        "schema": SCHEMA,
        "report": {
            "kind": str(report.kind),
            "agency": {"code": report.agency.code, "name": report.agency.name},
            "period": {
                "code": report.period,
                "from": report.starts_on.isoformat(),
                "to": report.ends_on.isoformat(),
            },
            "regime": report.regime,
            "version": report.version,
            "origin": str(report.origin),
            "number": number or (document.full_number if document else ""),
            "date": on or (document.issued_on.isoformat() if document else ""),
        },
        "figures": report.figures,
        "narrative": report.narrative,
        "sha256": hash_of(str(report.kind), report.figures, report.narrative),
    }


def spelled(data: Any) -> bytes:
    """Keys in order, no spaces, letters as they are: the same data are the same bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    read: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return read
