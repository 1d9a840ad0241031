"""Numbers that lead to a person: telephones and identity papers have no place in a quick report.

Incident reports hold head-counts and appointed representatives only (design.md section 2). Sums of
money, numbers of documents and dates must pass, so the shapes are told apart by how they are written.
"""

import re

# 0912 345 678, 0912.345.678, +84 912 345 678, 0912345678; a date written 01-07-2026 does not fit.
_PHONE = re.compile(
    r"(?<![\d/.,])(?:\+84[\s.-]?\d{2,3}|0\d{2,4})(?:[\s.-]?\d{3,4}){2}(?![\d/])|(?<!\d)0\d{8,10}(?!\d)"
)
# Căn cước and the old chứng minh nhân dân: 12 or 9 digits, written whole or in groups of three.
_IDENTITY = re.compile(
    r"(?<![\d.,/-])(?:\d{12}|\d{9}|\d{3} \d{3} \d{3}(?: \d{3})?|0\d{2}(?:[.-]\d{3}){3})(?![\d/]|[.,]\d)"
)
SENTENCE = (
    "Có dãy số giống số điện thoại hoặc số giấy tờ của một người (“{found}”). Báo cáo này chỉ ghi số "
    "người và người đại diện; hãy bỏ dãy số đó. Số tiền thì viết có dấu chấm ngăn hàng nghìn."
)


def personal_number_in(text: str) -> str:
    """The first run of digits that looks like a telephone or an identity paper; empty when none."""
    for shape in (_PHONE, _IDENTITY):
        if match := shape.search(text):
            return match[0].strip()
    return ""


def objection(text: str) -> str:
    """The sentence for the person who typed `text`; empty when nothing is wrong."""
    found = personal_number_in(text)
    return SENTENCE.format(found=found) if found else ""
