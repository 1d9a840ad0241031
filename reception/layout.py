"""The desk form as one agency lays it out (biểu mẫu bàn tiếp)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agencies.models import Agency
from reception.models import DeskLayout, DeskQuestion

# Optional fields that an agency may ask everybody to fill in, with their names. Never the number of a
# paper: people without papers have a lawful path.
REQUIRABLE = {
    "birth_year": "Năm sinh",
    "phone": "Điện thoại",
    "address": "Địa chỉ",
    "locality": "Nơi phát sinh vụ việc",
    "request": "Yêu cầu, đề nghị của công dân",
}
# What is asked of the person, and so of nobody who stays unnamed or sealed.
OF_THE_PERSON = frozenset({"birth_year", "phone", "address"})
MOST_QUESTIONS = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """What one agency adds to the desk form."""

    required: frozenset[str]
    questions: Sequence[DeskQuestion]


def layout_of(agency: Agency) -> Layout:
    """Two statements; without a row the form is as the product draws it."""
    layout = DeskLayout.objects.filter(agency=agency).first()
    questions = DeskQuestion.objects.filter(agency=agency, retired_on=None)
    return Layout(frozenset(layout.required if layout else ()), list(questions))
