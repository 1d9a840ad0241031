"""“Vì sao ngày này?”, through the door."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from complaints.actions.clocks import pause_clock, resume_clock, start_clock
from complaints.models import Clock
from tests.complaints.doors import client_of, statements
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler(province) -> Client:
    return client_of(province.person("handler", "SKHCN"))


@pytest.fixture
def running(register, province) -> Clock:
    petition = register(received_on=date(2026, 7, 1))
    return start_clock(
        matter=petition.matter, petition=petition, rule_code="KN_GQ1",
        started_on=date(2026, 7, 6), by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip


def page(clock: Clock) -> str:
    return reverse("clock_detail", args=[clock.pk])


def test_the_page_of_a_clock_shows_every_day_and_its_law(handler, running, province):
    """Worked by hand in design.md section 5: 06/07, suspended 13/07, resumed 03/08 -> 26/08/2026."""
    decided = {"clock_id": running.pk, "by": province.person("head", "SKHCN"), "now": NOW}
    pause_clock(
        happened_on=date(2026, 7, 13), ground="Luật Khiếu nại, điều 11a", document="1/QĐ-SKHCN",
        **decided,
    )  # fmt: skip
    assert "Vì sao chưa có ngày đến hạn?" in handler.get(page(running)).content.decode()
    resume_clock(
        happened_on=date(2026, 8, 3), ground="Căn cứ tạm đình chỉ không còn", document="2/QĐ-SKHCN",
        **decided,
    )  # fmt: skip
    answer = handler.get(page(running))
    why, body = answer.context["why"], answer.content.decode()
    assert why.result.due == date(2026, 8, 26)
    assert "Vì sao 26/08/2026?" in body
    assert [(day.date, day.counted) for day in why.days[:7]] == [
        *((date(2026, 7, day), True) for day in range(7, 13)),
        (date(2026, 7, 13), False),
    ]
    resumed = next(day for day in why.days if day.date == date(2026, 8, 3))
    assert (resumed.counted, why.counted, len(why.days)) == (True, 30, 51)
    assert body.count(" is-counted") == 30
    assert body.count("tạm đình chỉ</span>") == 21
    for said in ("Luật Khiếu nại 2011, điều 28", "30 ngày", "từ 01/07/2012", "1/QĐ-SKHCN",
                 "Luật Khiếu nại, điều 11a", "đã đối chiếu với văn bản"):  # fmt: skip
        assert said in body, said


def test_the_page_says_what_another_version_gives(handler, register):
    petition = register(received_on=date(2026, 6, 26))
    clock = petition.clocks.get(rule_code="KN_THULY")
    body = handler.get(page(clock)).content.decode()
    assert "Vì sao 06/07/2026?" in body
    assert "Quy định áp dụng từ 01/07/2026 (7 ngày làm việc) sẽ cho ngày 07/07/2026" in body
    assert "cần đối chiếu" in body


def test_the_page_of_a_clock_costs_eight_statements(handler, running):
    """One of them asks which texts are adopted: this page computes a date."""
    assert statements(handler, page(running)) == 8
