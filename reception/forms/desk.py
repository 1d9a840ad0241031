"""The desk form: one page, one visit. It checks form and asks reception.intake for the rules."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from agencies.models import User
from complaints.enums import Field, PetitionKind, Secrecy
from complaints.envelopes import is_on_paper
from complaints.models import Matter
from complaints.selectors import colleagues, known_agencies
from reception import intake
from reception.enums import Capacity, Tension, VisitOrigin
from reception.errand import Errand
from reception.forms.desk_content import FURTHER, ContentPart, FurtherForm, of_matter
from reception.forms.desk_identity import IdentityPart
from reception.forms.desk_layout import LayoutPart
from reception.forms.desk_people import PeoplePart
from reception.forms.desk_result import ResultPart
from reception.forms.fields import NamesField
from reception.intake import VisitInput
from reception.workflow import Objection

Typed = Mapping[str, list[str]]
# Rare questions, folded away until one of them is answered.
_FOLDS = {
    "paper": ("paper", "paper_issued_on", "paper_issued_by"),
    "mandate": (
        "capacity", "is_organisation", "mandate_name", "mandate_number", "mandate_document",
        "mandate_date", "mandate_expires", "interpreter",
    ),
    "group": ("representatives", "appointment_signed", "members"),
    "sealed": ("keep_sealed", "accused_agency", "excluded_users", "is_about_me"),
    "mistreated": ("was_mistreated", "mistreatment"),
    "book": ("settled_by", "is_competent"),
    "place": ("tension", "calming", "session", "from_paper", "late_reason"),
}  # fmt: skip

# What every scanned card fills in opens no fold.
_QUIET = {"paper": ("card",)}
_OF_A_CARD = ("paper_issued_on", "paper_issued_by")


class DeskForm(LayoutPart, ResultPart, ContentPart, PeoplePart, IdentityPart):
    """Ghi lượt tiếp, with what brought the visitor to the desk."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    confirmed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(
        self, *args: Any, errand: Errand, user: User, now: datetime, **kwargs: Any
    ) -> None:
        self.errand, self.now = errand, now
        self.further_errors: list[str] = []
        defaults = {
            "key": uuid.uuid4(),
            "arrived_at": now,
            "session": errand.session.pk if errand.session else None,
            **of_matter(errand.matter),
        }
        kwargs["initial"] = {**defaults, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        today = timezone.localtime(now).date()
        self.offer_sessions(user, errand.agency, today, kwargs["initial"]["session"])
        self.fields["accused_agency"].queryset = known_agencies(errand.agency, today)
        self.fields["excluded_users"].queryset = colleagues(user, errand.agency, today)
        self.offer_grounds(today)
        self.lay_out(errand.agency)
        self.ask_nobody_twice(joins_sealed=self.joins_sealed)
        self.ask_group_kindly()
        data = self.data if self.is_bound else None
        self.further_forms = [FurtherForm(data, place=place) for place in range(FURTHER)]

    @property
    def matter(self) -> Matter | None:
        """The existing matter that the visit joins, if any."""
        return self.errand.matter

    @property
    def is_on_paper(self) -> bool:
        """True when sealed identities go into envelopes: their names are not typed."""
        return is_on_paper()

    @property
    def joins_sealed(self) -> bool:
        """True when the matter's identity is sealed already: nothing of it is asked again."""
        return self.matter is not None and self.matter.secrecy >= Secrecy.SEALED

    @property
    def open_folds(self) -> set[str]:
        """Parts of the page that stand open: something in them differs from the usual, or is wrong."""
        return {
            fold for fold, names in _FOLDS.items() if any(self._is_unusual(name) for name in names)
        }

    def _is_unusual(self, name: str) -> bool:
        if self.is_bound and name in self.errors:
            return True
        value = self[name].value()
        if isinstance(value, list):
            return any(value)
        if value in _QUIET.get(name, ()) or name in _OF_A_CARD:
            return False
        return bool(value) and str(value) != str(self.fields[name].initial or "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._clean_further()
        self.ask_required(cleaned)
        if not self.errors:
            for objection in intake.objections(self.told(), self.now):
                self.object_to(objection)
        return cleaned

    def _clean_further(self) -> None:
        for place, form in enumerate(self.further_forms, start=2):
            if form.is_used and not form.is_valid():
                self.add_error(None, f"Nội dung thứ {place}: hãy xem lại chỗ được đánh dấu.")

    def object_to(self, objection: Objection) -> None:
        """The sentence beside its field, or over the form when no field is its place."""
        if objection.field == "further":
            self.further_errors.append(objection.sentence)
        place = objection.field if objection.field in self.fields else None
        self.add_error(place, objection.sentence)

    @property
    def warnings(self) -> list[str]:
        """What is lawful but unusual: said once, then entered on a second sending. Only when valid."""
        return [warning.sentence for warning in intake.warnings(self.told(), self.now)]

    def must_warn(self) -> str:
        """The mark of the warnings that were not yet seen; empty when the visit can be entered. A
        program that enters what it knows for sure confirms beforehand, with "on"."""
        said = "\n".join(self.warnings)
        mark = hashlib.sha256(said.encode()).hexdigest()[:16] if said else ""
        return "" if self.cleaned_data["confirmed"] in (mark, "on") else mark

    def told(self) -> VisitInput:
        """What was typed, as one value; only when the single fields are valid."""
        data = self.cleaned_data
        denounces = data["kind"] == PetitionKind.DENUNCIATION
        is_paper = self.errand.sheet is not None or data["from_paper"]
        return VisitInput(
            agency=self.errand.agency,
            session=data["session"],
            arrived_at=data["arrived_at"],
            petitioner=self.petitioner(),
            is_anonymous=data["is_anonymous"],
            capacity=Capacity(data["capacity"]),
            mandate=self.mandate(),
            interpreter=data["interpreter"],
            head_count=data["head_count"],
            representatives=tuple(data["representatives"]),
            appointment_signed=data["appointment_signed"],
            members=data["members"],
            content=data["content"],
            request=data["request"],
            tension=Tension(data["tension"]),
            calming=data["calming"],
            **self.of_result(),
            is_first_time=data["is_first_time"],
            kind=PetitionKind(data["kind"]),
            field=Field(data["field"]),
            title=data["title"],
            locality=data["locality"],
            matter=self.matter,
            further=tuple(form.told() for form in self.further_forms if form.is_used),
            keep_sealed=data["keep_sealed"],
            was_mistreated=data["was_mistreated"] or bool(data["mistreatment"]),
            mistreatment=data["mistreatment"],
            accused_agency=data["accused_agency"] if denounces else None,
            excluded_users=tuple({*data["excluded_users"], *self.errand.excluded}),
            origin=VisitOrigin.PAPER if is_paper else VisitOrigin.DESK,
            late_reason=data["late_reason"],
            answers=self.answers(),
        )

    def restore(self, typed: Typed) -> DeskForm:
        """Puts back what stood in the page, without judging it: a draft, or a look-up on the way."""
        for name, field in self.fields.items():
            self.initial[name] = _restored(field, typed.get(name, []))
        for further in self.further_forms:
            for name in further.fields:
                found = typed.get(further.add_prefix(name), [])
                further.initial[name] = found[0] if found else ""
        return self


def _restored(field: forms.Field, found: list[str]) -> Any:
    """The value as its widget draws it: a tick, several, or one text."""
    if isinstance(field, forms.BooleanField):
        return bool(found)
    if isinstance(field, (forms.ModelMultipleChoiceField, NamesField)):
        return found
    return found[0] if found else ""
