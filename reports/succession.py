"""Schedules of reports of a unit that ends; what was reported stays as it was sent."""

from datetime import datetime

from agencies.models import UnitEnd
from agencies.succession import Heirs, Line, Part
from records.actions import ledger
from records.enums import Verb
from reports.models import Report, ReportSchedule

_FROZEN = "giữ nguyên ở đơn vị cũ, không đổi số liệu"


def part() -> Part:
    return Part(preview=_preview, carry=_switch_off)


def _preview(heirs: Heirs) -> list[Line]:
    unit = heirs.predecessor
    lines = [
        Line("Lịch lập báo cáo", stays=ReportSchedule.objects.filter(agency=unit, is_on=True).count(),
             note="tắt"),
        Line("Báo cáo đã lập", stays=Report.objects.filter(agency=unit).count(), note=_FROZEN),
    ]  # fmt: skip
    return [line for line in lines if line.total]


def _switch_off(*, ending: UnitEnd, heirs: Heirs, now: datetime) -> None:
    for schedule in ReportSchedule.objects.filter(agency=ending.agency, is_on=True):
        schedule.is_on = False
        schedule.save(update_fields=["is_on"])
        ledger.write(by=ending.made_by, verb=Verb.CHANGE, subject=schedule, now=now)
