"""Form of the end of a unit: day, document, successors, and where each account goes on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from agencies.forms.law_texts import DayField, LineField
from agencies.models import Agency, Membership
from agencies.succession import Heirs

_MOST = 60


class UnitEndForm(forms.Form):
    """Kết thúc đơn vị."""

    last_day = DayField(
        label="Ngày hoạt động cuối cùng", help_text="Đơn vị kế thừa nhận từ ngày hôm sau."
    )
    document = LineField(
        label="Văn bản", max_length=200, help_text="Số, ngày, cơ quan ban hành quyết định sắp xếp."
    )
    successors = forms.CharField(
        label="Đơn vị kế thừa",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text="Mỗi dòng một mã đơn vị, như ở trang Đơn vị. Có nhiều đơn vị thì vụ việc về xã, "
        "phường nơi phát sinh.",
    )
    keeper = LineField(
        label="Đơn vị nhận phần còn lại",
        required=False,
        max_length=40,
        help_text="Mã của đơn vị kế thừa nhận vụ việc không rõ địa bàn và giữ hồ sơ lưu. Để trống thì "
        "cấp trên chọn nơi nhận từng vụ việc.",
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _known(agency))
        super().__init__(*args, **kwargs)
        self.agency = agency

    def clean_successors(self) -> list[Agency]:
        codes = list(dict.fromkeys(self.cleaned_data["successors"].upper().split()))
        if len(codes) > _MOST:
            raise forms.ValidationError(f"Nhiều nhất {_MOST} đơn vị kế thừa.")
        found = {a.code.upper(): a for a in Agency.objects.filter(code__in=codes)}
        unknown = [code for code in codes if code not in found]
        if unknown:
            raise forms.ValidationError(f"Không có đơn vị mang mã {', '.join(unknown)}.")
        return [found[code] for code in codes]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        code = said.get("keeper", "").upper()
        named = {a.code.upper(): a for a in said.get("successors", [])}
        said["keeper"] = named.get(code)
        if code and "successors" in said and code not in named:
            self.add_error("keeper", "Đơn vị này không có trong các đơn vị kế thừa ở trên.")
        return said

    def heirs(self) -> Heirs:
        """Of a valid form."""
        said = self.cleaned_data
        starts_on = type(said["last_day"]).fromordinal(said["last_day"].toordinal() + 1)
        return Heirs(self.agency, tuple(said["successors"]), said["keeper"], starts_on)


def _known(agency: Agency) -> dict[str, Any]:
    """What documents said before."""
    lines = agency.successions.select_related("successor").order_by("successor__path")
    return {
        "last_day": agency.valid_to,
        "successors": "\n".join(line.successor.code for line in lines),
        "document": lines[0].document if lines else "",
    }


def open_roles(agency: Agency) -> list[Membership]:
    """Accounts with a role in the unit, in the order of their names."""
    held = Membership.objects.filter(agency=agency, valid_to=None, user__is_active=True)
    return list(held.select_related("user").order_by("user__sort_key", "role"))


def moves_in(given: Any, held: list[Membership]) -> dict[int, UUID]:
    """Which of these roles go on where; whatever is not a successor's id ends with the unit."""
    found: dict[int, UUID] = {}
    for membership in held:
        try:
            found[membership.pk] = UUID(given.get(f"vai_tro_{membership.pk}", ""))
        except ValueError:
            continue
    return found
