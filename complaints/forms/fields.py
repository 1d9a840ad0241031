"""Fields that know Vietnamese text."""

from typing import Any

from django import forms

from agencies.vietnamese import tidy
from complaints.amounts import read_amount
from complaints.identity import tidy_lines

LONG_TEXT = 20_000


class LineField(forms.CharField):
    """One line in NFC with single spaces."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class TextField(forms.CharField):
    """Several lines in NFC."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONG_TEXT)
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = rows

    def to_python(self, value: Any) -> str:
        return tidy_lines(super().to_python(value) or "")


class DayField(forms.DateField):
    """A day typed or picked; the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MomentField(forms.DateTimeField):
    """A day and an hour, in the time of Vietnam."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MoneyField(forms.CharField):
    """Đồng as they are written: 1.250.000."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        text = tidy(super().to_python(value) or "")
        if not text:
            return None
        amount = read_amount(text)
        if amount is None:
            raise forms.ValidationError(
                "Hãy ghi số tiền bằng chữ số, dấu chấm ngăn hàng nghìn: 1.250.000."
            )
        return amount


class AnswerField(forms.TypedChoiceField):
    """Có hoặc không: a required answer must be given, “không” is one."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("co", "Có"), ("khong", "Không")],
            coerce=lambda said: said == "co",
            empty_value=None,
            **kwargs,
        )


class LinesField(TextField):
    """One entry a line; the value is the list of the lines that are not empty."""

    def to_python(self, value: Any) -> Any:
        return [line for line in super().to_python(value).split("\n") if line]
