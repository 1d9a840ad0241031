"""Signals through the door: the panel of a matter, weighing it again, a situation noted by hand."""

from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError
from django.urls import reverse

from complaints.actions.assessing_matters import assess_matter
from complaints.actions.hotspots import raise_hotspot
from complaints.actions.matters import exclude, grant, note_fact
from complaints.enums import FactKind, HotLevel, HotState, PetitionKind, SituationNote
from complaints.models import HotSpot, MatterFact, SignalAssessment
from complaints.procedure.names import StepName
from complaints.signal_jobs import ask_round, matters_to_weigh, run_assessment, run_round
from records.actions import jobs
from records.models import Job, LedgerEntry, Notice
from tests.complaints.cases import accept, take
from tests.complaints.doors import client_of, statements
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def crowd(petition, people: int = 30, day: int = 17) -> None:
    note_fact(
        matter=petition.matter, kind=FactKind.CROWD, happened_on=date(2026, 11, day),
        amount=people, sentence=f"Đoàn {people} người.", reference=None, now=NOW,
    )  # fmt: skip


def test_the_panel_tells_each_factor_with_weight_day_and_evidence(register, province):
    petition = register(signatories=12)
    crowd(petition)
    officer = client_of(province.person("officer", "SKHCN"))
    panel = reverse("matter_signals", args=[petition.matter_id])
    assert "Chưa có dấu hiệu nào." in officer.get(panel).content.decode()
    before = statements(officer, panel)
    done = officer.post(reverse("matter_assess", args=[petition.matter_id]))
    assert done.url == reverse("matter_detail", args=[petition.matter_id])
    body = officer.get(panel).content.decode()
    for said in (
        "<strong>Đông người</strong> (+4): Có đoàn 30 người",
        "<strong>Nhiều người ký đơn</strong> (+2): Có đơn 12 người cùng ký.",
        f'<a href="{reverse("petition_detail", args=[petition.pk])}">đơn 16/11/2026</a>',
        "ghi tay 17/11/2026",
        "Tổng trọng số <strong>6</strong>, đánh giá ngày 18/11/2026",
        "Máy đề xuất, người quyết định.",
    ):
        assert said in body, said
    # One statement more for the petitions shown; the same for further facts.
    assert statements(officer, panel) == before + 1
    for day in (3, 4, 5):
        crowd(petition, day=day)
    assess_matter(matter_id=petition.matter_id, now=NOW, today=TODAY)
    assert statements(officer, panel) == before + 1


def test_a_closed_matter_is_refused_with_the_sentence(register, province):
    matter = register().matter
    matter.closed_on = TODAY
    matter.save(update_fields=["closed_on"])
    head = client_of(province.person("head", "SKHCN"))
    refused = head.post(reverse("matter_assess", args=[matter.pk]))
    assert refused.status_code == 409
    assert "không đánh giá dấu hiệu nữa" in refused.content.decode()


def test_a_situation_is_noted_by_hand_once_and_taken_back(register, province):
    matter = register().matter
    handler = client_of(province.person("handler", "SKHCN"))
    address = reverse("signal_note", args=[matter.pk])
    empty = handler.post(address, {"said": "Văn bản 12/CV", "happened_on": "2026-11-17"})
    assert (empty.status_code, "Văn bản 12/CV" in empty.content.decode()) == (422, True)
    told = {"note": SituationNote.LAW, "said": "Văn bản 12/CV", "happened_on": "2026-11-17"}
    assert handler.post(address, told).status_code == 302
    again = handler.post(address, told)
    assert (again.status_code, "đã được ghi" in again.content.decode()) == (422, True)
    future = handler.post(address, {**told, "happened_on": "2026-11-19"})
    assert "Ngày không thể ở tương lai." in future.content.decode()
    fact = MatterFact.objects.get()
    assert (fact.kind, fact.sentence) == (
        FactKind.DISAGREEMENT,
        "Các cơ quan còn ý kiến khác nhau về áp dụng pháp luật: Văn bản 12/CV",
    )
    drop = reverse("signal_note_drop", args=[fact.pk])
    assert client_of(province.person("handler", "XA")).post(drop).status_code == 404
    assert handler.post(drop).status_code == 302
    assert not MatterFact.objects.exists()
    steps = LedgerEntry.objects.filter(subject_id=matter.pk, verb="change").order_by("id")
    assert [row.details["buoc"] for row in steps] == ["ghi_tinh_hinh", "bo_tinh_hinh"]


