"""What a person should know beside the date: doubts, other readings, a later version."""

from collections.abc import Iterator
from datetime import date

from law.alternatives import Situation, under_other_versions
from law.counting import Count, Day
from law.dates import vn_date
from law.enums import Confidence, Kind
from law.events import Course
from law.rules import Rule, RuleVersion
from law.suspension import too_early

LOCAL = "Địa phương có thể quy định thời hạn khác; cần đối chiếu với quy định của địa phương."
ROLLED = {
    Kind.LIMITATION: "Ngày cuối của thời hiệu",
    Kind.EFFECT: "Ngày cuối trước khi có hiệu lực",
    Kind.MINIMUM_DURATION: "Ngày cuối phải duy trì",
    Kind.CEILING: "Ngày cuối của mốc này",
}


def notes_on(situation: Situation, version: RuleVersion, count: Count) -> tuple[str, ...]:
    """All notes on a counted date, the legal ones first."""
    return (
        *rule_notes(situation.rule, version),
        *_other_reading(situation, version),
        *_version_change(situation, count),
        *_extension_notes(situation, version),
        *_early_pauses(situation),
        *_late_pauses(situation.course, count),
        *_rolling(situation.rule, count),
        *_calendar_doubts(count.days),
    )


def rule_notes(rule: Rule, version: RuleVersion) -> Iterator[str]:
    """The note of the text itself and how far it can be trusted."""
    if version.note:
        yield f"{version.note}."
    if rule.local_parameter:
        yield LOCAL
    elif version.confidence == Confidence.INFERRED:
        yield "Thời hạn này suy ra từ văn bản, cần đối chiếu."
    elif version.confidence != Confidence.VERIFIED:
        yield "Thời hạn này cần đối chiếu với văn bản."


def _other_reading(situation: Situation, version: RuleVersion) -> Iterator[str]:
    due = situation.due_by_other_reading(version)
    if due is not None and version.other_reading is not None:
        yield f"Tính theo {version.other_reading.citation} thì ngày đến hạn là {vn_date(due)}."


def _version_change(situation: Situation, count: Count) -> Iterator[str]:
    """A new version that begins while the old one still counts: which date it would give."""
    last = max(day.date for day in count.days)
    for other in under_other_versions(situation):
        if situation.start < other.version.valid_from <= last and other.due is not None:
            yield (
                f"Quy định áp dụng {other.version.span} ({other.version.amount_text}) sẽ cho ngày "
                f"{vn_date(other.due)}; vụ việc này theo quy định có hiệu lực ngày "
                f"{vn_date(situation.start)}."
            )


def _extension_notes(situation: Situation, version: RuleVersion) -> Iterator[str]:
    extension = version.extension
    for number, event in enumerate(situation.course.extensions):
        if extension and number >= extension.times_if_complex:
            yield (
                f"Gia hạn lần {number + 1} chỉ áp dụng cho vụ việc đặc biệt phức tạp "
                f"({version.citation})."
            )
        before = Course(situation.course.pauses, situation.course.extensions[:number])
        due = _replace_course(situation, before).due_under(version)
        if due is not None and event.on > due:
            yield f"{event.text} sau ngày đến hạn {vn_date(due)}; cần đối chiếu."


def _replace_course(situation: Situation, course: Course) -> Situation:
    return Situation(
        situation.rule,
        situation.start,
        situation.branches,
        course,
        situation.calendar,
        situation.today,
    )


def _early_pauses(situation: Situation) -> Iterator[str]:
    for pause in situation.course.pauses:
        if why := too_early(situation.rule.code, pause.on):
            yield f"{why}; tạm đình chỉ ngày {vn_date(pause.on)} cần đối chiếu."


def _late_pauses(course: Course, count: Count) -> Iterator[str]:
    for pause in course.pauses:
        if count.due is not None and pause.on > count.due:
            yield (
                f"Tạm đình chỉ ngày {vn_date(pause.on)} sau ngày đến hạn {vn_date(count.due)} "
                "nên không đổi ngày đến hạn."
            )


def _rolling(rule: Rule, count: Count) -> Iterator[str]:
    if count.rolled and rule.kind in ROLLED:
        last = next(day.date for day in reversed(count.days) if day.counted)
        yield (
            f"{ROLLED[rule.kind]} là {vn_date(last)}, rơi vào ngày nghỉ, nên tính sang ngày làm "
            "việc tiếp theo; cần đối chiếu."
        )


def _calendar_doubts(days: tuple[Day, ...]) -> Iterator[str]:
    undecided = _dates(days, Confidence.COMPUTED)
    if undecided:
        yield f"Lịch nghỉ dùng để tính chưa có quyết định của cơ quan có thẩm quyền: {undecided}."
    unchecked = _dates(days, Confidence.FROM_MEMORY) or _dates(days, Confidence.INFERRED)
    if unchecked:
        yield f"Lịch làm việc dùng để tính cần đối chiếu: {unchecked}."


def _dates(days: tuple[Day, ...], confidence: Confidence) -> str:
    found: list[date] = [day.date for day in days if day.confidence == confidence]
    return ", ".join(vn_date(day) for day in sorted(found))
