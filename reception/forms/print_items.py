"""Lines of form 02/TCD: what was handed in, how many pages, in which condition."""

from dataclasses import dataclass
from typing import Any

from django import forms

MOST_ITEMS = 30
CONDITIONS = ("Bản gốc", "Bản chính", "Bản sao có chứng thực", "Bản sao, bản chụp", "Tệp điện tử")


@dataclass(frozen=True, slots=True)
class Item:
    """Thông tin, tài liệu nhận: name, pages, condition, as form 02/TCD asks (note 5)."""

    name: str = ""
    pages: str = ""
    condition: str = ""


class ItemsWidget(forms.Widget):
    """Three inputs a line under one name each; the page draws the lines."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Item]:
        parts = [data.getlist(f"{name}_{part}") for part in ("name", "pages", "condition")]
        return [Item(*(text.strip() for text in line)) for line in zip(*parts, strict=False)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_name" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_1" if id_ else ""


class ItemsField(forms.Field):
    """A list of things handed in; empty lines fall away."""

    widget = ItemsWidget

    def to_python(self, value: Any) -> list[Item]:
        items = [item for item in value or [] if item != Item("", "", item.condition)]
        for item in items:
            if "\x00" in item.name + item.pages + item.condition:
                raise forms.ValidationError("Tên tài liệu có ký tự không hợp lệ.")
            if not item.name:
                raise forms.ValidationError("Mỗi dòng phải ghi tên thông tin, tài liệu.")
            if len(item.name) > 200 or len(item.pages) > 20 or len(item.condition) > 60:
                raise forms.ValidationError(f"Dòng quá dài: {item.name[:40]}…")
        if len(items) > MOST_ITEMS:
            raise forms.ValidationError(f"Một giấy biên nhận ghi nhiều nhất {MOST_ITEMS} tài liệu.")
        return items