def test_facts_of_complaints_follow_their_records(register, province):
    petition = accept(register(signatories=7), province, TODAY)
    take(
        petition, province, StepName.NOTE_COMPLEX, TODAY,
        {"criteria": ["b", "đ", "e"], "reason": "Theo hồ sơ."}, document="08/BC-SKHCN",
    )  # fmt: skip
    row = assess_matter(matter_id=petition.matter_id, now=NOW, today=TODAY)
    assert {f["code"]: f["weight"] for f in row.factors} == {
        "signatures": 2, "complex": 2, "agencies": 1, "disagreement": 2
    }  # fmt: skip
    fact = MatterFact.objects.get(kind=FactKind.COMPLEX)
    assert (fact.amount, fact.reference_id) == (3, petition.proceeding.pk)
    assert fact.sentence.startswith("Ghi nhận 3 trên 7 tiêu chí phức tạp: có từ 02 nội dung")
    type(petition).objects.update(signatories=4)
    petition.proceeding.criteria = []
    petition.proceeding.save(update_fields=["criteria"])
    row = assess_matter(matter_id=petition.matter_id, now=NOW, today=TODAY)
    assert (row.factors, MatterFact.objects.count()) == ([], 0)


def test_who_may_not_know_is_not_told_and_sees_nothing(register, province):
    matter = register(kind=PetitionKind.DENUNCIATION).matter
    head, inspector = province.person("head", "SKHCN"), province.person("inspector", "TTT")
    exclude(matter=matter, users=[head], reason="Liên quan", by=inspector, now=NOW)
    grant(matter=matter, users=[inspector], reason="Theo dõi", by=inspector, now=NOW)
    for day in (16, 17):
        note_fact(
            matter=matter, kind=FactKind.CROWD, happened_on=date(2026, 11, day), amount=30,
            sentence="Đoàn 30 người.", reference=None, now=NOW,
        )  # fmt: skip
    assess_matter(matter_id=matter.pk, now=NOW, today=TODAY)
    notice = Notice.objects.get()
    assert (notice.user, notice.sentence) == (inspector, "Có một đề xuất đang chờ bạn xem xét.")
    assert not SignalAssessment.objects.visible_to(head).exists()
    assert not HotSpot.objects.counted().exists()
    assert client_of(head).get(reverse("matter_signals", args=[matter.pk])).status_code == 404


def test_changed_facts_ask_for_one_job_and_the_round_finds_the_rest(
    register, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        petition = register()
        crowd(petition)
        crowd(petition, day=16)
    job = Job.objects.get(kind="assess_matter")
    run_assessment(job=job, now=NOW)
    assert HotSpot.objects.get().level == "watch"
    jobs.run(job_id=job.pk, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        crowd(petition, day=15)
    job.refresh_from_db()
    assert (Job.objects.count(), job.state) == (1, "waiting")
    register(summary="Không có dữ kiện nào")
    assert matters_to_weigh(after=UUID(int=0), today=TODAY, most=9) == [petition.matter_id]
    run_round(job=ask_round(now=NOW), now=NOW)
    assert ask_round(now=NOW) == Job.objects.get(kind="signal_round")
    assert SignalAssessment.objects.count() == 2


def test_the_weights_are_open_to_who_decides(province):
    address = reverse("signal_weights")
    body = client_of(province.person("inspector", "TTT")).get(address).content.decode()
    assert "Luật Tiếp công dân 2013, điều 29" in body
    assert "Số người đến tăng từ … lên … trong … ngày." in body
    assert client_of(province.person("officer", "SKHCN")).get(address).status_code == 403


def test_the_database_lets_no_proposal_of_a_person_lapse(register, province):
    officer = province.person("officer", "SKHCN")
    spot = raise_hotspot(
        matter_id=register().matter_id, level=HotLevel.WATCH, note="Chờ đối thoại.", by=officer,
        now=NOW,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="hotspot_of_a_person_does_not_lapse"):
        HotSpot.objects.filter(pk=spot.pk).update(state=HotState.LAPSED)
