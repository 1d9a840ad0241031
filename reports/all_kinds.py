"""Every kind of report this house makes, by its code."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from agencies.refusals import Refused
from reports.enums import ReportKind
from reports.kinds import KindSpec

# Read when first asked for: the modules of the kinds reach across the house.
_MODULES = {
    ReportKind.WEEKLY: "reports.weekly_kind",
    ReportKind.STATUTORY: "reports.statutory",
    ReportKind.DAILY: "reports.lists.daily",
    ReportKind.OVERDUE: "reports.lists.overdue",
    ReportKind.HEADS_DAYS: "reports.lists.heads_days",
    ReportKind.VISITS: "reports.lists.visits",
    ReportKind.PETITIONS: "reports.lists.petitions",
    ReportKind.TRANSFERS: "reports.lists.transfers",
    ReportKind.HOTSPOTS: "reports.lists.hotspots",
}


@cache
def _spec(kind: ReportKind) -> KindSpec:
    spec: KindSpec = import_module(_MODULES[kind]).SPEC
    return spec


def kind_of(kind: str) -> KindSpec:
    """The kind of this code. Raises Refused for a code that is none."""
    try:
        return _spec(ReportKind(kind))
    except ValueError:
        raise Refused(f"Không có loại báo cáo “{kind}”.") from None
