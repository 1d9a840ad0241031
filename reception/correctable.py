"""What of a visit may be corrected afterwards, how each is read from text and written back. Pure.

A closed list: person, matter, kind and session are no slips of the pen. A visit entered wrongly as a
whole is made void and entered anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from agencies.vietnamese import tidy
from complaints.identity import name_refusal, tidy_lines

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
MOMENT = "%d/%m/%Y %H:%M"
_COMPETENT = {
    None: "Chưa xác định",
    True: "Thuộc thẩm quyền",
    False: "Không thuộc thẩm quyền",
}
# What column 9 shows for each wording that a correction may have kept.
COMPETENT_MARK = {wording: "x" if mark else "" for mark, wording in _COMPETENT.items()}
LONGEST = 20_000


class Unreadable(Exception):
    """The text typed is no value of the field; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Correctable:
    """One field. `read`: the value of a text, or Unreadable; `show`: the text of a value."""

    name: str
    label: str
    longest: int
    required: bool = False
    lines: int = 1
    open_only: bool = False
    choices: tuple[str, ...] = ()
    convert: Callable[[str], Any] = str
    show: Callable[[Any], str] = str

    def read(self, typed: str) -> Any:
        text = tidy_lines(typed) if self.lines > 1 else tidy(typed)
        if self.required and not text:
            raise Unreadable(f"“{self.label}” không được để trống.")
        if len(text) > self.longest:
            raise Unreadable(f"“{self.label}” dài tối đa {self.longest} ký tự.")
        if self.choices and text not in self.choices:
            raise Unreadable("Hãy chọn một trong các giá trị có sẵn.")
        return self.convert(text)


def _people(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise Unreadable("Số người phải là số nguyên từ 1 trở lên.")
    return int(text)


def _name(text: str) -> str:
    if why := name_refusal(text):
        raise Unreadable(why)
    return text


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, MOMENT).replace(tzinfo=LOCAL)
    except ValueError:
        raise Unreadable("Hãy ghi giờ đến theo dạng 18/11/2026 09:30.") from None


def _competent(text: str) -> bool | None:
    return next(mark for mark, wording in _COMPETENT.items() if wording == text)


FIELDS: dict[str, Correctable] = {
    field.name: field
    for field in (
        Correctable("visitor_label", "Họ tên", 120, required=True, open_only=True, convert=_name),
        Correctable("address", "Địa chỉ", 300, open_only=True),
        Correctable("head_count", "Số người", 4, required=True, convert=_people),
        Correctable(
            "arrived_at",
            "Giờ đến",
            20,
            required=True,
            convert=_moment,
            show=lambda at: f"{at.astimezone(LOCAL):{MOMENT}}",
        ),
        Correctable("content", "Nội dung trình bày", LONGEST, required=True, lines=8),
        Correctable("request", "Yêu cầu, đề nghị", LONGEST, lines=4),
        Correctable("settled_by", "Cơ quan đã giải quyết", 200),
        Correctable(
            "is_competent",
            "Thẩm quyền giải quyết",
            30,
            required=True,
            choices=tuple(_COMPETENT.values()),
            convert=_competent,
            show=_COMPETENT.__getitem__,
        ),
        Correctable("directed_to", "Hướng dẫn, chuyển đến", 200),
        Correctable("directed_document", "Số văn bản hướng dẫn, chuyển", 100),
        Correctable("result_note", "Nội dung trả lời, ghi chú kết quả", LONGEST, lines=4),
    )
}


def state_of(text: str) -> str:
    """Short fingerprint of what stands: a correction says which text it was made against."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
