"""Look-ups that no visit followed, for the custodian: when, who, how long; never what."""

from datetime import timedelta

import pytest
from django.urls import reverse

from complaints.petitioner import Petitioner
from reception.actions.look_up import look_up
from tests.factories import NOW, make_user

pytestmark = pytest.mark.django_db
LONG_BEFORE = NOW - timedelta(hours=3)


@pytest.fixture
def custodian(province, sign_in):
    return sign_in(province.person("custodian", "SKHCN"))


@pytest.fixture
def ask(province):
    def made(words="be thi hoa", *, by=None, part="SKHCN", at=LONG_BEFORE):
        officer = by or province.person("officer", part)
        return look_up(agency=province[part], asked=words, by=officer, now=at)

    return made


def listed(client, query="") -> list[tuple[str, int]]:
    rows = client.get(reverse("look_up_list") + query).context["rows"]
    return [(row.user_label, row.length) for row in rows]


def test_a_look_up_without_a_visit_is_shown_by_its_length(custodian, ask, province):
    ask("be thi hoa")
    assert listed(custodian) == [(province.person("officer", "SKHCN").full_name, 10)]
    page = custodian.get(reverse("look_up_list")).content.decode()
    assert "be thi hoa" not in page
    assert "06:30 18/11/2026" in page


@pytest.mark.parametrize(("minutes", "shown"), [(0, 0), (30, 0), (31, 1)])
def test_a_visit_within_half_an_hour_explains_it(custodian, ask, receive, minutes, shown):
    ask()
    saved = LONG_BEFORE + timedelta(minutes=minutes)
    receive(arrived_at=LONG_BEFORE, now=saved)
    assert len(listed(custodian)) == shown


def test_visits_of_others_elsewhere_and_sealed_ones_explain_nothing(
    custodian, ask, receive, province
):
    ask()
    colleague = make_user("ban.skhcn", ("officer", province["SKHCN"]))
    receive(arrived_at=LONG_BEFORE, now=LONG_BEFORE, by=colleague)
    receive(arrived_at=LONG_BEFORE, now=LONG_BEFORE, keep_sealed=True, content="Kiến nghị")
    receive(
        arrived_at=LONG_BEFORE, now=LONG_BEFORE, agency=province["XA"],
        by=province.person("officer", "XA"), petitioner=Petitioner("Vi A"),
    )  # fmt: skip
    receive(arrived_at=LONG_BEFORE - timedelta(hours=1), now=LONG_BEFORE - timedelta(minutes=1))
    assert len(listed(custodian)) == 1


def test_the_newest_half_hour_is_not_judged_yet(custodian, ask):
    ask(at=NOW - timedelta(minutes=29))
    assert listed(custodian) == []


def test_only_the_agencies_whose_sealed_register_one_keeps(custodian, ask, province, sign_in):
    ask(part="XA")
    assert listed(custodian) == []
    assert len(listed(sign_in(province.person("custodian", "XA")))) == 1


def test_a_period_and_a_torn_one(custodian, ask):
    ask()
    for query, many in (
        ("?tu=2026-11-18&den=2026-11-18", 1), ("?tu=2026-11-01&den=2026-11-17", 0),
        ("?tu=hom-qua", 0), ("?tu=0001-01-01&den=9999-12-31", 1),
    ):  # fmt: skip
        assert len(listed(custodian, query)) == many, query


def test_it_costs_the_same_for_one_and_four(custodian, ask, django_assert_max_num_queries):
    ask()
    with django_assert_max_num_queries(15) as one:
        listed(custodian)
    for _ in range(3):
        ask()
    with django_assert_max_num_queries(len(one)):
        assert len(listed(custodian)) == 4


def test_nobody_else_reads_it(province, sign_in):
    for role in ("officer", "handler", "head"):
        client = sign_in(province.person(role, "SKHCN"))
        assert client.get(reverse("look_up_list")).status_code == 403, role


def test_times_and_due_days_for_the_desk(ask, receive):
    first = receive()
    receive(matter=first.matter)
    receive(title="Việc khác")
    (known,) = ask()
    assert (known.times, known.sentence) == (3, "Đã đến 3 lần, gần nhất ngày 18/11/2026.")
    assert {(m.title, str(m.next_due_on)) for m in known.matters} == {
        ("Kiến nghị về đường vào khu sản xuất", "2026-12-03"),
        ("Việc khác", "2026-12-03"),
    }


def test_an_organisation_is_found_by_its_number(ask, receive):
    company = Petitioner("Công ty TNHH 27/7", id_number="4900123456", paper="organisation",
                         is_organisation=True)  # fmt: skip
    receive(petitioner=company, capacity="org_head")
    assert [known.person.full_name for known in ask("4900123456")] == ["Công ty TNHH 27/7"]
    assert [known.person.full_name for known in ask("cong ty tnhh 27/7")] == ["Công ty TNHH 27/7"]
    assert ask("49001234") == []
