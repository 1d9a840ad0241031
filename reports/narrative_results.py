"""Sentences of Mẫu số 02 on results: decisions and conclusions, and how they are carried out."""

from __future__ import annotations

from reports.narrative_words import Told, percent, spoken

KN, TC, DONE = "03/GQKN", "04/GQTC", "05/KQTH"


def complaints_solved(t: Told) -> str:
    first = {8: "khiếu nại đúng", 9: "khiếu nại sai", 10: "khiếu nại đúng một phần"}
    second = {11: "công nhận kết quả lần đầu", 12: "hủy, sửa kết quả lần đầu"}
    return _solved(t, KN, "khiếu nại", "quyết định giải quyết", first | second, 13)


def denunciations_solved(t: Told) -> str:
    first = {8: "tố cáo đúng", 9: "tố cáo sai", 10: "tố cáo có đúng có sai"}
    again = {11: "tố cáo tiếp đúng", 12: "tố cáo tiếp sai", 13: "tố cáo tiếp có đúng có sai"}
    return _solved(t, TC, "tố cáo", "kết luận nội dung", first | again, 14)


def _solved(t: Told, table: str, what: str, paper: str, results: dict[int, str], money: int) -> str:
    if not t.n(table, 1) and not t.n(table, 7):
        return f"Trong kỳ không phát sinh đơn {what} thuộc thẩm quyền và {paper} {what}."
    short, rest = " ".join(paper.split()[:2]), " ".join(paper.split()[2:])
    stages = {
        3: "đang xem xét điều kiện thụ lý", 4: "đã thụ lý", 5: "không thụ lý",
        6: "rút đơn, đình chỉ",
    }  # fmt: skip
    said = t.parts(table, stages, "vụ việc")
    lines = [
        f"Đơn {what} thuộc thẩm quyền: {t.amount(table, 1, 'đơn')}, {t.amount(table, 2, 'vụ việc')}"
        + (f"; trong đó {said}." if said else "."),
        f"Đã ban hành {t.with_change(table, 7, short, f'{rest} {what}')}: "
        f"{t.parts(table, results, '')}."
        if t.n(table, 7)
        else f"Trong kỳ chưa ban hành {paper} {what}.",
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


def carried_out(t: Told) -> str:
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


def merits(t: Told) -> str:
    """The two shares that the outline asks for, where there is something to divide."""
    said = []
    for at, paper in ((1, "quyết định giải quyết khiếu nại"), (16, "kết luận nội dung tố cáo")):
        due, finished = t.n(DONE, at), t.n(DONE, at + 1)
        if due:
            said.append(f"Tỷ lệ thực hiện {paper}: {spoken(finished)}/{spoken(due)}, đạt "
                        f"{percent(finished, due)}.")  # fmt: skip
    return "\n".join(said)
