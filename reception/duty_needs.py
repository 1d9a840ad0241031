"""What the roster of an event must have on each day (lịch trực phục vụ sự kiện): a pure table.

The plans ask for people at the reception place throughout, and for reports by phone while the event
lasts, days off included (the sample plans of Mỹ Xuyên 2024, part II.1, and Bắc Ninh 2024, part II).
"""

from agencies.enums import Duty, Phase

MISSING = {
    Duty.DESK: "Chưa có người trực tiếp công dân",
    Duty.LEADER: "Chưa có lãnh đạo trực",
    Duty.PHONE: "Chưa có người trực điện thoại",
}


def needs(*, phase: Phase, is_working: bool, has_session: bool) -> tuple[Duty, ...]:
    """Duties without which the day has a gap.

    The office receives on working days and where a session is planned; while the event lasts a
    leader and a phone are reachable every day. Postings are made when they are asked for.
    """
    receives = is_working or has_session
    if phase is Phase.DURING:
        return (Duty.DESK, Duty.LEADER, Duty.PHONE) if receives else (Duty.LEADER, Duty.PHONE)
    return (Duty.DESK, Duty.LEADER) if receives else ()
