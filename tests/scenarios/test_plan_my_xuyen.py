"""Mỹ Xuyên 2024 (UBND huyện): duty every day, a report every day, seven offices in one sentence; then
the district ends and five communes go on."""

from datetime import date, time, timedelta

import pytest
import time_machine
from openpyxl import load_workbook

from agencies.actions.calendar import add_event, set_event_units
from agencies.actions.duty import Hours, write_shifts
from agencies.enums import Duty, EventKind
from agencies.refusals import Refused
from agencies.roles import Role
from complaints.actions.matters import note_fact
from complaints.actions.petitions import register_petition
from complaints.actions.review_lists import issue_list, make_list
from complaints.enums import FactKind, Field, PetitionKind, Source
from complaints.models import ReviewList
from complaints.petitioner import Petitioner
from complaints.review_criteria import Criteria
from complaints.review_files import review_xlsx
from complaints.review_rows import items_of
from plans.actions.acceptance import answer
from plans.actions.succession import hand_over
from plans.actions.tasks import take_step
from plans.enums import Acceptance, EvidenceKind, UpdateKind
from plans.handover import ended_units
from plans.models import PlanTaskUnit
from reception.duty_event import event_roster_of
from records.models import Notice
from reports.actions.quick import Told, send_quick_report
from reports.models import QuickReport
from tests.scenarios.plans import at, build, lived, person, task, unit

pytestmark = pytest.mark.django_db
ISSUED = at(2024, 6, 3)
SEVEN = {
    "Văn phòng HĐND và UBND huyện", "Văn phòng Huyện ủy", "Phòng Tài nguyên và Môi trường huyện",
    "Phòng Lao động Thương binh và Xã hội huyện", "Phòng Tài chính- Kế hoạch huyện",
    "Phòng Kinh tế và Hạ tầng huyện", "Phòng Dân tộc huyện",
}  # fmt: skip


@pytest.fixture
def district():
    with time_machine.travel(ISSUED, tick=False):
        build(("ST", "CT"), ISSUED)
        yield person("chutich", Role.HEAD, "ST-MX")


def test_seven_offices_and_the_police_in_one_plan(district):
    """Each office answers for itself; what the police do is shown by documents alone."""
    plan = lived("my-xuyen", unit("ST-MX"), district, ISSUED)
    shared = task(plan, "phối hợp, tăng cường cán bộ tiếp công dân")
    places = {u.name: u for u in shared.units.all()}
    assert places.keys() >= SEVEN
    room = person("tcnm", Role.HANDLER, "ST-MX-TNMT")
    answer(
        unit_id=places["Phòng Tài nguyên và Môi trường huyện"].pk, accept=False,
        note="Chỉ còn một cán bộ, đang nghỉ thai sản.", by=room, now=ISSUED,
    )  # fmt: skip
    declined = shared.units.filter(acceptance=Acceptance.DECLINED)
    assert [u.name for u in declined] == ["Phòng Tài nguyên và Môi trường huyện"]
    assert Notice.objects.filter(user=district, sentence__contains="không nhận").count() == 1
    police = task(plan, "Chỉ đạo các đội nghiệp vụ")
    with pytest.raises(Refused, match="chỉ nhận văn bản làm minh chứng"):
        take_step(
            task_id=police.pk, step=UpdateKind.EVIDENCE, evidence=EvidenceKind.VISIT, note="x",
            by=district, now=ISSUED,
        )  # fmt: skip
    take_step(
        task_id=police.pk, step=UpdateKind.EVIDENCE, evidence=EvidenceKind.DOCUMENT,
        document_number="45/BC-CAH", note="Báo cáo của Công an huyện.", by=district, now=ISSUED,
    )  # fmt: skip
    assert police.updates.get().document_number == "45/BC-CAH"


def test_somebody_is_on_duty_and_reports_every_day_of_the_session(district):
    first, last = date(2024, 6, 3), date(2024, 6, 7)
    session = add_event(
        name="Kỳ họp thứ 7, Quốc hội khóa XV", kind=EventKind.ASSEMBLY_SESSION, agency=unit("ST-MX"),
        window=(first, last), days=(first, last), report_at=time(16), by=district, now=ISSUED,
    )  # fmt: skip
    board = unit("ST-MX-BTCD")
    set_event_units(event_id=session.pk, agencies=[board], by=district, now=ISSUED)
    officer = person("tiepdan", Role.OFFICER, "ST-MX-BTCD")
    leader = person("truongban", Role.HEAD, "ST-MX-BTCD")
    days = [first + timedelta(days=n) for n in range(5)]
    for who, duty, on in ((officer, Duty.DESK, days), (leader, Duty.LEADER, days[:4])):
        write_shifts(
            agency=board, user=who, duty=duty, event=session, phone="0299 3851 111",
            hours=[Hours(_at(day, 7), _at(day, 17)) for day in on], by=officer, now=ISSUED,
        )  # fmt: skip
    roster = event_roster_of(officer, board, session)
    # Nobody answers the telephone on five days; on the fifth nobody leads.
    assert (roster.gaps, roster.days_with_gaps, roster.doubles) == (6, 5, 0)
    for day in days:
        send_quick_report(
            event=session, agency=board, on=day, told=Told(), nothing_new=True, by=officer,
            now=_at(day, 15),
        )  # fmt: skip
    sent = QuickReport.objects.filter(event=session)
    assert [(r.on_date, r.is_late) for r in sent.order_by("on_date")] == [(d, False) for d in days]


