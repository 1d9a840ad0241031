"""The desk form, last part: what this agency asks for beyond the law's own form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from agencies.models import Agency
from complaints.enums import PetitionKind
from reception.forms.layout import field_of
from reception.layout import OF_THE_PERSON, Layout, layout_of
from reception.told import AnswerInput


class LayoutPart(forms.Form):
    """Mục bắt buộc và câu hỏi riêng của cơ quan."""

    layout: Layout

    def lay_out(self, agency: Agency) -> None:
        """Adds the agency's questions as fields of this form."""
        self.layout = layout_of(agency)
        for question in self.layout.questions:
            self.fields[question.field_name] = field_of(question)
        for name in self.layout.required & self.fields.keys():
            self.fields[name].widget.attrs["aria-required"] = "true"

    @property
    def own_questions(self) -> list[BoundField]:
        """The fields of the agency's questions, in their order."""
        return [self[question.field_name] for question in self.layout.questions]

    def ask_required(self, cleaned: dict[str, Any]) -> None:
        """An empty field that the agency asks for; nobody unnamed or sealed is asked about themselves."""
        hidden = OF_THE_PERSON if self._stays_unnamed(cleaned) else frozenset()
        for name in sorted(self.layout.required - hidden):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, "Cơ quan yêu cầu ghi mục này.")

    def _stays_unnamed(self, cleaned: dict[str, Any]) -> bool:
        return bool(
            getattr(self, "joins_sealed", False)
            or cleaned.get("is_anonymous")
            or cleaned.get("keep_sealed")
            or cleaned.get("kind") == PetitionKind.DENUNCIATION
        )

    def answers(self) -> tuple[AnswerInput, ...]:
        """What was answered; only when valid."""
        return tuple(
            AnswerInput(question=question, text=text)
            for question in self.layout.questions
            if (text := self.cleaned_data.get(question.field_name, ""))
        )
