"""What the case itself already answers of its checklist, so that nobody asks the paper twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agencies.models import User
from agencies.refusals import Refused
from complaints import eligibility, law_book
from complaints.eligibility import Checklist
from complaints.eligibility_lines import Answer
from complaints.enums import Outcome, PetitionKind
from complaints.models import Assessment, Clock, Petition
from complaints.processing import outcomes_before

_LIMITS = {
    Checklist.COMPLAINT_1: "KN_THOIHIEU",
    Checklist.COMPLAINT_2: "KN_LAN2_HAN",
    Checklist.DISCIPLINE: "KN_KL_THOIHIEU1",
}


@dataclass(frozen=True, slots=True)
class Hint:
    """A proposed answer and the sentence behind it."""

    answer: str
    why: str


def checklist_for(petition: Petition) -> Checklist:
    """The list of lines this petition is held against."""
    return eligibility.checklist_of(
        petition.kind, is_first_time=petition.is_first_time, is_discipline=petition.is_discipline
    )


def verdict_for(petition: Petition, assessment: Assessment | None) -> eligibility.Verdict:
    """What the stored answers lead to; without an assessment every line is open."""
    answers = assessment.answers if assessment else {}
    return eligibility.verdict(checklist_for(petition), answers)


def hints_for(petition: Petition, user: User, today: date) -> dict[str, Hint]:
    """Answers by line code that dates, links and marks of the petition give."""
    found = {"thoi_hieu": _limitation(petition, today)}
    if petition.kind == PetitionKind.DENUNCIATION and petition.is_anonymous:
        found["xac_dinh"] = Hint(Answer.NO, "Đơn đã ghi là không rõ hoặc mạo danh người tố cáo.")
    if Outcome.GUIDE in outcomes_before(petition, user):
        found["da_huong_dan"] = Hint(Answer.YES, "Đơn liên kết cùng nội dung đã được hướng dẫn.")
    return {code: hint for code, hint in found.items() if hint is not None}


def _limitation(petition: Petition, today: date) -> Hint | None:
    """Thời hiệu, counted from the day the decision was known to the day the complaint was sent."""
    code = limit_code(petition)
    if code is None or petition.contested_on is None:
        return None
    complained_on = petition.postmarked_on or petition.received_on
    clock = Clock(rule_code=code, branches=[], started_on=petition.contested_on)
    try:
        due_on = law_book.due_of(clock, today)
    except Refused as refused:
        return Hint("", refused.sentence)
    answer = eligibility.limitation_answer(due_on, complained_on)
    if due_on is None or not answer:
        return None
    kept = "còn" if answer == Answer.YES else "đã hết"
    return Hint(
        answer,
        f"Biết quyết định ngày {petition.contested_on:%d/%m/%Y}, thời hiệu đến hết "
        f"{due_on:%d/%m/%Y}; khiếu nại ngày {complained_on:%d/%m/%Y}: {kept} thời hiệu "
        "(thời gian có trở ngại không tính).",
    )


def limit_code(petition: Petition) -> str | None:
    """Which limitation counts for this complaint; None for what knows none."""
    checklist = checklist_for(petition)
    if checklist is Checklist.DISCIPLINE and not petition.is_first_time:
        return "KN_KL_THOIHIEU2"
    return _LIMITS.get(checklist)
