"""Exchange of the demonstration: a commune outside the system sent its file; cases went out once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from agencies.models import Agency, User
from agencies.units.order import DemoOrder
from law.periods import parse_period
from records.actions import jobs
from reports.actions.importing import import_report
from reports.exchange.exporting import ask_export
from reports.exchange.template import empty_figures
from reports.files.so_lieu import SCHEMA, spelled
from reports.hashing import hash_of

_BY, _OVER, _UNIT, _PERIOD = "thanhtra.ls", "LS-TTT", "LS-06202", "2026-9T"
# 01/TCD: visits and people of regular days and of those of the head.
_RECEIVED = {"5": 14, "6": 15, "11": 4, "12": 5, "1": 18, "2": 20}
_KEY = UUID(int=6)


def load(*, order: DemoOrder, now: datetime) -> None:
    """Through the ordinary actions, as the inspectorate does it today."""
    unit = Agency.objects.filter(code=_UNIT).first()
    by = User.objects.filter(username=_BY).first()
    if order.is_bulk or unit is None or by is None or parse_period(_PERIOD).end >= order.until:
        return
    import_report(
        agency=None, period="", name="so-lieu.json", content=_file(unit, now), by=by, now=now
    )
    over = Agency.objects.get(code=_OVER)
    job = ask_export(agency=over, period=_PERIOD, key=_KEY, by=by, now=now)
    jobs.run(job_id=job.pk, now=now)
    order.say("Đã nhập 1 báo cáo từ tệp, kết xuất vụ việc 1 lần.")


def _file(unit: Agency, now: datetime) -> bytes:
    """What the commune's own program wrote."""
    period = parse_period(_PERIOD)
    figures = empty_figures(agency=unit, period=period, today=timezone.localdate(now))
    for table in figures["tables"]:
        if table["code"] == "01/TCD":
            for values in (table["rows"][0]["values"], table["total"]):
                values.update(_RECEIVED)
    head = {
        "kind": "statutory", "agency": figures["agency"], "period": figures["period"],
        "regime": figures["regime"], "version": 1, "origin": "counted", "number": "", "date": "",
    }  # fmt: skip
    return spelled(
        {
            "schema": SCHEMA, "report": head, "figures": figures, "narrative": {},
            "sha256": hash_of("statutory", figures, {}),
        }
    )  # fmt: skip
