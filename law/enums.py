"""Closed lists of the rules as data; their values are the words of `law/data/rules.toml`."""

from enum import StrEnum


class Kind(StrEnum):
    """What a duty is. Only the first six count days; send_by and cut_off need a period."""

    DEADLINE = "deadline"  # thời hạn phải làm xong
    NOTICE_BEFORE = "notice_before"  # phải báo trước ít nhất chừng đó
    LIMITATION = "limitation"  # thời hiệu: quá hạn thì mất quyền
    EFFECT = "effect"  # đến lúc đó quyết định có hiệu lực
    MINIMUM_DURATION = "minimum_duration"  # phải duy trì ít nhất chừng đó
    CEILING = "ceiling"  # mốc đỏ: quá thì xem xét kỷ luật
    QUOTA = "quota"  # định mức ngày tiếp công dân
    CUT_OFF = "cut_off"  # mốc chốt số liệu
    SEND_BY = "send_by"  # ngày gửi báo cáo


COUNTED_KINDS = frozenset(
    {
        Kind.DEADLINE,
        Kind.NOTICE_BEFORE,
        Kind.LIMITATION,
        Kind.EFFECT,
        Kind.MINIMUM_DURATION,
        Kind.CEILING,
    }
)
# Once the day has gone by, the office is late. Of the others it only means that the time has run.
DUTIES_OF_THE_OFFICE = frozenset({Kind.DEADLINE, Kind.NOTICE_BEFORE, Kind.CEILING, Kind.SEND_BY})


class Unit(StrEnum):
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    DAYS_PER_MONTH = "days_per_month"
    DAYS_PER_WEEK = "days_per_week"
    PERIOD = "period"
    DAY_OF_LAST_MONTH = "day_of_last_month"


UNITS_OF_KIND = {
    **{kind: frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS}) for kind in COUNTED_KINDS},
    Kind.QUOTA: frozenset({Unit.DAYS_PER_MONTH, Unit.DAYS_PER_WEEK}),
    Kind.CUT_OFF: frozenset({Unit.PERIOD}),
    Kind.SEND_BY: frozenset({Unit.DAY_OF_LAST_MONTH}),
}
UNIT_TEXT = {
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.CALENDAR_DAYS: "ngày",
    Unit.DAYS_PER_MONTH: "ngày trong 01 tháng",
    Unit.DAYS_PER_WEEK: "ngày trong 01 tuần",
    Unit.PERIOD: "theo kỳ báo cáo",
    Unit.DAY_OF_LAST_MONTH: "ngày của tháng cuối kỳ báo cáo",
}


class Branch(StrEnum):
    """A circumstance that changes the amount."""

    COMPLEX = "complex"
    REMOTE = "remote"
    SEVERAL_PLACES = "several_places"
    DISMISSAL = "dismissal"


BRANCH_TEXT = {
    Branch.COMPLEX: "vụ việc phức tạp",
    Branch.REMOTE: "vùng sâu, vùng xa đi lại khó khăn",
    Branch.SEVERAL_PLACES: "phải kiểm tra, xác minh tại nhiều địa điểm",
    Branch.DISMISSAL: "kỷ luật buộc thôi việc",
}


class Confidence(StrEnum):
    """How sure the text is, surest first."""

    VERIFIED = "verified"
    INFERRED = "inferred"
    FROM_MEMORY = "from_memory"
    COMPUTED = "computed"


CONFIDENCE_TEXT = {
    Confidence.VERIFIED: "đã đối chiếu với văn bản",
    Confidence.INFERRED: "suy ra từ văn bản, cần đối chiếu",
    Confidence.FROM_MEMORY: "cần đối chiếu",
    Confidence.COMPUTED: "chưa có quyết định",
}


DOUBT = {confidence: doubt for doubt, confidence in enumerate(Confidence)}


def least_sure(first: Confidence, *others: Confidence) -> Confidence:
    """The weakest link decides."""
    return max((first, *others), key=DOUBT.__getitem__)


class DayKind(StrEnum):
    """A day that differs from Monday-to-Friday."""

    OFF = "off"  # nghỉ lễ, tết hoặc nghỉ bù
    SWAPPED_OFF = "swapped_off"  # nghỉ hoán đổi, làm bù ngày khác
    WORKED = "worked"  # làm bù


class EventType(StrEnum):
    PAUSE = "pause"  # quyết định tạm đình chỉ
    RESUME = "resume"  # quyết định tiếp tục giải quyết
    EXTEND = "extend"  # quyết định gia hạn


class State(StrEnum):
    RUNNING = "running"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    DONE = "done"


STATE_TEXT = {
    State.RUNNING: "đang trong hạn",
    State.DUE_SOON: "sắp đến hạn",
    State.OVERDUE: "quá hạn",
    State.PAUSED: "đang tạm đình chỉ",
    State.DONE: "đã xong",
}
