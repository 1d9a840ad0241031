"""Fields of the desk, beside those that know Vietnamese text."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from agencies.vietnamese import tidy
from complaints.forms.fields import LineField, TextField

__all__ = ["Chips", "LineField", "NamesField", "NamesWidget", "TextField", "YesNoField"]
ROWS = 5  # Luật Tiếp công dân 2013, art. 29: at most five representatives


class Chips(forms.RadioSelect):
    """A short closed list that stands open: a digit chooses (static/app/desk.js)."""

    def __init__(self) -> None:
        super().__init__(attrs={"class": "form-check-input"})

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first answer stands for the question, so that an error leads somewhere."""
        return super().id_for_label(id_, index or "0")


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not said."""

    def __init__(self, *, yes: str, no: str, unsaid: str = "Chưa ghi", **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            choices=[("", unsaid), ("yes", yes), ("no", no)],
            coerce=lambda value: value == "yes",
            empty_value=None,
            **kwargs,
        )


class NamesWidget(forms.Widget):
    """One name repeated. The page draws the inputs, all of them, so that no script is needed."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        if isinstance(data, MultiValueDict):
            return data.getlist(name)
        found = data.get(name, [])
        return found if isinstance(found, list) else [found]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    @staticmethod
    def rows_of(value: list[str] | None) -> list[str]:
        """What was typed, then empty lines up to the most the law allows."""
        names = [name for name in value or [] if name.strip()]
        return names + [""] * (ROWS - len(names))

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_1" if id_ else ""


class NamesField(forms.Field):
    """A list of names; empty lines fall away."""

    widget = NamesWidget

    def to_python(self, value: Any) -> list[str]:
        names = [tidy(name.replace("\x00", "")) for name in value or []]
        if too_long := [name for name in names if len(name) > 120]:
            raise forms.ValidationError(f"Tên dài quá 120 ký tự: {too_long[0][:40]}…")
        return [name for name in names if name]
