"""Beside one clock: who waits for whom, what moved its date, what a draft text would do to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from agencies import law_in_force
from agencies.enums import LawTextState
from agencies.models import LawText, User
from agencies.roles import Permission
from complaints import law_book
from complaints.models import Clock, ClockMove
from law.errors import LawError

# What the law asks of somebody else than the office that keeps the case.
_OF_OTHERS = {
    "KN_TAILIEU": "người được yêu cầu cung cấp tài liệu",
    "KN_LAN2_HAN": "người khiếu nại (quyền khiếu nại lần hai)",
    "KN_HET_DC": "người khiếu nại (quyền khiếu nại tiếp)",
    "KN_THOIHIEU": "người khiếu nại",
    "KN_KL_THOIHIEU1": "người khiếu nại",
    "KN_KL_THOIHIEU2": "người khiếu nại",
    "TC_XULY_BC": "cơ quan xử lý kết luận",
    "TC_QUAHAN_YC": "cấp trên trực tiếp",
}


@dataclass(frozen=True, slots=True)
class Tried:
    """One draft text beside this clock."""

    text: LawText
    due: date | None
    sentence: str


def acts(clock: Clock) -> str:
    """Who has to act by this date, in words."""
    return _OF_OTHERS.get(clock.rule_code, clock.agency.name)


def moves_of(clock: Clock) -> list[ClockMove]:
    """Notes of adopted texts that moved this date, newest first."""
    return list(clock.moves.select_related("law_text").order_by("-moved_at"))


def drafts_for(clock: Clock, user: User, today: date) -> list[Tried]:
    """What each draft would make of this date: for those who decide on texts and see the case."""
    if not user.may(Permission.ADOPT_LAW) or clock.finished_on is not None:
        return []
    drafts = LawText.objects.filter(state=LawTextState.DRAFT).order_by("-proposed_at")
    return list(_tried(clock, drafts, today))


def _tried(clock: Clock, drafts: Iterable[LawText], today: date) -> Iterator[Tried]:
    for text in drafts:
        try:
            law = law_in_force.with_text(law_in_force.in_force(), text.kind, text.payload)
            due = law_book.explain(clock, today, law=law).due
        except LawError as error:
            yield Tried(text, None, str(error))
        else:
            yield Tried(text, due, _said(clock.due_on, due))


def _said(old: date | None, new: date | None) -> str:
    if old is None or new is None or old == new:
        return "không đổi"
    days = (new - old).days
    return f"{'muộn' if days > 0 else 'sớm'} hơn {abs(days)} ngày"
