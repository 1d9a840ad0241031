"""Review lists of the inspectorate half a year apart, with their progress; a draft of a commune."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.units.order import DemoOrder
from complaints.actions.review_items import Direction, Progress, edit_item
from complaints.actions.review_lists import issue_list, make_list
from complaints.enums import ReviewKind, ReviewResult
from complaints.models import ReviewItem, ReviewList
from complaints.review_criteria import Criteria

_INSPECTOR, _COMMUNE_HEAD = "thanhtra.ls", "chutich.huulung"
_TITLE = "Danh sách vụ việc đông người, phức tạp, kéo dài, tồn đọng"
_EDITED = 12
_PLANS = (
    ("Chưa thống nhất ranh giới thửa đất giữa hồ sơ và thực địa.",
     "Đo đạc lại, lấy ý kiến các hộ liền kề, đối thoại trước khi ban hành quyết định.",
     "Đã đo đạc; đang lập biên bản hiện trạng."),
    ("Hồ sơ thu hồi đất giai đoạn trước không còn đầy đủ.",
     "Thành lập tổ xác minh, sao lục hồ sơ lưu trữ, báo cáo Chủ tịch UBND tỉnh.",
     "Tổ xác minh đã làm việc với đơn vị lưu trữ."),
    ("Đơn giá bồi thường thay đổi qua nhiều quyết định.",
     "Rà soát chính sách theo từng thời điểm, công khai kết quả tại nhà văn hóa thôn.",
     "Đã công khai; còn một số hộ chưa thống nhất."),
    ("", "Đối thoại, giải thích quy định, trả lời bằng văn bản.", "Đã có lịch đối thoại."),
)  # fmt: skip
_LEADERS = ("Phó Chủ tịch UBND tỉnh", "Giám đốc Sở", "Chủ tịch UBND xã", "Phó Chánh Thanh tra tỉnh")
_RESULTS = (
    ReviewResult.PENDING, ReviewResult.PENDING, ReviewResult.CONTINUES, ReviewResult.ENDED,
    ReviewResult.LAWSUIT, ReviewResult.STILL,
)  # fmt: skip


def tell_reviews(order: DemoOrder, now: datetime) -> None:
    """Two lists of the inspectorate, one of a commune; a list nothing belongs in is not made."""
    chance = order.chance("reviews")
    inspector = User.objects.get(username=_INSPECTOR)
    first = _issued(inspector, now - timedelta(days=184), "31/QĐ-TTr", None, "")
    if first is not None:
        _progress(first, inspector, now - timedelta(days=120), chance)
    second = _issued(
        inspector, now - timedelta(days=9), "74/QĐ-TTr", first,
        "Thanh tra Chính phủ, đề nghị tại Kế hoạch số 363/KH-TTCP",
    )  # fmt: skip
    if second is not None:
        _progress(second, inspector, now - timedelta(days=3), chance)
    _draft(User.objects.get(username=_COMMUNE_HEAD), now)


def _agency(user: User) -> Agency:
    held = user.memberships.select_related("agency").earliest("valid_from")
    found: Agency = held.agency
    return found


def _issued(
    by: User, at: datetime, number: str, previous: ReviewList | None, asked_by: str
) -> ReviewList | None:
    day = timezone.localdate(at)
    try:
        made = make_list(
            agency=_agency(by), title=f"{_TITLE} đến {day:%d/%m/%Y}", criteria=Criteria(),
            as_of=day, previous=previous, asked_by=asked_by, by=by, now=at,
        )  # fmt: skip
    except Refused:
        return None
    after = at + timedelta(days=3)
    return issue_list(
        list_id=made.pk, decision_number=number, decision_on=timezone.localdate(after), by=by,
        now=after,
    )  # fmt: skip


def _progress(review_list: ReviewList, by: User, at: datetime, chance: random.Random) -> None:
    """What became of the first ones."""
    day = timezone.localdate(at)
    items = ReviewItem.objects.filter(review_list=review_list).order_by("position")[:_EDITED]
    start = chance.randrange(len(_RESULTS))
    for number, item in enumerate(items, start=start):
        obstacles, plan, progress = _PLANS[number % len(_PLANS)]
        result = _RESULTS[number % len(_RESULTS)]
        edit_item(
            item_id=item.pk, version=item.version, by=by, now=at,
            direction=Direction(
                in_charge=item.agency, leader=_LEADERS[number % len(_LEADERS)],
                deadline=day + timedelta(days=(1, 20, 45)[number % 3]),
            ),
            progress=Progress(
                obstacles, plan, progress, result,
                None if result == ReviewResult.PENDING else day,
            ),
        )  # fmt: skip


def _draft(head: User, now: datetime) -> None:
    """What the commune has on hand: not issued yet."""
    try:
        make_list(
            agency=_agency(head), title="Danh sách vụ việc tồn đọng, kéo dài của xã",
            criteria=Criteria(kinds=(ReviewKind.LONG.value, ReviewKind.BACKLOG.value)),
            as_of=timezone.localdate(now), by=head, now=now,
        )  # fmt: skip
    except Refused:
        return
