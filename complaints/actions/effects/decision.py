"""Quyết định, kết luận, văn bản trả lời: what was decided, and what must be done for it."""

from typing import Any

from agencies.refusals import Refused
from complaints.actions.effects import duties
from complaints.actions.effects.taken import Taken
from complaints.enums import PetitionState
from complaints.models import Decision, EnforcementItem
from complaints.procedure import said as spoken
from complaints.procedure.items import Item, Unreadable, items_of
from complaints.procedure.names import Finding, Ruling

_COUNTED = (
    "investigation_cases", "investigation_people", "investigation_officials",
    "rights_restored_people", "rights_restored_organisations",
)  # fmt: skip


def readable_items(taken: Taken) -> list[Item]:
    """The items as written on the form; a line that cannot be read is told."""
    try:
        items = items_of(taken.said)
    except Unreadable as error:
        raise Refused(str(error)) from None
    for item in items:
        if item.due_on and item.due_on < taken.happened_on:
            raise Refused(f"Hạn thực hiện “{item.what}” trước ngày ban hành văn bản.")
    return items


def decide(taken: Taken) -> None:
    """Quyết định giải quyết khiếu nại (Luật Khiếu nại 2011, art. 31, 40), kết luận nội dung tố cáo
    (Luật Tố cáo 2018, art. 35): the petition is resolved that day."""
    items = readable_items(taken)
    _check_investigated(taken)
    decision = _decision(
        taken,
        finding=Finding(taken.said["finding"]),
        ruling=Ruling(taken.said.get("ruling") or Ruling.NONE),
        **{name: taken.said.get(name) or 0 for name in _COUNTED},
    )
    EnforcementItem.objects.bulk_create(
        EnforcementItem(
            decision=decision, kind=item.kind, what=item.what, amount=item.amount,
            officials=item.officials, due_on=item.due_on,
        )
        for item in items
    )  # fmt: skip
    _resolve(taken, f"{_paper(taken)}: {decision.get_finding_display()}. {decision.text}")


def _check_investigated(taken: Taken) -> None:
    """Officials handed to the investigators are among the people handed over."""
    people = taken.said.get("investigation_people") or 0
    if (taken.said.get("investigation_officials") or 0) > people:
        raise Refused(
            "Số cán bộ, công chức, viên chức chuyển cơ quan điều tra không thể lớn hơn số người "
            f"chuyển cơ quan điều tra ({people})."
        )


def answer(taken: Taken) -> None:
    """Trả lời kiến nghị, phản ánh (Luật Tiếp công dân 2013, art. 28): answered and told at once."""
    told_on = taken.said.get("told_on") or taken.happened_on
    if told_on < taken.happened_on:
        raise Refused("Ngày trả lời công dân không thể trước ngày văn bản trả lời.")
    _decision(taken, finding=Finding.ANSWERED, sent_on=told_on, received_on=told_on)
    _resolve(taken, f"{_paper(taken)}. {spoken.text(taken.said, 'text')}")


def refuse_again(taken: Taken) -> None:
    """Không giải quyết lại vụ việc tố cáo, told with the reason (Luật Tố cáo 2018, art. 37 clause 2a)."""
    _resolve(taken, f"Không giải quyết lại: {spoken.text(taken.said, 'reason')}")


def _decision(taken: Taken, **values: Any) -> Decision:
    decision = Decision(
        petition=taken.petition,
        number=taken.document.strip()[:120],
        decided_on=taken.happened_on,
        signer=taken.signer.strip()[:120],
        text=spoken.text(taken.said, "text"),
        **values,
    )
    decision.save(force_insert=True)
    return decision


def _paper(taken: Taken) -> str:
    return f"{taken.document.strip()} ngày {taken.happened_on:%d/%m/%Y}"


def _resolve(taken: Taken, resolution: str) -> None:
    petition = taken.petition
    petition.state, petition.resolved_on = PetitionState.RESOLVED, taken.happened_on
    petition.resolution = resolution
    petition.save(update_fields=["state", "resolved_on", "resolution"])
    duties.owe_reply(taken)
