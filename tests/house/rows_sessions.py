"""A session, a schedule and a place of the department."""

from datetime import date, time, timedelta

from reception.actions.schedules import publish_schedule, write_schedule
from reception.actions.sessions import OnlineInput, hold_session
from reception.actions.venues import write_venue
from reception.enums import DayOffRule, SessionKind, SessionMode
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home, officer = province["SKHCN"], province.person("officer", "SKHCN")
    head = province.person("head", "SKHCN")
    venue = write_venue(
        agency=home, name="Phòng tiếp công dân", address="01 Đường Mẫu", is_headquarters=False,
        members=(), by=officer, now=NOW,
    )  # fmt: skip
    schedule = write_schedule(
        agency=home, kind=SessionKind.PERIODIC, host=head, rule="thứ Năm hằng tuần",
        day_off=DayOffRule.NEXT_WORKING, starts_at=time(8), ends_at=time(11, 30), venue=venue,
        valid_from=date(2026, 11, 1), valid_to=date(2026, 12, 31), by=officer, now=NOW,
    )  # fmt: skip
    publish_schedule(schedule_id=schedule.pk, by=officer, now=NOW)
    online = hold_session(
        agency=home, kind=SessionKind.PERIODIC, mode=SessionMode.ONLINE,
        on_date=NOW.date() + timedelta(days=12), place="", host=head, delegated=False, venue=venue,
        online=OnlineInput("remote", "Trụ sở Sở", ("UBND xã Tân Thanh",)), by=officer, now=NOW,
    )  # fmt: skip
    return {"venue": venue, "schedule": schedule, "session": online}
