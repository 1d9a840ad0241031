"""A text that waits for its second person: common to all agencies, seen by those who may adopt."""

from datetime import date
from pathlib import Path
from uuid import uuid4

from agencies.actions.law_texts import propose_law_text
from agencies.enums import LawTextKind
from law.regime_file import payload_of
from tests.factories import NOW, Province

EXAMPLE = payload_of(Path("docs/regime-example.toml").read_text(encoding="utf-8"))


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
    regime = propose_law_text(
        key=uuid4(), kind=LawTextKind.REGIME, title="Chế độ báo cáo", citation="Thông tư ví dụ",
        valid_from=date(2027, 3, 1), payload=EXAMPLE, by=province.people["admin", "UBND"], now=NOW,
    )  # fmt: skip
    return {"law_text": text, "regime_text": regime}
