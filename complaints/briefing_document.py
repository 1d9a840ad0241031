"""The briefing as two A4 pages at most (báo cáo tóm tắt), Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from agencies.models import Agency
from complaints.briefing import Briefing, Line
from complaints.briefing_options import MARK, Option
from records.letterhead import letterhead_of
from records.pdf import document
from records.pdf_parts import page_count

PAGES = 2
_COPIES = ("Lãnh đạo cơ quan;", "Lưu: hồ sơ vụ việc.")
# Lines of the story, letters of a line: what does not fit on two pages is left to the screen.
_ROOMS = ((18, 260), (14, 200), (10, 160), (7, 130), (4, 100))


def briefing_pdf(
    briefing: Briefing, *, agency: Agency, on: date, options: Sequence[str] | None = None
) -> bytes:
    """At most two pages, however long the story is. `options`: as the person wrote them. Raises Refused."""
    chosen = briefing.options if options is None else [Option(text, "") for text in options]
    pdf = b""
    for most, longest in _ROOMS:
        pdf = _set(briefing, agency, on, chosen, most, longest)
        if page_count(pdf) <= PAGES:
            break
    return pdf


def _set(
    briefing: Briefing, agency: Agency, on: date, options: list[Option], most: int, longest: int
) -> bytes:
    trail, left_out = _fitting(briefing.trail, most)
    context = {
        "head": replace(letterhead_of(agency, on, letters="BC", copies=_COPIES), to=()),
        "kind": "BÁO CÁO TÓM TẮT",
        "subject": briefing.subject,
        "briefing": briefing,
        "reasons": _cut(briefing.reasons[: max(most // 2, 3)], longest),
        "trail": _cut(trail, longest),
        "left_out": left_out,
        "decisions": _cut(briefing.decisions[:most], longest),
        "position": _cut(briefing.position[: max(most // 2, 4)], longest),
        "open_measures": _cut(briefing.open_measures[: max(most // 2, 3)], longest),
        "options": options[: max(most // 2, 4)],
        "mark_words": MARK,
    }
    return document("complaints/pdf/briefing.html", context, {})


def _fitting(lines: list[Line], most: int) -> tuple[list[Line], int]:
    """How it began and what happened last; the number of lines between that are left out."""
    if len(lines) <= most:
        return lines, 0
    return [lines[0], *lines[len(lines) - most + 1 :]], len(lines) - most


def _cut(lines: Sequence[Line], longest: int) -> list[Line]:
    return [replace(one, text=_short(one.text, longest)) for one in lines]


def _short(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return f"{text[: longest - 1].rsplit(' ', 1)[0]}…"
