"""Schedules of reports (lịch lập báo cáo) carried out: each run once by kind, unit and period.

One tick every few minutes looks at what has passed and has no batch yet, so a run that was missed
is made up by the next tick, and two ticks at once make one batch (ADR 0028).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from records.actions import ledger
from records.enums import Verb
from reports.actions.batches import ask_batch
from reports.enums import ReportKind, Rhythm
from reports.models import ReportBatch, ReportSchedule
from reports.run_days import RunRule

# What is made up at most for one schedule: two months of weeks, a week of days.
AT_MOST = 8
_DEFAULT = (Rhythm.WEEKLY, 1, time(6))
_DEFAULT_BACK = timedelta(days=6)


def rule_of(schedule: ReportSchedule) -> RunRule:
    """When a schedule runs."""
    zone = timezone.get_default_timezone()
    return RunRule(Rhythm(schedule.rhythm), schedule.day, schedule.at, zone)


def default_rule() -> RunRule:
    """Monday 06:00, as long as nobody wrote a schedule of weekly reports."""
    return RunRule(*_DEFAULT, zone=timezone.get_default_timezone())


def run_due(*, now: datetime) -> list[ReportBatch]:
    """Makes the batch of every run that has passed and has none; running it again makes none."""
    made = []
    for pk in ReportSchedule.objects.filter(is_on=True).order_by("made_at", "pk").values("pk"):
        made += _run_schedule(pk["pk"], now)
    if not ReportSchedule.objects.filter(kind=ReportKind.WEEKLY).exists():
        made += _run_default(now)
    return made


@transaction.atomic
def _run_schedule(pk: UUID, now: datetime) -> list[ReportBatch]:
    """The batches of one schedule, held against an edit at the same moment."""
    held = ReportSchedule.objects.select_for_update(of=("self",), no_key=True)
    schedule = held.filter(pk=pk, is_on=True).select_related("agency").first()
    if schedule is None:
        return []
    runs = rule_of(schedule).passed(since=schedule.catch_up_from, now=now, at_most=AT_MOST)
    periods = [period for run in runs for period in run.periods]
    known = ReportBatch.objects.filter(agency=schedule.agency, kind=schedule.kind)
    there = set(known.filter(period__in=[p.code for p in periods]).values_list("period", flat=True))
    asked = (
        ask_batch(
            agency=schedule.agency, kind=schedule.kind, period=period, schedule=schedule,
            below=schedule.with_units_below, by=None, now=now,
        )
        for period in periods
        if period.code not in there
    )  # fmt: skip
    return [batch for batch in asked if batch is not None]


def _run_default(now: datetime) -> list[ReportBatch]:
    """The week just ended for everybody, when its Monday morning has passed."""
    rule, today = default_rule(), timezone.localdate(now)
    runs = rule.passed(since=today - _DEFAULT_BACK, now=now, at_most=1)
    made = []
    for period in (period for run in runs for period in run.periods):
        for agency in _roots(period.end):
            with transaction.atomic():
                batch = ask_batch(
                    agency=agency, kind=ReportKind.WEEKLY, period=period, schedule=None,
                    below=True, by=None, now=now,
                )  # fmt: skip
            made += [batch] if batch else []
    return made


def _roots(on: date) -> Iterator[Agency]:
    return iter(Agency.objects.in_force(on).filter(parent=None).order_by("path"))


@transaction.atomic
def save_schedule(
    *,
    schedule: ReportSchedule | None,
    agency: Agency,
    kind: str,
    rhythm: str,
    day: int,
    at: time,
    with_units_below: bool,
    is_on: bool,
    catch_up_from: date | None,
    by: User,
    now: datetime,
) -> ReportSchedule:
    """Writes a new schedule or changes one. What changes counts from now on: a run whose hour has
    passed is not made by the new hour, unless `catch_up_from` asks for earlier ones."""
    ensure_schedules(by, agency)
    if schedule is not None:
        schedule = ReportSchedule.objects.select_for_update(of=("self",)).get(pk=schedule.pk)
        ensure_schedules(by, schedule.agency)
    _ensure_free(agency, kind, rhythm, schedule)
    found = schedule or ReportSchedule(made_by=by, made_at=now)
    before = _when(found)
    found.agency, found.scope_path, found.kind, found.rhythm = agency, agency.path, kind, rhythm
    found.day, found.at, found.is_on = day, at, is_on
    found.with_units_below = with_units_below
    if catch_up_from is not None:
        found.catch_up_from = catch_up_from
    elif schedule is None or _when(found) != before:
        found.catch_up_from = rule_of(found).first_day(now)
    if schedule is not None and found.was() == found.stands():
        return found  # sent as it was: nothing to keep and nothing to tell
    found.save()
    verb = Verb.CREATE if schedule is None else Verb.CHANGE
    ledger.write(by=by, verb=verb, subject=found, now=now, details=_told(found))
    return found


@transaction.atomic
def remove_schedule(*, schedule_id: UUID, by: User, now: datetime) -> None:
    """Removes a schedule; the batches it made stay."""
    schedule = ReportSchedule.objects.select_for_update(of=("self",)).get(pk=schedule_id)
    ensure_schedules(by, schedule.agency)
    ledger.write(by=by, verb=Verb.REMOVE, subject=schedule, now=now)
    schedule.batches.update(schedule=None)
    schedule.delete()


def ensure_schedules(by: User, agency: Agency) -> None:
    """Raises NotAllowed unless `by` keeps the schedules of the tree in which `agency` stands."""
    trees = by.access.agencies_with(Permission.SCHEDULE_REPORT)
    if not any(agency.path.startswith(tree.path) for tree in trees):
        raise NotAllowed("Bạn không quản lý lịch lập báo cáo của đơn vị này.")


def _ensure_free(agency: Agency, kind: str, rhythm: str, schedule: ReportSchedule | None) -> None:
    same = ReportSchedule.objects.filter(agency=agency, kind=kind, rhythm=rhythm)
    if same.exclude(pk=schedule.pk if schedule else None).exists():
        raise Refused("Đơn vị này đã có lịch cùng loại báo cáo và cùng nhịp; hãy sửa lịch đó.")


def _when(schedule: ReportSchedule) -> tuple[object, ...]:
    """What moves the runs of a schedule when it changes."""
    return (
        schedule.agency_id,
        schedule.kind,
        schedule.rhythm,
        schedule.day,
        schedule.at,
        schedule.is_on,
    )


def _told(schedule: ReportSchedule) -> dict[str, object]:
    return {
        "ngay": schedule.day,
        "gio": f"{schedule.at:%H:%M}",
        "bat": schedule.is_on,
        "ca_don_vi_duoi": schedule.with_units_below,
        "lap_bu_tu": f"{schedule.catch_up_from:%Y-%m-%d}",
    }
