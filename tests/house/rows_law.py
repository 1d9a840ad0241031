"""A text that waits for its second person: common to all agencies, seen by those who may adopt."""

from datetime import date
from uuid import uuid4

from agencies.actions.law_texts import propose_law_text
from agencies.enums import LawTextKind
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    text = propose_law_text(
        key=uuid4(), kind=LawTextKind.CALENDAR, title="Lịch nghỉ", citation="Thông báo số 1/TB",
        valid_from=date(2026, 12, 1),
        payload={
            "day": [
                {"date": "2026-12-07", "kind": "off", "name": "nghỉ", "confidence": "verified"}
            ]
        },
        by=province.person("admin", "UBND"), now=NOW,
    )  # fmt: skip
    return {"law_text": text}
