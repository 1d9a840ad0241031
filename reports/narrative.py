"""Sentences of Mẫu số 02 prefilled from the figures (lời văn lập sẵn), for a person to finish.

What a machine cannot know stays empty: causes, forecasts, directions, proposals, and how denouncers
were protected (II.5), which is typed by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from law.periods import Period
from reports.narrative_words import Told, percent, spoken
from reports.outline import TEXT_KEYS

# Columns are those of Thông tư 06/2025/TT-TTCP; an earlier regime has other ones.
REGIME = "TT06-2025"
VISITS, PETITIONS, KN, TC, DONE, WORK = (
    "01/TCD", "02/XLD", "03/GQKN", "04/GQTC", "05/KQTH", "06/QLKNTC",
)  # fmt: skip


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
        f"Tiếp thường xuyên: {t.amount(VISITS, 5, 'lượt')}, {t.amount(VISITS, 6, 'người')}, "
        f"{t.amount(VISITS, 7, 'vụ việc')}.",
        f"Thủ trưởng trực tiếp tiếp định kỳ và đột xuất: {t.amount(VISITS, 10, 'ngày')}, "
        f"{t.amount(VISITS, 11, 'lượt')}, {t.amount(VISITS, 12, 'người')}, "
        f"{t.amount(VISITS, 13, 'vụ việc')}; ủy quyền tiếp: {t.amount(VISITS, 16, 'ngày')}, "
        f"{t.amount(VISITS, 17, 'lượt')}, {t.amount(VISITS, 18, 'người')}, "
        f"{t.amount(VISITS, 19, 'vụ việc')}.",
    ]
    return "\n".join(lines)


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


def _complaints_solved(t: Told) -> str:
    first = {8: "khiếu nại đúng", 9: "khiếu nại sai", 10: "khiếu nại đúng một phần"}
    second = {11: "công nhận kết quả lần đầu", 12: "hủy, sửa kết quả lần đầu"}
    return _solved(t, KN, "khiếu nại", "quyết định giải quyết", first | second, 13)


def _denunciations_solved(t: Told) -> str:
    first = {8: "tố cáo đúng", 9: "tố cáo sai", 10: "tố cáo có đúng có sai"}
    again = {11: "tố cáo tiếp đúng", 12: "tố cáo tiếp sai", 13: "tố cáo tiếp có đúng có sai"}
    return _solved(t, TC, "tố cáo", "kết luận nội dung", first | again, 14)


def _solved(t: Told, table: str, what: str, paper: str, results: dict[int, str], money: int) -> str:
    if not t.n(table, 1) and not t.n(table, 7):
        return f"Trong kỳ không phát sinh đơn {what} thuộc thẩm quyền và {paper} {what}."
    short, rest = " ".join(paper.split()[:2]), " ".join(paper.split()[2:])
    lines = [
        f"Đơn {what} thuộc thẩm quyền: {t.amount(table, 1, 'đơn')}, {t.amount(table, 2, 'vụ việc')}; "
        f"trong đó đang xem xét điều kiện thụ lý {t.amount(table, 3, 'vụ việc')}, đã thụ lý "
        f"{t.amount(table, 4, 'vụ việc')}, không thụ lý {t.amount(table, 5, 'vụ việc')}, rút đơn, đình "
        f"chỉ {t.amount(table, 6, 'vụ việc')}.",
        f"Đã ban hành {t.with_change(table, 7, short, f'{rest} {what}')}"
        + (f": {t.parts(table, results, '')}." if t.n(table, 7) else "."),
    ]
    names = {money: "kiến nghị thu hồi cho Nhà nước", money + 2: "trả lại cho tổ chức, cá nhân"}
    return "\n".join([*lines, *_recovered(t, table, names)])


def _recovered(t: Told, table: str, names: dict[int, str]) -> list[str]:
    """Money (triệu đồng) in the column named, land (m²) in the next one; empty where there is none."""
    said = []
    for column, name in names.items():
        sums = [(t.n(table, column), "triệu đồng"), (t.n(table, column + 1), "m² đất")]
        if happened := [f"{spoken(value)} {unit}" for value, unit in sums if value]:
            said.append(f"{name} {', '.join(happened)}")
    text = "; ".join(said)
    return [f"{text[0].upper()}{text[1:]}."] if said else []


def _carried_out(t: Told) -> str:
    return "\n".join(
        [
            *_carrying(t, 1, "quyết định giải quyết khiếu nại", "thi hành", "thi hành"),
            *_carrying(t, 16, "kết luận nội dung tố cáo", "thực hiện", "thực hiện"),
        ]
    )


def _carrying(t: Told, at: int, paper: str, must: str, done: str) -> list[str]:
    due, finished = t.n(DONE, at), t.n(DONE, at + 1)
    if not due:
        return [f"Trong kỳ không có {paper} phải {must}."]
    lines = [
        f"Số {paper} phải {must} trong kỳ: {spoken(due)}; đã {done} xong {spoken(finished)}/"
        f"{spoken(due)}, đạt {percent(finished, due)}."
    ]
    names = {at + 4: "đã thu hồi cho Nhà nước", at + 8: "đã trả lại cho tổ chức, cá nhân"}
    return [*lines, *_recovered(t, DONE, names)]


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


def _merits(t: Told) -> str:
    """The two shares that the outline asks for, where there is something to divide."""
    said = []
    for at, paper in ((1, "quyết định giải quyết khiếu nại"), (16, "kết luận nội dung tố cáo")):
        due, finished = t.n(DONE, at), t.n(DONE, at + 1)
        if due:
            said.append(f"Tỷ lệ thực hiện {paper}: {spoken(finished)}/{spoken(due)}, đạt "
                        f"{percent(finished, due)}.")  # fmt: skip
    return "\n".join(said)


_WRITERS: dict[str, Callable[[Told], str]] = {
    "I.1": _situation,
    "I.1.a": _complaints,
    "I.1.b": _denunciations,
    "II.1": _reception,
    "II.2.a": _taken_in,
    "II.2.b": _within,
    "II.2.c": _elsewhere,
    "II.3.a": _complaints_solved,
    "II.3.b": _denunciations_solved,
    "II.4": _carried_out,
    "II.6.b": _papers,
    "II.6.c": _inspections,
    "III.1": _merits,
}
