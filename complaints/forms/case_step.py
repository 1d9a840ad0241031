"""The form of one step, made from what the step asks (complaints.procedure.steps)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django import forms

from complaints.forms.fields import (
    AnswerField,
    DayField,
    LineField,
    LinesField,
    MomentField,
    MoneyField,
    TextField,
)
from complaints.forms.rows import Cell, RowsWidget
from complaints.procedure.columns import COLUMNS
from complaints.procedure.refusals import WITH_DOCUMENT, WITH_SIGNER
from complaints.procedure.said import is_empty
from complaints.procedure.steps import Ask, Asked, Step

SAID = "said_"
_LONGEST_LINE = 300
_MANY_RADIOS = 6
_ONE_A_LINE = "Mỗi dòng ghi một mục; các cột cách nhau bằng dấu |."
_PAPER = ("document", "signer", "ground", "note")
_DAYS = (Ask.DAY, Ask.MOMENT)
# Words of a refusal by which the field is known that it is about.
_ABOUT = (
    ("lý do ghi", "late_reason"),
    ("số, ký hiệu văn bản", "document"),
    ("người ký", "signer"),
)
Choices = Mapping[str, tuple[tuple[str, str], ...]]


class CaseStepForm(forms.Form):
    """What happened, on which day, by which document; and each thing that the step asks.

    `choices`: for what is chosen from the case itself (an item to enforce, a petitioner, an event).
    `last_on`: the day of the last event; an earlier day asks why it is recorded late.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    happened_on = DayField(label="Ngày thực hiện")
    document = LineField(
        label="Số, ký hiệu văn bản",
        max_length=200,
        required=False,
        help_text="Ví dụ: 12/QĐ-UBND. Để trống nếu việc này không có văn bản.",
    )
    signer = LineField(label="Người ký", max_length=120, required=False)
    ground = LineField(
        label="Căn cứ, lý do",
        max_length=300,
        required=False,
        help_text="Điều, khoản áp dụng và lý do của vụ việc này.",
    )
    note = TextField(label="Ghi chú", rows=2, required=False)
    late_reason = LineField(
        label="Lý do ghi bổ sung, ghi muộn",
        max_length=300,
        required=False,
        help_text="Việc xảy ra trước việc đã ghi gần nhất: ghi vì sao nay mới vào hồ sơ.",
    )

    def __init__(
        self,
        *args: Any,
        step: Step,
        version: int,
        today: date,
        last_on: date | None,
        choices: Choices,
        event: str = "",
        **kwargs: Any,
    ) -> None:
        self.step, self.last_on = step, last_on
        kwargs["initial"] = {
            "version": version,
            "happened_on": today,
            **{f"{SAID}{a.name}": event for a in step.asks if event and a.name == "event"},
        }
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        self.fields["document"].required = step.name in WITH_DOCUMENT
        self.fields["signer"].required = step.name in WITH_SIGNER
        for asked in step.asks:
            self.fields[f"{SAID}{asked.name}"] = field_of(asked, choices.get(asked.name, ()))
            if asked.name in _PAPER:
                del self.fields[asked.name]  # the step asks it in its own words

    @property
    def paper(self) -> list[forms.BoundField]:
        """The document behind the step, where the step has no words of its own for it."""
        return [self[name] for name in _PAPER if name in self.fields]

    def asked(self) -> Iterator[forms.BoundField]:
        """The fields that this step alone has, in the order of its table."""
        return (self[f"{SAID}{asked.name}"] for asked in self.step.asks)

    @property
    def days(self) -> list[forms.BoundField]:
        """Those of them on which due dates hang, beside the day of the step."""
        return [field for field in self.asked() if _moves_dates(field)]

    @property
    def others(self) -> list[tuple[forms.BoundField, list[list[Cell]] | None]]:
        """The rest of them, each with its rows of cells where it has columns."""
        found = (field for field in self.asked() if not _moves_dates(field))
        return [(field, _rows_of(field)) for field in found]

    def said(self) -> dict[str, Any]:
        """Python values keyed by `Asked.name`, as `take_step` takes them, without what was left
        out."""
        found = {a.name: self.cleaned_data.get(f"{SAID}{a.name}") for a in self.step.asks}
        return {name: value for name, value in found.items() if not is_empty(value)}

    def told(self) -> dict[str, Any]:
        """The arguments of `take_step` that every step has."""
        names = ("happened_on", *_PAPER, "late_reason", "version")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}

    def is_late(self) -> bool:
        """True when the day is before the last event, or somebody began to say why it is late."""
        if self.errors.get("late_reason") or self["late_reason"].value():
            return True
        day = self.typed_day("happened_on")
        return bool(day and self.last_on and day < self.last_on)

    def refuse(self, sentence: str) -> None:
        """Puts a refusal of the action beside the field it is about."""
        about = next((n for word, n in _ABOUT if word in sentence and n in self.fields), None)
        self.add_error(about, sentence)

    def typed_days(self) -> dict[str, date | None]:
        """Days typed so far by the name of what was asked; that of the step under the empty key."""
        days = {a.name: f"{SAID}{a.name}" for a in self.step.asks if a.kind in _DAYS}
        found = {name: self.typed_day(field) for name, field in days.items()}
        return {"": self.typed_day("happened_on"), **found}

    def typed_day(self, name: str) -> date | None:
        """A day as typed so far, whatever else is still missing."""
        try:
            day = self.fields[name].to_python(self[name].value())
        except (forms.ValidationError, KeyError):
            return None
        return day.date() if isinstance(day, datetime) else day

    def typed_number(self, name: str) -> int | None:
        """A number as typed so far, None where the step does not ask it."""
        field = f"{SAID}{name}"
        try:
            found: int | None = self.fields[field].to_python(self[field].value())
        except (forms.ValidationError, KeyError):
            return None
        return found


