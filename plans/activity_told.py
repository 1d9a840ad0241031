"""What is told of a management activity (hoạt động quản lý), and the rules it must keep; pure.

Which figures a kind of activity has follows table 06/QLKNTC (Thông tư 06/2025/TT-TTCP).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from plans.enums import ActivityKind

_TEXTS = frozenset({ActivityKind.NEW_TEXT, ActivityKind.CHANGED_TEXT, ActivityKind.REVOKED_TEXT})
_CLASSES = ("place", "classes", "people")
_INSPECTED = (
    "units", "concluded_on", "advised_organisations", "advised_people", "handed_organisations",
    "handed_people", "carried_out_organisations", "carried_out_people", "carried_out_on",
    "prosecuted_cases", "prosecuted_people",
)  # fmt: skip
# Figures that only this kind has; the others are left at nothing.
FIGURES: dict[ActivityKind, tuple[str, ...]] = {
    ActivityKind.NEW_TEXT: (),
    ActivityKind.CHANGED_TEXT: (),
    ActivityKind.REVOKED_TEXT: (),
    ActivityKind.TRAINING: _CLASSES,
    ActivityKind.DISSEMINATION: _CLASSES,
    ActivityKind.INSPECTION: _INSPECTED,
}
# What a conclusion brings; without one there is nothing to count (06/QLKNTC, columns 9–17).
AFTER_CONCLUSION = _INSPECTED[2:]


@dataclass(frozen=True, slots=True)
class ActivityTold:
    """One activity as a person tells it."""

    kind: ActivityKind
    title: str
    on_date: date
    place: str = ""
    document: str = ""
    note: str = ""
    classes: int = 0
    people: int = 0
    units: int = 0
    concluded_on: date | None = None
    advised_organisations: int = 0
    advised_people: int = 0
    handed_organisations: int = 0
    handed_people: int = 0
    carried_out_organisations: int = 0
    carried_out_people: int = 0
    carried_out_on: date | None = None
    prosecuted_cases: int = 0
    prosecuted_people: int = 0

    def proper(self) -> ActivityTold:
        """The same without figures that another kind has: what a hidden field kept is not told."""
        foreign = {name for names in FIGURES.values() for name in names} - set(FIGURES[self.kind])
        nothing: dict[str, Any] = {f.name: f.default for f in fields(self) if f.name in foreign}
        return replace(self, **nothing)


def objections(told: ActivityTold, today: date) -> dict[str, str]:
    """What is wrong, a sentence for each field; empty when it may be recorded."""
    found: dict[str, str] = {}
    if not told.title:
        found["title"] = "Hãy ghi nội dung hoạt động."
    if told.on_date > today:
        found["on_date"] = "Hoạt động đã diễn ra mới ghi; ngày không được sau hôm nay."
    if told.kind in _TEXTS and not told.document:
        found["document"] = "Hãy ghi số, ký hiệu văn bản."
    if told.kind == ActivityKind.TRAINING:
        found |= _class_objections(told)
    if told.kind == ActivityKind.INSPECTION:
        found |= _inspection_objections(told, today)
    return found


def _class_objections(told: ActivityTold) -> dict[str, str]:
    found = {}
    if not told.classes:
        found["classes"] = "Hãy ghi số lớp tập huấn."
    if not told.people:
        found["people"] = "Hãy ghi số người dự."
    return found


def _inspection_objections(told: ActivityTold, today: date) -> dict[str, str]:
    found = {}
    if not told.units:
        found["units"] = "Hãy ghi số đơn vị được thanh tra, kiểm tra."
    if told.concluded_on is None:
        if any(getattr(told, name) for name in AFTER_CONCLUSION):
            found["concluded_on"] = (
                "Kiến nghị xử lý và kết quả thực hiện chỉ ghi khi đã ban hành kết luận; "
                "hãy ghi ngày kết luận."
            )
        return found
    if not told.on_date <= told.concluded_on <= today:
        found["concluded_on"] = "Ngày kết luận phải từ ngày bắt đầu đến hôm nay."
    if told.carried_out_on and not told.concluded_on <= told.carried_out_on <= today:
        found["carried_out_on"] = "Ngày thực hiện xong phải từ ngày kết luận đến hôm nay."
    for done, advised in (
        ("carried_out_organisations", told.advised_organisations),
        ("carried_out_people", told.advised_people),
    ):
        if getattr(told, done) > advised:
            found[done] = "Số đã xử lý không nhiều hơn số kiến nghị xử lý hành chính."
    return found
