"""Quick reports of the running event of the demonstration: the days before today, one of them
missing, and one incident with its further report. Every name and number is invented."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from agencies.enums import Level
from agencies.models import Event, EventUnit, User
from agencies.units.order import DemoOrder
from reports.actions.incidents import IncidentTold, report_incident
from reports.actions.quick import Told, send_quick_report
from reports.actions.quick_reminders import senders
from reports.enums import Calmed, Cause
from reports.quick_days import due_at, refusal
from reports.quick_figures import crowding, figures_of

_DAYS = 6
_CROWDED = "Có nhiều người cùng đến hỏi tiến độ bồi thường, đã nghe giải thích và tự nguyện ra về."
_HAPPENED = (
    "Tiếp công dân bình thường, chủ yếu hỏi thủ tục đất đai và chế độ chính sách.",
    "Công dân đến hỏi kết quả giải quyết đơn, đã được trả lời tại chỗ.",
    "Có công dân đề nghị gặp lãnh đạo về việc cấp giấy chứng nhận; đã hẹn ngày tiếp.",
)
_DONE = (
    "Đã giải thích, hướng dẫn gửi đơn đúng cơ quan có thẩm quyền.",
    "Đã liên hệ xã nơi công dân cư trú để phối hợp trả lời.",
)


def tell_quick_reports(order: DemoOrder, now: datetime) -> int:
    """Sends them through the ordinary actions; none where no event asks for reports."""
    event = _running()
    if event is None:
        return 0
    chance, sent = order.chance("quick"), 0
    units = [(unit, user) for unit in _units(event) if (user := _sender(unit, order.until))]
    last = min(order.until, event.window_to)
    days = [last - timedelta(days=back) for back in range(_DAYS, 0, -1)]
    if units and not refusal(event, days[-1], order.until):
        _incident(event, *_at_the_board(units), days[-1])
    for on in days:
        for unit, user in units:
            is_left_out = on == days[-1] and (unit, user) == units[-1]
            if not is_left_out and not refusal(event, on, order.until):
                _send(event, unit, on, user, chance)
                sent += 1
    return sent


def _at_the_board(units: list[tuple[EventUnit, User]]) -> tuple[EventUnit, User]:
    """Where the incident happens: the reception board of the province, if it reports."""
    boards = [one for one in units if one[0].agency.level == Level.RECEPTION_BOARD]
    return (boards or units)[0]


def _running() -> Event | None:
    asking = Event.objects.filter(agency__code="LS", closed_at=None, report_at__isnull=False)
    return asking.order_by("-window_from").first()


def _units(event: Event) -> list[EventUnit]:
    return list(event.units.select_related("agency").order_by("agency__path"))  # type: ignore[attr-defined]


def _sender(unit: EventUnit, today: date) -> User | None:
    return senders(unit.agency, today).order_by("-username").first()


def _send(event: Event, unit: EventUnit, on: date, user: User, chance: Random) -> None:
    """A few minutes before the hour, now and then after it."""
    sent_at = due_at(event, on) + timedelta(minutes=chance.choice((-50, -35, -20, -10, 25)))
    crowded = bool(crowding(figures_of(unit.agency, on, sent_at)))
    quiet = chance.random() < 0.3 and not crowded
    happened = _CROWDED if crowded else chance.choice(_HAPPENED)
    told = Told() if quiet else Told(happened, chance.choice(_DONE))
    send_quick_report(
        event=event, agency=unit.agency, on=on, told=told, nothing_new=quiet, by=user, now=sent_at
    )


def _incident(event: Event, unit: EventUnit, user: User, on: date) -> None:
    at = timezone.make_aware(datetime.combine(on, time(8, 45)))
    told = IncidentTold(
        happened_at=at, place="Trụ sở Tiếp công dân tỉnh", comes_from="xã Hữu Lũng", head_count=14,
        representatives=2, cause=Cause.WAITED,
        demand="Đề nghị trả lời đơn về đơn giá bồi thường của dự án đường tỉnh.",
        calmed=Calmed.RECEIVED, handled="Đã mời vào phòng tiếp, nghe trình bày, lập biên bản.",
        in_charge="Ủy ban nhân dân xã Hữu Lũng", state_of_case="Đang xác minh",
    )  # fmt: skip
    first = report_incident(
        agency=unit.agency, told=told, event=event, by=user, now=at + timedelta(minutes=40)
    )
    further = IncidentTold(
        happened_at=at + timedelta(hours=2), place=told.place, comes_from=told.comes_from,
        head_count=14, representatives=2, cause=told.cause, demand=told.demand,
        calmed=Calmed.APPOINTED, in_charge=told.in_charge, state_of_case="Đang xác minh",
        handled="Đã hẹn ngày trả lời bằng giấy; bà con tự nguyện ra về.", went_home=True,
        proposal="Đề nghị UBND xã Hữu Lũng trả lời trước ngày đã hẹn.",
    )  # fmt: skip
    report_incident(
        agency=unit.agency, told=further, event=event, follows=first, by=user,
        now=at + timedelta(hours=2, minutes=30),
    )  # fmt: skip
