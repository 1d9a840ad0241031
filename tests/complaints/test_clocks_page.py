"""“Vì sao ngày này?”, through the door."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from agencies.actions.law_texts import approve_law_text, propose_law_text
from agencies.enums import LawTextKind
from agencies.models import LawText
from complaints.actions.clocks import pause_clock, resume_clock, start_clock
from complaints.actions.law_change import recompute_clocks
from complaints.models import Clock
from tests.complaints.doors import client_of, statements
from tests.factories import NOW

pytestmark = pytest.mark.django_db


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


def test_the_text_before_and_after_the_change_of_law_stand_side_by_side(handler, register):
    """Also far from the change: received Mon 16/11/2026."""
    clock = register().clocks.get(rule_code="KN_THULY")
    rows = handler.get(page(clock)).context["why"].versions
    assert [(row.span, row.amount, row.due, row.applies) for row in rows] == [
        # Ten days: Thu 26/11. Seven working days: 17-20, 23, (24 off) 25, Thu 26.
        ("từ 01/07/2012 đến 30/06/2026", "10 ngày", date(2026, 11, 26), False),
        ("từ 01/07/2026", "7 ngày làm việc", date(2026, 11, 26), True),
    ]


def test_a_differing_decree_stands_beside_the_law(handler, register):
    clock = register(received_on=date(2026, 6, 26)).clocks.get(rule_code="KN_THULY")
    rows = handler.get(page(clock)).context["why"].versions
    assert [(row.span, row.amount, row.due, row.applies) for row in rows] == [
        ("từ 01/07/2012 đến 30/06/2026", "10 ngày", date(2026, 7, 6), True),
        ("cách ghi khác", "10 ngày làm việc", date(2026, 7, 10), False),
        ("từ 01/07/2026", "7 ngày làm việc", date(2026, 7, 7), False),
    ]


def test_a_day_off_is_shown_with_the_decision_behind_it(handler, register):
    clock = register().clocks.get(rule_code="KN_THULY")
    answer = handler.get(page(clock))
    special = answer.context["why"].special
    assert [(day.day, day.what, day.basis, day.trust, day.unsure) for day in special] == [
        (
            "Thứ Ba 24/11/2026",
            "nghỉ lễ: Ngày Văn hóa Việt Nam",
            "Bộ luật Lao động 2019, điều 111, điều 112",
            "cần đối chiếu",
            True,
        )
    ]
    assert "nghỉ lễ: Ngày Văn hóa Việt Nam" in answer.content.decode()


def test_it_says_who_has_to_act(handler, register, province):
    petition = register()
    body = handler.get(page(petition.clocks.get(rule_code="KN_THULY"))).content.decode()
    assert "Ai phải làm" in body
    asked = start_clock(
        matter=petition.matter, petition=petition, rule_code="KN_TAILIEU",
        started_on=NOW.date(), by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    answer = handler.get(page(asked))
    assert answer.context["acts"] == "người được yêu cầu cung cấp tài liệu"


def draft(province) -> LawText:
    return propose_law_text(
        key=uuid4(), kind=LawTextKind.CALENDAR, title="Nghỉ bù tháng 11", citation="Thông báo 3/TB",
        valid_from=date(2026, 11, 1),
        payload={
            "day": [
                {"date": "2026-11-25", "kind": "off", "name": "nghỉ bù", "confidence": "verified"}
            ]
        },
        by=province.person("admin", "UBND"), now=NOW,
    )  # fmt: skip


def test_a_draft_is_tried_by_those_who_decide_on_texts(handler, register, province):
    clock = register().clocks.get(rule_code="KN_THULY")
    text = draft(province)
    inspector = client_of(province.person("inspector", "TTT"))
    tried = inspector.get(page(clock)).context["drafts"]
    # Thu 26/11 is now the sixth working day: the seventh is Fri 27.
    assert [(line.text, line.due, line.sentence) for line in tried] == [
        (text, date(2026, 11, 27), "muộn hơn 1 ngày")
    ]
    assert handler.get(page(clock)).context["drafts"] == []


def test_a_move_leaves_its_note(handler, register, province):
    clock = register().clocks.get(rule_code="KN_THULY")
    text = draft(province)
    approve_law_text(text_id=text.pk, by=province.person("inspector", "TTT"), now=NOW)
    recompute_clocks(text_id=text.pk, today=NOW.date(), now=NOW)
    body = handler.get(page(clock)).content.decode()
    assert "Vì sao 27/11/2026?" in body
    said = " ".join(body.split())
    assert (
        "Dời từ <strong>26/11/2026</strong> sang <strong>27/11/2026</strong> do Nghỉ bù tháng 11"
    ) in said
    assert "Thông báo 3/TB; tính lại ngày 18/11/2026" in said


def test_the_page_of_a_clock_costs_ten_statements(handler, running):
    """One asks which texts are adopted: this page computes a date."""
    assert statements(handler, page(running)) == 10
