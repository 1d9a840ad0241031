"""What a petition tells beside its content, as values from the form to the action; texts in NFC."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from agencies.models import Agency
from agencies.vietnamese import tidy
from complaints.enums import SENT_BY_OTHERS, PetitionKind, Source


def _tidy(value: Any) -> None:
    for field in fields(value):
        text = getattr(value, field.name)
        if isinstance(text, str):
            object.__setattr__(value, field.name, tidy(text))


@dataclass(frozen=True, slots=True)
class Arrival:
    """Đơn đến: số đến, dấu bưu điện, and who sent it on with which letter.

    `owes_reply` None: as the source wants it (Luật Tiếp công dân 2013, art. 27 clause 2).
    """

    number: str = ""
    postmarked_on: date | None = None
    sender_agency: Agency | None = None
    sender_name: str = ""
    document: str = ""
    document_on: date | None = None
    owes_reply: bool | None = None

    def __post_init__(self) -> None:
        _tidy(self)

    @property
    def names_sender(self) -> bool:
        return bool(self.sender_agency or self.sender_name)

    @property
    def tells_of_sender(self) -> bool:
        """True when anything at all was said of somebody who sent the petition on."""
        return self.names_sender or bool(self.document or self.document_on)

    def owes(self, *, source: Source, kind: PetitionKind) -> bool:
        """Whether the sender is owed a reply. For a denunciation the law leaves no choice: 20 days
        (Luật Tố cáo 2018, art. 26 clause 2)."""
        if source not in SENT_BY_OTHERS:
            return False
        return kind == PetitionKind.DENUNCIATION or self.owes_reply is not False


@dataclass(frozen=True, slots=True)
class About:
    """Nội dung, nơi phát sinh, đối tượng: what a petition is about, never who."""

    subject_code: str = ""
    commune_code: str = ""
    old_place: str = ""
    object_kind: str = ""  # ObjectKind
    object_reference: str = ""
    contested_on: date | None = None
    is_discipline: bool = False

    def __post_init__(self) -> None:
        _tidy(self)
