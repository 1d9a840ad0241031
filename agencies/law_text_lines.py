"""What an adopted text says, in the words of its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from agencies.enums import LawTextKind
from agencies.models import LawText
from law.dates import parse_date, vn_date, vn_day
from law.enums import BRANCH_TEXT, CONFIDENCE_TEXT, UNIT_TEXT, Branch, Confidence, DayKind, Unit
from law.shipped import shipped_rules

_DAY = {
    DayKind.OFF: "nghỉ",
    DayKind.SWAPPED_OFF: "nghỉ hoán đổi, làm bù {other}",
    DayKind.WORKED: "làm việc, bù cho {other}",
}


def lines_of(text: LawText) -> list[tuple[str, str]]:
    """(what, how it is) for a list of facts."""
    return list(_OF_KIND[LawTextKind(text.kind)](text.payload))


def _calendar(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for row in payload.get("day", []):
        span = vn_day(parse_date(row["date"]))
        if row.get("to"):
            span += f" đến {vn_day(parse_date(row['to']))}"
        other = row.get("worked_on") or row.get("instead_of")
        kind = _DAY[DayKind(row["kind"])].format(other=vn_date(parse_date(other)) if other else "")
        yield span, f"{kind}: {row['name']} ({CONFIDENCE_TEXT[Confidence(row['confidence'])]})"
    for day in payload.get("cancelled", []):
        yield vn_day(parse_date(day)), "bỏ dòng lịch đã ghi; theo lịch tuần thường"


def _rule(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    version = payload["version"]
    unit = UNIT_TEXT[Unit(version["unit"])]
    yield "Thời hạn", f"{payload['rule']}: {shipped_rules().get(payload['rule']).duty}"
    yield "Áp dụng", f"cho việc phát sinh từ ngày {vn_date(parse_date(version['valid_from']))}"
    yield "Số ngày", f"{version['amount']} {unit}"
    for key, amount in version.get("branches", {}).items():
        words = " và ".join(BRANCH_TEXT[Branch(name)] for name in key.split("+"))
        yield words.capitalize(), f"{amount} {unit}"
    if more := version.get("extension"):
        yield (
            "Gia hạn",
            (
                f"mỗi lần {more['each']} ngày; vụ phức tạp {more['times_if_complex']} lần, đặc biệt "
                f"phức tạp {more['times_if_especially_complex']} lần"
            ),
        )
    yield "Mức chắc chắn", CONFIDENCE_TEXT[Confidence(version["confidence"])]
    if version.get("note"):
        yield "Ghi chú", version["note"]


def _regime(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Mã chế độ", payload["code"]
    yield "Thông tư", payload["circular"]
    for table in payload["table"]:
        yield f"Biểu {table['code']}", f"{table['title']}: {len(table['column'])} cột"
    for table in payload.get("kept", []):
        yield f"Biểu {table['code']}", f"giữ theo {table['layout_from']}"
    if relations := payload.get("relation"):
        yield "Quan hệ giữa các biểu", f"{len(relations)}"
    yield "Mức chắc chắn", CONFIDENCE_TEXT[Confidence(payload["confidence"])]


_OF_KIND = {
    LawTextKind.CALENDAR: _calendar,
    LawTextKind.RULE: _rule,
    LawTextKind.REGIME: _regime,
}
