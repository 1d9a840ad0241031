"""What the days of an arrival say: in order, late into the register, within the time to complain."""

from __future__ import annotations

from datetime import date

from complaints import law_book, subjects
from complaints.enums import PetitionKind
from complaints.told import About, Arrival
from law.clock import clock
from law.errors import LawError

# Owed to who sent the petition on: on how a denunciation is handled (Luật Tố cáo 2018, art. 26
# clause 2), and on the result (Luật Tiếp công dân 2013, art. 27 clause 2).
REPLY_TO_SENDER, RESULT_TO_SENDER = "TC_BAOCHI", "TCD_PHUC_DAP"
REPLY_DUTIES = (REPLY_TO_SENDER, RESULT_TO_SENDER)
# How the ledger names a reply to the sender.
REPLY = "tra_loi_noi_chuyen"


def day_refusals(arrival: Arrival, about: About, *, received_on: date) -> dict[str, str]:
    """Days that cannot belong to a petition received on that day: name of the field -> why."""
    days = (
        ("postmarked_on", arrival.postmarked_on, "Ngày trên dấu bưu điện"),
        ("sender_document_on", arrival.document_on, "Ngày của văn bản chuyển đơn"),
        ("contested_on", about.contested_on, "Ngày nhận, biết quyết định, hành vi"),
    )
    return {
        field: f"{name} không thể sau ngày nhận đơn ({received_on:%d/%m/%Y})."
        for field, day, name in days
        if day is not None and day > received_on
    }


def arrival_refusal(
    arrival: Arrival, about: About, *, received_on: date, today: date
) -> str | None:
    """Why these days cannot be those of one petition; the first reason found."""
    if received_on > today:
        return "Ngày nhận đơn không thể ở tương lai."
    if about.subject_code and not subjects.is_leaf(about.subject_code):
        return "Nội dung đơn không có trong danh mục."
    return next(iter(day_refusals(arrival, about, received_on=received_on).values()), None)


def lateness(received_on: date, entered_on: date) -> str:
    """“Vào sổ sau 5 ngày”: the clock has run since the petition came; empty on the same day."""
    days = (entered_on - received_on).days
    return f"Vào sổ sau {days} ngày kể từ ngày nhận đơn." if days > 0 else ""


def limitation_rule(*, is_first_time: bool, is_discipline: bool) -> str:
    """Which time limit to complain applies (Luật Khiếu nại 2011, art. 9, 48); a second complaint has
    that of art. 33, which runs from the first decision."""
    if is_discipline:
        return "KN_KL_THOIHIEU1" if is_first_time else "KN_KL_THOIHIEU2"
    return "KN_THOIHIEU" if is_first_time else "KN_LAN2_HAN"


def limitation_advice(
    *,
    kind: str,
    contested_on: date | None,
    received_on: date | None,
    is_first_time: bool = True,
    is_discipline: bool = False,
    today: date,
) -> str:
    """Whether a complaint came within its time (thời hiệu). Advice: never a reason not to take it in,
    for time lost by an obstacle does not count. Empty when there is nothing to say."""
    if kind != PetitionKind.COMPLAINT or contested_on is None or received_on is None:
        return ""
    code = limitation_rule(is_first_time=is_first_time, is_discipline=is_discipline)
    try:
        result = clock(
            rule=law_book.rules().get(code), start=contested_on, calendar=law_book.calendar(),
            today=today,
        )  # fmt: skip
    except LawError as error:
        return f"Chưa tính được thời hiệu: {error}"
    if result.due is None:
        return ""
    until, law = f"{result.due:%d/%m/%Y}", result.version.citation
    over = (received_on - result.due).days
    if over <= 0:
        return f"Còn thời hiệu: hạn khiếu nại đến hết ngày {until} ({law})."
    return (
        f"Quá thời hiệu {over} ngày: hạn khiếu nại đến hết ngày {until} ({law}); thời gian có trở "
        "ngại khách quan không tính. Đơn vẫn vào sổ, xem xét khi thụ lý."
    )
