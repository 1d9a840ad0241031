"""Days of the head against the quota of the law: by hand from the Law on Citizen Reception."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.enums import Level
from law.shipped import shipped_rules
from reception import quotas
from reception.actions.session_changes import cancel_session
from reception.actions.sessions import hold_session
from reception.enums import SessionKind, SessionMode
from reception.models import ReceptionSession
from reception.quotas import Held
from tests.factories import NOW, make_agency

RULES = shipped_rules()
ONE = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("level", "month", "days"),
    [
        ("province", ONE, 1),
        ("department", ONE, 1),
        ("inspectorate", ONE, 1),
        ("commune", ONE, 2),
        ("commune", date(2026, 7, 1), 2),
        # One day a week until 30/06/2026: the Thursdays of June 2026 are 4, 11, 18, 25.
        ("commune", date(2026, 6, 1), 4),
        ("commune", date(2026, 1, 1), 5),
        ("commune", date(2025, 2, 1), 4),
        ("district", date(2025, 6, 1), 2),
        ("district", date(2025, 7, 1), None),
        ("reception_board", ONE, None),
        ("unit", ONE, None),
        ("party", ONE, None),
        ("province", date(2014, 6, 1), None),
    ],
)
def test_what_the_law_asks(level, month, days):
    quota = quotas.quota_of(level, month, RULES)
    assert (quota.days if quota else None) == days


def test_every_level_is_decided():
    assert set(quotas.RULE_OF_LEVEL) | {"reception_board", "unit", "party"} == set(Level.values)


def test_the_article_follows_the_period_of_law():
    before, after = (
        quotas.quota_of("commune", month, RULES) for month in (date(2026, 6, 1), date(2026, 7, 1))
    )
    assert before.citation == "Luật Tiếp công dân 2013, điều 15 khoản 2 điểm d"
    assert after.citation == (
        "Luật Tiếp công dân 2013, điều 15 khoản 2 điểm c, sửa bởi Luật 136/2025/QH15 điều 1 khoản 7"
    )


def test_days_are_counted_once_and_deputies_apart():
    rows = [
        (date(2026, 10, 1), "periodic", False), (date(2026, 10, 1), "periodic", False),
        (date(2026, 10, 1), "periodic", True), (date(2026, 10, 8), "periodic", True),
        (date(2026, 10, 9), "ad_hoc", False), (date(2026, 10, 9), "ad_hoc", True),
        (date(2026, 10, 12), "standing", False),
    ]  # fmt: skip
    assert quotas.tally(rows) == Held(direct=1, delegated=1, ad_hoc=1)


@pytest.mark.parametrize(
    ("month", "held", "word", "tone"),
    [
        (date(2026, 10, 1), Held(direct=2), "Đủ", "ok"),
        (date(2026, 10, 1), Held(direct=3), "Đủ", "ok"),
        (date(2026, 10, 1), Held(direct=1), "Thiếu 1 ngày", "late"),
        (date(2026, 10, 1), Held(), "Thiếu 2 ngày", "late"),
        (date(2026, 10, 1), Held(direct=1, delegated=1), "Thiếu 1 ngày, có ủy quyền", "warn"),
        (date(2026, 10, 1), Held(ad_hoc=4), "Thiếu 2 ngày", "late"),
        (date(2026, 11, 1), Held(direct=1), "Còn 1 ngày", "info"),
        (date(2026, 11, 1), Held(direct=2), "Đủ", "ok"),
        (date(2026, 12, 1), Held(), "Chưa đến", "neutral"),
    ],
)
def test_the_word_of_a_month(month, held, word, tone):
    quota = quotas.quota_of("commune", month, RULES)
    found = quotas.month_of(month, quota, held, NOW.date())
    assert (found.word, found.tone) == (word, tone)


def test_months():
    assert quotas.months_between(date(2025, 12, 15), date(2026, 2, 1)) == [
        date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1),
    ]  # fmt: skip
    assert len(quotas.months_between(date(2020, 1, 1), date(2026, 2, 1))) == 12
    assert quotas.back(date(2026, 1, 1), 1) == date(2025, 12, 1)
    assert quotas.back(date(2026, 11, 1), 5) == date(2026, 6, 1)
    assert quotas.next_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert quotas.month_of(date(2026, 2, 1), None, Held(), NOW.date()).last == date(2026, 2, 28)


# The page


@pytest.fixture
def held(province):
    """A day on which the head of a part received, written down afterwards."""

    def made(part: str, day: date, **changes) -> ReceptionSession:
        said = {
            "agency": province[part], "kind": SessionKind.PERIODIC, "mode": SessionMode.IN_PERSON,
            "on_date": day, "place": "Phòng tiếp công dân", "starts_at": time(8),
            "host": province.person("head", part), "delegated": False,
            "by": province.person("officer", part), "now": NOW,
        }  # fmt: skip
        return hold_session(**{**said, **changes})

    return made


def shown(row) -> list[tuple[int, int, str]]:
    return [(m.held.direct, m.held.delegated, m.word) for m in row.months]


@pytest.mark.django_db
def test_the_own_agency_by_month(province, desk, held):
    held("SKHCN", date(2026, 9, 10))
    held("SKHCN", date(2026, 10, 15), delegated=True, delegation_document="3/UQ")
    cancelled = held("SKHCN", date(2026, 11, 26))
    cancel_session(
        session_id=cancelled.pk, reason="Bận", by=province.person("officer", "SKHCN"), now=NOW
    )
    page = desk.get(reverse("head_days") + "?tu=2026-09&den=2026-12")
    assert page.context["own"].agency == province["SKHCN"]
    assert shown(page.context["own"]) == [
        (1, 0, "Đủ"),
        (0, 1, "Thiếu 1 ngày, có ủy quyền"),
        (0, 0, "Còn 1 ngày"),
        (0, 0, "Chưa đến"),
    ]
    assert page.context["below"] == []


@pytest.mark.django_db
def test_each_number_opens_its_sessions(desk, held):
    held("SKHCN", date(2026, 10, 15))
    held("SKHCN", date(2026, 10, 22), delegated=True, delegation_document="3/UQ")
    page = desk.get(reverse("head_days") + "?tu=2026-10&den=2026-10").content.decode()
    import re

    links = [
        link.replace("&amp;", "&")
        for link in re.findall(r'href="([^"]+tinh_trang=held[^"]*)"', page)
    ]
    assert [len(desk.get(link).context["page"].rows) for link in links] == [1, 1, 0]


@pytest.mark.django_db
def test_those_above_compare_units_each_with_its_own_quota(province, sign_in, held):
    held("SKHCN", date(2026, 10, 15))
    held("XA", date(2026, 10, 8))
    for role, part in (("head", "UBND"), ("inspector", "TTT")):
        page = sign_in(province.person(role, part)).get(
            reverse("head_days") + "?tu=2026-10&den=2026-10"
        )
        rows = {row.agency.code: (row.held, row.required) for row in page.context["below"]}
        assert (rows["LS-SKHCN"], rows["LS-XA"]) == ((1, 1), (1, 2))
        assert "LS-BTCD" not in rows
        assert province.person("head", "SKHCN").full_name not in page.content.decode()
    officer = sign_in(province.person("officer", "XA")).get(reverse("head_days"))
    assert officer.context["below"] == []
    assert officer.context["own"].agency == province["XA"]


@pytest.mark.django_db
def test_the_page_costs_the_same_for_many_agencies(province, sign_in, held):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert above.get(reverse("head_days")).status_code == 200
        return len(queries)

    above = sign_in(province.person("head", "UBND"))
    held("SKHCN", date(2026, 10, 15))
    first = cost()
    for number in range(30):
        make_agency(f"LS-X{number}", level=Level.COMMUNE, parent=province["UBND"])
    held("XA", date(2026, 10, 8))
    assert cost() == first <= 15


@pytest.mark.django_db
def test_an_agency_that_ended_is_asked_only_while_it_was(province, sign_in):
    make_agency(
        "LS-HUYEN", level=Level.DISTRICT, parent=province["UBND"], valid_to=date(2025, 6, 30)
    )
    above = sign_in(province.person("head", "UBND"))
    page = above.get(reverse("head_days") + "?tu=2025-05&den=2025-07")
    rows = {row.agency.code: row for row in page.context["below"]}
    assert [m.quota.days if m.quota else None for m in rows["LS-HUYEN"].months] == [2, 2, None]
    later = above.get(reverse("head_days") + "?tu=2025-07&den=2025-08")
    assert "LS-HUYEN" not in {row.agency.code for row in later.context["below"]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "months"),
    [("", 6), ("?tu=2026-12&den=2026-10", 3), ("?tu=2020-01&den=2026-11", 12), ("?tu=x&den=y", 6)],
)
def test_the_period_asked_for(desk, query, months):
    assert len(desk.get(reverse("head_days") + query).context["months"]) == months
