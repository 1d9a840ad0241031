"""Kiểm tra điều kiện xử lý đơn: the answers to the checklist, and what the law makes of them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints import eligibility
from complaints.actions import locks
from complaints.actions.turns import ensure_current
from complaints.eligibility_lines import Answer
from complaints.enums import PetitionKind, PetitionState
from complaints.models import Assessment, Petition
from complaints.rights import ensure_in
from records.actions import ledger
from records.enums import Verb

_NOT_YOURS = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn được kiểm tra điều kiện đơn này."
_LONGEST_NOTE = 300


@transaction.atomic
def assess_petition(
    *,
    petition_id: UUID,
    answers: Mapping[str, str],
    notes: Mapping[str, str] | None = None,
    competent_agency: Agency | None = None,
    competent_name: str = "",
    version: int,
    by: User,
    now: datetime,
) -> Assessment:
    """Keeps the answers, open lines included: a checklist may be filled in two sittings.

    A denouncer who cannot be identified (Luật Tố cáo 2018, art. 25) is noted on the petition.
    """
    petition = locks.petition(pk=petition_id, by=by)
    ensure_in(by, petition.agency, Permission.PROCESS_PETITION, _NOT_YOURS)
    ensure_current(petition, version)
    if petition.state != PetitionState.RECEIVED:
        state = petition.get_state_display()
        raise Refused(f"Không thể kiểm tra điều kiện khi tình trạng đơn là “{state}”.")
    checklist = eligibility.checklist_of(
        petition.kind, is_first_time=petition.is_first_time, is_discipline=petition.is_discipline
    )
    known = {line.code for line in eligibility.lines_of(checklist)}
    kept = {code: answers[code] for code in sorted(known & set(answers)) if answers[code]}
    if wrong := [code for code, answer in kept.items() if answer not in set(Answer)]:
        raise Refused(f"Câu trả lời của dòng {wrong[0]} không hợp lệ.")
    said = {code: (notes or {})[code][:_LONGEST_NOTE] for code in known & set(notes or {})}
    found = eligibility.verdict(checklist, kept)
    assessment, _ = Assessment.objects.update_or_create(
        petition=petition,
        defaults={
            "answers": kept,
            "notes": {code: note for code, note in sorted(said.items()) if note},
            "is_eligible": found.is_eligible,
            "competent_agency": competent_agency,
            "competent_name": competent_name.strip()[:200],
            "assessed_by": by,
            "assessed_at": now,
        },
    )
    _note_anonymous(petition, kept)
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=petition, also=[assessment], now=now,
        details={"buoc": "kiem_tra_dieu_kien", "du_dieu_kien": found.is_eligible},
    )  # fmt: skip
    return assessment


def _note_anonymous(petition: Petition, answers: Mapping[str, str]) -> None:
    if petition.kind != PetitionKind.DENUNCIATION or "xac_dinh" not in answers:
        return
    unknown = answers["xac_dinh"] == Answer.NO
    if petition.is_anonymous != unknown:
        petition.is_anonymous = unknown
        petition.save(update_fields=["is_anonymous"])
