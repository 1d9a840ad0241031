"""What offices of the demonstration did and prepared: activities, a text to read, standing material of
the event that runs, matters to be settled before it ends."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agencies.models import Agency, Event, User
from agencies.units.order import DemoOrder
from plans.actions.activities import record_activity
from plans.actions.contingencies import take_contingencies
from plans.actions.readings import ask_to_read, sign_reading
from plans.actions.settling import SettleTold, list_matter, step_settling
from plans.actions.standing import ContactTold, add_contact, check_ready, take_readiness
from plans.activity_told import ActivityTold
from plans.enums import ActivityKind, ReadyState, SettleState
from plans.models import ReadyItem
from plans.settling import suggestions

_K = ActivityKind
_KEEPERS = {
    "LS": "lanhdao.ls", "LS-TTT": "xuly.ttt", "LS-BTCD": "xuly.ls", "LS-SKHCN": "xuly.skhcn",
}  # fmt: skip
# Agency, days before the last day of the demonstration, and what was done.
_DONE: list[tuple[str, int, dict[str, object]]] = [
    ("LS", 200, {"kind": _K.NEW_TEXT, "title": "Chỉ thị về nâng cao hiệu quả tiếp công dân",
                 "document": "07/CT-UBND"}),
    ("LS", 45, {"kind": _K.CHANGED_TEXT, "title": "Sửa đổi Quy chế phối hợp tiếp công dân",
                "document": "1612/QĐ-UBND"}),
    ("LS-TTT", 120, {"kind": _K.TRAINING, "title": "Tập huấn tiếp công dân, xử lý đơn cho cấp xã",
                     "place": "Hội trường Thanh tra tỉnh", "classes": 3, "people": 214}),
    ("LS-TTT", 95, {"kind": _K.INSPECTION, "units": 4, "ends": 60, "advised_organisations": 1,
                    "advised_people": 3, "carried_out_people": 2,
                    "title": "Thanh tra trách nhiệm tiếp công dân, giải quyết khiếu nại, tố cáo"}),
    ("LS-TTT", 20, {"kind": _K.INSPECTION, "units": 2,
                    "title": "Kiểm tra trách nhiệm tiếp công dân của hai xã"}),
    ("LS-BTCD", 30, {"kind": _K.DISSEMINATION, "people": 60, "classes": 1,
                     "title": "Phổ biến Nghị định 154/2026/NĐ-CP tại trụ sở tiếp công dân"}),
    ("LS-SKHCN", 70, {"kind": _K.TRAINING, "title": "Tập huấn kỹ năng tiếp công dân của Sở",
                      "place": "Phòng họp tầng 2", "classes": 1, "people": 35}),
]  # fmt: skip
_TEXT = (
    "1. Người đứng đầu cấp ủy, chính quyền trực tiếp tiếp công dân, đối thoại, xử lý phản ánh, kiến "
    "nghị.\n2. Tiếp nhận đủ, phân loại đúng, giải quyết trong thời hạn, không để tồn đọng.\n"
    "3. Giữ bí mật người tố cáo; không gây khó khăn cho người dân thực hiện quyền khiếu nại, tố cáo."
)
_CONTACTS = {
    "LS": [
        ContactTold("Lãnh đạo UBND tỉnh trực", "Bế Thanh Sơn", "0205.3870.001", "Phó Chủ tịch"),
        ContactTold("Văn phòng UBND tỉnh", "Vi Thị Thanh Nhàn", "0205.3870.010", "Chuyên viên"),
    ],
    "LS-BTCD": [
        ContactTold("Trụ sở Tiếp công dân tỉnh", "Triệu Đức Long", "0205.3812.345", "Trưởng ban"),
        ContactTold("Cán bộ trực tiếp công dân", "Nông Thị Bích Hà", "0205.3812.346",
                    "Chuyên viên"),
        ContactTold("Bảo vệ trụ sở", "Lăng Văn Thắng", "0205.3812.347"),
    ],
    "LS-SKHCN": [
        ContactTold("Văn phòng Sở Khoa học và Công nghệ", "Hoàng Thị Thơm", "0205.3812.678",
                    "Chánh Văn phòng Sở"),
    ],
}  # fmt: skip
_ALWAYS = ContactTold("Trung tâm Cấp cứu 115", "Bộ phận trực", "115")


def load(*, order: DemoOrder, now: datetime) -> None:
    """In the small year only, through the ordinary actions."""
    if order.is_bulk:
        return
    last = datetime.combine(order.until, time(10), timezone.get_default_timezone())
    moment = min(now, last)
    keepers = {
        code: (Agency.objects.get(code=code), User.objects.get(username=name))
        for code, name in _KEEPERS.items()
    }
    made = _record(keepers, order.until, moment)
    _spread(keepers, order, moment)
    event = Event.objects.filter(agency__code="LS", closed_at=None).order_by("starts_on").first()
    if event is not None:
        _prepare(keepers, event, order, moment)
        _settle(keepers["LS"][1], event, order.until, moment)
    order.say(f"Đã ghi {made} hoạt động quản lý và tài liệu thường trực của sự kiện.")


def _record(keepers: dict[str, tuple[Agency, User]], until: date, now: datetime) -> int:
    for code, back, told in _DONE:
        agency, by = keepers[code]
        fields = dict(told)
        ends = fields.pop("ends", None)
        if isinstance(ends, int):
            fields["concluded_on"] = until - timedelta(days=ends)
        activity = ActivityTold(on_date=until - timedelta(days=back), **fields)  # type: ignore[arg-type]
        record_activity(agency=agency, told=activity, by=by, now=now)
    return len(_DONE)


def _spread(keepers: dict[str, tuple[Agency, User]], order: DemoOrder, now: datetime) -> None:
    """A text that the department reads; some have signed, some not yet."""
    agency, by = keepers["LS-SKHCN"]
    told = ActivityTold(
        kind=_K.DISSEMINATION, title="Quán triệt Kết luận số 107-KL/TW của Bộ Chính trị",
        on_date=order.until - timedelta(days=1), document="107-KL/TW", people=40, classes=1,
    )  # fmt: skip
    activity = record_activity(agency=agency, told=told, by=by, now=now)
    reading = ask_to_read(
        activity=activity, text=_TEXT, until=order.until + timedelta(days=5), offices=[agency],
        by=by, now=now,
    )  # fmt: skip
    chance = order.chance("readings")
    for signature in reading.signatures.select_related("user").order_by("user__username"):  # type: ignore[attr-defined]
        if chance.random() < 0.5:
            sign_reading(request_id=reading.pk, by=signature.user, now=now)


def _prepare(
    keepers: dict[str, tuple[Agency, User]], event: Event, order: DemoOrder, now: datetime
) -> None:
    for code, lines in _CONTACTS.items():
        agency, by = keepers[code]
        for told in lines:
            add_contact(agency=agency, event=event, told=told, by=by, now=now)
    top, head = keepers["LS"]
    add_contact(agency=top, event=None, told=_ALWAYS, by=head, now=now)
    take_contingencies(agency=top, event=event, by=head, now=now)
    board, keeper = keepers["LS-BTCD"]
    take_readiness(agency=board, event=event, by=keeper, now=now)
    chance = order.chance("readiness")
    for item in ReadyItem.objects.filter(agency=board, event=event).order_by("order"):
        drawn = chance.random()
        if drawn < 0.65:
            check_ready(item_id=item.pk, state=ReadyState.READY, note="", by=keeper, now=now)
        elif drawn < 0.8:
            check_ready(
                item_id=item.pk, state=ReadyState.MISSING, note="Đang chờ bổ sung", by=keeper,
                now=now,
            )  # fmt: skip


def _settle(head: User, event: Event, today: date, now: datetime) -> None:
    """The first suggestions; one of them is settled already."""
    for number, suggestion in enumerate(suggestions(head, event, today)[:3]):
        item = list_matter(
            event=event, matter_id=suggestion.matter.pk, by=head, now=now,
            told=SettleTold(
                way="Người đứng đầu đối thoại với người dân, trả lời bằng văn bản trước khi sự kiện "
                "kết thúc.",
                in_charge=suggestion.matter.agency.short_name, due_on=event.ends_on,
            ),
        )  # fmt: skip
        if number == 0:
            step_settling(
                item_id=item.pk, state=SettleState.SETTLED, by=head, now=now,
                result="Đã đối thoại; người dân đồng ý với thời hạn trả lời, biên bản đã lập.",
            )  # fmt: skip
