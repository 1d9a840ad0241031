"""Đồng Nai 2024 (Sở Công Thương): the head's days and dialogues, a periodic report on 665/BC-UBTVQH15,
the plan above replaced."""

from datetime import date, timedelta

import pytest
import time_machine

from agencies.roles import Role
from complaints.models import Matter
from plans.actions.auto_close import report_sent
from plans.actions.reminding import remind_of_tasks
from plans.actions.replacing import Replacement, replace_plan
from plans.actions.tasks import take_step
from plans.enums import EvidenceKind, Proof, TaskKind, TaskState, UpdateKind
from plans.models import Plan
from reception.enums import SessionKind, SessionState
from reception.models import ReceptionSession
from records.models import Notice
from tests.scenarios.plans import at, build, lived, person, task, unit

pytestmark = pytest.mark.django_db
ISSUED = at(2024, 6, 17)


@pytest.fixture
def head():
    with time_machine.travel(ISSUED, tick=False):
        build(("DN",), ISSUED)
        yield person("giamdoc", Role.HEAD, "DN-SCT")


def test_the_report_on_665_comes_back_and_is_never_done(head):
    """Thanh tra Sở: “định kỳ … báo cáo UBND tỉnh, Thanh tra tỉnh”."""
    inspector = person("thanhtra", Role.HEAD, "DN-SCT-TTS")
    plan = lived("dong-nai", unit("DN-SCT"), head, ISSUED)
    report = task(plan, "665/BC-UBTVQH15")
    assert report.units.get(name="Thanh tra Sở").agency.code == "DN-SCT-TTS"
    assert report.kind in (TaskKind.CONTINUOUS, TaskKind.RECURRING)
    take_step(
        task_id=report.pk, step=UpdateKind.EVIDENCE, evidence=EvidenceKind.REPORT,
        document_number="210/BC-SCT", note="Báo cáo quý II.", by=inspector, now=ISSUED,
    )  # fmt: skip
    report.refresh_from_db()
    assert (report.state, report.last_evidence_on) == (TaskState.OPEN, ISSUED.date())
    much_later = ISSUED + timedelta(days=100)
    with time_machine.travel(much_later, tick=False):
        remind_of_tasks(now=much_later)
    told = Notice.objects.filter(user=inspector, sentence__contains="im lặng")
    assert told.count() == 1


def test_a_day_of_the_head_is_evidence_for_the_reception_it_asks_for(head):
    """“thực hiện nghiêm túc việc tiếp công dân định kỳ”: the session that was held."""
    plan = lived("dong-nai", unit("DN-SCT"), head, ISSUED)
    reception = task(plan, "Bố trí nơi tiếp công dân")
    held = ReceptionSession.objects.create(
        agency=unit("DN-SCT"), scope_path=unit("DN-SCT").path, kind=SessionKind.PERIODIC,
        state=SessionState.HELD, on_date=ISSUED.date(), host=head, place="Phòng tiếp công dân",
    )  # fmt: skip
    take_step(
        task_id=reception.pk, step=UpdateKind.EVIDENCE, evidence=EvidenceKind.SESSION, ref=held,
        note="Giám đốc tiếp định kỳ.", by=head, now=ISSUED,
    )  # fmt: skip
    assert reception.updates.get().ref_id == held.pk
    assert not Matter.objects.exists()


def test_a_report_that_was_sent_ends_the_task_that_waited_for_it(head):
    plan = lived("dong-nai", unit("DN-SCT"), head, ISSUED)
    waiting = task(plan, "Phát hiện, kịp thời chấn chỉnh")
    waiting.proof = Proof.REPORT
    waiting.save(update_fields=["proof"])
    made = report_sent(
        agency=unit("DN-SCT"), on=ISSUED.date(), label="Báo cáo kết quả chấn chỉnh", by=head,
        now=ISSUED,
    )  # fmt: skip
    waiting.refresh_from_db()
    assert (made, waiting.state) == (1, TaskState.DONE)


def test_when_the_upper_plan_is_replaced_the_lower_one_is_listed(head):
    province = person("lanhdao", Role.HEAD, "DN")
    upper = Plan.objects.create(
        agency=unit("DN"), scope_path=unit("DN").path, number="6509/UBND-TCD",
        date_text="2024-06-06", date_on=date(2024, 6, 6), issuer="Ủy ban nhân dân tỉnh Đồng Nai",
        title="Triển khai Kế hoạch số 317/KH-BDN", content_hash="6509", state="accepted",
        created_at=ISSUED, accepted_at=ISSUED,
    )  # fmt: skip
    plan = lived("dong-nai", unit("DN-SCT"), head, ISSUED)
    Plan.objects.filter(pk=plan.pk).update(parent=upper)
    later = at(2024, 7, 1)
    with time_machine.travel(later, tick=False):
        replace_plan(
            plan_id=upper.pk, by_what=Replacement(on=later.date(), document="7000/UBND-TCD"),
            by=province, now=later,
        )  # fmt: skip
    told = Notice.objects.filter(user=head, sentence__contains="đã bị thay thế")
    assert [n.subject_id for n in told] == [plan.pk]
