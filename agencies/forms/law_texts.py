"""Forms of a text to adopt: days of the calendar, or a version of a duty."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from agencies.enums import LawTextKind
from agencies.vietnamese import tidy
from law.enums import (
    BRANCH_TEXT,
    CONFIDENCE_TEXT,
    COUNTED_KINDS,
    UNIT_TEXT,
    Branch,
    Confidence,
    DayKind,
    Unit,
)
from law.shipped import shipped_rules

ROWS = 8
CANCELLED = "cancelled"
_DAY_KINDS = [
    ("", "– Chọn –"),
    (DayKind.OFF.value, "Nghỉ lễ, tết, nghỉ bù"),
    (DayKind.SWAPPED_OFF.value, "Nghỉ hoán đổi (làm bù ngày khác)"),
    (DayKind.WORKED.value, "Làm bù (ngày cuối tuần)"),
    (CANCELLED, "Bỏ dòng lịch đã ghi (theo lịch tuần thường)"),
]
_OTHER = {DayKind.SWAPPED_OFF.value: "worked_on", DayKind.WORKED.value: "instead_of"}
_SURE = [
    (Confidence.VERIFIED.value, "Đã có văn bản, đã đối chiếu"),
    (Confidence.FROM_MEMORY.value, CONFIDENCE_TEXT[Confidence.FROM_MEMORY].capitalize()),
    (Confidence.COMPUTED.value, "Dự kiến, chưa có quyết định"),
]
_UNITS = [(unit.value, UNIT_TEXT[unit]) for unit in (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS)]
_COMPLEX, _REMOTE = Branch.COMPLEX.value, Branch.REMOTE.value
BRANCHES = {
    "complex": (_COMPLEX, BRANCH_TEXT[Branch.COMPLEX]),
    "remote": (_REMOTE, BRANCH_TEXT[Branch.REMOTE]),
    "complex_remote": (f"{_COMPLEX}+{_REMOTE}", "vùng sâu, vùng xa và phức tạp"),
    "several_places": (Branch.SEVERAL_PLACES.value, BRANCH_TEXT[Branch.SEVERAL_PLACES]),
    "dismissal": (Branch.DISMISSAL.value, BRANCH_TEXT[Branch.DISMISSAL]),
}
_EXTENSION = ("each", "times_if_complex", "times_if_especially_complex")


class LineField(forms.CharField):
    """One line in NFC with single spaces."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class DayField(forms.DateField):
    """A day typed or picked."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LawTextForm(forms.Form):
    """What both kinds say of their text."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = LineField(
        label="Tên văn bản",
        max_length=200,
        help_text="Ví dụ: Thông báo 1234/TB-BNV về lịch nghỉ Tết Đinh Mùi 2027.",
    )
    citation = LineField(
        label="Căn cứ", max_length=300, help_text="Số, ký hiệu, điều, khoản; in kèm từng hạn."
    )
    valid_from = DayField(label="Áp dụng từ ngày")
    confidence = forms.ChoiceField(label="Mức chắc chắn", choices=_SURE)

    kind: LawTextKind

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("key", uuid.uuid4())
        super().__init__(*args, **kwargs)


