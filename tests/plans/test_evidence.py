"""Evidence of tasks: what it takes, what it points at, who sees it; facts that close tasks."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from complaints.actions.petitions import register_petition
from complaints.enums import Field, PetitionKind, Source
from complaints.models import MatterExclusion, Petition
from complaints.petitioner import Petitioner
from plans import workflow
from plans.actions import auto_close
from plans.actions.evidence import add_evidence
from plans.actions.tasks import take_step
from plans.enums import ActivityKind, EvidenceKind, Proof, TaskKind, UpdateKind
from plans.evidence_refs import NOT_FOUND
from plans.models import ManagementActivity, TaskUpdate
from reception.models import ReceptionSession
from tests.factories import NOW, make_user
from tests.house.crawl import close_file
from tests.plans.task_rows import continuous_task, led_task, make_plan, police_task

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def sign_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def show(user, task, evidence, **told):
    typed = {
        "buoc": "evidence", "key": uuid4(), "version": task.version, "evidence": evidence, **told,
    }  # fmt: skip
    return sign_in(user).post(reverse("task_step", args=[task.pk]), typed)


def petition_of(province, kind=PetitionKind.RECOMMENDATION, part="SKHCN") -> Petition:
    return register_petition(
        agency=province[part], kind=kind, field=Field.LAND, source=Source.POST,
        received_on=NOW.date(), petitioner=Petitioner(full_name="Lý Văn Chương", address="xã Bắc"),
        summary="Kiến nghị về đường", content="Kiến nghị về đường.",
        by=province.person("handler", part), now=NOW,
    )  # fmt: skip


def test_a_file_is_kept_under_the_task_and_read_by_whoever_sees_it(province):
    task, officer = led_task(province), province.person("officer", "SKHCN")
    assert show(officer, task, "file").status_code == 422
    file = SimpleUploadedFile("bien-ban.txt", "Biên bản".encode())
    assert show(officer, task, "file", file=file).status_code == 302
    stored = task.updates.get().file
    address = reverse("file_download", args=[stored.pk])
    readers = {part: province.person("officer", part) for part in ("UBND", "XA", "BTCD")}
    codes = {}
    for part, user in readers.items():
        answer = sign_in(user).get(address)
        codes[part] = answer.status_code
        close_file(answer)
    assert codes == {"UBND": 200, "XA": 200, "BTCD": 404}


def test_a_petition_is_named_by_its_number_and_shown_only_to_who_may_see_it(province):
    task, officer = led_task(province), province.person("officer", "SKHCN")
    petition = petition_of(province)
    number = f"{petition.number}/{petition.year}"
    assert show(officer, task, "petition", reference=number).status_code == 302
    update = task.updates.get()
    assert (update.ref_kind, update.ref_id, update.ref_label) == (
        "petition", petition.pk, str(petition),
    )  # fmt: skip
    address = reverse("task_detail", args=[task.pk])
    link = reverse("petition_detail", args=[petition.pk])
    assert link in sign_in(officer).get(address).content.decode()
    elsewhere = sign_in(province.person("officer", "XA")).get(address).content.decode()
    assert (link in elsewhere, str(petition) in elsewhere) == (False, False)


@pytest.mark.parametrize("how", ["number", "address"])
def test_what_is_sealed_restricted_elsewhere_or_nowhere_gets_one_answer(province, how):
    task, handler = led_task(province), province.person("handler", "SKHCN")
    sealed = petition_of(province, PetitionKind.DENUNCIATION)
    excluding = petition_of(province)
    MatterExclusion.objects.create(
        matter=excluding.matter, user=province.person("head", "SKHCN"), reason="x",
        excluded_at=NOW,
    )  # fmt: skip
    theirs = petition_of(province, part="XA")
    for petition in (sealed, excluding, theirs, None):
        number = f"{petition.number}/{petition.year}" if petition else "987/2026"
        if how == "address":
            number = reverse("petition_detail", args=[petition.pk if petition else uuid4()])
        elif petition is theirs:
            continue  # the same number may be one of one's own
        answer = show(handler, task, "petition", reference=number)
        found = (answer.status_code, NOT_FOUND in answer.content.decode())
        assert found == (422, True), petition
        with pytest.raises(Refused, match="Không tìm thấy hồ sơ"):
            add_evidence(
                task=task, kind=EvidenceKind.PETITION, note="", ref=petition or task,
                by=handler, now=NOW,
            )  # fmt: skip
    assert TaskUpdate.objects.count() == 0


def test_evidence_of_a_matter_that_is_closed_to_the_reader_later_shows_no_label(province):
    task, handler = led_task(province), province.person("handler", "SKHCN")
    petition = petition_of(province)
    add_evidence(task=task, kind=EvidenceKind.PETITION, note="", ref=petition, by=handler, now=NOW)
    MatterExclusion.objects.create(
        matter=petition.matter, user=province.person("officer", "SKHCN"), reason="x",
        excluded_at=NOW,
    )  # fmt: skip
    text = sign_in(handler).get(reverse("task_detail", args=[task.pk])).content.decode()
    assert str(petition) not in text


def test_the_task_of_the_police_takes_documents_alone(province):
    task, officer = police_task(province), province.person("officer", "UBND")
    petition = petition_of(province, part="UBND")
    answer = show(officer, task, "petition", reference=f"{petition.number}/{petition.year}")
    assert (answer.status_code, workflow.POLICE in answer.content.decode()) == (422, True)
    with pytest.raises(Refused, match="chỉ nhận văn bản"):
        add_evidence(
            task=task, kind=EvidenceKind.PETITION, note="", ref=petition, by=officer, now=NOW
        )
    assert show(officer, task, "document", document_number="12/CV-CAT").status_code == 302
    assert TaskUpdate.objects.count() == 1


def test_evidence_needs_what_its_kind_is_and_a_day_that_has_come(province):
    task, officer = led_task(province), province.person("officer", "SKHCN")
    for kind, told in (
        ("document", {}), ("visit", {}), ("session", {"reference": "31/02/2026"}), ("report", {}),
        ("document", {"document_number": "1/BC", "happened_on": "2026-11-19"}),
    ):  # fmt: skip
        assert show(officer, task, kind, **told).status_code == 422
    with pytest.raises(NotAllowed):
        add_evidence(
            task=task, kind=EvidenceKind.DOCUMENT, note="", document_number="1",
            by=province.person("inspector", "TTT"), now=NOW,
        )  # fmt: skip
    assert TaskUpdate.objects.count() == 0


def test_the_page_of_a_task_costs_at_most_fifteen_statements(
    province, django_assert_max_num_queries
):
    task, handler = led_task(province), province.person("handler", "SKHCN")
    petition = petition_of(province)
    for kind, record in (("petition", petition), ("matter", petition.matter)):
        add_evidence(task=task, kind=EvidenceKind(kind), note="", ref=record, by=handler, now=NOW)
    session = held_session(province)
    add_evidence(task=task, kind=EvidenceKind.SESSION, note="", ref=session, by=handler, now=NOW)
    client = sign_in(handler)
    with django_assert_max_num_queries(15):
        client.get(reverse("task_detail", args=[task.pk]))


def held_session(province, on: date = date(2026, 11, 10)) -> ReceptionSession:
    return ReceptionSession.objects.create(
        agency=province["SKHCN"], scope_path=province["SKHCN"].path, kind="periodic",
        state="held", on_date=on, place="Phòng tiếp công dân", host=province.person("head", "SKHCN"),
    )  # fmt: skip


def activity_for(province, task, **fields) -> ManagementActivity:
    return ManagementActivity.objects.create(
        agency=province["SKHCN"], scope_path=province["SKHCN"].path, kind=ActivityKind.TRAINING,
        title="Tập huấn tiếp công dân", on_date=date(2026, 11, 12), task=task, recorded_at=NOW,
        recorded_by=province.person("handler", "SKHCN"), **fields,
    )  # fmt: skip


def test_a_session_of_the_head_closes_the_task_that_waits_for_it_once(province):
    plan = make_plan(province)
    ends = led_task(province, plan, proof=Proof.SESSION, kind=TaskKind.PLAIN, due_on=None)
    goes_on = continuous_task(province, plan, proof=Proof.SESSION)
    other = led_task(province, plan, proof=Proof.DIALOGUE)
    held_session(province, date(2026, 9, 20))  # before the plan was accepted
    held_session(province)
    assert auto_close.close_by_facts(now=NOW) == 2
    assert auto_close.close_by_facts(now=NOW) == 0
    for task in (ends, goes_on, other):
        task.refresh_from_db()
    assert (ends.state, ends.done_by) == ("done", province.person("head", "SKHCN"))
    assert (goes_on.state, goes_on.last_evidence_on) == ("open", date(2026, 11, 10))
    assert (other.state, other.updates.count()) == ("open", 0)
    assert [u.by for u in ends.updates.all()] == [None, None]


def test_an_activity_and_a_report_close_what_asks_for_them(province):
    plan = make_plan(province)
    trained = led_task(province, plan, proof=Proof.ACTIVITY)
    voided = led_task(province, plan, proof=Proof.ACTIVITY)
    reports = continuous_task(province, plan, proof=Proof.REPORT, kind="recurring", rhythm="daily")
    activity_for(province, trained)
    activity_for(province, voided, void_reason="Ghi nhầm.")
    assert auto_close.close_by_facts(now=NOW) == 1
    officer = province.person("officer", "SKHCN")
    for expected in (1, 0):
        told = {"agency": province["SKHCN"], "on": NOW.date(), "label": "Báo cáo nhanh"}
        assert auto_close.report_sent(**told, by=officer, now=NOW) == expected
    for task in (trained, voided, reports):
        task.refresh_from_db()
    assert [t.state for t in (trained, voided, reports)] == ["done", "open", "open"]
    assert reports.last_evidence_on == NOW.date()


def test_the_very_proof_shown_ends_the_task_at_once(province):
    plan, handler = make_plan(province), province.person("handler", "SKHCN")
    waits, other = led_task(province, plan, proof=Proof.ACTIVITY), led_task(province, plan)
    for task in (waits, other):
        add_evidence(
            task=task, kind=EvidenceKind.ACTIVITY, note="Tập huấn", by=handler, now=NOW,
            ref=activity_for(province, task), happened_on=date(2026, 11, 12),
        )  # fmt: skip
        task.refresh_from_db()
    assert (waits.state, waits.done_by, other.state) == ("done", handler, "open")
    assert auto_close.close_by_facts(now=NOW) == 0


def test_a_task_somebody_opened_again_is_left_to_people(province):
    task = led_task(province, proof=Proof.SESSION)
    held_session(province)
    auto_close.close_by_facts(now=NOW)
    take_step(
        task_id=task.pk, step=UpdateKind.REOPEN, note="Còn một buổi nữa.",
        by=province.person("officer", "SKHCN"), now=NOW,
    )  # fmt: skip
    held_session(province, date(2026, 11, 17))
    assert auto_close.close_by_facts(now=NOW) == 1
    task.refresh_from_db()
    assert (task.state, task.updates.filter(kind="evidence").count()) == ("open", 2)


def test_the_evidence_is_found_by_whoever_works_for_two_agencies(province):
    """A session named by a day on which two of one's agencies held one is asked for by its page."""
    both = make_user("haicoquan", (Role.OFFICER, province["SKHCN"]), (Role.OFFICER, province["XA"]))
    task, mine = led_task(province), held_session(province)
    ReceptionSession.objects.create(
        agency=province["XA"], scope_path=province["XA"].path, kind="periodic", state="held",
        on_date=mine.on_date, place="Xã", host=province.person("head", "XA"),
    )  # fmt: skip
    answer = show(both, task, "session", reference="10/11/2026")
    assert "Có nhiều hồ sơ như vậy" in answer.content.decode()
    page = reverse("session_detail", args=[mine.pk])
    assert show(both, task, "session", reference=f"http://localhost{page}").status_code == 302
    assert task.updates.get().ref_id == mine.pk
