"""What a conclusion of the head's reception may say, and when its tasks are done. Pure.

Thông báo kết luận việc tiếp công dân (Nghị định 154/2026/NĐ-CP, art. 25 clause 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from reception.workflow import Objection


def conclusion_objections(
    *,
    text: str,
    concluded_on: date,
    held_on: date,
    today: date,
    tasks: Iterable[tuple[object, str, date]],
) -> Iterator[Objection]:
    """Why a conclusion cannot stand as written: its day and the days it sets (art. 25 clause 2)."""
    if not text:
        yield Objection("text", "Hãy ghi ý kiến kết luận của người chủ trì.")
    if concluded_on < held_on:
        yield Objection("concluded_on", "Ngày kết luận không thể trước ngày tiếp.")
    elif concluded_on > today:
        yield Objection("concluded_on", "Ngày kết luận không thể ở tương lai.")
    seen: set[tuple[object, str]] = set()
    for agency, told, due_on in tasks:
        if not told:
            yield Objection("tasks", "Mỗi việc giao phải ghi nội dung.")
        if due_on < concluded_on:
            yield Objection(
                "tasks",
                f"Thời hạn {due_on:%d/%m/%Y} trước ngày kết luận {concluded_on:%d/%m/%Y}.",
            )
        if (agency, told.casefold()) in seen:
            yield Objection("tasks", "Một việc chỉ giao cho một cơ quan một lần.")
        seen.add((agency, told.casefold()))


def late_for_law(due_on: date, legal_due_on: date | None) -> str | None:
    """A warning, not a refusal: the day set in the conclusion lies after the legal time limit."""
    if legal_due_on is None or due_on <= legal_due_on:
        return None
    return (
        f"Thời hạn {due_on:%d/%m/%Y} muộn hơn thời hạn theo luật của vụ việc "
        f"({legal_due_on:%d/%m/%Y})."
    )


def done_refusal(
    *, done_on: date, concluded_on: date, today: date, result: str
) -> Objection | None:
    """Why a task cannot be written down as done like this."""
    if done_on > today:
        return Objection("done_on", "Ngày hoàn thành không thể ở tương lai.")
    if done_on < concluded_on:
        return Objection("done_on", "Ngày hoàn thành không thể trước ngày kết luận.")
    if not result:
        return Objection("result", "Hãy ghi kết quả thực hiện.")
    return None
