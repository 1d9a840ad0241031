"""Vượt cấp: a matter seen higher up, counted once, with its cause; the result; corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Event, User
from agencies.refusals import Refused
from agencies.roles import Permission
from agencies.told import people_with
from agencies.vietnamese import tidy
from agencies.windows_open import concerns, open_events
from complaints.actions import locks
from complaints.actions.matters import drop_facts, note_fact
from complaints.enums import FactKind, ReturnWay, SeenAt, SkipCause
from complaints.models import Matter, Sighting
from complaints.rights import ensure_in
from complaints.skipping import cause_of
from complaints.skipping_state import handled_below
from records.actions import ledger, notices
from records.enums import NoticeTopic, Verb

NOT_YOURS = "Vai trò của bạn với cơ quan giữ vụ việc không có quyền ghi lượt vượt cấp, phối hợp."
_RETURNED = frozenset({ReturnWay.THEMSELVES, ReturnWay.TOGETHER})
_REASON, _LONGEST = 150, 200


@dataclass(frozen=True, slots=True)
class Seen:
    """Where, when, how many, told by which body: about the situation, never about a person."""

    seen_at: SeenAt
    seen_on: date
    people_count: int
    reported_by: str
    place: str = ""


@transaction.atomic
def report_sighting(
    *, matter_id: UUID, seen: Seen, by: User, now: datetime
) -> tuple[Sighting, bool]:
    """Writes that a matter was seen higher up, with the cause of that day. The same matter at the same
    place on the same day is one sighting: the second reporter gets the first one and False."""
    matter = locks.matter(pk=matter_id, by=by)
    ensure_in(by, matter.agency, Permission.COORDINATE, NOT_YOURS)
    same = Sighting.objects.standing().filter(
        matter=matter, seen_at=seen.seen_at, seen_on=seen.seen_on
    )
    if (known := same.first()) is not None:
        return known, False
    _ensure_seen(seen, now)
    cause = cause_of(handled_below(matter, seen.seen_at), seen.seen_on)
    sighting = Sighting(
        matter=matter, agency=matter.agency, scope_path=matter.scope_path, secrecy=matter.secrecy,
        seen_at=seen.seen_at, place=tidy(seen.place)[:_LONGEST], seen_on=seen.seen_on,
        people_count=seen.people_count, reported_by=tidy(seen.reported_by)[:_LONGEST],
        event=_event(matter, seen.seen_on, by), cause=cause.cause, cause_sentence=cause.sentence,
        made_by=by, made_at=now,
    )  # fmt: skip
    sighting.save(force_insert=True)
    note_fact(
        matter=matter, kind=FactKind.SKIPPED_LEVEL, happened_on=seen.seen_on,
        amount=seen.people_count, sentence=_told(sighting), reference=sighting, now=now,
    )  # fmt: skip
    _write(sighting, Verb.CREATE, by, now)
    _tell(sighting, by, now)
    return sighting, True


@transaction.atomic
def note_result(
    *,
    sighting_id: UUID,
    was_heard: bool,
    told: str = "",
    return_way: ReturnWay = ReturnWay.NOT_YET,
    returned_on: date | None = None,
    is_voluntary: bool = False,
    result: str = "",
    by: User,
    now: datetime,
) -> Sighting:
    """Kết quả: heard, told what, returned how. A return is written only as a voluntary one."""
    sighting = _held(sighting_id, by)
    way, told = ReturnWay(return_way), told.strip()
    returned = way in _RETURNED
    if was_heard and not told:
        raise Refused("Hãy ghi đã giải thích, hướng dẫn công dân những gì.")
    if returned and not is_voluntary:
        raise Refused(
            "Việc trở về chỉ ghi khi công dân tự nguyện; nếu không, hãy chọn “Ở lại, không trở về”."
        )
    if returned:
        _ensure_return(returned_on, sighting, now)
    sighting.was_heard, sighting.told, sighting.return_way = was_heard, told, way
    sighting.returned_on = returned_on if returned else None
    sighting.is_voluntary = True if returned else None
    sighting.result = result.strip()
    sighting.save(
        update_fields=[
            "was_heard", "told", "return_way", "returned_on", "is_voluntary", "result",
        ]
    )  # fmt: skip
    _write(sighting, Verb.CHANGE, by, now)
    return sighting


@transaction.atomic
def correct_cause(
    *, sighting_id: UUID, cause: SkipCause, reason: str, by: User, now: datetime
) -> Sighting:
    """Đính chính nguyên nhân: the sentence of that day stays, the correction stands beside it."""
    sighting, reason = _held(sighting_id, by), tidy(reason)
    if not reason:
        raise Refused("Hãy ghi lý do đính chính.")
    if len(reason) > _REASON:
        raise Refused(f"Lý do quá dài; hãy rút gọn còn {_REASON} ký tự.")
    if SkipCause(cause) == sighting.cause:
        raise Refused("Nguyên nhân này đang được ghi; không có gì để đính chính.")
    was = sighting.get_cause_display()
    sighting.cause = SkipCause(cause)
    sighting.cause_note = (
        f"Đính chính ngày {timezone.localdate(now):%d/%m/%Y}: {reason} Trước đó ghi “{was}”."
    )
    sighting.save(update_fields=["cause", "cause_note"])
    drop_facts(reference=sighting, now=now)
    note_fact(
        matter=sighting.matter, kind=FactKind.SKIPPED_LEVEL, happened_on=sighting.seen_on,
        amount=sighting.people_count, sentence=_told(sighting), reference=sighting, now=now,
    )  # fmt: skip
    _write(sighting, Verb.CHANGE, by, now)
    return sighting


@transaction.atomic
def void_sighting(*, sighting_id: UUID, reason: str, by: User, now: datetime) -> Sighting:
    """Bỏ lượt ghi nhầm: counted nowhere any more, its fact is taken back; the row stays."""
    sighting, reason = _held(sighting_id, by), tidy(reason)
    if not reason:
        raise Refused("Hãy ghi lý do bỏ lượt ghi nhầm.")
    if len(reason) > _LONGEST:
        raise Refused(f"Lý do quá dài; hãy rút gọn còn {_LONGEST} ký tự.")
    sighting.void_reason = reason
    sighting.save(update_fields=["void_reason"])
    drop_facts(reference=sighting, now=now)
    _write(sighting, Verb.CHANGE, by, now)
    return sighting


def _ensure_seen(seen: Seen, now: datetime) -> None:
    if seen.seen_on > timezone.localdate(now):
        raise Refused("Ngày công dân đến không thể ở tương lai.")
    if seen.people_count < 1:
        raise Refused("Số người đến từ 1 trở lên.")
    if not tidy(seen.reported_by):
        raise Refused("Hãy ghi cơ quan báo tin.")


def _ensure_return(returned_on: date | None, sighting: Sighting, now: datetime) -> None:
    if returned_on is None:
        raise Refused("Hãy ghi ngày công dân trở về.")
    if returned_on < sighting.seen_on:
        raise Refused(f"Ngày trở về không thể trước ngày đến {sighting.seen_on:%d/%m/%Y}.")
    if returned_on > timezone.localdate(now):
        raise Refused("Ngày trở về không thể ở tương lai.")


def _held(pk: UUID, by: User) -> Sighting:
    """The sighting, locked after its matter; DoesNotExist for what `by` may not know."""
    seen = Sighting.objects.visible_to(by).only("matter_id").get(pk=pk)
    locks.hold_matter(seen.matter_id)
    sighting: Sighting = (
        Sighting.objects.visible_to(by)
        .select_related("agency", "matter")
        .select_for_update(of=("self",))
        .get(pk=pk)
    )
    ensure_in(by, sighting.agency, Permission.COORDINATE, NOT_YOURS)
    if sighting.void_reason:
        raise Refused(f"Lượt này đã bỏ vì ghi nhầm: {sighting.void_reason}")
    return sighting


def _event(matter: Matter, on: date, by: User) -> Event | None:
    """The window that was open that day for the agency of the matter."""
    return next((e for e in open_events(by, on) if concerns(e, matter.agency)), None)


def _told(sighting: Sighting) -> str:
    """The fact, in one sentence with the cause beside it."""
    return (
        f"{sighting.people_count} người đến {sighting.get_seen_at_display()}; "
        f"{sighting.get_cause_display().lower()}."
    )


def _tell(sighting: Sighting, by: User, now: datetime) -> None:
    """The body that keeps the matter hears of it when somebody else has written it."""
    people = [
        user for user in people_with(Permission.DECIDE_CASE, sighting.agency) if user.pk != by.pk
    ]
    said = f"Một vụ việc của đơn vị: {_told(sighting)} Cần cử cán bộ phối hợp nếu có yêu cầu."
    notices.give(
        users=people, key=f"sighting:{sighting.pk.hex}", url_name="sighting_detail",
        sentence="Có việc mới của đơn vị cần xem." if sighting.secrecy else said,
        subject_id=sighting.pk, now=now, topic=NoticeTopic.COORDINATION,
    )  # fmt: skip


def _write(sighting: Sighting, verb: Verb, by: User, now: datetime) -> None:
    ledger.write(
        by=by, verb=verb, subject=sighting, now=now,
        details={"noi": sighting.seen_at, "nguyen_nhan": sighting.cause},
    )  # fmt: skip
