"""Saved filters of the demonstration: one's own and shared ones, on the lists that keep them."""

from __future__ import annotations

from datetime import datetime

from agencies.models import User
from agencies.units.order import DemoOrder
from records.actions.saved_filters import save_filter

# Who, page, name, choices, shared with their agency.
_SAVED = (
    ("thanhtra.ls", "petition_list", "Khiếu nại quá hạn", "loai=complaint&qua_han=co", True),
    ("thanhtra.ls", "petition_list", "Chưa xử lý quá 45 ngày", "qua_han=treo", False),
    ("thanhtra.ls", "hotspot_list", "Đã xác nhận", "tinh_trang=confirmed", True),
    ("thanhtra.ls", "search", "Văn bản của tỉnh", "loai=issueddocument", False),
    ("xuly.huulung", "petition_list", "Đơn tôi thụ lý, hạn gần nhất", "giu=toi&xep=han", False),
    ("tiepdan.ls", "search", "Lượt tiếp", "loai=visit", True),
)


def load(*, order: DemoOrder, now: datetime) -> None:
    """By the people of the province themselves; none in a load of volumes."""
    if order.is_bulk:
        return
    people = {user.username: user for user in User.objects.filter(username__in=_usernames())}
    kept = [one for one in _SAVED if one[0] in people]
    for username, page, name, query, is_shared in kept:
        by = people[username]
        agency = by.access.home_agency() if is_shared else None
        save_filter(page=page, name=name, query=query, agency=agency, by=by, now=now)
    if kept:
        order.say(f"Đã lưu {len(kept)} bộ lọc.")


def _usernames() -> set[str]:
    return {username for username, *_ in _SAVED}
