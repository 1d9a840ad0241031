"""Where a role may be held, and beside which others (điều kiện giữ vai trò). Pure: sentences, no rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from agencies.roles import Role
from law.dates import vn_date

_WATCHES = "Vai trò Thanh tra tỉnh chỉ giao tại cơ quan thanh tra, nơi giúp cơ quan khác theo dõi."
_ADMIN_ALONE = (
    "Người quản trị không thấy nội dung vụ việc, nên không giữ cùng lúc vai trò khác; "
    "hãy kết thúc vai trò kia trước hoặc lập tài khoản riêng."
)


@dataclass(frozen=True, slots=True)
class Term:
    """A role in an agency from a day on, to the end of another or without one."""

    role: Role
    agency_id: UUID
    first_day: date
    last_day: date | None

    def meets(self, other: Term) -> bool:
        """True when both count on some day; a term that ends before it begins counts on none."""
        return self._reaches(other) and other._reaches(self)

    def _reaches(self, other: Term) -> bool:
        if self.last_day is None:
            return True
        return self.last_day >= max(self.first_day, other.first_day)

    def words(self) -> str:
        until = f" đến hết {vn_date(self.last_day)}" if self.last_day else ""
        return f"từ {vn_date(self.first_day)}{until}"


def refusal_of_place(role: Role, *, watches: bool) -> str:
    """Why this role is not given in an agency; `watches`: it oversees another one."""
    return _WATCHES if role == Role.INSPECTOR and not watches else ""


def refusal_of_days(wanted: Term, *, today: date, unit_from: date, unit_to: date | None) -> str:
    """Why it cannot run on these days in a unit that exists from `unit_from` to `unit_to`."""
    if wanted.first_day < today:
        return "Vai trò bắt đầu sớm nhất từ hôm nay; việc đã qua không ghi lùi ngày."
    if wanted.last_day is not None and wanted.last_day < wanted.first_day:
        return "Ngày cuối phải từ ngày đầu trở đi."
    if wanted.first_day < unit_from:
        return f"Đơn vị chỉ có hiệu lực từ ngày {vn_date(unit_from)}."
    if unit_to is not None and (wanted.last_day is None or wanted.last_day > unit_to):
        return f"Đơn vị kết thúc ngày {vn_date(unit_to)}; vai trò không thể kéo dài sau ngày đó."
    return ""


def refusal_beside(wanted: Term, held: Iterable[Term]) -> str:
    """Why it cannot be held beside the others of the same person.

    An administrator sees no case content (design, section 3), so she holds nothing that opens it.
    """
    for other in held:
        if not wanted.meets(other):
            continue
        if (other.role, other.agency_id) == (wanted.role, wanted.agency_id):
            return f"Người này đã giữ vai trò ấy {other.words()}."
        if (other.role == Role.ADMIN) is not (wanted.role == Role.ADMIN):
            return _ADMIN_ALONE
    return ""


def ends_at_once(first_day: date, today: date) -> date:
    """The last day of a role that counts no more from this moment: yesterday; of one that begins today
    or later the day before it begins, so it counts on none."""
    return max(first_day, today) - timedelta(days=1)
