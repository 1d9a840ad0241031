"""Đính chính: a line of the register is corrected, and what was written stays, struck through."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import tidy
from complaints import vault
from complaints.actions import matters
from complaints.models import SealedIdentity
from reception import workflow
from reception.actions.facts import push_facts, push_overlap
from reception.correctable import FIELDS, Correctable, Unreadable, state_of
from reception.models import Visit, VisitCorrection
from reception.searched import row_for_visit
from reception.workflow_people import WITHOUT_PAPER
from records.actions import ledger, search_rows
from records.enums import Verb
from records.ledger.pair import told_by_value
from records.ledger.words import EDITED

REDACTED = "(đã lược phần nêu danh tính)"
SHORTEST_REASON = 5
CHANGED = "Nội dung này vừa được người khác đính chính; phần đang ghi trong sổ đã đổi. Hãy xem lại rồi ghi."
_NUMBER_LENGTH = 8


class Outdated(Refused):
    """Somebody corrected the same text meanwhile."""


@transaction.atomic
def correct_visit(
    *,
    visit_id: UUID,
    field: str,
    new: str,
    reason: str,
    by: User,
    now: datetime,
    seen: str | None = None,
) -> VisitCorrection:
    """Writes `new` into one field of the closed list and keeps the old text with who, when, why.

    `seen`: `state_of` the text that the officer had before them; another one is refused.
    """
    visit = locked(visit_id, by)
    corrected = correctable(visit).get(field)
    if corrected is None:
        raise Refused("Phần này không đính chính được.")
    old = corrected.show(getattr(visit, field))
    if seen is not None and seen != state_of(old):
        raise Outdated(CHANGED)
    value = _read(corrected, new)
    if value == getattr(visit, field) or corrected.show(value) == old:
        raise Refused("Nội dung mới giống nội dung đang ghi trong sổ.")
    old = _lawful(visit, field, value, old, reason)
    correction = VisitCorrection(
        visit=visit,
        field=field,
        old=old,
        new=corrected.show(value),
        reason=_reason(reason),
        by=by,
        at=now,
    )
    correction.save(force_insert=True)
    setattr(visit, field, value)
    visit.save(update_fields=[field])
    if field == "head_count":
        _tell_facts_anew(visit, now)
    if not visit.secrecy:
        search_rows.put([row_for_visit(visit)])
    named = None if field in told_by_value(Visit) else {EDITED: [corrected.label]}
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=visit, now=now, details={"dinh_chinh": field}, after=named
    )
    return correction


def correctable(visit: Visit) -> dict[str, Correctable]:
    """The parts of this visit that may be corrected: nobody is named where nobody was."""
    nameless = bool(visit.secrecy) or visit.is_anonymous
    return {name: field for name, field in FIELDS.items() if not (nameless and field.open_only)}


def _tell_facts_anew(visit: Visit, now: datetime) -> None:
    """Facts carry the number of people: those told before are replaced."""
    matters.drop_facts(reference=visit, now=now)
    further = visit.further_matters.select_related("matter")
    for matter in (visit.matter, *(one.matter for one in further)):
        push_facts(visit, matter=matter, now=now)
    push_overlap(visit, now=now)


def locked(visit_id: UUID, by: User) -> Visit:
    """The visit, locked for a change of the register. Raises NotAllowed or Refused."""
    visit: Visit = (
        Visit.objects.visible_to(by)
        .select_related("matter", "agency", "session")
        .select_for_update(of=("self",))
        .get(pk=visit_id)
    )
    ensure_may_correct(visit, by)
    if visit.voided_at is not None:
        raise Refused("Số này đã hủy; dòng đã hủy không sửa được nữa.")
    return visit


def ensure_may_correct(visit: Visit, by: User) -> None:
    """Raises NotAllowed unless `by` keeps the register of this visit.

    A line of the sealed register is corrected by who received: they know who came, so that what the
    product answers about names tells them nothing.
    """
    if visit.secrecy:
        if by.may(Permission.CORRECT_REGISTER) and visit.received_by_id == by.pk:
            return
        raise NotAllowed("Dòng của sổ kín chỉ do người đã tiếp đính chính.")
    if visit.agency not in by.access.agencies_with(Permission.CORRECT_REGISTER):
        raise NotAllowed("Vai trò của bạn không được đính chính sổ tiếp công dân của cơ quan này.")


def _read(corrected: Correctable, new: str) -> Any:
    try:
        return corrected.read(new)
    except Unreadable as why:
        raise Refused(why.sentence) from None


def _reason(reason: str) -> str:
    tidied = tidy(reason)
    if len(tidied) < SHORTEST_REASON:
        raise Refused("Hãy ghi lý do đính chính.")
    return tidied[:300]


def _lawful(visit: Visit, field: str, value: Any, old: str, reason: str) -> str:
    """Raises Refused where a rule of the desk would be broken; gives the old text as it may stay."""
    if field == "arrived_at":
        _ensure_same_day(visit, value)
    if field == "head_count":
        _ensure_people(visit, value)
    if not visit.secrecy:
        return old
    secrets = _secrets(visit)
    for objection in workflow.naming_objections({"new": str(value), "reason": reason}, secrets):
        raise Refused(objection.sentence)
    # A name that slipped in is the very reason to correct: it may not stay beside the new text.
    return REDACTED if any(workflow.naming_objections({"old": old}, secrets)) else old


def _ensure_same_day(visit: Visit, arrived_at: datetime) -> None:
    if arrived_at.date() != visit.arrived_on:
        raise Refused(
            f"Chỉ đính chính giờ trong ngày {visit.arrived_on:%d/%m/%Y}; nếu sai ngày, hãy hủy số này "
            "rồi ghi lại lượt tiếp."
        )
    if arrived_at > visit.entered_at:
        raise Refused("Giờ đến không thể sau giờ ghi vào sổ.")


def _ensure_people(visit: Visit, head_count: int) -> None:
    listed = visit.members.count()
    if head_count < listed:
        raise Refused(f"Danh sách đoàn đã có {listed} người; số người không thể ít hơn.")
    if visit.secrecy:
        return
    named = list(visit.representatives.values_list("full_name", flat=True))
    may_name_none = visit.result in WITHOUT_PAPER
    for objection in workflow.people_objections(head_count, named, may_name_none=may_name_none):
        raise Refused(objection.sentence)


def _secrets(visit: Visit) -> list[str]:
    """Names and numbers of who came, for comparing only; nothing of it is shown or kept."""
    sealed = SealedIdentity.objects.filter(matter_id=visit.matter_id).first()
    if sealed is None:
        return []
    try:
        identity = vault.get(
            matter_id=visit.matter_id, kept=vault.Kept.of(sealed), why=f"correction {visit.pk}"
        )
    except vault.OnPaper:  # nobody's name was typed; there is nothing to compare with
        return []
    found: list[str] = []
    for key in ("full_name", "id_number", "phone", "representatives", "members", "holder"):
        for part in identity.get(key, "").replace(":", ";").replace(",", ";").split(";"):
            text = part.strip().lstrip("+")
            is_number = text.isalnum() and len(text) >= _NUMBER_LENGTH
            if " " in text or (is_number and any(char.isdigit() for char in text)):
                found.append(text)
    return [text for text in found if text != "người đại diện"]
