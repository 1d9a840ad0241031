"""01/TCD of Circular 06/2025/TT-TTCP, worked out on paper: 2026-Q1, 15/12/2025 to 14/03/2026.

Matters: one that the desk and the head received counts once, under the head; a day of the head
counts when it was announced, also when nobody came; a group is five people or more.
"""

from datetime import date, datetime

import pytest

from complaints.enums import PetitionKind, Secrecy
from reception.enums import SessionKind, SessionState
from reception.models import VisitMatter
from tests.factories import HANOI, NOW, Province
from tests.reports.builders import at, make_matter, make_visit
from tests.reports.tables_2025.rows import (
    DAY_AFTER,
    DAY_BEFORE,
    FIRST,
    LAST,
    published,
    row_of,
    session,
    table,
)

pytestmark = pytest.mark.django_db

MATTERS = ("A", "B", "C", "D", "E", "F", "G", "H", "K", "M", "N", "N2", "O", "Q", "T")

EXPECTED = {
    # standing: s1 s2 s3 s7 s9 s10 s11 s12 s13
    5: 9,
    6: 18,  # 1 + 5 + 4 + 2 + 1 + 1 + 2 + 1 + 1
    7: 5,  # B F G S T; not H M A (head), not K (delegate)
    8: 1,  # s2, exactly five
    9: 5,
    # head: h1 h2 h3 h4
    10: 6,  # 15/12, 08/01, 20/01, 13/02, 12/03 (two sessions), 14/03
    11: 4,
    12: 13,  # 1 + 5 + 6 + 1
    13: 5,  # H M N N2 A
    14: 2,  # h2, h3
    15: 11,
    # delegate: d1 d2 d3 d4
    16: 2,  # 05/02, 26/02
    17: 4,
    18: 14,  # 2 + 7 + 1 + 4
    19: 3,  # K O Q; H is under the head
    20: 1,  # d2
    21: 7,
    # 1 = 5+11+17, 2 = 6+12+18, 3 = 7+13+19, 4 = 8+14+20
    1: 17,
    2: 45,
    3: 13,
    4: 4,
}


def test_every_column_of_01_tcd(capsys):
    province = Province()
    agency, officer = province["SKHCN"], province.person("officer", "SKHCN")
    m = {name: make_matter(agency) for name in MATTERS}
    m["R"] = make_matter(agency, secrecy=Secrecy.RESTRICTED)
    m["S"] = make_matter(agency, kind=PetitionKind.DENUNCIATION, secrecy=Secrecy.SEALED)
    at_the_desk(province, m)
    by_the_head(province, m)
    by_a_delegate(province, m)
    # Another unit of the same province does not count for this one.
    make_visit(province["XA"], officer, date(2026, 1, 10), head_count=50)
    assert row_of(table(capsys, "01/TCD")) == EXPECTED


def at_the_desk(province: Province, m: dict) -> None:
    agency, officer = province["SKHCN"], province.person("officer", "SKHCN")

    def visit(on: date, matter: str, people: int, **more: object):
        return make_visit(agency, officer, on, m[matter], head_count=people, **more)

    late = datetime(2025, 12, 14, 23, 30, tzinfo=HANOI)
    early = datetime(2026, 3, 15, 0, 5, tzinfo=HANOI)
    visit(FIRST, "A", 1)  # s1: first day
    visit(LAST, "B", 5)  # s2: last day, a group of exactly five
    visit(date(2026, 1, 10), "B", 4)  # s3: four are no group; B again
    visit(DAY_BEFORE, "C", 9, arrived_at=late, entered_at=late)  # s4: the evening before
    visit(DAY_AFTER, "D", 7, arrived_at=early, entered_at=early)  # s5: five past midnight after
    visit(
        date(2026, 1, 20), "E", 6, voided_at=NOW, voided_by=officer, void_reason="Ghi trùng."
    )  # s6: void
    both = visit(date(2026, 2, 3), "F", 2)  # s7: tells of G as well
    VisitMatter.objects.create(visit=both, matter=m["G"], content="Việc khác.", result="guided")
    visit(date(2026, 2, 5), "R", 8)  # s8: restricted, counts nowhere
    visit(date(2026, 2, 6), "S", 1)  # s9: denunciation, sealed, counts
    visit(date(2026, 1, 2), "H", 1)  # s10: later by the head (h1)
    visit(date(2026, 3, 3), "K", 2)  # s11: earlier by a delegate (d1)
    visit(date(2026, 3, 3), "M", 1)  # s12: earlier by the head (h2)
    visit(date(2026, 2, 10), "T", 1)  # s13: by the head too, but before the period


def by_the_head(province: Province, m: dict) -> None:
    agency, head = province["SKHCN"], province.person("head", "SKHCN")
    schedule = published(agency, head, head)
    unpublished = published(agency, head, head, on=False)

    def day(on: date, kind: SessionKind = SessionKind.PERIODIC, **more: object):
        of = {"schedule": schedule} if kind is SessionKind.PERIODIC else {"ad_hoc_ground": "heated"}
        return session(agency, head, on, kind, **of | more)

    def visit(held, matter: str, people: int, **more: object):
        return make_visit(
            agency, head, held.on_date, m[matter], session=held, session_kind=held.kind,
            head_count=people, **more,
        )  # fmt: skip

    day(FIRST)  # first day, nobody came
    p1 = day(date(2026, 1, 8))
    day(date(2026, 1, 15), state=SessionState.CANCELLED, state_reason="Thủ trưởng đi công tác.")
    ah1 = day(date(2026, 1, 20), SessionKind.AD_HOC)
    p4 = day(date(2026, 2, 13))
    moved = {"state": SessionState.MOVED, "state_reason": "Họp.", "moved_to": p4}
    day(date(2026, 2, 12), **moved)
    p5 = day(date(2026, 3, 12))
    day(date(2026, 3, 12), SessionKind.AD_HOC)  # the same day: one day
    day(LAST, SessionKind.AD_HOC)  # last day, nobody came
    day(date(2026, 2, 20), schedule=unpublished, state=SessionState.PLANNED)  # never announced
    before = day(date(2025, 12, 10))
    day(DAY_BEFORE, SessionKind.AD_HOC)
    day(DAY_AFTER, SessionKind.AD_HOC)

    visit(p1, "H", 1)  # h1
    visit(ah1, "M", 5)  # h2: a group
    visit(p4, "N", 6)  # h3: a group
    h4 = visit(p4, "N2", 1)  # h4: tells of A as well, which the desk received (s1)
    VisitMatter.objects.create(visit=h4, matter=m["A"], content="Việc khác.", result="guided")
    visit(
        p5, "E", 20, voided_at=at(LAST), voided_by=head, void_reason="Ghi nhầm."
    )  # void: counts nowhere
    visit(before, "T", 3)  # before the period


def by_a_delegate(province: Province, m: dict) -> None:
    agency, head = province["SKHCN"], province.person("head", "SKHCN")
    deputy = province.person("handler", "SKHCN")
    schedule = published(agency, head, head)
    given = {"delegated": True, "delegation_document": "12/UQ", "schedule": schedule}
    d1, d2 = (session(agency, deputy, on, **given) for on in (date(2026, 2, 5), date(2026, 2, 26)))
    for held, matter, people in (
        (d1, "K", 2),  # d1: also at the desk
        (d1, "O", 7),  # d2: a group
        (d2, "H", 1),  # d3: by the head too, so under the head
        (d2, "Q", 4),  # d4
    ):
        make_visit(
            agency, deputy, held.on_date, m[matter], session=held, session_kind=held.kind,
            head_count=people,
        )  # fmt: skip
