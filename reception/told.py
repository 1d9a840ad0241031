"""What was said at the desk, as one value: from the form or from demo data to the action.

Every text is in NFC without control characters, whoever fills it in.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.utils import timezone

from agencies.models import Agency, User
from agencies.vietnamese import tidy
from complaints.enums import Field, PetitionKind, Secrecy
from complaints.identity import tidy_lines
from complaints.models import Matter
from complaints.petitioner import Petitioner
from reception.enums import (
    Capacity,
    RefusalGround,
    SessionKind,
    Tension,
    VisitOrigin,
    VisitResult,
)
from reception.models import DeskQuestion, ReceptionSession

UNNAMED = "Người không nêu tên"
_SEVERAL_LINES = {"content", "request", "result_note", "explanation", "mistreatment"}
# Results with which a petition enters the register.
TAKEN_IN = (VisitResult.PETITION, VisitResult.STATEMENT)


def _tidy(value: Any) -> None:
    """The texts of a frozen value, once; enums are not texts."""
    for field in fields(value):
        text = getattr(value, field.name)
        if isinstance(text, str) and not isinstance(text, Enum):
            tidied = tidy_lines(text) if field.name in _SEVERAL_LINES else tidy(text)
            object.__setattr__(value, field.name, tidied)


@dataclass(frozen=True, slots=True)
class PetitionInput:
    """Đơn nhận tại bàn. Empty parts are taken from the visit; sealing is decided for the visit."""

    content: str
    summary: str = ""
    signatories: int | None = None

    def __post_init__(self) -> None:
        _tidy(self)


@dataclass(frozen=True, slots=True)
class MandateInput:
    """Who came for the petitioner, by which paper (Nghị định 154/2026/NĐ-CP, art. 13)."""

    holder: Petitioner
    document: str
    document_date: date | None = None
    expires_on: date | None = None

    def __post_init__(self) -> None:
        _tidy(self)


@dataclass(frozen=True, slots=True)
class MemberInput:
    """One line of the list of a group."""

    full_name: str
    birth_year: int | None = None
    address: str = ""

    def __post_init__(self) -> None:
        _tidy(self)

    def __repr__(self) -> str:
        """No name in a log or a traceback."""
        return "MemberInput(…)"


@dataclass(frozen=True, slots=True)
class FurtherInput:
    """A further content told in the same visit; `matter` when it is one that exists. Open ones only:
    a denunciation is a visit of its own in the sealed register."""

    kind: PetitionKind
    field: Field
    title: str
    content: str
    result: VisitResult
    result_note: str = ""
    directed_to: str = ""
    matter: Matter | None = None

    def __post_init__(self) -> None:
        _tidy(self)

    @property
    def takes_petition(self) -> bool:
        return self.result in TAKEN_IN


@dataclass(frozen=True, slots=True)
class RefusalInput:
    """Từ chối tiếp: the statutory ground and what was explained."""

    ground: RefusalGround
    explanation: str

    def __post_init__(self) -> None:
        _tidy(self)


@dataclass(frozen=True, slots=True)
class AnswerInput:
    """The answer to one of the agency's own questions."""

    question: DeskQuestion
    text: str

    def __post_init__(self) -> None:
        _tidy(self)


@dataclass(frozen=True, slots=True)
class VisitInput:
    """One reception as told; see `reception.actions.visits.register_visit`.

    `petitioner` is whose matter it is; who came for them is `mandate.holder`. `is_anonymous`: nobody
    is named, all names stay empty. `appointment_signed`: was the written appointment of the
    representatives, signed by all, seen? None when nobody asked.
    """

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
    was_mistreated: bool = False
    mistreatment: str = ""
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
    answers: tuple[AnswerInput, ...] = ()

    def __post_init__(self) -> None:
        _tidy(self)
        for name in ("excluded_users", "members", "further", "answers"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        names = [tidy(name) for name in self.representatives]
        object.__setattr__(self, "representatives", tuple(name for name in names if name))

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

    @property
    def label(self) -> str:
        """The name in the open register."""
        return UNNAMED if self.is_anonymous else self.petitioner.full_name

    @property
    def taken_in(self) -> PetitionInput | None:
        """What enters the register of petitions: the paper handed in, or the statement written down
        for somebody who brought none (Nghị định 154/2026/NĐ-CP, art. 14 clause 1)."""
        if self.petition is None and self.result == VisitResult.STATEMENT:
            return PetitionInput("\n".join(filter(None, (self.content, self.request))))
        return self.petition

    def of_further(self, further: FurtherInput) -> VisitInput:
        """The same visit as if only this content had been told."""
        return replace(
            self,
            kind=further.kind,
            field=further.field,
            title=further.title,
            content=further.content,
            request="",
            result=further.result,
            result_note=further.result_note,
            directed_to=further.directed_to,
            matter=further.matter,
            petition=PetitionInput(further.content) if further.takes_petition else None,
            refusal=None,
            further=(),
        )

    def as_arguments(self) -> dict[str, Any]:
        """The same as keyword arguments of `register_visit`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def session_kind(self) -> SessionKind:
        return SessionKind(self.session.kind) if self.session else SessionKind.STANDING
