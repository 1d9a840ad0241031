"""May this visit be entered as told, and if not, why? Rules of the desk asked with what was said.

Fields that an objection may name, so that a form can put each sentence beside its box: those of
`VisitInput` and of `Petitioner` by their own names, `petition_content`, `mandate_name`,
`mandate_number`, `mandate_document`, `mandate_date`, `mandate_expires`, `refusal_ground`,
`refusal_explanation`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from complaints import identity, law_book
from complaints.enums import PetitionKind, Secrecy
from complaints.petitioner import Petitioner
from reception import workflow, workflow_people, workflow_results
from reception.enums import SessionState, Tension, VisitOrigin, VisitResult
from reception.told import (
    TAKEN_IN,
    UNNAMED,
    FurtherInput,
    MandateInput,
    MemberInput,
    PetitionInput,
    RefusalInput,
    VisitInput,
)
from reception.workflow import Objection
from reception.workflow_sessions import online_refusal

__all__ = [
    "UNNAMED",
    "FurtherInput",
    "MandateInput",
    "MemberInput",
    "Objection",
    "PetitionInput",
    "RefusalInput",
    "VisitInput",
    "objections",
    "warnings",
]
# The very word that somebody has denounced would reveal them in the open register (Luật Tố cáo, art. 56).
_MISTREATED = (
    "Việc bị đối xử bất lợi sau khi tố cáo chỉ ghi ở lượt tiếp kín: hãy chọn loại việc “Tố cáo”, giữ "
    "kín danh tính, hoặc ghi tiếp vào vụ việc kín đã có."
)
_LONGEST = {
    "title": 200,
    "locality": 120,
    "calming": 300,
    "interpreter": 160,
    "settled_by": 200,
    "directed_to": 200,
    "directed_document": 100,
    "late_reason": 300,
}


def objections(told: VisitInput, now: datetime) -> Iterator[Objection]:
    """Every reason why this visit cannot be entered; none means that it can."""
    yield from _who(told, timezone.localtime(now).year)
    yield from _when(told, now)
    yield from workflow.situation_objections(
        is_calm=told.tension == Tension.CALM, calming=told.calming
    )
    yield from _what_came_of_it(told)
    yield from _further(told)
    yield from workflow.sealing_objections(
        secret=told.is_secret,
        matter_secret=None if told.matter is None else told.joins_sealed,
    )
    if told.was_mistreated and not told.is_secret:
        yield Objection("was_mistreated", _MISTREATED)
    if told.is_secret:
        yield from workflow.naming_objections(_open_texts(told), _what_names(told))
    if why := online_refusal(told.session, told.is_secret):
        yield Objection("session", why)
    yield from _too_long(told)


def warnings(told: VisitInput, now: datetime) -> list[Objection]:
    """What is unusual but lawful: shown beside the field, the visit is entered all the same."""
    days = law_book.calendar()
    is_working = not days.covers(told.arrived_on) or days.is_working(told.arrived_on)
    local = timezone.localtime(told.arrived_at)
    return list(workflow.arrival_warnings(at=local, is_working_day=is_working))


def _who(told: VisitInput, this_year: int) -> Iterator[Objection]:
    if told.joins_sealed:
        yield from workflow.sealed_people_objections(told.head_count, _named(told))
        return
    if told.is_anonymous:
        yield from workflow_people.anonymity_objections(
            _named(told), result=told.result, denounces=told.kind == PetitionKind.DENUNCIATION
        )
    else:
        yield from _identity(told.petitioner, this_year)
    for name in told.representatives:
        if why := identity.name_refusal(name) or _long_name(name):
            yield Objection("representatives", why)
    yield from workflow.people_objections(
        told.head_count,
        told.representatives,
        may_name_none=told.result in workflow_people.WITHOUT_PAPER,
    )
    yield from workflow_people.appointment_objections(
        told.head_count,
        named=len(told.representatives),
        signed=told.appointment_signed,
        result=told.result,
    )
    lines = [(one.full_name, one.birth_year, one.address) for one in told.members]
    yield from workflow_people.member_objections(lines, told.head_count, this_year)
    yield from _mandate(told, this_year)


def _identity(who: Petitioner, this_year: int) -> Iterator[Objection]:
    checks = {
        "full_name": identity.name_refusal(who.full_name) or _long_name(who.full_name),
        "birth_year": identity.birth_year_refusal(who.birth_year, this_year),
        "id_number": identity.id_number_refusal(who.id_number, who.paper),
        "phone": identity.phone_refusal(who.phone),
        "address": "Địa chỉ dài quá." if len(who.address) > identity.LONGEST_ADDRESS else None,
    }
    yield from (Objection(field, why) for field, why in checks.items() if why)


def _long_name(name: str) -> str | None:
    if len(name) <= identity.LONGEST_NAME:
        return None
    return f"Họ tên dài quá {identity.LONGEST_NAME} ký tự."


def _mandate(told: VisitInput, this_year: int) -> Iterator[Objection]:
    mandate = told.mandate
    yield from workflow_people.capacity_objections(
        told.capacity,
        is_organisation=told.petitioner.is_organisation,
        has_mandate=mandate is not None,
    )
    if mandate is None:
        return
    beside = {"id_number": "mandate_number"}
    for found in _identity(mandate.holder, this_year):
        yield Objection(beside.get(found.field, "mandate_name"), found.sentence)
    yield from workflow_people.mandate_objections(
        told.capacity,
        document=mandate.document,
        document_date=mandate.document_date,
        expires_on=mandate.expires_on,
        visit_on=told.arrived_on,
        result=told.result,
    )


def _named(told: VisitInput) -> dict[str, bool]:
    """By field, whether somebody is named there."""
    who = told.petitioner
    return {
        "full_name": bool(who.full_name),
        "id_number": bool(who.id_number),
        "phone": bool(who.phone),
        "birth_year": who.birth_year is not None,
        "representatives": bool(told.representatives),
        "members": bool(told.members),
        "mandate_name": told.mandate is not None,
        "interpreter": bool(told.interpreter),
    }


def _when(told: VisitInput, now: datetime) -> Iterator[Objection]:
    session = told.session
    yield from workflow.arrival_objections(
        arrived_at=told.arrived_at,
        arrived_on=told.arrived_on,
        now=now,
        session_on=session.on_date if session else None,
    )
    if session and session.state in (SessionState.CANCELLED, SessionState.MOVED):
        state = session.get_state_display().lower()
        yield Objection("session", f"Buổi tiếp này đã ghi là {state}; hãy chọn buổi khác.")
    if told.origin == VisitOrigin.PAPER and not told.late_reason:
        yield Objection("late_reason", "Nhập từ sổ giấy thì phải ghi lý do nhập sau.")


def _what_came_of_it(told: VisitInput) -> Iterator[Objection]:
    yield from workflow.result_objections(
        has_petition=told.taken_in is not None, takes_petition=told.result in TAKEN_IN
    )
    yield from workflow_results.account_objections(
        told.result, note=told.result_note, directed_to=told.directed_to
    )
    yield from workflow_results.statement_objections(
        told.result, confirmed=told.statement_confirmed, note=told.result_note
    )
    yield from workflow_results.refusal_objections(
        told.result,
        ground=told.refusal.ground if told.refusal else None,
        explanation=told.refusal.explanation if told.refusal else "",
        visit_on=told.arrived_on,
    )


def _further(told: VisitInput) -> Iterator[Objection]:
    if not told.further:
        return
    yield from workflow_results.further_objections(
        is_secret=told.is_secret,
        denounces=any(one.kind == PetitionKind.DENUNCIATION for one in told.further),
        refuses=any(one.result == VisitResult.REFUSED for one in told.further),
        joins=_joins(told),
        named=all(one.title and one.content for one in told.further),
    )
    for number, one in enumerate(told.further, start=2):
        prefix = f"Nội dung {number}: "
        for found in workflow_results.account_objections(
            one.result, note=one.result_note, directed_to=one.directed_to, prefix=prefix
        ):
            yield Objection("further", found.sentence)
        if told.is_anonymous and one.takes_petition:
            yield Objection("further", f"{prefix}người không nêu tên thì không nhận đơn.")
        if len(one.title) > _LONGEST["title"] or len(one.directed_to) > _LONGEST["directed_to"]:
            yield Objection("further", f"{prefix}tóm tắt hoặc nơi chuyển đến dài quá.")


def _joins(told: VisitInput) -> tuple[bool, ...]:
    """Of each existing matter among the further contents, whether it may be joined."""
    seen = {told.matter.pk} if told.matter else set()
    found = []
    for matter in (one.matter for one in told.further if one.matter):
        at_home = matter.secrecy == Secrecy.OPEN and matter.agency_id == told.agency.pk
        found.append(at_home and matter.pk not in seen)
        seen.add(matter.pk)
    return tuple(found)


def _open_texts(told: VisitInput) -> dict[str, str]:
    """The texts of a visit that are kept readable, by field."""
    return {
        "title": told.title,
        "content": told.content,
        "request": told.request,
        "locality": told.locality,
        "calming": told.calming,
        "result_note": told.result_note,
        "petition_content": told.petition.content if told.petition else "",
        "settled_by": told.settled_by,
        "directed_to": told.directed_to,
        "refusal_explanation": told.refusal.explanation if told.refusal else "",
        "late_reason": told.late_reason,
        **{one.question.field_name: one.text for one in told.answers},
    }


def _what_names(told: VisitInput) -> list[str]:
    """What gives a person away in a text. A name of one word is too often an ordinary word."""
    people = [told.petitioner, *([told.mandate.holder] if told.mandate else [])]
    names = [
        *(one.full_name for one in people),
        *told.representatives,
        *(one.full_name for one in told.members),
        told.interpreter.partition(",")[0],
    ]
    numbers = [number for one in people for number in (one.id_number, one.phone.lstrip("+"))]
    return _telling(names) + [number for number in numbers if number]


def _telling(names: Iterable[str]) -> list[str]:
    return [name for name in names if " " in name]


def _too_long(told: VisitInput) -> Iterator[Objection]:
    for field, longest in _LONGEST.items():
        if len(getattr(told, field)) > longest:
            yield Objection(field, f"Phần này dài quá {longest} ký tự.")
    if told.mandate and len(told.mandate.document) > 200:
        yield Objection("mandate_document", "Phần này dài quá 200 ký tự.")