def _moves_dates(field: forms.BoundField) -> bool:
    return isinstance(field.field, DayField | MomentField) or field.name == f"{SAID}days"


def _rows_of(field: forms.BoundField) -> list[list[Cell]] | None:
    widget = field.field.widget
    return widget.rows(field.value()) if isinstance(widget, RowsWidget) else None


def field_of(asked: Asked, from_case: tuple[tuple[str, str], ...] = ()) -> forms.Field:
    """The field of one thing asked; `from_case` when its choices lie in the case."""
    common = {"label": asked.label, "required": asked.required, "help_text": asked.help}
    choices = list(asked.choices or from_case)
    if asked.kind == Ask.CHOICE or from_case:
        return _choice(choices, common)
    if asked.kind == Ask.MANY:
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, **common
        )
    if asked.kind == Ask.LINES:
        return _lines(asked, common)
    return _FIELDS[asked.kind](common)


def _lines(asked: Asked, common: dict[str, Any]) -> forms.Field:
    """Cells where the columns are known, else a text whose help explains them."""
    if columns := COLUMNS.get(asked.name):
        field = LinesField(**{**common, "help_text": ""})
        field.widget = RowsWidget(columns)
        return field
    common["help_text"] = asked.help or _ONE_A_LINE
    return LinesField(rows=4, **common)


def _choice(choices: list[tuple[str, str]], common: dict[str, Any]) -> forms.Field:
    """Few answers lie open, many fold into a list."""
    if len(choices) <= _MANY_RADIOS:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    return forms.ChoiceField(choices=[("", "Chọn…"), *choices], **common)


_FIELDS = {
    Ask.LINE: lambda common: LineField(max_length=_LONGEST_LINE, **common),
    Ask.TEXT: lambda common: TextField(rows=4, **common),
    Ask.DAY: lambda common: DayField(**common),
    Ask.MOMENT: lambda common: MomentField(**common),
    Ask.NUMBER: lambda common: forms.IntegerField(min_value=0, max_value=1_000_000, **common),
    Ask.MONEY: lambda common: MoneyField(**common),
    Ask.YES: lambda common: AnswerField(**common),
}
