"""What is done about a flagged matter: measures with their day and result, reports of the situation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import Refused
from complaints import workflow
from complaints.actions.hotspot_steps import let_in, note_in_ledger, write
from complaints.enums import HotStep, Situation
from complaints.models import HotMeasure, HotSpot, SituationReport
from complaints.selectors import known_agencies
from records.enums import Verb

_LONGEST = timedelta(days=365)


@transaction.atomic
def add_measure(
    *,
    hotspot_id: UUID,
    text: str,
    due_on: date,
    in_charge: Agency | None = None,
    by: User,
    now: datetime,
) -> HotMeasure:
    """Biện pháp: what, until when, by which unit (none: the agency that keeps the matter)."""
    spot = let_in(workflow.ADD_MEASURE, hotspot_id, by=by)
    today = timezone.localdate(now)
    if not text.strip():
        raise Refused("Hãy ghi biện pháp: việc cần làm.")
    if not today <= due_on <= today + _LONGEST:
        raise Refused("Hạn của biện pháp phải từ hôm nay đến nhiều nhất 365 ngày.")
    if in_charge and not known_agencies(spot.agency, today).filter(pk=in_charge.pk).exists():
        raise Refused("Hãy chọn đơn vị thực hiện đang hoạt động trong tỉnh.")
    measure = HotMeasure(
        hotspot=spot, text=text.strip(), in_charge=in_charge, due_on=due_on, made_by=by, made_at=now
    )
    measure.save(force_insert=True)
    write(spot, HotStep.MEASURE, by=by, now=now, new=f"hạn {due_on:%d/%m/%Y}", note=measure.text)
    note_in_ledger(measure, verb=Verb.CREATE, by=by, now=now)
    return measure


@transaction.atomic
def finish_measure(
    *, measure_id: UUID, done_on: date, result: str, by: User, now: datetime
) -> HotMeasure:
    """Đã làm xong, with the result; a second time is refused."""
    seen = HotMeasure.objects.visible_to(by).get(pk=measure_id)
    spot = let_in(workflow.END_MEASURE, seen.hotspot_id, by=by)
    measure: HotMeasure = HotMeasure.objects.select_for_update().get(pk=measure_id)
    if measure.done_on:
        raise Refused(f"Biện pháp đã ghi kết quả ngày {measure.done_on:%d/%m/%Y}.")
    if not result.strip():
        raise Refused("Hãy ghi kết quả của biện pháp.")
    begun, today = timezone.localdate(measure.made_at), timezone.localdate(now)
    why = workflow.day_refusal(
        "Ngày làm xong", done_on, not_before=begun, before_name="ngày đề ra", today=today
    )
    if why:
        raise Refused(why)
    measure.done_on, measure.result = done_on, result.strip()
    measure.save(update_fields=["done_on", "result"])
    write(
        spot, HotStep.MEASURE, by=by, now=now, new=f"xong {done_on:%d/%m/%Y}",
        note=f"{measure.text}: {measure.result}",
    )  # fmt: skip
    note_in_ledger(measure, verb=Verb.CHANGE, by=by, now=now)
    return measure


@dataclass(frozen=True, slots=True)
class SituationInput:
    """Báo cáo tình hình as it is told: head-counts and what was done, no name, nobody's conduct."""

    happened_at: datetime
    place: str
    people_count: int
    situation: Situation
    done: str
    representatives: int = 0
    proposal: str = ""


@transaction.atomic
def report_situation(
    *, hotspot_id: UUID, told: SituationInput, by: User, now: datetime
) -> SituationReport:
    """Ghi báo cáo tình hình of a flagged matter (the situation, from a closed list)."""
    spot = let_in(workflow.REPORT_SITUATION, hotspot_id, by=by)
    if why := situation_refusal(told, now=now):
        raise Refused(why)
    report = SituationReport(
        hotspot=spot,
        happened_at=told.happened_at,
        place=told.place.strip(),
        people_count=told.people_count,
        representatives=told.representatives,
        situation=told.situation,
        done=told.done.strip(),
        proposal=told.proposal.strip(),
        made_by=by,
        made_at=now,
    )
    report.save(force_insert=True)
    _write_situation(spot, report, by, now)
    return report


def _write_situation(spot: HotSpot, report: SituationReport, by: User, now: datetime) -> None:
    when = timezone.localtime(report.happened_at)
    write(
        spot, HotStep.SITUATION, by=by, now=now, new=report.get_situation_display(),
        note=f"{when:%H:%M %d/%m/%Y}, {report.place}: {report.people_count} người.",
    )  # fmt: skip
    note_in_ledger(report, verb=Verb.CREATE, by=by, now=now, tinh_hinh=report.situation)


def situation_refusal(told: SituationInput, *, now: datetime) -> str | None:
    """Why what was told cannot be so."""
    if told.happened_at > now:
        return "Thời điểm của tình hình không thể ở tương lai."
    if not told.place.strip() or not told.done.strip():
        return "Hãy ghi nơi diễn ra và việc cơ quan đã làm để ổn định tình hình."
    if told.representatives > told.people_count:
        return "Số người đại diện không thể nhiều hơn số người có mặt."
    return None
