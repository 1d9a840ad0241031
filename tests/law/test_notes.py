from datetime import date

import pytest

from law.enums import Confidence, Kind, Unit
from law.notes import rule_notes
from law.rules import Rule, RuleVersion


@pytest.mark.parametrize(
    ("confidence", "note", "notes"),
    [
        (Confidence.VERIFIED, "", []),
        (Confidence.VERIFIED, "Xem thêm Nghị định", ["Xem thêm Nghị định."]),
        (Confidence.INFERRED, "", ["Thời hạn này suy ra từ văn bản, cần đối chiếu."]),
        (Confidence.FROM_MEMORY, "", ["Thời hạn này cần đối chiếu với văn bản."]),
    ],
)
def test_doubt_about_the_text_is_said(confidence, note, notes):
    version = RuleVersion(
        date(2020, 1, 1), None, Unit.CALENDAR_DAYS, "Luật", confidence, amount=5, note=note
    )
    rule = Rule("X", Kind.DEADLINE, "việc", "ngày nhận", (version,))
    assert list(rule_notes(rule, version)) == notes
