"""Sentences of Mẫu số 02 prefilled from the figures (lời văn lập sẵn), for a person to finish.

What a machine cannot know stays empty: causes, forecasts, directions, proposals, and how denouncers
were protected (II.5), which is typed by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from law.periods import Period
from reports.narrative_results import (
    carried_out,
    complaints_solved,
    denunciations_solved,
    merits,
)
from reports.narrative_words import Told, percent, spoken
from reports.outline import TEXT_KEYS

# Columns are those of Thông tư 06/2025/TT-TTCP; an earlier regime has other ones.
REGIME = "TT06-2025"
VISITS, PETITIONS, WORK = "01/TCD", "02/XLD", "06/QLKNTC"


def prefilled(figures: Mapping[str, Any], period: Period) -> dict[str, str]:
    """Outline key -> text, every key of the outline present."""
    told = told_of(figures)
    if figures.get("regime") != REGIME or not told.now:
        return dict.fromkeys(TEXT_KEYS, "")
    return {key: _WRITERS[key](told) if key in _WRITERS else "" for key in TEXT_KEYS}


def refilled(
    words: Mapping[str, str], before: Mapping[str, Any], now: Mapping[str, Any], period: Period
) -> dict[str, str]:
    """`words` with the sentences that nobody touched written anew from the figures of `now`."""
    if not words:
        return {}
    old, new = prefilled(before, period), prefilled(now, period)
    return {
        key: new[key] if words.get(key, "") == old[key] else words.get(key, "") for key in TEXT_KEYS
    }


def left_behind(words: Mapping[str, str], figures: Mapping[str, Any], period: Period) -> list[str]:
    """Keys whose text a person wrote although the figures offer one: to be read again."""
    offered = prefilled(figures, period)
    return [key for key in TEXT_KEYS if offered[key] and words.get(key, "") != offered[key]]


def told_of(figures: Mapping[str, Any]) -> Told:
    """The totals of the tables, and those of the same period last year.

    A year in which nothing at all was counted is one before the system was used: not compared.
    """
    now = {table["code"]: table["total"] for table in figures.get("tables", ())}
    last = (figures.get("same_period_last_year") or {}).get("totals") or {}
    counted = any(value for totals in last.values() for value in totals.values())
    return Told(now, last if counted else {})


def _situation(t: Told) -> str:
    visits, petitions = t.n(VISITS, 1), t.n(PETITIONS, 1)
    if not visits and not petitions:
        return "Trong kỳ không phát sinh lượt tiếp công dân và đơn khiếu nại, tố cáo."
    received = (
        f"tiếp {t.with_change(VISITS, 1, 'lượt')}"
        if visits
        else "không phát sinh lượt tiếp công dân"
    )
    taken = (
        f"tiếp nhận, xử lý {t.with_change(PETITIONS, 1, 'đơn', 'các loại')}"
        if petitions
        else "không phát sinh đơn"
    )
    return f"Trong kỳ, đã {received}; {taken}." if visits else f"Trong kỳ, {received}; {taken}."


def _complaints(t: Told) -> str:
    if not t.n(PETITIONS, 6):
        return _none(t, 6, "đơn khiếu nại thuộc thẩm quyền")
    fields = t.parts(
        PETITIONS, {9: "đất đai", 10: "chế độ, chính sách", 11: "lĩnh vực khác"}, "đơn", 6
    )
    return f"Đơn khiếu nại thuộc thẩm quyền: {t.with_change(PETITIONS, 6, 'đơn')}. Theo lĩnh vực: {fields}."


def _denunciations(t: Told) -> str:
    if not t.n(PETITIONS, 12):
        return _none(t, 12, "đơn tố cáo thuộc thẩm quyền")
    names = {15: "hành chính", 16: "tham nhũng", 17: "tư pháp", 18: "lĩnh vực khác"}
    fields = t.parts(PETITIONS, names, "đơn", 12)
    return f"Đơn tố cáo thuộc thẩm quyền: {t.with_change(PETITIONS, 12, 'đơn')}. Theo lĩnh vực: {fields}."


def _none(t: Told, column: int, what: str) -> str:
    said = t.change(PETITIONS, column, "đơn")
    return f"Trong kỳ không phát sinh {what}" + (f" ({said})." if said else ".")


def _reception(t: Told) -> str:
    if not t.n(VISITS, 1):
        return "Trong kỳ không phát sinh lượt tiếp công dân."
    lines = [
        f"Tổng số lượt tiếp: {t.with_change(VISITS, 1, 'lượt')}; số người được tiếp: "
        f"{t.with_change(VISITS, 2, 'người')}; số vụ việc: {t.amount(VISITS, 3, 'vụ việc')}; "
        + _groups(t, (4,), (9, 15, 21)),
        _desk(t),
        _heads(t),
    ]
    return "\n".join(lines)


def _desk(t: Told) -> str:
    if not t.n(VISITS, 5):
        return "Tiếp thường xuyên: không phát sinh."
    return f"Tiếp thường xuyên: {_received(t, 5)}."


def _heads(t: Told) -> str:
    """Thủ trưởng tiếp, trực tiếp và ủy quyền; what did not happen is said in words."""
    own = (
        f"{t.amount(VISITS, 10, 'ngày')}, {_received(t, 11)}"
        if t.n(VISITS, 11)
        else _announced(t, 10, "không phát sinh lượt tiếp")
    )
    other = (
        f"ủy quyền tiếp {t.amount(VISITS, 16, 'ngày')}, {_received(t, 17)}"
        if t.n(VISITS, 17)
        else _announced(t, 16, "không ủy quyền tiếp")
    )
    return f"Thủ trưởng trực tiếp tiếp định kỳ và đột xuất: {own}; {other}."


def _announced(t: Told, days: int, nothing: str) -> str:
    """Days that were announced though nobody came are told as well."""
    return f"{nothing} trong {t.amount(VISITS, days, 'ngày')}" if t.n(VISITS, days) else nothing


def _received(t: Told, at: int) -> str:
    """Lượt, người, vụ việc of three columns that stand side by side."""
    return (
        f"{t.amount(VISITS, at, 'lượt')}, {t.amount(VISITS, at + 1, 'người')}, "
        f"{t.amount(VISITS, at + 2, 'vụ việc')}"
    )


def _groups(t: Told, groups: tuple[int, ...], people: tuple[int, ...]) -> str:
    if not t.n(VISITS, *groups):
        return "không có đoàn đông người."
    return (
        f"số đoàn đông người: {spoken(t.n(VISITS, *groups))} đoàn, "
        f"{spoken(t.n(VISITS, *people))} người."
    )


def _taken_in(t: Told) -> str:
    if not t.n(PETITIONS, 1):
        return "Trong kỳ không phát sinh đơn."
    return (
        f"Tổng số đơn (kể cả kỳ trước chuyển sang): {t.with_change(PETITIONS, 1, 'đơn')}; đã xử lý: "
        f"{t.amount(PETITIONS, 2, 'đơn')}, trên tổng số đơn đạt "
        f"{percent(t.n(PETITIONS, 2), t.n(PETITIONS, 1))}; đủ điều kiện xử lý: "
        f"{t.amount(PETITIONS, 3, 'đơn')}; thuộc thẩm quyền: {t.amount(PETITIONS, 4, 'đơn')}, "
        f"{t.amount(PETITIONS, 5, 'vụ việc')}."
    )


def _within(t: Told) -> str:
    if not t.n(PETITIONS, 4):
        return "Trong kỳ không phát sinh đơn thuộc thẩm quyền đủ điều kiện xử lý."
    lines = [
        _kind(t, "Khiếu nại", 6, {7: "lần đầu", 8: "lần hai"},
              {9: "đất đai", 10: "chế độ, chính sách", 11: "khác"}),
        _kind(t, "Tố cáo", 12, {13: "lần đầu", 14: "tố cáo tiếp"},
              {15: "hành chính", 16: "tham nhũng", 17: "tư pháp", 18: "khác"}),
        _kind(t, "Kiến nghị, phản ánh", 19, {},
              {20: "chế độ, chính sách", 21: "đất đai", 22: "khác"}),
    ]  # fmt: skip
    return "\n".join(lines)


def _kind(t: Told, name: str, total: int, levels: dict[int, str], fields: dict[int, str]) -> str:
    if not t.n(PETITIONS, total):
        return f"{name}: không phát sinh."
    said = [f"{name}: {t.amount(PETITIONS, total, 'đơn')}."]
    if levels:
        said.append(f"Theo thẩm quyền giải quyết: {t.parts(PETITIONS, levels, 'đơn')}.")
    said.append(f"Theo lĩnh vực: {t.parts(PETITIONS, fields, 'đơn')}.")
    return " ".join(said)


def _elsewhere(t: Told) -> str:
    if not t.n(PETITIONS, 23):
        return "Trong kỳ không phát sinh đơn không thuộc thẩm quyền."
    return (
        f"Đơn không thuộc thẩm quyền: {t.amount(PETITIONS, 23, 'đơn')}; trong đó hướng dẫn "
        f"{t.amount(PETITIONS, 24, 'đơn')}, chuyển {t.amount(PETITIONS, 25, 'đơn')} đến cơ quan có "
        "thẩm quyền."
    )


def _papers(t: Told) -> str:
    names = {1: "ban hành mới", 2: "sửa đổi, bổ sung", 3: "hủy bỏ"}
    papers = t.parts(WORK, names, "văn bản")
    said = f"Về văn bản quản lý, chỉ đạo: {papers}." if papers else (
        "Trong kỳ không phát sinh văn bản quản lý, chỉ đạo."
    )  # fmt: skip
    if not t.n(WORK, 4):
        return f"{said}\nTrong kỳ không tổ chức lớp tập huấn, tuyên truyền."
    return (
        f"{said}\nTập huấn, tuyên truyền, giáo dục pháp luật: {t.amount(WORK, 4, 'lớp')}, "
        f"{t.amount(WORK, 5, 'người')}."
    )


def _inspections(t: Told) -> str:
    if not t.n(WORK, 6):
        return "Trong kỳ không phát sinh cuộc thanh tra trách nhiệm."
    said = (
        f"Thanh tra trách nhiệm: {t.amount(WORK, 6, 'cuộc')} tại {t.amount(WORK, 7, 'đơn vị')}; đã ban "
        f"hành kết luận {t.amount(WORK, 8, 'cuộc')}."
    )
    names = {9: "tổ chức", 10: "cá nhân"}
    if blamed := t.parts(WORK, names, ""):
        said += f" Kiến nghị xử lý hành chính: {blamed}."
    return said


_WRITERS: dict[str, Callable[[Told], str]] = {
    "I.1": _situation,
    "I.1.a": _complaints,
    "I.1.b": _denunciations,
    "II.1": _reception,
    "II.2.a": _taken_in,
    "II.2.b": _within,
    "II.2.c": _elsewhere,
    "II.3.a": complaints_solved,
    "II.3.b": denunciations_solved,
    "II.4": carried_out,
    "II.6.b": _papers,
    "II.6.c": _inspections,
    "III.1": merits,
}
