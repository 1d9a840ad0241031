"""Bắc Ninh 2024 (Sở Văn hóa, Thể thao và Du lịch): before, during, after; what to do if; what was learned."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from agencies.actions.calendar import add_event
from agencies.enums import EventKind, Phase
from agencies.roles import Role
from agencies.windows import phase_of
from plans.actions.acceptance import answer
from plans.enums import TaskKind
from plans.models import Contingency, ReadyItem
from reports.actions.after_action import approve_review, open_review, write_review
from reports.window_figures import lines
from tests.reports.builders import make_visit
from tests.scenarios.plans import at, build, lived, person, signed_in, task, unit

pytestmark = pytest.mark.django_db
ISSUED = at(2024, 11, 18)
CONGRESS = (date(2026, 1, 19), date(2026, 1, 25))


@pytest.fixture
def head():
    with time_machine.travel(ISSUED, tick=False):
        build(("BN",), ISSUED)
        yield person("giamdoc", Role.HEAD, "BN-SVHTTDL")


def congress(head, name="Đại hội đại biểu toàn quốc lần thứ XIV của Đảng", days=CONGRESS):
    month = timedelta(days=30)
    return add_event(
        name=name, kind=EventKind.CONGRESS, agency=unit("BN-SVHTTDL"),
        window=(days[0] - month, days[1] + month), days=days, by=head, now=ISSUED,
    )  # fmt: skip


def test_before_during_and_after_are_told_by_the_dates_alone(head):
    """The plan finds its event by name; a task “trước, trong và sau” is continuous."""
    event = congress(head)
    plan = lived("bac-ninh", unit("BN-SVHTTDL"), head, ISSUED)
    assert list(plan.serves.all()) == [event]
    assert task(plan, "Tổ chức tốt việc tiếp công dân").kind == TaskKind.CONTINUOUS
    asked = [date(2025, 12, 1), date(2025, 12, 20), date(2026, 1, 19), date(2026, 2, 1),
             date(2026, 3, 1)]  # fmt: skip
    assert [phase_of(event, day) for day in asked] == [
        Phase.COMING, Phase.BEFORE, Phase.DURING, Phase.AFTER, Phase.OVER,
    ]  # fmt: skip
    page = signed_in(head).get(reverse("event_detail", args=[event.pk]))
    assert page.status_code == 200


def test_the_union_accepts_and_the_premises_are_made_ready(head):
    """“phương án ứng phó với những tình huống phức tạp”: the starter set, each with its steps."""
    event = congress(head)
    plan = lived("bac-ninh", unit("BN-SVHTTDL"), head, ISSUED)
    union = person("congdoan", Role.HEAD, "BN-SVHTTDL-CD")
    place = task(plan, "Chỉ đạo các tổ chức thành viên").units.get(name="Công đoàn")
    answer(unit_id=place.pk, accept=True, by=union, now=ISSUED)
    place.refresh_from_db()
    assert (place.acceptance, place.agency.code) == ("accepted", "BN-SVHTTDL-CD")
    client = signed_in(head)
    for part in ("tinh-huong", "dieu-kien"):
        client.post(reverse("standing", args=[event.pk]), {"buoc": part})
    booklet = client.get(reverse("standing", args=[event.pk]))
    assert booklet.status_code == 200
    assert all(c.steps.count() >= 2 for c in Contingency.objects.filter(event=event))
    assert ReadyItem.objects.filter(event=event, state="ready").count() == 0


def test_what_was_learned_stands_beside_the_congress_before(head):
    """Two visits then, three now: one more; approved by another than who wrote it."""
    before = congress(
        head, "Đại hội đại biểu toàn quốc lần thứ XIII", (date(2025, 1, 20), date(2025, 1, 25))
    )
    event = congress(head)
    officer = person("tiepdan", Role.OFFICER, "BN-SVHTTDL")
    handler = person("vanphong", Role.HANDLER, "BN-SVHTTDL")
    for on, number in ((before.starts_on, 2), (event.starts_on, 3)):
        for _ in range(number):
            make_visit(unit("BN-SVHTTDL"), officer, on)
    over = at(2026, 3, 2)
    with time_machine.travel(over, tick=False):
        review = open_review(event_id=event.pk, agency=unit("BN-SVHTTDL"), by=handler, now=over)
        write_review(
            review_id=review.pk, version=1, by=handler, now=over,
            texts={"worked": "Trực đủ.", "lacked": "Chậm báo cáo.", "lessons": "Phân công sớm."},
        )  # fmt: skip
        review = approve_review(review_id=review.pk, version=2, by=head, now=over)
    visits = next(row for row in lines(review.figures) if row.name == "visits")
    assert (visits.now, visits.before, visits.change_text) == (3, 2, "+1")
