"""A draft of a report regime that waits for its second person, so that its pages show something."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from uuid import UUID

from agencies.actions.law_texts import propose_law_text
from agencies.enums import LawTextKind
from agencies.models import Membership
from agencies.roles import Role
from agencies.units.order import DemoOrder
from law.shipped import DATA, shipped_forms

_SAMPLE = "(dữ liệu mẫu)"
_CHANGED = "01/TCD"
_NOTE = "Giữ biểu của Thông tư 06/2025/TT-TTCP."
_OF_THE_REGIME = ("regime", "circular", "valid_from", "valid_to", "source")


def load(*, order: DemoOrder, now: datetime) -> None:
    """The tables of 2025, with two further columns in the first; never adopted."""
    held = Membership.objects.in_force(order.until).filter(role=Role.ADMIN)
    proposer = held.select_related("user").order_by("user__username").first()
    if order.is_bulk or proposer is None:
        return
    first_day = date(order.until.year + 1, 3, 15)
    chance = order.chance("reports.regimes")
    propose_law_text(
        key=UUID(int=chance.getrandbits(128), version=4),
        kind=LawTextKind.REGIME,
        title=f"Dự thảo Thông tư sửa đổi chế độ báo cáo {_SAMPLE}",
        citation=f"Dự thảo lấy ý kiến {_SAMPLE}",
        valid_from=first_day,
        payload=_payload(first_day),
        by=proposer.user,
        now=now,
    )
    order.say("Đã dự thảo 1 chế độ báo cáo.")


def _payload(first_day: date) -> dict[str, object]:
    today = shipped_forms().regimes[-1]
    kept = [form.code for form in today.forms if form.code != _CHANGED]
    return {
        "code": f"DT-{first_day.year}",
        "circular": f"Dự thảo Thông tư {_SAMPLE}",
        "valid_from": first_day.isoformat(),
        "confidence": "from_memory",
        "table": [_with_two_more()],
        "kept": [{"code": code, "layout_from": today.code, "note": _NOTE} for code in kept],
    }


def _with_two_more() -> dict[str, object]:
    path = DATA / "forms" / "tt06-2025_01-tcd.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    more = [
        {"number": 22, "heading": ["Số vụ việc tiếp thường xuyên", "Tiếp lần đầu"],
         "measure": "matters_standing_first", "at_most": 7},
        {"number": 23, "heading": ["Số vụ việc tiếp thường xuyên", "Tiếp nhiều lần"],
         "measure": "matters_standing_again", "at_most": 7},
    ]  # fmt: skip
    said = {key: value for key, value in table.items() if key not in _OF_THE_REGIME}
    return {**said, "column": [*table["column"], *more]}
