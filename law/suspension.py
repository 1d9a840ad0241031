"""Since when a duty may be suspended at all (tạm đình chỉ giải quyết).

Complaints know suspension only since article 11a (Law 136/2025/QH15, in force 01/07/2026); the
Denunciations Law of 2018 has it in article 34 from its first day. The clock computes what happened
and notes it (ADR 0003, convention 6); the procedure refuses.
"""

from datetime import date

from law.dates import vn_date

# Prefix of the code of a duty: first day, what says so.
_SINCE = {
    "KN_": (date(2026, 7, 1), "điều 11a Luật Khiếu nại, bổ sung bởi Luật 136/2025/QH15"),
    "TC_": (date(2019, 1, 1), "điều 34 Luật Tố cáo 2018"),
}
_MATTER = {"KN_": "khiếu nại", "TC_": "tố cáo"}


def too_early(code: str, on: date) -> str | None:
    """Why a suspension of this duty on `on` has no basis; None when it has one."""
    prefix = code[:3]
    if prefix not in _SINCE:
        return None
    first, basis = _SINCE[prefix]
    if on >= first:
        return None
    return (
        f"Trước ngày {vn_date(first)} pháp luật chưa quy định tạm đình chỉ giải quyết "
        f"{_MATTER[prefix]} ({basis})"
    )