def test_open_tasks_of_the_district_go_to_the_communes_that_follow(district):
    plan = lived("my-xuyen", unit("ST-MX"), district, ISSUED)
    after = at(2025, 7, 7)
    with time_machine.travel(after, tick=False):
        commune = person("phuong", Role.HEAD, "CT-31684")
        ended = {e.agency.code: e for e in ended_units(plan, after.date())}
        board = ended["ST-MX-BTCD"]
        assert len(board.choices) == 5
        moved = hand_over(
            plan_id=plan.pk, moves={board.agency.pk: [unit("CT-31684").pk]}, by=commune, now=after
        )
    # Three tasks it led, one of the inspectorate and one of all offices it took part in.
    assert moved == 5
    places = PlanTaskUnit.objects.filter(task__plan=plan, handed_from__code="ST-MX-BTCD")
    assert {p.agency.code for p in places} == {"CT-31684"}
    assert {p.name for p in places} == {"Ban Tiếp công dân huyện"}


def test_outstanding_matters_are_listed_on_demand_of_those_above(district):
    """II.2: “cung cấp danh sách các vụ việc tồn đọng, phức tạp, kéo dài … khi có yêu cầu”."""
    plan = lived("my-xuyen", unit("ST-MX"), district, ISSUED)
    asked = task(plan, "cung cấp danh sách các vụ việc")
    handler = person("xuly", Role.HANDLER, "ST-MX")
    for said, on in (
        ("Kiến nghị giao đất thay đất bị thu hồi làm lộ", at(2024, 1, 8)),
        ("Kiến nghị đền bù khi nạo vét kênh", at(2024, 5, 27)),
    ):
        with time_machine.travel(on, tick=False):
            petition = register_petition(
                agency=unit("ST-MX"), kind=PetitionKind.RECOMMENDATION, field=Field.LAND,
                source=Source.POST, received_on=on.date(), summary=said, content=f"{said}.",
                petitioner=Petitioner(full_name="Sơn Thị Gửi"), by=handler, now=on,
            )  # fmt: skip
        if on.month == 1:
            note_fact(
                matter=petition.matter, kind=FactKind.LONG, happened_on=date(2024, 4, 2), amount=1,
                sentence="Bức xúc, kéo dài, đã thống nhất phương án.", reference=None, now=ISSUED,
            )  # fmt: skip
    listed = make_list(
        agency=unit("ST-MX"), title="Danh sách vụ việc tồn đọng, phức tạp, kéo dài",
        criteria=Criteria(min_months=12), as_of=ISSUED.date(),
        asked_by="Tỉnh ủy Sóc Trăng, Công văn số 512-CV/TU", by=district, now=ISSUED,
    )  # fmt: skip
    issue_list(
        list_id=listed.pk, decision_number="211/UBND-TTr", decision_on=ISSUED.date(), by=district,
        now=ISSUED,
    )  # fmt: skip
    items = list(items_of(listed, district))
    assert [(i.snapshot["title"], i.kinds) for i in items] == [
        ("Kiến nghị giao đất thay đất bị thu hồi làm lộ", ["long", "backlog"]),
    ]  # fmt: skip
    with review_xlsx(ReviewList.objects.get(pk=listed.pk), items) as book:
        sheet = load_workbook(book).active
    told = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Lập theo yêu cầu của Tỉnh ủy Sóc Trăng, Công văn số 512-CV/TU." in told
    assert "Sơn Thị Gửi" not in str(told)
    take_step(
        task_id=asked.pk, step=UpdateKind.EVIDENCE, evidence=EvidenceKind.DOCUMENT,
        document_number="211/UBND-TTr", note="Gửi danh sách theo yêu cầu.", by=district, now=ISSUED,
    )  # fmt: skip
    assert asked.updates.get().document_number == "211/UBND-TTr"


def _at(day: date, hour: int):
    return at(day.year, day.month, day.day, hour)
