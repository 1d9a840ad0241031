"""The head's day as rules: who may be put on the list, and which matters come first. Pure.

Luật Tiếp công dân 2013, art. 18; Nghị định 154/2026/NĐ-CP, art. 25 and 26.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from complaints import identity
from reception.enums import SessionKind, SessionState
from reception.workflow import GROUP, Objection

# A wish about a denunciation, or of somebody who stays unknown: the list tells nothing of it.
UNTOLD = "Công dân đăng ký (việc cần giữ kín)"
UNTOLD_SUMMARY = "Nội dung giữ kín, công dân trình bày khi được tiếp."
# From when on a matter counts as kéo dài; the decree sets no number, so this only orders a list.
PROLONGED = timedelta(days=90)


def session_refusal(*, kind: str, state: str, on_date: date, today: date) -> str | None:
    """Why nobody can be registered for this session."""
    if kind == SessionKind.STANDING:
        return "Tiếp thường xuyên không phải đăng ký trước; hãy ghi lượt tiếp tại bàn tiếp."
    if state == SessionState.HELD:
        return "Buổi tiếp này đã tổ chức; người đến thêm được ghi ngay tại bàn tiếp."
    if state != SessionState.PLANNED:
        return "Buổi tiếp này không còn theo lịch; hãy đăng ký vào buổi khác."
    if on_date < today:
        return f"Buổi tiếp ngày {on_date:%d/%m/%Y} đã qua; hãy đăng ký vào buổi sắp tới."
    return None


def registration_objections(
    *, visitor_label: str, phone: str, head_count: int, summary: str, keep_sealed: bool
) -> Iterator[Objection]:
    """Every reason why this line cannot stand on the list. A secret wish needs no name."""
    if head_count < 1:
        yield Objection("head_count", "Số người phải từ 1 trở lên.")
    if keep_sealed:
        return
    if not visitor_label:
        yield Objection("visitor_label", "Hãy ghi họ tên người đăng ký hoặc người đại diện.")
    elif why := identity.name_refusal(visitor_label):
        yield Objection("visitor_label", why)
    if why := identity.phone_refusal(phone):
        yield Objection("phone", why)
    if not summary:
        yield Objection("summary", "Hãy ghi tóm tắt nội dung xin gặp Thủ trưởng.")


@dataclass(frozen=True, slots=True)
class Urgency:
    """What is known of the matter of one line; never of a person."""

    people: int
    is_hot: bool
    opened_on: date | None
    due_on: date | None


def priority_reasons(about: Urgency, today: date) -> tuple[str, ...]:
    """Why a matter should come early: đông người, phức tạp, kéo dài (Nghị định 154/2026, art. 26
    clause 1 point a)."""
    found = []
    if about.people >= GROUP:
        found.append(f"Đông người: {about.people} người cùng một nội dung")
    if about.is_hot:
        found.append("Phức tạp: đang theo dõi điểm nóng")
    if about.opened_on is not None and today - about.opened_on > PROLONGED:
        found.append(f"Kéo dài: vụ việc từ ngày {about.opened_on:%d/%m/%Y}")
    if about.due_on is not None and about.due_on < today:
        found.append(f"Đã quá thời hạn luật định ngày {about.due_on:%d/%m/%Y}")
    return tuple(found)


def by_priority(reasons: Sequence[int]) -> list[int]:
    """Positions of the lines, those with more reasons first, else in the order they stand."""
    return sorted(range(len(reasons)), key=lambda place: (-reasons[place], place))
