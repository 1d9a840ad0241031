"""Rows for the pages of complaints, each already cut to what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse

from agencies.models import Agency, Membership, User
from agencies.roles import Permission
from complaints import law_book
from complaints.enums import PetitionState, Secrecy
from complaints.lateness import passing_duties
from complaints.models import CaseTask, Clock, HotSpot, IdentityRequest, Matter, Petition
from complaints.procedure.names import Stage
from complaints.subjects import ABOUT_PERSONNEL
from law.enums import State
from records.models import StoredFile

SOON = timedelta(days=7)
TOO_LONG = timedelta(days=45)
_CASE_WORK = (
    Permission.LOG_VISIT,
    Permission.REGISTER_PETITION,
    Permission.PROCESS_PETITION,
    Permission.SEE_OVERVIEW,
    Permission.APPROVE_IDENTITY,
)
_LONG_TEXTS = ("content", "outcome_note", "resolution")


def works_with_cases(user: User) -> bool:
    """True for every role but the administrator's, who sees no case content (design.md section 3)."""
    return any(user.may(permission) for permission in _CASE_WORK)


def watches_cases(user: User) -> bool:
    """True when some agency's matters are within reach by role, not by name alone."""
    return bool(user.access.own_ids or user.access.prefixes)


@dataclass(frozen=True, slots=True)
class Due:
    """One duty as lists print it; arguments of parts/deadline.html."""

    duty: str
    on: date | None
    days_left: int | None
    state: State | None
    done_on: date | None = None


def due_of(code: str, due_on: date | None, today: date, done_on: date | None = None) -> Due:
    """The duty in words and the days left, counted to the day it was done or to today."""
    left = (due_on - (done_on or today)).days if due_on else None
    state = law_book.state_on(due_on, done_on, today)
    if state == State.OVERDUE and code in passing_duties():
        state = State.DONE  # its time has run, nobody is late
    return Due(law_book.duty(code), due_on, left, state, done_on)


@dataclass(frozen=True, slots=True)
class PetitionRow:
    """A petition with its number as the reader may know it and its nearest duty."""

    petition: Petition
    number: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class PetitionLine:
    """One line of the list of petitions, as text: the template of a busy page only prints it."""

    number: str
    sealed: bool
    received: str
    sender: str
    signers: str
    url: str
    summary: str
    note: str
    kind: str
    state: str
    outcome: str
    holder: str
    waiting: str
    too_long: bool
    due: Due | None
    badge: str = ""


SEALED_NUMBER = "Kín"


class Numbered(Protocol):
    """A record with a number in an open or a sealed register."""

    secrecy: int

    @property
    def register_number(self) -> str: ...


def number_for(record: Numbered, user: User) -> str:
    """The register number. That of the sealed register is told to its keepers alone: a hole in the
    numbers would tell of a record that somebody must not notice (design.md section 9)."""
    if record.secrecy and not user.may(Permission.KEEP_SEALED_REGISTER):
        return SEALED_NUMBER
    return record.register_number


def petition_rows(found: Iterable[Petition], user: User, today: date) -> list[PetitionRow]:
    """Petitions as the case page and the sealed register show them, without a further statement."""
    return [PetitionRow(p, number_for(p, user), _next_due(p, today)) for p in found]


def _next_due(petition: Petition, today: date) -> Due | None:
    if petition.next_due_on is None:
        return None
    return due_of(petition.next_duty, petition.next_due_on, today)


_NOBODY = UUID(int=0)


def petition_list_rows(user: User) -> QuerySet[Petition]:
    """Rows of the register with what else a line shows: the stage of the case, who holds it."""
    return petitions(user).annotate(
        stage=F("proceeding__stage"), holder_name=F("holder__full_name")
    )


def petition_lines(
    found: Iterable[Petition],
    user: User,
    today: date,
    *,
    several_agencies: bool,
    badge: str = "",
) -> list[PetitionLine]:
    """Lines of `petition_list_rows`, without a further statement; `badge` marks those about
    candidates and personnel while people are chosen."""
    case_url = reverse("petition_detail", args=[_NOBODY])
    return [_line(petition, user, today, several_agencies, case_url, badge) for petition in found]


def waits_too_long(petition: Petition, today: date) -> bool:
    """True for a petition that nobody has processed for 45 days (Nghị định 154/2026/NĐ-CP, art. 41
    clause 3): the red line of every list."""
    waits = petition.state == PetitionState.RECEIVED
    return waits and today - petition.received_on >= TOO_LONG


