"""What waits for one person beside the cases they hold: papers, what came back, hand-overs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from agencies.models import User
from agencies.roles import Permission
from complaints.enums import PaperState, PetitionState, ProposalState, WaitsFor
from complaints.models import (
    CaseNotice,
    CasePaper,
    CaseTask,
    PaperHandover,
    Petition,
    Proposal,
)
from complaints.selectors import SEALED_NUMBER, number_for

_CASE = ("summary", "secrecy", "number", "year", "agency_id", "matter_id")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits, with the case it belongs to and what to do."""

    url: str
    number: str
    sealed: bool
    summary: str
    what: str
    since: datetime
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """Things of one kind; `more`: there are others than those shown."""

    key: str
    title: str
    items: list[Waiting]
    more: bool = False

    @property
    def count(self) -> str:
        return f"hơn {len(self.items)}" if self.more else str(len(self.items))


def papers_to_approve(user: User, most: int) -> WaitingGroup | None:
    """Văn bản chờ tôi duyệt, the oldest first; one's own draft waits for somebody else."""
    agencies = [a.pk for a in user.access.agencies_with(Permission.DECIDE_CASE)]
    if not agencies:
        return None
    rows = (
        CasePaper.objects.visible_to(user)
        .filter(state=PaperState.SUBMITTED, petition__agency__in=agencies)
        .exclude(drafted_by=user)
        .select_related("petition", "drafted_by")
        .only("title", "drafted_at", "drafted_by__full_name", *_of_petition())
    )
    found = list(rows.order_by("drafted_at", "id")[: most + 1])
    items = [
        _waiting(user, p.petition, _paper_url(p.pk), f"Duyệt văn bản: {p.title}", p.drafted_at,
                 p.drafted_by.full_name)
        for p in found[:most]
    ]  # fmt: skip
    return WaitingGroup("van-ban-cho-duyet", "Văn bản chờ tôi duyệt", items, len(found) > most)


def returned_to(user: User, most: int) -> WaitingGroup:
    """Trả lại để tôi làm rõ: proposals and papers that the head sent back."""
    items = sorted(
        [*_proposals_returned(user, most), *_papers_returned(user, most)],
        key=lambda item: item.since,
    )
    return WaitingGroup("tra-lai", "Trả lại để tôi làm rõ", items[:most], len(items) > most)


def _proposals_returned(user: User, most: int) -> list[Waiting]:
    """The petition still waits and nobody has proposed anew."""
    rows = (
        Proposal.objects.visible_to(user)
        .filter(
            proposed_by=user,
            state=ProposalState.RETURNED,
            petition__state=PetitionState.RECEIVED,
            petition__waits_for=WaitsFor.AGENCY,
        )
        .select_related("petition", "decided_by")
        .order_by("petition_id", "-proposed_at")
        .distinct("petition_id")
    )
    return [
        _waiting(user, p.petition, _case_url(p.petition_id),
                 f"Đề xuất “{p.get_outcome_display()}” được trả lại", p.decided_at,
                 p.decided_by.full_name, p.decision_note)
        for p in rows[: most + 1]
    ]  # fmt: skip


def _papers_returned(user: User, most: int) -> list[Waiting]:
    rows = (
        CasePaper.objects.visible_to(user)
        .filter(drafted_by=user, state=PaperState.DRAFT, returned_note__gt="")
        .select_related("petition", "drafted_by")
        .order_by("drafted_at", "id")
    )
    return [
        _waiting(user, p.petition, _paper_url(p.pk), f"Văn bản được trả lại: {p.title}",
                 p.drafted_at, "", p.returned_note)
        for p in rows[: most + 1]
    ]  # fmt: skip


def handovers_for(user: User, most: int) -> WaitingGroup:
    """Hồ sơ giấy chờ tôi nhận."""
    rows = (
        PaperHandover.objects.visible_to(user)
        .filter(given_to=user, received_at=None, refused_reason="")
        .select_related("petition", "given_by")
        .order_by("given_at", "id")
    )
    found = list(rows[: most + 1])
    items = [
        _waiting(user, h.petition, reverse("handover_answer", args=[h.pk]),
                 f"Nhận hồ sơ giấy: {h.content}", h.given_at, h.given_by.full_name, h.place)
        for h in found[:most]
    ]  # fmt: skip
    return WaitingGroup("giao-nhan", "Hồ sơ giấy chờ tôi nhận", items, len(found) > most)


def tasks_for(user: User, most: int) -> WaitingGroup:
    """Việc trong hồ sơ giao cho tôi, the nearest day first."""
    rows = (
        CaseTask.objects.visible_to(user)
        .filter(assigned_to=user, done_on=None, dropped_reason="")
        .select_related("petition", "made_by")
        .order_by("due_on", "id")
    )
    found = list(rows[: most + 1])
    items = [
        _waiting(user, task.petition, reverse("case_task", args=[task.pk]), task.text, task.made_at,
                 task.made_by.full_name, f"hạn {task.due_on:%d/%m/%Y}")
        for task in found[:most]
    ]  # fmt: skip
    return WaitingGroup("viec-trong-ho-so", "Việc trong hồ sơ", items, len(found) > most)


def unread_notices(user: User) -> int:
    """Notices of due dates that this user has not read."""
    return int(CaseNotice.objects.visible_to(user).filter(read_at=None).count())


def _of_petition() -> list[str]:
    return [f"petition__{name}" for name in _CASE]


def _case_url(pk: UUID) -> str:
    return reverse("petition_detail", args=[pk])


def _paper_url(pk: UUID) -> str:
    return reverse("paper_detail", args=[pk])


def _waiting(
    user: User, petition: Petition, url: str, what: str, since: datetime, by: str, note: str = ""
) -> Waiting:
    number = number_for(petition, user)
    return Waiting(
        url, "" if number == SEALED_NUMBER else number, bool(petition.secrecy), petition.summary,
        what, since, by, note,
    )  # fmt: skip
