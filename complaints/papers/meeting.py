"""What the last dialogue (đối thoại) says in form 14: when, where, who came, what was agreed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from complaints.models import DialogueParty, Petition
from complaints.papers.filling import Value
from complaints.procedure.names import Attendance, DialogueRole

_ABSENT = {
    Attendance.EXCUSED: "Người khiếu nại vắng mặt có lý do",
    Attendance.ABSENT: "Người khiếu nại vắng mặt không có lý do chính đáng",
}
_CITIZENS = frozenset({DialogueRole.COMPLAINANT, DialogueRole.REPRESENTATIVE})


def dialogue_of(petition: Petition) -> dict[str, Value]:
    """Values of the latest dialogue; people who speak for a sealed petitioner stay blank."""
    dialogue = petition.dialogues.prefetch_related("parties").last()
    if dialogue is None:
        return {}
    parties = list(dialogue.parties.all())
    return {
        "luc_doi_thoai": timezone.localtime(dialogue.planned_at),
        "noi_doi_thoai": dialogue.place,
        "chu_tri": _names(parties, DialogueRole.CHAIR) or dialogue.chair,
        "thu_ky": _names(parties, DialogueRole.SECRETARY),
        "nguoi_bi_khieu_nai_du": _names(parties, DialogueRole.RESPONDENT),
        "nguoi_lien_quan_du": _names(parties, DialogueRole.CONCERNED),
        "to_chuc_du": _names(parties, DialogueRole.ORGANISATION),
        "vang_mat": _absence(parties),
        "noi_dung_doi_thoai": dialogue.content,
        "ket_qua_doi_thoai": dialogue.result,
        "so_ban": dialogue.copies,
    }


def _names(parties: Sequence[DialogueParty], role: DialogueRole) -> list[str]:
    """Those of one role who came, or whose presence nobody noted yet."""
    came = (Attendance.PRESENT, "")
    return [p.name for p in parties if p.role == role and p.attendance in came]


def _absence(parties: Sequence[DialogueParty]) -> str:
    """The sentence that the minutes must hold when the complainant stayed away."""
    for party in parties:
        if party.role in _CITIZENS and (
            word := _ABSENT.get(Attendance(party.attendance or "present"))
        ):
            return f"{word}: {party.reason}." if party.reason else f"{word}."
    return ""