class RuleTextForm(LawTextForm):
    """Một phiên bản mới của một thời hạn."""

    kind = LawTextKind.RULE
    rule = forms.ChoiceField(label="Thời hạn được thay đổi")
    amount = forms.IntegerField(label="Số ngày", min_value=1, max_value=1000)
    unit = forms.ChoiceField(label="Cách tính", choices=_UNITS)
    each = forms.IntegerField(
        label="Mỗi lần gia hạn (ngày)", required=False, min_value=1, max_value=365
    )
    times_if_complex = forms.IntegerField(
        label="Số lần khi phức tạp", required=False, min_value=1, max_value=9
    )
    times_if_especially_complex = forms.IntegerField(
        label="Số lần khi đặc biệt phức tạp", required=False, min_value=1, max_value=9
    )
    note = LineField(label="Ghi chú về cách hiểu", required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [("", "– Chọn –"), *_duties()]
        for name, (_, words) in BRANCHES.items():
            self.fields[name] = forms.IntegerField(
                label=f"Số ngày: {words}", required=False, min_value=1, max_value=1000
            )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        given = [bool(said.get(name)) for name in _EXTENSION]
        if any(given) and not all(given):
            self.add_error("each", "Gia hạn phải ghi đủ số ngày mỗi lần và số lần.")
        return said

    @property
    def branch_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in BRANCHES]

    def payload(self) -> dict[str, object]:
        """The text in the shape of `law/data/rules.toml`."""
        said = self.cleaned_data
        version: dict[str, object] = {
            "valid_from": said["valid_from"].isoformat(),
            "amount": said["amount"],
            "unit": said["unit"],
            "citation": said["citation"],
            "confidence": said["confidence"],
        }
        branches = {key: said[name] for name, (key, _) in BRANCHES.items() if said[name]}
        extension = {name: said[name] for name in _EXTENSION if said[name]}
        for key, value in (
            ("branches", branches),
            ("extension", extension),
            ("note", said["note"]),
        ):
            if value:
                version[key] = value
        return {"rule": said["rule"], "version": version}


class CalendarTextForm(LawTextForm):
    """Ngày nghỉ, ngày làm bù; the days stand in rows of their own."""

    kind = LawTextKind.CALENDAR

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.rows = [DayRow(data, prefix=f"d{number}") for number in range(ROWS)]

    def is_valid(self) -> bool:
        """The rows too; the form itself is looked at last so that all errors are shown."""
        rows = [row.is_valid() for row in self.rows]
        return super().is_valid() and all(rows)

    def payload(self) -> dict[str, object]:
        """The text in the shape of the calendar of `law/data`."""
        said = [row.cleaned_data for row in self.rows if row.cleaned_data.get("kind")]
        days = [self._day(row) for row in said if row["kind"] != CANCELLED]
        cancelled = [
            day.isoformat() for row in said if row["kind"] == CANCELLED for day in _span(row)
        ]
        return {"day": days, "cancelled": cancelled}

    def _day(self, row: dict[str, Any]) -> dict[str, object]:
        found: dict[str, object] = {
            "date": row["first"].isoformat(),
            "kind": row["kind"],
            "name": row["name"],
            "confidence": self.cleaned_data["confidence"],
            "citation": self.cleaned_data["citation"],
        }
        if row["last"]:
            found["to"] = row["last"].isoformat()
        if row["kind"] in _OTHER:
            found[_OTHER[row["kind"]]] = row["other"].isoformat()
        return found


class DayRow(forms.Form):
    """One row: a day or several in a row; an empty row is no row."""

    kind = forms.ChoiceField(label="Loại ngày", choices=_DAY_KINDS, required=False)
    first = DayField(label="Từ ngày", required=False)
    last = DayField(label="Đến ngày", required=False)
    name = LineField(label="Lý do (tên dịp)", required=False, max_length=120)
    other = DayField(label="Hoán đổi với ngày", required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        kind = said.get("kind")
        if not kind:
            if any(said.get(name) for name in ("first", "last", "name", "other")):
                self.add_error("kind", "Hãy chọn loại ngày.")
            return said
        if not said.get("first"):
            self.add_error("first", "Hãy ghi ngày.")
        if kind != CANCELLED and not said.get("name"):
            self.add_error("name", "Hãy ghi lý do.")
        if kind in _OTHER and not said.get("other"):
            self.add_error("other", "Hãy ghi ngày hoán đổi.")
        first, last = said.get("first"), said.get("last")
        if first and last and not first <= last <= date(first.year, 12, 31):
            self.add_error("last", "Ngày cuối phải từ ngày đầu trở đi, trong cùng năm.")
        return said


def _span(row: dict[str, Any]) -> Iterator[date]:
    first, last = row["first"], row["last"] or row["first"]
    yield from (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))


def _duties() -> list[tuple[str, str]]:
    return [
        (rule.code, f"{rule.code}: {rule.duty}")
        for rule in shipped_rules()
        if rule.kind in COUNTED_KINDS
    ]
