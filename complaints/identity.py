"""What a visitor says of themselves, tidied and checked: names, papers, telephone. Pure.

Papers since 01/07/2026 (Nghị định 154/2026/NĐ-CP, art. 12): căn cước, giấy chứng nhận căn cước, số
định danh cá nhân (12 digits), hộ chiếu.
"""

from __future__ import annotations

import re
import unicodedata

from agencies.vietnamese import tidy

_SEPARATORS = re.compile(r"[\s.\-–]")
_PERSONAL_NUMBER = re.compile(r"\d{12}", re.ASCII)
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,8}", re.ASCII)
_TELEPHONE = re.compile(r"\+?\d{8,15}", re.ASCII)
OLDEST = 1900


def tidy_lines(text: str) -> str:
    """Text in NFC, each line tidied, at most one empty line in a row."""
    lines = [tidy(line) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def name_refusal(name: str) -> str | None:
    """Why `name` (tidied) is no name. One word or forty letters are; pictures are not."""
    if not any(char.isalpha() for char in name):
        return "Họ tên phải có chữ cái."
    if any(unicodedata.category(char).startswith(("S", "C")) for char in name):
        return "Họ tên chỉ gồm chữ cái, chữ số và dấu câu; hãy bỏ ký hiệu, biểu tượng."
    return None


def normal_id_number(text: str) -> str:
    """The number without separators, capital letters: "001 057.012345" -> "001057012345"."""
    return _SEPARATORS.sub("", text).upper()


def id_number_refusal(number: str) -> str | None:
    """Why `number` (normal form) is none of the accepted papers; empty is lawful."""
    if not number or _PERSONAL_NUMBER.fullmatch(number) or _PASSPORT.fullmatch(number):
        return None
    if number.isdigit():
        return f"Số căn cước, số định danh có 12 chữ số; số vừa nhập có {len(number)} chữ số."
    return "Số giấy tờ là 12 chữ số (căn cước, số định danh) hoặc số hộ chiếu như C1234567."


def normal_phone(text: str) -> str:
    """The telephone number without separators and brackets."""
    return re.sub(r"[()]", "", _SEPARATORS.sub("", text))


def phone_refusal(phone: str) -> str | None:
    """Why `phone` (normal form) cannot be dialled; empty is lawful."""
    if not phone or _TELEPHONE.fullmatch(phone):
        return None
    return "Số điện thoại gồm 8 đến 15 chữ số, có thể bắt đầu bằng dấu +."


def birth_year_refusal(year: int | None, this_year: int) -> str | None:
    """Why a year of birth is not believable; unknown is lawful."""
    if year is None or OLDEST <= year <= this_year:
        return None
    if year > this_year:
        return "Năm sinh không thể ở tương lai."
    return f"Năm sinh phải từ {OLDEST} trở đi."
