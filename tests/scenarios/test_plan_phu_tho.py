"""Phú Thọ 2025 (Đảng ủy Sở): the Party's layout, tasks without end, dissemination, the plan above."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from agencies.refusals import Refused
from agencies.roles import Role
from complaints.actions.deciding import process_petition
from complaints.actions.petitions import register_petition
from complaints.actions.receiving import refuse_transfer
from complaints.actions.transfers import Receiver
from complaints.enums import Field, Outcome, PetitionKind, Source
from complaints.petitioner import Petitioner
from plans.actions.activities import record_activity
from plans.actions.closing import close_plan
from plans.actions.reminding import remind_of_tasks
from plans.actions.tasks import take_step
from plans.activity_told import ActivityTold
from plans.enums import ActivityKind, TaskKind, TaskState, UpdateKind
from plans.models import Plan
from records.models import Notice
from tests.scenarios.plans import at, build, lived, person, signed_in, task, unit
from tests.texts import pdf_text

pytestmark = pytest.mark.django_db
ISSUED = at(2025, 9, 10)


@pytest.fixture
def secretary():
    with time_machine.travel(ISSUED, tick=False):
        build(("PT",), ISSUED)
        yield person("bithu", Role.HEAD, "PT-DUSKHCN")


def test_the_printed_plan_is_a_party_document(secretary):
    plan = lived("phu-tho", unit("PT-DUSKHCN"), secretary, ISSUED)
    answer = signed_in(secretary).get(reverse("plan_pdf", args=[plan.pk]))
    content = b"".join(answer) if answer.streaming else answer.content
    said = " ".join(pdf_text(content).split())
    for words in ("ĐẢNG CỘNG SẢN VIỆT NAM", "T/M ĐẢNG ỦY", "BÍ THƯ", "Thường xuyên."):
        assert words in said
    assert "Độc lập - Tự do - Hạnh phúc" not in said


def test_it_hangs_under_the_plan_of_the_provincial_committee(secretary):
    upper = Plan.objects.create(
        agency=unit("PT-TU"), scope_path=unit("PT-TU").path, number="20-KH/TU", symbol="KH/TU",
        date_text="2025-09-05", date_on=date(2025, 9, 5), issuer="Tỉnh ủy Phú Thọ",
        title="Triển khai Kết luận số 107-KL/TW", content_hash="20", state="accepted",
        created_at=ISSUED, accepted_at=ISSUED,
    )  # fmt: skip
    plan = lived("phu-tho", unit("PT-DUSKHCN"), secretary, ISSUED)
    assert plan.implements["number"] == "20-KH/TU"
    assert Plan.objects.get(pk=plan.pk).parent == upper


def test_tasks_without_end_are_shown_by_evidence_and_end_with_the_plan(secretary):
    """Nine continuous tasks: never “done”, silent after a month, alive again with a dissemination."""
    plan = lived("phu-tho", unit("PT-DUSKHCN"), secretary, ISSUED)
    assert plan.tasks.filter(kind=TaskKind.CONTINUOUS).count() == 9
    spread = task(plan, "Tổ chức phò biến, quán triệt")
    with pytest.raises(Refused, match="không có lúc “đã xong”"):
        take_step(task_id=spread.pk, step=UpdateKind.DONE, note="Đã làm.", by=secretary, now=ISSUED)
    silent = ISSUED + timedelta(days=31)
    with time_machine.travel(silent, tick=False):
        remind_of_tasks(now=silent)
    told = Notice.objects.filter(user=secretary, sentence__contains="im lặng 31 ngày")
    assert told.count() == 9
    with time_machine.travel(silent, tick=False):
        record_activity(
            agency=unit("PT-DUSKHCN"),
            told=ActivityTold(
                ActivityKind.DISSEMINATION, "Hội nghị quán triệt Kết luận 107", silent.date(),
                classes=1, people=64,
            ),
            task=spread, by=secretary, now=silent,
        )  # fmt: skip
        spread.refresh_from_db()
        assert (spread.last_evidence_on, spread.state) == (silent.date(), TaskState.OPEN)
        left = plan.tasks.exclude(kind__in=[TaskKind.CONTINUOUS, TaskKind.RECURRING])
        closed = close_plan(
            plan_id=plan.pk, dropped={t.pk: "Chuyển kế hoạch năm sau." for t in left}, by=secretary,
            now=silent,
        )  # fmt: skip
    assert closed.state == "closed"
    states = set(plan.tasks.filter(kind=TaskKind.CONTINUOUS).values_list("state", flat=True))
    assert states == {TaskState.ENDED}


def test_wrong_competence_transfers_are_answered_from_their_list(secretary):
    """“Khắc phục tình trạng chuyển khiếu nại, tố cáo, kiến nghị, phản ánh sai thẩm quyền”: the number
    of those that came back, its list and its workbook, told as the progress of the task."""
    science, committee = unit("PT-DUSKHCN"), unit("PT-TU")
    plan = lived("phu-tho", science, secretary, ISSUED)
    asked = task(plan, "sai thẩm quyền")
    desk = person("xuly.pt", Role.HANDLER, "PT-DUSKHCN")
    above = person("vanphong.pt", Role.HANDLER, "PT-TU")
    for text in ("Kiến nghị về phí thẩm định", "Phản ánh cấp phép chậm"):
        petition = register_petition(
            agency=science, kind=PetitionKind.RECOMMENDATION, field=Field.OTHER,
            source=Source.POST, received_on=ISSUED.date(),
            petitioner=Petitioner("Đinh Thị Thủy"), summary=text, content=text, by=desk,
            now=ISSUED,
        )  # fmt: skip
        transfer = process_petition(
            petition_id=petition.pk, outcome=Outcome.TRANSFER, is_competent=False, note="Chuyển.",
            processed_on=ISSUED.date(), receiver=Receiver.of(committee, ""),
            version=petition.version, by=secretary, now=ISSUED,
        ).transfers.get()  # fmt: skip
    refuse_transfer(
        transfer_id=transfer.pk, reason="Thuộc Sở Tài chính.", is_wrong_competence=True, by=above,
        now=ISSUED,
    )  # fmt: skip
    client = signed_in(secretary)
    period = {"tu": "2025-09-01", "den": "2025-09-30"}
    (line,) = client.get(reverse("wrong_transfers"), period).context["counted"].lines
    assert (line.sent, line.wrong) == (2, 1)
    rows = client.get(line.urls["sai"]).context["rows"]
    assert [row.transfer.petition.summary for row in rows] == ["Phản ánh cấp phép chậm"]
    book = client.get(reverse("wrong_transfers"), {**period, "dang": "xlsx"})
    assert book.headers["Content-Type"].endswith("spreadsheetml.sheet")
    update = take_step(
        task_id=asked.pk, step=UpdateKind.PROGRESS, by=secretary, now=ISSUED,
        note=f"{line.wrong} trong {line.sent} đơn đã chuyển bị trả lại vì sai thẩm quyền.",
    )  # fmt: skip
    assert update.note == "1 trong 2 đơn đã chuyển bị trả lại vì sai thẩm quyền."
