"""Schedules and runs in words: when, which period, for whom."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from law.dates import vn_date, vn_day
from law.periods import Period
from reports.enums import Rhythm
from reports.run_days import Run, RunRule

DAYS = (
    "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật",
)  # fmt: skip


def rule_words(rule: RunRule) -> str:
    """“Thứ Hai hằng tuần lúc 06:00”; “ngày 15 của tháng có kỳ kết thúc”."""
    hour = f"lúc {rule.at:%H:%M}"
    if rule.rhythm == Rhythm.DAILY:
        return f"Hằng ngày {hour}, cho ngày hôm trước"
    if rule.rhythm == Rhythm.WEEKLY:
        name = DAYS[rule.day - 1]
        return f"{name[0].upper()}{name[1:]} hằng tuần {hour}, cho tuần vừa hết"
    if rule.rhythm == Rhythm.MONTHLY:
        return f"Ngày {rule.day} hằng tháng {hour}, cho tháng (kỳ 15–14) vừa hết"
    return f"Ngày {rule.day} đầu tiên sau khi hết kỳ {hour}: quý, 6 tháng, 9 tháng, năm"


def run_words(run: Run) -> str:
    """“Thứ Hai 23/11/2026 lúc 06:00: Tuần 47 năm 2026 (16/11/2026 – 22/11/2026)”."""
    local = timezone.localtime(run.at)
    periods = "; ".join(period_words(period) for period in run.periods)
    return f"{vn_day(local.date())} lúc {local:%H:%M}: {periods}"


def period_words(period: Period) -> str:
    """A period with its days; a single day says itself once."""
    if period.start == period.end:
        return f"ngày {vn_date(period.start)}"
    label = period.label[0].lower() + period.label[1:]
    return f"{label} ({vn_date(period.start)} – {vn_date(period.end)})"


def left_words(left: timedelta) -> str:
    """“khoảng 3 phút”; under a minute it says so."""
    minutes = round(left.total_seconds() / 60)
    if minutes < 1:
        return "chưa đến 1 phút"
    if minutes < 120:
        return f"khoảng {minutes} phút"
    return f"khoảng {round(minutes / 60)} giờ"
