"""What was said at the desk, as one value: from the form or from demo data to the action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from agencies.models import Agency, User
from complaints import identity
from complaints.enums import Field, PetitionKind, Secrecy
from complaints.models import Matter
from complaints.petitioner import Petitioner
from reception import workflow
from reception.enums import (
    Capacity,
    RefusalGround,
    SessionKind,
    Tension,
    VisitOrigin,
    VisitResult,
)
from reception.models import ReceptionSession
from reception.workflow import Objection


@dataclass(frozen=True, slots=True)
class PetitionInput:
    """Đơn nhận tại bàn. Empty parts are taken from the visit; sealing is decided for the visit."""

    content: str
    summary: str = ""
    signatories: int | None = None


@dataclass(frozen=True, slots=True)
class MandateInput:
    """Who came for the petitioner, by which paper (Nghị định 154/2026/NĐ-CP, art. 13)."""

    holder: Petitioner
    document: str
    document_date: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class MemberInput:
    """One line of the list of a group."""

    full_name: str
    birth_year: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class FurtherInput:
    """A further content told in the same visit; `matter` when it is one that exists."""

    kind: PetitionKind
    field: Field
    title: str
    content: str
    result: VisitResult
    result_note: str = ""
    directed_to: str = ""
    matter: Matter | None = None


@dataclass(frozen=True, slots=True)
class RefusalInput:
    """Từ chối tiếp: the statutory ground and what was explained."""

    ground: RefusalGround
    explanation: str


@dataclass(frozen=True, slots=True)
class VisitInput:
    """One reception as told; see `reception.actions.visits.register_visit`."""

    agency: Agency
    arrived_at: datetime
    petitioner: Petitioner
    head_count: int
    content: str
    tension: Tension
    result: VisitResult
    is_first_time: bool
    kind: PetitionKind
    field: Field
    title: str
    session: ReceptionSession | None = None
    representatives: tuple[str, ...] = ()
    request: str = ""
    calming: str = ""
    result_note: str = ""
    locality: str = ""
    matter: Matter | None = None
    petition: PetitionInput | None = None
    keep_sealed: bool = False
    accused_agency: Agency | None = None
    excluded_users: tuple[User, ...] = ()
    is_anonymous: bool = False
    capacity: Capacity = Capacity.SELF
    mandate: MandateInput | None = None
    interpreter: str = ""
    members: tuple[MemberInput, ...] = ()
    appointment_signed: bool | None = None
    further: tuple[FurtherInput, ...] = ()
    statement_confirmed: str = ""  # StatementConfirmed
    settled_by: str = ""
    is_competent: bool | None = None
    directed_to: str = ""
    directed_document: str = ""
    refusal: RefusalInput | None = None
    origin: VisitOrigin = VisitOrigin.DESK
    late_reason: str = ""

    def __post_init__(self) -> None:
        for name in ("representatives", "excluded_users", "members", "further"):
            object.__setattr__(self, name, tuple(getattr(self, name)))

    @property
    def arrived_on(self) -> date:
        """The local day of arrival: clocks and sessions count from it."""
        return timezone.localtime(self.arrived_at).date()

    @property
    def is_secret(self) -> bool:
        """True when law or visitor ask for the sealed path (Luật Tố cáo 2018, art. 8 and 56)."""
        return bool(
            self.keep_sealed
            or self.excluded_users
            or self.kind == PetitionKind.DENUNCIATION
            or self.joins_sealed
        )

    @property
    def joins_sealed(self) -> bool:
        """True when the matter's identity lies in the vault already."""
        return self.matter is not None and self.matter.secrecy >= Secrecy.SEALED

    def as_arguments(self) -> dict[str, Any]:
        """The same as keyword arguments of `register_visit`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def session_kind(self) -> SessionKind:
        return SessionKind(self.session.kind) if self.session else SessionKind.STANDING


def objections(told: VisitInput, now: datetime) -> Iterator[Objection]:
    """Every reason why this visit cannot be entered; none means that it can."""
    yield from _identity(told, timezone.localtime(now).year)
    if told.joins_sealed:
        yield from workflow.sealed_people_objections(told.head_count, told.representatives)
    else:
        yield from workflow.people_objections(told.head_count, told.representatives)
    yield from workflow.arrival_objections(
        arrived_at=told.arrived_at,
        arrived_on=told.arrived_on,
        now=now,
        session_on=told.session.on_date if told.session else None,
    )
    yield from workflow.situation_objections(
        is_calm=told.tension == Tension.CALM, calming=told.calming
    )
    yield from workflow.result_objections(
        has_petition=told.petition is not None, takes_petition=told.result == VisitResult.PETITION
    )
    yield from workflow.sealing_objections(
        secret=told.is_secret,
        matter_secret=None if told.matter is None else told.joins_sealed,
    )
    if told.is_secret:
        yield from workflow.naming_objections(_open_texts(told), _what_names(told))


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
    }


def _what_names(told: VisitInput) -> list[str]:
    """What gives a person away in a text. A name of one word is too often an ordinary word."""
    names = (told.petitioner.full_name, *told.representatives)
    numbers = (told.petitioner.id_number, told.petitioner.phone.lstrip("+"))
    return [name for name in names if " " in name] + [number for number in numbers if number]


def _identity(told: VisitInput, this_year: int) -> Iterator[Objection]:
    who = told.petitioner
    if not told.joins_sealed and (why := identity.name_refusal(who.full_name)):
        yield Objection("full_name", why)
    for name in told.representatives:
        if why := identity.name_refusal(name):
            yield Objection("representatives", why)
    if why := identity.birth_year_refusal(who.birth_year, this_year):
        yield Objection("birth_year", why)
    if why := identity.id_number_refusal(who.id_number):
        yield Objection("id_number", why)
    if why := identity.phone_refusal(who.phone):
        yield Objection("phone", why)
