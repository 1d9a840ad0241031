"""One agreed spelling of figures, and their hash (mã kiểm tra số liệu)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reports.models import Report


def sha256_of(figures: Mapping[str, Any]) -> str:
    """Hash of plain data in one agreed spelling: keys in order, no spaces, letters as they are."""
    text = json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of(
    kind: str, figures: Mapping[str, Any], narrative: Mapping[str, str] | None = None
) -> str:
    """What is printed on a report: of a weekly one its figures alone, of others their words as well."""
    if kind == "weekly":
        return sha256_of(figures)
    return sha256_of({"figures": figures, "narrative": narrative or {}})


def report_hash(report: Report) -> str:
    """The hash of a report as it stands now; equal to `report.sha256` unless somebody meddled."""
    return hash_of(report.kind, report.figures, report.narrative)