def _line(
    petition: Any, user: User, today: date, several_agencies: bool, case_url: str, badge: str
) -> PetitionLine:
    number, field = number_for(petition, user), petition.get_field_display()
    closed = petition.state == PetitionState.PROCESSED
    waits = petition.state == PetitionState.RECEIVED
    stage = Stage(petition.stage).label if petition.stage else petition.get_state_display()
    return PetitionLine(
        number="" if number == SEALED_NUMBER else number,
        sealed=bool(petition.secrecy),
        received=f"{petition.received_on:%d/%m/%Y}",
        sender=petition.petitioner_label,
        signers=f"{petition.signatories} người ký" if petition.signatories > 1 else "",
        url=case_url.replace(str(_NOBODY), str(petition.pk)),
        summary=petition.summary,
        note=" · ".join(
            [
                field,
                *([petition.agency.short_name] if several_agencies else []),
                *(["số của sổ đơn vị cũ"] if petition.book_agency_id else []),
            ]
        ),
        kind=petition.get_kind_display(),
        state=str(stage),
        outcome=petition.get_outcome_display() if closed else "",
        holder=petition.holder_name or "",
        waiting=f"đã chờ {(today - petition.received_on).days} ngày" if waits else "",
        too_long=waits_too_long(petition, today),
        due=_next_due(petition, today),
        badge=badge if badge and petition.subject_code in ABOUT_PERSONNEL else "",
    )


def petitions(user: User) -> QuerySet[Petition]:
    """Sổ đơn: petitions this user may see, with what a line shows."""
    return Petition.objects.visible_to(user).select_related("agency").defer(*_LONG_TEXTS)


def matters(user: User) -> QuerySet[Matter]:
    """Matters this user may see."""
    return Matter.objects.visible_to(user).select_related("agency")


def sees_matter(*, user: User, parent_id: UUID) -> bool:
    """Guard of the files attached to a matter."""
    return bool(Matter.objects.visible_to(user).filter(pk=parent_id).exists())


def matters_due(user: User, today: date) -> QuerySet[Matter]:
    """Overdue, or due within seven days, the latest first. Those one was told of by name as well."""
    return matters(user).filter(next_due_on__lte=today + SOON).order_by("next_due_on", "id")


def clocks_of(user: User, matter: Matter) -> list[Clock]:
    """All duties of a matter, open ones first by due date."""
    found = Clock.objects.visible_to(user).filter(matter=matter).select_related("petition")
    return sorted(
        found, key=lambda c: (c.finished_on is not None, c.due_on or date.max, c.rule_code)
    )


def petitions_of(user: User, matter: Matter) -> list[Petition]:
    """Petitions of a matter, oldest first."""
    found = petitions(user).filter(matter=matter).select_related("proceeding")
    return list(found.order_by("received_on", "id"))


def hotspots(user: User) -> QuerySet[HotSpot]:
    """Flags this user may see."""
    return HotSpot.objects.visible_to(user).select_related("matter", "agency")


def identity_requests(user: User) -> QuerySet[IdentityRequest]:
    """One's own requests and, for custodians, those on matters they were told of."""
    return (
        IdentityRequest.objects.visible_to(user)
        .select_related(
            "matter__agency", "matter__sealed_identity", "asked_by", "decided_by", "opened_by"
        )
        .defer("matter__sealed_identity__cipher", "matter__sealed_identity__wrapped_key")
        .order_by("-asked_at", "-id")
    )


def sealed_register(user: User) -> QuerySet[Petition]:
    """Sổ đơn kín of the custodian's own agency: only what the custodian was told of by name."""
    kept = user.access.agencies_with(Permission.KEEP_SEALED_REGISTER)
    return petitions(user).filter(agency__in=kept, secrecy__gte=Secrecy.SEALED)


def files_of(matter: Matter) -> QuerySet[StoredFile]:
    """Files attached to a matter that was fetched through `visible_to`, newest first."""
    return (
        StoredFile.objects.filter(parent_kind="matter", parent_id=matter.pk)
        .select_related("stored_by")
        .order_by("-stored_at", "name")
    )


def known_agencies(agency: Agency, today: date) -> QuerySet[Agency]:
    """Agencies of the same province or tree: their names are public."""
    root = agency.path.split("/")[0] + "/"
    return Agency.objects.in_force(today).filter(path__startswith=root).order_by("sort_key")


def colleagues(user: User, agency: Agency, today: date) -> QuerySet[User]:
    """People of the own agency who may be concerned by a matter and must not learn of it."""
    held = Membership.objects.in_force(today).filter(agency=agency)
    people = User.objects.filter(is_active=True, pk__in=held.values("user")).exclude(pk=user.pk)
    return people.order_by("sort_key")


def tasks_in(petition: Petition) -> list[CaseTask]:
    """Việc trong hồ sơ: open ones by day, then what is done or dropped."""
    rows = petition.tasks.select_related("assigned_to", "done_by", "proof_file")
    return sorted(rows, key=lambda task: (not task.is_open, task.due_on, task.made_at, task.pk))


def case_root() -> type[Matter]:
    """The record on which all that belongs to a case hangs, for the ledger (who_saw)."""
    return Matter
