"""Việc hôm nay: what one person has before them, each case one line with its one missing thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from agencies.models import User
from complaints import law_book
from complaints.models import Petition, Substitution
from complaints.next_step import missing_thing
from complaints.selectors import SEALED_NUMBER, number_for
from complaints.subjects import ABOUT_PERSONNEL
from law.enums import DUTIES_OF_THE_OFFICE

WEEK = timedelta(days=7)
NEAR = 3
_NOBODY = UUID(int=0)
# What a line prints and what tells its missing thing; nothing else is read.
COLUMNS = (
    "id", "matter_id", "agency_id", "secrecy", "number", "year", "kind", "summary", "state",
    "outcome", "waits_for", "received_on", "holder_id", "next_due_on", "next_duty", "proceeding__kind",
    "proceeding__stage", "holder__full_name", "subject_code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class When:
    """A due date in words, with the tone of its badge."""

    day: str
    words: str
    tone: str
    duty: str


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One case as text: the template of a busy page only prints it."""

    id: UUID
    url: str
    number: str
    sealed: bool
    summary: str
    kind: str
    stage: str
    missing: str
    when: When | None
    holder: str
    note: str = ""
    act_label: str = ""
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Cases of one urgency. `more`: there are others than those shown, behind `more_url`."""

    key: str
    title: str
    lines: list[WorkLine]
    more: bool = False
    more_url: str = ""
    hint: str = ""

    @property
    def count(self) -> str:
        return f"hơn {len(self.lines)}" if self.more else str(len(self.lines))


def when_of(petition: Petition, today: date) -> When | None:
    """The nearest duty; a day that only opens a way (hiệu lực, thời hiệu) makes nobody late."""
    due = petition.next_due_on
    if due is None:
        return None
    left, duty = (due - today).days, law_book.rules().get(petition.next_duty)
    day = f"{due:%d/%m/%Y}"
    if left <= 0 and duty.kind not in DUTIES_OF_THE_OFFICE:
        return When(day, "đã đến ngày", "info", duty.duty)
    if left < 0:
        return When(day, f"quá hạn {-left} ngày", "late", duty.duty)
    if left == 0:
        return When(day, "hết hạn hôm nay", "warn", duty.duty)
    return When(day, f"còn {left} ngày", "warn" if left <= NEAR else "neutral", duty.duty)


def lines_of(
    found: Iterable[Petition],
    user: User,
    today: date,
    absent: dict[UUID, str] | None = None,
    badge: str = "",
) -> list[WorkLine]:
    """Lines without a further statement; `absent`: whose work it is, where it is not one's own;
    `badge`: what marks a petition about candidates or personnel while people are chosen."""
    case_url = reverse("petition_detail", args=[_NOBODY])
    return [_line(petition, user, today, absent or {}, case_url, badge) for petition in found]


def _line(
    petition: Petition, user: User, today: date, absent: dict[UUID, str], case_url: str, badge: str
) -> WorkLine:
    number, proceeding = number_for(petition, user), getattr(petition, "proceeding", None)
    stands_in = absent.get(petition.holder_id) if petition.holder_id else None
    return WorkLine(
        id=petition.pk,
        url=case_url.replace(str(_NOBODY), str(petition.pk)),
        number="" if number == SEALED_NUMBER else number,
        sealed=bool(petition.secrecy),
        summary=petition.summary,
        kind=petition.get_kind_display(),
        stage=proceeding.get_stage_display() if proceeding else petition.get_state_display(),
        missing=missing_thing(petition, proceeding),
        when=when_of(petition, today),
        holder=petition.holder.full_name if petition.holder else "",
        note=f"làm thay {stands_in}" if stands_in else "",
        badge=badge if badge and petition.subject_code in ABOUT_PERSONNEL else "",
    )


def cases(user: User) -> QuerySet[Petition]:
    """Petitions this user may see, with what a line of work needs and no more."""
    rows = Petition.objects.visible_to(user).select_related("proceeding", "holder")
    found: QuerySet[Petition] = rows.only(*COLUMNS)
    return found


def standing_in(user: User, today: date) -> list[Substitution]:
    """Whose work this user does today."""
    rows = Substitution.objects.visible_to(user).filter(
        substitute=user, from_on__lte=today, to_on__gte=today, ended_at=None
    )
    return list(rows.select_related("absent"))


def mine(user: User, stood_in: list[Substitution]) -> Q:
    """Held by oneself, or by somebody whose work one does, in the agency where one does it."""
    found = Q(holder=user)
    for substitution in stood_in:
        found |= Q(holder_id=substitution.absent_id, agency_id=substitution.agency_id)
    return found
