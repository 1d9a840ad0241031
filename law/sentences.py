"""A date in words: what must be done by it, and how long is left."""

from datetime import date

from law.dates import vn_date, vn_day
from law.enums import Kind, State
from law.events import Pause

LEAD = {
    Kind.DEADLINE: "Hạn cuối: {day}",
    Kind.NOTICE_BEFORE: "Phải làm chậm nhất: {day}",
    Kind.LIMITATION: "Thời hiệu đến hết: {day}",
    Kind.EFFECT: "Có hiệu lực khi hết: {day}",
    Kind.MINIMUM_DURATION: "Phải duy trì ít nhất đến hết: {day}",
    Kind.CEILING: "Không được để quá: {day}",
    Kind.CUT_OFF: "Chốt số liệu hết: {day}",
    Kind.SEND_BY: "Gửi chậm nhất: {day}",
}


def dated_sentence(
    kind: Kind, due: date, *, state: State, today: date, done_on: date | None
) -> str:
    """“Hạn cuối: Thứ Sáu 10/07/2026, còn 3 ngày.”"""
    left = (due - today).days
    if done_on is not None:
        tail = _finished(due, done_on)
    elif left == 0:
        tail = "là hôm nay"
    elif left > 0:
        tail = f"còn {left} ngày"
    else:
        tail = f"quá hạn {-left} ngày" if state == State.OVERDUE else "đã qua"
    return f"{LEAD[kind].format(day=vn_day(due))}, {tail}."


def _finished(due: date, done_on: date) -> str:
    late = (done_on - due).days
    judged = f"chậm {late} ngày" if late > 0 else "đúng hạn"
    return f"đã xong ngày {vn_date(done_on)}, {judged}"


def paused_sentence(pause: Pause, done_on: date | None) -> str:
    """No date while a suspension is open: the rest of the period waits for its end."""
    if done_on is not None:
        return f"Đã xong ngày {vn_date(done_on)}, trong thời gian {pause.text}."
    return (
        f"Đang {pause.text}; chưa có ngày đến hạn, thời hạn được tính tiếp từ ngày có quyết định "
        "tiếp tục giải quyết."
    )
