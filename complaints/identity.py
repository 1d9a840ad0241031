"""What a visitor says of themselves, tidied and checked: names, papers, telephone. Pure.

Papers since 01/07/2026 (Nghị định 154/2026/NĐ-CP, art. 12): căn cước, giấy chứng nhận căn cước, số
định danh cá nhân (12 digits), hộ chiếu; whoever has none of these shows another one (form 03/TCD,
column 4), or none.
"""

from __future__ import annotations

import re
import unicodedata

from agencies.vietnamese import tidy
from complaints.enums import PaperKind

_SEPARATORS = re.compile(r"[\s.\-–]")
_PERSONAL_NUMBER = re.compile(r"\d{12}", re.ASCII)
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,8}", re.ASCII)
_ANY_PASSPORT = re.compile(r"(?=[A-Z]*\d)[A-Z0-9]{6,15}", re.ASCII)  # of any country
_TELEPHONE = re.compile(r"\+?\d{8,15}", re.ASCII)
OLDEST = 1900
LONGEST_NAME = 120
LONGEST_ADDRESS = 300
LONGEST_NUMBER = 30
_TWELVE = frozenset(
    {PaperKind.IDENTITY_CARD, PaperKind.IDENTITY_CERTIFICATE, PaperKind.PERSONAL_NUMBER}
)


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


def id_number_refusal(number: str, paper: str = "") -> str | None:
    """Why `number` (normal form) cannot be that of `paper` (a PaperKind, empty when nobody noted
    it); an empty number is lawful."""
    if not number:
        return None
    if paper == PaperKind.NONE:
        return "Đã chọn “Không mang giấy tờ” thì để trống số giấy tờ."
    if paper in (PaperKind.ORGANISATION, PaperKind.OTHER):
        return _free_number_refusal(number)
    if paper == PaperKind.PASSPORT:
        if _ANY_PASSPORT.fullmatch(number):
            return None
        return "Số hộ chiếu gồm 6 đến 15 chữ cái, chữ số, như C1234567."
    if _PERSONAL_NUMBER.fullmatch(number) or (paper not in _TWELVE and _PASSPORT.fullmatch(number)):
        return None
    if number.isdigit() or paper in _TWELVE:
        digits = sum(char.isdigit() for char in number)
        return f"Số căn cước, số định danh có 12 chữ số; số vừa nhập có {digits} chữ số."
    return "Số giấy tờ là 12 chữ số (căn cước, số định danh) hoặc số hộ chiếu như C1234567."


def _free_number_refusal(number: str) -> str | None:
    """Mã số of an organisation (10 or 13 digits, or as its own decision says), other papers."""
    if len(number) > LONGEST_NUMBER:
        return f"Số giấy tờ dài quá {LONGEST_NUMBER} ký tự."
    if any(unicodedata.category(char).startswith(("S", "C")) for char in number):
        return "Số giấy tờ chỉ gồm chữ cái, chữ số và dấu câu."
    return None


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
