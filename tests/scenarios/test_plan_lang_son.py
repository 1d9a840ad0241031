"""Lạng Sơn 2021 (Sở Khoa học và Công nghệ): an election, petitions about candidates, a report upwards."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from agencies.actions.calendar import add_event
from agencies.enums import EventKind
from agencies.roles import Role
from complaints.actions.petitions import register_petition
from complaints.enums import Field, PetitionKind, Source
from complaints.models import Petition
from complaints.petitioner import Petitioner
from plans.actions.acceptance import answer
from plans.actions.activities import record_activity
from plans.actions.auto_close import report_sent
from plans.actions.readings import ask_to_read, sign_reading
from plans.actions.tasks import take_step
from plans.activity_told import ActivityTold
from plans.enums import ActivityKind, EvidenceKind, TaskState, UpdateKind
from records.models import Notice
from tests.scenarios.plans import at, build, lived, person, signed_in, task, unit

pytestmark = pytest.mark.django_db
ISSUED, LATER = at(2021, 3, 29), at(2021, 5, 10)


@pytest.fixture
def office():
    with time_machine.travel(ISSUED, tick=False):
        build(("LS",), ISSUED)
        yield person("vanphong", Role.HANDLER, "LS-SKHCN")


def test_the_election_is_served_from_the_plan_to_the_report(office):
    """Thanh tra Sở leads with Văn phòng Sở; the texts are signed as read; the report closes nothing
    by word alone."""
    inspector = person("thanhtraso", Role.HEAD, "LS-SKHCN-TTS")
    plan = lived("lang-son", unit("LS-SKHCN"), office, ISSUED)
    election = add_event(
        name="Bầu cử Đại biểu Quốc hội khóa XV", kind=EventKind.ELECTION, agency=unit("LS-SKHCN"),
        window=(date(2021, 4, 1), date(2021, 6, 10)), days=(date(2021, 5, 23), date(2021, 5, 23)),
        by=person("giamdoc", Role.HEAD, "LS-SKHCN"), now=ISSUED,
    )  # fmt: skip
    plan.serves.add(election)

    premises = task(plan, "chuẩn bị các trang thiết bị, cơ sở vật chất")
    lead = premises.units.get(role="lead")
    assert (lead.name, lead.agency.code) == ("Thanh tra Sở", "LS-SKHCN-TTS")
    office_place = premises.units.get(name="Văn phòng Sở")
    answer(unit_id=office_place.pk, accept=True, by=office, now=ISSUED)
    take_step(
        task_id=premises.pk, step=UpdateKind.EVIDENCE, evidence=EvidenceKind.DOCUMENT,
        document_number="12/BB-SKHCN", note="Biên bản kiểm tra phòng tiếp.", by=inspector,
        now=ISSUED,
    )  # fmt: skip

    spread = task(plan, "Lãnh đạo Sở phổ biến, quán triệt")
    told = record_activity(
        agency=unit("LS-SKHCN"),
        told=ActivityTold(ActivityKind.DISSEMINATION, "Quán triệt Chỉ thị 35-CT/TW", date(2021, 3, 29)),
        task=spread, by=office, now=ISSUED,
    )  # fmt: skip
    request = ask_to_read(
        activity=told, text="Chỉ thị số 35-CT/TW ngày 26/5/2014.", until=date(2021, 4, 9),
        offices=[unit("LS-SKHCN")], by=office, now=ISSUED,
    )  # fmt: skip
    head = request.signatures.get(user__username="giamdoc").user
    assert Notice.objects.filter(user=head, sentence__contains="Quán triệt Chỉ thị 35").count() == 1
    sign_reading(request_id=request.pk, by=head, now=ISSUED)
    assert request.signatures.filter(signed_at__isnull=False).count() == 1

    premises.refresh_from_db()
    assert premises.proof == ""
    sent = report_sent(
        agency=unit("LS-SKHCN-TTS"), on=LATER.date(), label="Báo cáo gửi Thanh tra tỉnh", by=inspector,
        now=LATER,
    )  # fmt: skip
    assert sent == 0
    with time_machine.travel(LATER, tick=False):
        take_step(
            task_id=premises.pk, step=UpdateKind.DONE, note="Đã báo cáo Thanh tra tỉnh.",
            by=inspector, now=LATER,
        )  # fmt: skip
        page = signed_in(office).get(reverse("task_detail", args=[premises.pk]))
    assert page.status_code == 200
    assert "12/BB-SKHCN" in page.content.decode()
    premises.refresh_from_db()
    assert premises.state == TaskState.DONE


def test_petitions_about_candidates_come_first_while_the_window_is_open(office):
    """The election after it, of 15/03/2026: the calendar of deadlines begins in 2024."""
    day = at(2026, 3, 2)
    head = person("giamdoc", Role.HEAD, "LS-SKHCN")
    add_event(
        name="Bầu cử Đại biểu Quốc hội khóa XVI", kind=EventKind.ELECTION, agency=unit("LS-SKHCN"),
        window=(date(2026, 2, 1), date(2026, 4, 1)), days=(date(2026, 3, 15), date(2026, 3, 15)),
        by=head, now=day,
    )  # fmt: skip
    for summary in ("Kiến nghị về đường dây điện", "Phản ánh về người ứng cử"):
        register_petition(
            agency=unit("LS-SKHCN"), kind=PetitionKind.RECOMMENDATION, field=Field.CIVIL_SERVICE,
            source=Source.POST, received_on=day.date(),
            petitioner=Petitioner(full_name="Nông Văn Phúc", address="xã Tân Thanh"),
            summary=summary, content=summary, by=office, now=day,
        )  # fmt: skip
    Petition.objects.filter(summary__contains="ứng cử").update(subject_code="cong_chuc.ung_cu")
    with time_machine.travel(day, tick=False):
        groups = signed_in(office).get(reverse("work_today")).context["groups"]
    first = next(group for group in groups if group.lines)
    assert [line.summary for line in first.lines] == ["Phản ánh về người ứng cử"]
