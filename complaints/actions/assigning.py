"""Phân công: who holds a case, one by one or many at once, each with a trace."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import NotAllowed
from agencies.roles import Permission
from agencies.vietnamese import tidy
from complaints.actions import locks
from complaints.handlers import handlers_of
from complaints.models import Assignment, Petition, Proceeding
from complaints.next_step import is_open
from complaints.rights import permissions_in
from records.actions import ledger
from records.actions.notices import give
from records.enums import NoticeTopic, Verb

NOT_YOURS = "Chỉ thủ trưởng phân công lại; bạn nhận được đơn chưa có người thụ lý."


@dataclass(frozen=True, slots=True)
class Assigned:
    """What became of a bulk assignment: the cases that changed hands, and why others did not."""

    done: tuple[Petition, ...]
    refused: tuple[tuple[Petition, str], ...]


@transaction.atomic
def assign_petitions(
    *, petition_ids: Iterable[UUID], to_user: User, reason: str = "", by: User, now: datetime
) -> Assigned:
    """Gives these cases to one person; a case that cannot go is left with its sentence.

    Locked in the order of matters, so that two assignments at once cannot deadlock.
    """
    found = Petition.objects.visible_to(by).filter(pk__in=list(petition_ids))
    order = found.order_by("matter_id", "id").values_list("pk", flat=True)
    held = [locks.petition(pk=pk, by=by) for pk in list(order)]
    judged = refusals(held, to_user=to_user, by=by, now=now)
    done = tuple(petition for petition in held if petition.pk not in judged)
    for petition in done:
        _give(petition, to_user, reason, by, now)
    return Assigned(done, tuple((p, judged[p.pk]) for p in held if p.pk in judged))


def refusals(
    petitions: Iterable[Petition], *, to_user: User, by: User, now: datetime
) -> dict[UUID, str]:
    """Why a case cannot go to `to_user`, by its id; the preview and the action ask the same.

    Raises NotAllowed when `by` may not assign some of them at all.
    """
    chosen = list(petitions)
    ids = [petition.pk for petition in chosen]
    known = set(
        Petition.objects.visible_to(to_user).filter(pk__in=ids).values_list("pk", flat=True)
    )
    stages = {p.petition_id: p for p in Proceeding.objects.filter(petition__in=ids)}
    today, able = timezone.localtime(now).date(), {}
    found = {}
    for petition in chosen:
        _ensure_may(petition, to_user, by)
        if petition.agency_id not in able:
            people = handlers_of(petition.agency, today)
            able[petition.agency_id] = people.filter(pk=to_user.pk).exists()
        why = _refusal(
            petition, stages.get(petition.pk), to_user,
            works=able[petition.agency_id], knows=petition.pk in known,
        )  # fmt: skip
        if why:
            found[petition.pk] = why
    return found


def _ensure_may(petition: Petition, to_user: User, by: User) -> None:
    """Whoever assigns work gives it to anybody; a handler takes what nobody holds."""
    rights = permissions_in(by, petition.agency)
    if Permission.ASSIGN_WORK in rights:
        return
    takes = to_user.pk == by.pk and petition.holder_id in (None, by.pk)
    if Permission.PROCESS_PETITION not in rights or not takes:
        raise NotAllowed(NOT_YOURS)


def _refusal(
    petition: Petition, proceeding: Proceeding | None, to_user: User, *, works: bool, knows: bool
) -> str:
    if not works:
        return f"{to_user} không xử lý đơn ở {petition.agency.short_name}."
    if not knows:
        return f"{to_user} không thuộc diện được biết vụ việc này."
    if petition.holder_id == to_user.pk:
        return f"Đơn đang do {to_user} thụ lý."
    if not is_open(petition, proceeding, has_duty=petition.next_due_on is not None):
        return "Đơn không còn việc phải làm."
    return ""


def _give(petition: Petition, to_user: User, reason: str, by: User, now: datetime) -> None:
    """The version stays: who holds a case changes nothing of what others decide on."""
    assignment = Assignment(
        petition=petition, from_user_id=petition.holder_id, to_user=to_user,
        reason=tidy(reason)[:200], assigned_by=by, assigned_at=now,
    )  # fmt: skip
    assignment.save(force_insert=True)
    petition.holder = to_user
    petition.save(update_fields=["holder"])
    details = {"buoc": "phan_cong", "cho": str(to_user)}
    ledger.write(by=by, verb=Verb.CHANGE, subject=petition, now=now, details=details)
    if to_user.pk != by.pk:
        _tell(assignment, petition, now)


def _tell(assignment: Assignment, petition: Petition, now: datetime) -> None:
    """The one who now holds it; of a sealed case nothing but that there is one."""
    number = f"đơn số {petition.register_number}" if petition.number else "một đơn"
    what = "một việc trong sổ kín" if petition.secrecy else number
    give(
        users=[assignment.to_user], key=f"assigned:{assignment.pk.hex}",
        sentence=f"Bạn được phân công thụ lý {what}.", url_name="petition_detail",
        subject_id=petition.pk, now=now, topic=NoticeTopic.ASSIGNED,
    )  # fmt: skip
