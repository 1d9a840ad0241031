"""Thời hạn lưu: the closed list of what goes by age, by whom it was asked for, and what never goes.

Only what served work and has served it: typed and unsent texts, marks of a day, sessions, letters,
jobs. Case files, registers, documents, the ledger are never removed here: their end is decided by the
archives (Luật Lưu trữ số 33/2024/QH15), by people, on paper (ADR 0044).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, DateTimeField, F, Max, Min, QuerySet, Value
from django.db.models.functions import TruncDate

from agencies.registry import Kind, entries


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of rows: how long they stay, why, and which of them are past that at a moment.

    `day` names the date or moment the age counts from. `clear` takes a mark off rows that stay; without
    it the rows are deleted. Not `sure`: the text of the law does not give the figure (cần đối chiếu).
    """

    key: str
    label: str
    kept: str
    why: str
    order: int
    rows: Callable[[datetime], QuerySet[Any]]
    day: str
    sure: bool = True
    clear: Callable[[QuerySet[Any]], int] | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What one rule would remove: how many rows, of which days."""

    rule: Rule
    count: int
    first: date | None
    last: date | None


def rules() -> list[Rule]:
    """Every rule of the house, in the order in which they are shown."""
    found = [rule for entry in entries(Kind.RETENTION).values() for rule in entry()]
    return sorted(found, key=lambda rule: rule.order)


def rule_of(key: str) -> Rule | None:
    """The rule with this key."""
    return next((rule for rule in rules() if rule.key == key), None)


def due(now: datetime) -> list[Due]:
    """What each rule would remove at this moment, in one statement."""
    known = rules()
    first, *others = (_sums(rule, now) for rule in known)
    sums = {key: found for key, *found in first.union(*others, all=True)}
    return [Due(rule, *sums.get(rule.key, (0, None, None))) for rule in known]


def _sums(rule: Rule, now: datetime) -> QuerySet[Any, Any]:
    """Key, count, first and last day; no line when nothing is due."""
    rows = rule.rows(now).order_by()
    on = day_of(rule, rows)
    counted = rows.values(due_rule=Value(rule.key)).annotate(
        due_count=Count("pk"), due_first=Min(on), due_last=Max(on)
    )
    return counted.values_list("due_rule", "due_count", "due_first", "due_last")


def day_of(rule: Rule, rows: QuerySet[Any]) -> Any:
    """The local day of a row of this rule, as an expression."""
    is_moment = isinstance(rows.model._meta.get_field(rule.day), DateTimeField)
    return TruncDate(rule.day) if is_moment else F(rule.day)


@dataclass(frozen=True, slots=True)
class Kept:
    """What this product never removes, and why."""

    label: str
    why: str


_ARCHIVES = "Luật Lưu trữ số 33/2024/QH15: hồ sơ nộp lưu, hủy do cơ quan quyết định."
KEPT = (
    Kept("Hồ sơ vụ việc, đơn, lượt tiếp, tệp đính kèm", _ARCHIVES),
    Kept("Sổ tiếp công dân, sổ đơn, sổ văn bản và mọi số đã cấp", _ARCHIVES),
    Kept("Văn bản phát hành, báo cáo đã gửi", _ARCHIVES),
    Kept("Phiếu chờ của phòng tiếp", "Không có tên, không gắn vụ việc; là số liệu của ngày tiếp."),
    Kept("Danh tính niêm phong, hồ sơ bảo vệ", "Luật Tố cáo Điều 55, 56: quản lý theo chế độ mật."),
    Kept(
        "Sổ vết, gồm cả dấu vết tra cứu tại bàn",
        "Chỉ ghi thêm; không giữ lời đã gõ khi tra cứu, chỉ giữ độ dài.",
    ),
    Kept("Nhật ký dọn dữ liệu ở trang này", "Để biết đã dọn gì, khi nào, ai bấm."),
)
AT_ONCE = (
    Kept("Dòng tra cứu của vụ việc vừa niêm phong", "Bỏ ngay lúc niêm phong; quét lại lúc 02:20."),
    Kept("Bản ghi dở đã gửi thành lượt tiếp", "Bỏ ngay khi vào sổ."),
)
