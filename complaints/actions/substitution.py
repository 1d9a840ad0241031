"""Người làm thay khi vắng: shows the work of one to another for some days; it gives no rights."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import tidy
from complaints.handlers import handlers_of
from complaints.models import Substitution
from complaints.rights import permissions_in
from records.actions import ledger
from records.enums import Verb

LONGEST = timedelta(days=366)


@transaction.atomic
def make_substitution(
    *,
    agency: Agency,
    absent: User,
    substitute: User,
    from_on: date,
    to_on: date,
    reason: str,
    by: User,
    now: datetime,
) -> Substitution:
    """Notes who does whose work on these days; one substitute at a time for one person."""
    _ensure_may(agency, absent, by)
    today = timezone.localtime(now).date()
    _ensure_days(from_on, to_on, today)
    # One at a time for one agency: two notes at once must not overlap.
    Agency.objects.select_for_update().only("pk").get(pk=agency.pk)
    _ensure_people(agency, absent, substitute, today)
    _ensure_free(agency, absent, substitute, from_on, to_on)
    if not reason.strip():
        raise Refused("Hãy ghi lý do vắng.")
    made = Substitution(
        agency=agency, scope_path=agency.path, absent=absent, substitute=substitute,
        from_on=from_on, to_on=to_on, reason=tidy(reason)[:200], made_by=by, made_at=now,
    )  # fmt: skip
    made.save(force_insert=True)
    ledger.write(by=by, verb=Verb.CREATE, subject=made, now=now)
    return made


@transaction.atomic
def end_substitution(*, substitution_id: UUID, by: User, now: datetime) -> Substitution:
    """The absent one is back early, or the note was a mistake."""
    held = Substitution.objects.visible_to(by).select_related("agency", "absent", "substitute")
    found: Substitution = held.select_for_update(of=("self",)).get(pk=substitution_id)
    _ensure_may(found.agency, found.absent, by)
    if found.ended_at is not None or found.to_on < timezone.localtime(now).date():
        raise Refused("Việc làm thay này đã kết thúc.")
    found.ended_at = now
    found.save(update_fields=["ended_at"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=found, now=now, details={"buoc": "ket_thuc"})
    return found


def _ensure_may(agency: Agency, absent: User, by: User) -> None:
    rights = permissions_in(by, agency)
    own = absent.pk == by.pk and Permission.PROCESS_PETITION in rights
    if Permission.ASSIGN_WORK not in rights and not own:
        raise NotAllowed("Bạn chỉ cử người làm thay cho chính mình; thủ trưởng cử cho người khác.")


def _ensure_days(from_on: date, to_on: date, today: date) -> None:
    if from_on < today:
        raise Refused("Việc làm thay bắt đầu sớm nhất từ hôm nay.")
    if to_on < from_on:
        raise Refused("Ngày cuối phải từ ngày đầu trở đi.")
    if to_on - from_on > LONGEST:
        raise Refused("Mỗi lần cử người làm thay không quá một năm.")


def _ensure_people(agency: Agency, absent: User, substitute: User, today: date) -> None:
    if absent.pk == substitute.pk:
        raise Refused("Người làm thay phải là người khác.")
    for person in (absent, substitute):
        if not handlers_of(agency, today).filter(pk=person.pk).exists():
            raise Refused(f"{person} không xử lý đơn ở {agency.short_name}.")


def _ensure_free(
    agency: Agency, absent: User, substitute: User, from_on: date, to_on: date
) -> None:
    same_days = _standing(agency).filter(from_on__lte=to_on, to_on__gte=from_on)
    for other in same_days.filter(Q(absent__in=[absent, substitute]) | Q(substitute=absent)):
        days = f"từ {other.from_on:%d/%m/%Y} đến {other.to_on:%d/%m/%Y}"
        if other.absent_id == absent.pk:
            raise Refused(f"Đã có {other.substitute} làm thay {absent} {days}.")
        if other.absent_id == substitute.pk:
            raise Refused(f"{substitute} cũng vắng {days}; hãy chọn người khác.")
        raise Refused(f"{absent} đang làm thay {other.absent} {days}; hãy đổi người trước.")


def _standing(agency: Agency) -> QuerySet[Substitution]:
    found = Substitution.objects.filter(agency=agency, ended_at=None)
    return found.select_related("absent", "substitute")
