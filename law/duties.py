"""Duties that no clock counts: định mức tiếp công dân, mốc chốt số liệu, ngày gửi báo cáo."""

from datetime import date

from law.calendar import WorkingCalendar
from law.dates import vn_date, vn_day
from law.enums import UNIT_TEXT, Kind
from law.errors import LawError
from law.periods import Period
from law.rules import CutOff, Rule, RuleVersion

PERIOD_TEXT = {
    "Q1": "quý I",
    "Q2": "quý II",
    "Q3": "quý III",
    "Q4": "quý IV",
    "6T": "6 tháng đầu năm",
    "9T": "9 tháng đầu năm",
    "N": "cả năm",
}


def undated_sentence(rule: Rule, version: RuleVersion) -> str:
    """What a quota, a cut-off or a sending date asks, where no date can be given."""
    if rule.kind == Kind.QUOTA:
        asks = f"ít nhất {version.amount:02d} {UNIT_TEXT[version.unit]}"
        why = "đây là định mức, không phải thời hạn nên không có ngày đến hạn"
    elif rule.kind == Kind.CUT_OFF:
        asks = "; ".join(
            f"{PERIOD_TEXT.get(name, name)} {_ends(ends)}" for name, ends in version.periods.items()
        )
        why = "chọn kỳ báo cáo để có ngày cụ thể"
    else:
        asks = f"chậm nhất {version.amount_text}"
        why = "chọn kỳ báo cáo để có ngày cụ thể"
    return f"{rule.duty}: {asks} ({version.citation}); {why}."


def fixed_date(rule: Rule, version: RuleVersion, period: Period) -> date:
    """The date a cut-off or a sending day has in one statutory period."""
    if not period.statutory:
        raise LawError(
            f"{rule.code} chỉ áp dụng cho kỳ quý, 6 tháng, 9 tháng, năm; {period.code} không phải."
        )
    if version.day_of_month is None:
        return period.end
    # A fixed day of a month is no period that could roll: what goes to the ministry goes by then.
    return date(period.end.year, period.end.month, version.day_of_month)


def day_off_advice(day: date, calendar: WorkingCalendar) -> str:
    """A fixed date on a day off stays; the working day before is the one to aim for."""
    if not calendar.covers(day) or calendar.is_working(day):
        return ""
    before = calendar.on_or_before(day)
    return (
        f"Ngày {vn_date(day)} là ngày nghỉ ({calendar.reason(day).text}); "
        f"nên gửi trước, chậm nhất {vn_day(before)}."
    )


def _ends(ends: CutOff) -> str:
    year = " năm trước" if ends.starts_year_before else ""
    (first_month, first_day), (last_month, last_day) = ends.start, ends.end
    return f"từ {first_day:02d}/{first_month:02d}{year} đến {last_day:02d}/{last_month:02d}"
