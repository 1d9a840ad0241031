"""Units that have not sent are urged (đôn đốc), once a day; a body sets its own sending days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from law.dates import vn_date
from law.periods import Period
from records.actions import ledger, notices
from records.enums import NoticeTopic, Verb
from reports.actions.telling import holders
from reports.board import board
from reports.due_days import root_of
from reports.enums import ReportKind
from reports.models import ReportUrge, SendingDays
from reports.rights import received_by


@transaction.atomic
def urge(
    *,
    receiver: Agency,
    units: Iterable[Agency] | None,
    kind: str,
    period: Period,
    by: User,
    now: datetime,
) -> int:
    """Đôn đốc these units, or with None every one that has not sent; returns how many were told.

    Raises NotAllowed to those who do not receive, Refused before the period is over, for a unit that
    is not expected or has sent, and when all were urged today.
    """
    today = timezone.localdate(now)
    if receiver not in received_by(by):
        raise NotAllowed("Vai trò của bạn không nhận báo cáo của cơ quan này.")
    if period.end >= today:
        raise Refused(f"Kỳ báo cáo đến hết ngày {vn_date(period.end)} mới kết thúc, chưa đôn đốc.")
    lines = {line.agency.pk: line for line in board(receiver, kind, period, by, today)}
    wanted = list(lines.values()) if units is None else []
    for unit in units or ():
        if unit.pk not in lines:
            raise Refused(
                f"{unit.short_name} không thuộc diện gửi báo cáo này cho {receiver.name}."
            )
        if not lines[unit.pk].may_be_urged:
            raise Refused(f"{unit.short_name} đã gửi báo cáo kỳ này.")
        wanted.append(lines[unit.pk])
    told = [
        (line, urged)
        for line in wanted
        if line.may_be_urged and (urged := _once(line.agency, kind, period, by, now))
    ]
    if not told:
        raise Refused("Hôm nay đã đôn đốc rồi; mỗi đơn vị mỗi ngày đôn đốc một lần.")
    for line, urged in told:
        _tell(urged, period, line.due_on, receiver, now)
    return len(told)


def _once(agency: Agency, kind: str, period: Period, by: User, now: datetime) -> ReportUrge | None:
    """Writes the urging of today; None when somebody did before."""
    try:
        with transaction.atomic():
            urged = ReportUrge.objects.create(
                agency=agency, scope_path=agency.path, kind=kind, period=period.code,
                urged_on=timezone.localdate(now), urged_by=by,
            )  # fmt: skip
    except IntegrityError:
        return None
    ledger.write(by=by, verb=Verb.CREATE, subject=urged, now=now)
    return urged


def _tell(
    urged: ReportUrge, period: Period, due: date | None, receiver: Agency, now: datetime
) -> None:
    by_day, word = f", hạn {vn_date(due)}" if due else "", str(ReportKind(urged.kind).label)
    notices.give(
        users=holders(urged.agency, Permission.MAKE_REPORT, Permission.APPROVE_REPORT, now=now),
        key=f"report_urge:{urged.pk.hex}",
        sentence=(
            f"{receiver.short_name} đôn đốc {urged.agency.short_name} gửi {word[0].lower()}"
            f"{word[1:]}: {period.label}{by_day}."
        ),
        url_name="report_urged",
        subject_id=urged.pk,
        now=now,
        topic=NoticeTopic.URGED,
    )


@transaction.atomic
def set_sending_days(
    *, receiver: Agency, units_by: int, own_by: int, by: User, now: datetime
) -> SendingDays:
    """Ngày gửi of the body that `receiver` heads or watches; reports made from now on go by them."""
    held = by.access.agencies_with(Permission.APPROVE_REPORT)
    if receiver not in held or receiver not in received_by(by):
        raise NotAllowed("Ngày gửi báo cáo do thủ trưởng cơ quan nhận báo cáo quy định.")
    root = root_of(receiver)
    days, made = SendingDays.objects.select_for_update(of=("self",)).get_or_create(
        agency=root,
        defaults={"units_by": units_by, "own_by": own_by, "set_by": by, "set_at": now},
    )
    if not made:
        days.units_by, days.own_by, days.set_by, days.set_at = units_by, own_by, by, now
        days.save(update_fields=["units_by", "own_by", "set_by", "set_at"])
    ledger.write(
        by=by, verb=Verb.CREATE if made else Verb.CHANGE, subject=root, also=[days], now=now,
        details={"ngay_gui": [units_by, own_by]},
    )  # fmt: skip
    return days
