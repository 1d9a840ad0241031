"""Đối thoại: invited in time, held with minutes, or missed (Luật Khiếu nại 2011, art. 30, 39;
Nghị định 124/2020/NĐ-CP, art. 28)."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from agencies.refusals import Refused
from complaints import law_book
from complaints.actions.effects.taken import Taken
from complaints.models import Clock, Dialogue, DialogueParty
from complaints.procedure import said as spoken
from complaints.procedure.names import Attendance, DialogueRole

NOTICE = "KN_DOITHOAI_MOI"
LEAST_COPIES = 3
_ROLES = {str(role.label).casefold(): role for role in DialogueRole} | {
    role.value: role for role in DialogueRole
}
_ATTENDING = tuple(role for role in DialogueRole if role not in ("chair", "secretary"))


def check_invitation(taken: Taken) -> None:
    """At least five days before, since 01/07/2026; and of each who is invited, in which capacity."""
    planned_on = timezone.localtime(_moment(taken.said["planned_at"])).date()
    if planned_on < taken.happened_on:
        raise Refused("Ngày đối thoại không thể trước ngày thông báo.")
    last_day = latest_notice(planned_on, taken)
    if last_day and taken.happened_on > last_day:
        raise Refused(
            f"Thông báo đối thoại ngày {planned_on:%d/%m/%Y} phải gửi chậm nhất ngày "
            f"{last_day:%d/%m/%Y}: trước ít nhất 05 ngày (Nghị định 124/2020/NĐ-CP, điều 28 khoản 1)."
        )
    _parties(taken)


def latest_notice(planned_on: date, taken: Taken) -> date | None:
    """The last day for the notice; None where the law gave none yet."""
    if not law_book.covers(NOTICE, planned_on):
        return None
    asked = Clock(rule_code=NOTICE, started_on=planned_on, branches=[])
    return law_book.due_of(asked, timezone.localtime(taken.now).date())


def _moment(value: datetime) -> datetime:
    return value if timezone.is_aware(value) else timezone.make_aware(value)


def invite(taken: Taken) -> None:
    """Writes the dialogue that is planned, and who is invited."""
    dialogue = Dialogue.objects.create(
        petition=taken.petition,
        planned_at=_moment(taken.said["planned_at"]),
        place=spoken.text(taken.said, "place", 200),
        chair=spoken.text(taken.said, "chair", 160),
        notice_on=taken.happened_on,
        notice_document=taken.document[:120],
        content=spoken.text(taken.said, "content"),
    )
    DialogueParty.objects.bulk_create(
        DialogueParty(dialogue=dialogue, role=role, name=name) for role, name in _parties(taken)
    )


def _parties(taken: Taken) -> list[tuple[DialogueRole, str]]:
    found = []
    for row in spoken.lines(taken.said, "parties"):
        role = _ROLES.get(row[0].casefold())
        if role is None or len(row) < 2 or not row[1]:
            known = "; ".join(str(role.label) for role in DialogueRole)
            raise Refused(
                f"Thành phần “{' | '.join(row)}”: ghi tư cách | họ tên; tư cách là một trong: {known}."
            )
        found.append((role, row[1][:160]))
    return found


def check_minutes(taken: Taken) -> None:
    """Not before the day it was called for; three copies; absence with or without a reason."""
    said, dialogue = taken.said, _planned(taken)
    planned_on = timezone.localtime(dialogue.planned_at).date()
    if taken.happened_on < planned_on:
        raise Refused(f"Buổi đối thoại được thông báo vào ngày {planned_on:%d/%m/%Y}.")
    if said["copies"] < LEAST_COPIES:
        raise Refused("Biên bản đối thoại lập ít nhất 03 bản (Nghị định 124/2020/NĐ-CP, điều 28).")
    excused = any(said.get(role.value) == Attendance.EXCUSED for role in _ATTENDING)
    if excused and not spoken.text(said, "absence_reason"):
        raise Refused("Hãy ghi lý do vắng mặt.")
    if not is_missed(said) and not (spoken.text(said, "content") and spoken.text(said, "result")):
        raise Refused("Hãy ghi nội dung và kết quả đối thoại.")


def is_missed(said: Any) -> bool:
    """True when neither the complainant nor a representative came: there was no dialogue."""
    came = (said.get("complainant"), said.get("representative"))
    return Attendance.PRESENT not in came


def hold(taken: Taken) -> None:
    """Biên bản đối thoại (form 14). Absent without a good reason, the case goes on all the same."""
    dialogue, said = _planned(taken), taken.said
    dialogue.held_on = taken.happened_on
    dialogue.content = spoken.text(said, "content") or dialogue.content
    dialogue.result = spoken.text(said, "result")
    dialogue.copies = said["copies"]
    dialogue.missed = is_missed(said)
    dialogue.save(update_fields=["held_on", "content", "result", "copies", "missed"])
    for role in _ATTENDING:
        if attendance := said.get(role.value):
            _attended(dialogue, role, attendance, spoken.text(said, "absence_reason", 200))


def _attended(dialogue: Dialogue, role: DialogueRole, attendance: str, reason: str) -> None:
    """Of a group that nobody named in the invitation, the presence is kept all the same."""
    told = {
        "attendance": attendance, "reason": reason if attendance == Attendance.EXCUSED else "",
    }  # fmt: skip
    if not DialogueParty.objects.filter(dialogue=dialogue, role=role).update(**told):
        DialogueParty.objects.create(dialogue=dialogue, role=role, name=str(role.label), **told)


def _planned(taken: Taken) -> Dialogue:
    return Dialogue.objects.filter(petition=taken.petition, held_on=None).latest("planned_at")
