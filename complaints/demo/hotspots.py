"""What is done about the flags of the demonstration: an owner, measures, reviews, a report, an end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from complaints.actions import hotspot_keeping, hotspot_measures, hotspots
from complaints.actions.hotspot_measures import SituationInput
from complaints.demo.places import Desk
from complaints.enums import Situation
from complaints.hot_people import may_answer
from complaints.models import HotMeasure, HotSpot, Matter

Deed = Callable[[Desk, Matter, datetime], None]
_REVIEW = timedelta(days=14)


def confirm(desk: Desk, matter: Matter, when: datetime) -> None:
    """The head confirms and names who answers for it; it is to be looked at in two weeks."""
    spot = _open(matter)
    known = may_answer(spot, when.date())
    wanted = (desk.handler, desk.officer, desk.head)
    hotspots.confirm_hotspot(
        hotspot_id=spot.pk,
        note="Thống nhất; giao công chức địa chính chuẩn bị đối thoại trong tuần.",
        owner=next((user for user in wanted if user in known), None),
        review_on=when.date() + _REVIEW,
        by=desk.head,
        now=when,
    )


def course_of(decided: int, closed: int, last: int, people: int) -> list[tuple[int, Deed]]:
    """What follows a confirmation, by days counted back: a flag that is closed was reviewed on time;
    one that is still watched waits for its review, and one of its measures is late."""
    if closed:
        return [(decided, _begin), (decided - 13, _look_again), (decided - 25, _finish)]
    return [(decided, _begin), (decided - 9, _finish), (last, _report(people))]


def _open(matter: Matter) -> HotSpot:
    found: HotSpot = HotSpot.objects.open().get(matter=matter)
    return found


def _begin(desk: Desk, matter: Matter, when: datetime) -> None:
    for text, days in (
        ("Kiểm tra lại hồ sơ, số liệu; trả lời bằng văn bản những nội dung đã rõ", 10),
        ("Tổ chức đối thoại với đại diện các hộ", 20),
    ):
        hotspot_measures.add_measure(
            hotspot_id=_open(matter).pk, text=text, due_on=when.date() + timedelta(days=days),
            by=desk.head, now=when,
        )  # fmt: skip


def _finish(desk: Desk, matter: Matter, when: datetime) -> None:
    first = HotMeasure.objects.filter(hotspot=_open(matter), done_on=None).order_by("due_on")[0]
    hotspot_measures.finish_measure(
        measure_id=first.pk, done_on=when.date(), by=desk.head, now=when,
        result="Đã rà soát xong, có văn bản trả lời gửi đại diện các hộ.",
    )  # fmt: skip


def _look_again(desk: Desk, matter: Matter, when: datetime) -> None:
    hotspot_keeping.review_hotspot(
        hotspot_id=_open(matter).pk,
        seen="Tình hình ổn định, các hộ chờ kết quả khắc phục; chưa có đoàn mới.",
        review_on=when.date() + timedelta(days=45),
        by=desk.head,
        now=when,
    )


def _report(people: int) -> Deed:
    def report(desk: Desk, matter: Matter, when: datetime) -> None:
        told = SituationInput(
            happened_at=when - timedelta(minutes=40),
            place=f"Nơi tiếp công dân {desk.agency.name}",
            people_count=people,
            representatives=2,
            situation=Situation.CROWDED,
            done="Mời đại diện vào phòng tiếp, bố trí chỗ ngồi, nước uống; lãnh đạo trực tiếp nghe.",
            proposal="Đề nghị Thanh tra tỉnh cử cán bộ cùng dự buổi đối thoại.",
        )
        hotspot_measures.report_situation(
            hotspot_id=_open(matter).pk, told=told, by=desk.head, now=when
        )

    return report
