"""Small pieces of work inside a case: given by a day, done only with what proves it."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from complaints.actions.case_tasks import add_task, drop_task, finish_task
from complaints.enums import PetitionKind
from complaints.models import CaseTask
from tests.complaints.doors import client_of, statements
from tests.factories import NOW

TODAY = NOW.date()


@pytest.fixture
def petition(register):
    return register()


@pytest.fixture
def task(petition, province) -> CaseTask:
    return add_task(
        petition_id=petition.pk, text="Lấy hồ sơ địa chính", due_on=TODAY,
        assigned_to=province.person("handler", "SKHCN"), by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip


@pytest.fixture
def signed_in(province):
    def enter(role: str, part: str = "SKHCN"):
        return client_of(province.person(role, part))

    return enter


def test_a_head_gives_a_task_and_its_doer_finishes_it_with_a_file(signed_in, petition, province):
    handler = province.person("handler", "SKHCN")
    page = signed_in("head").get(reverse("petition_tasks", args=[petition.pk]))
    told = {
        "key": page.context["form"].initial["key"],
        "text": "Lấy hồ sơ địa chính",
        "assigned_to": handler.pk,
        "due_on": "2026-11-20",
    }
    url = reverse("petition_tasks", args=[petition.pk])
    client = signed_in("head")
    assert [client.post(url, told).status_code for _ in range(2)] == [302, 302]
    task = CaseTask.objects.get()
    client = signed_in("handler")
    assert "Lấy hồ sơ địa chính" in client.get(reverse("work_today")).content.decode()
    proof = SimpleUploadedFile("ho-so.txt", "Trích lục thửa 12".encode())
    done = reverse("case_task", args=[task.pk])
    assert client.post(done, {"done_on": "2026-11-18", "file": proof}).status_code == 302
    task.refresh_from_db()
    assert (task.done_on, task.done_by, task.proof_file.name) == (TODAY, handler, "ho-so.txt")
    assert "Lấy hồ sơ địa chính" not in client.get(reverse("work_today")).content.decode()


def test_in_a_sealed_case_no_proof_tells_who_it_is(signed_in, register, province):
    sealed, head = register(kind=PetitionKind.DENUNCIATION), province.person("head", "SKHCN")
    task = add_task(
        petition_id=sealed.pk, text="Lấy hồ sơ địa chính", due_on=TODAY,
        assigned_to=province.person("handler", "SKHCN"), by=head, now=NOW,
    )  # fmt: skip
    client, done = signed_in("handler"), reverse("case_task", args=[task.pk])
    day = {"done_on": "2026-11-18"}
    for told, where in (
        ({"proof": "Biên bản của ông Lý Văn Thành"}, "Minh chứng"),
        ({"file": SimpleUploadedFile("don-ly-van-thanh.txt", b"x")}, "Tên tệp"),
        ({"file": SimpleUploadedFile("a.txt", "Ông Lý Văn Thành".encode())}, "Nội dung tệp"),
    ):
        answer = client.post(done, {**day, **told})
        assert f"{where} có họ tên của người được giữ kín" in answer.content.decode()
    task.refresh_from_db()
    assert (task.done_on, task.proof_file) == (None, None)
    proof = SimpleUploadedFile("ho-so.txt", "Hồ sơ địa chính".encode())
    assert client.post(done, {**day, "file": proof}).status_code == 302


def test_without_proof_a_task_stays_open_and_what_was_typed_is_kept(signed_in, task):
    client = signed_in("handler")
    answer = client.post(reverse("case_task", args=[task.pk]), {"done_on": "2026-11-18"})
    assert answer.status_code == 409
    assert "Việc chỉ xong khi có minh chứng" in answer.content.decode()
    task.refresh_from_db()
    assert task.is_open


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"done_on": date(2026, 11, 19)}, "Ngày xong không thể ở tương lai."),
        ({"done_on": date(2026, 11, 17)}, "Ngày xong không thể trước ngày giao việc (18/11/2026)."),
    ],
)
def test_a_day_that_cannot_be(task, province, changes, sentence):
    told = {"task_id": task.pk, "done_on": TODAY, "proof": "Bút lục 12"}
    with pytest.raises(Refused, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        finish_task(**{**told, **changes}, by=province.person("handler", "SKHCN"), now=NOW)


def test_done_or_dropped_once(task, province):
    handler = province.person("handler", "SKHCN")
    finish_task(task_id=task.pk, done_on=TODAY, proof="Bút lục 12", by=handler, now=NOW)
    with pytest.raises(Refused, match="Việc này đã xong hoặc đã bỏ"):
        drop_task(task_id=task.pk, reason="Giao nhầm", by=handler, now=NOW)


def test_a_task_goes_only_to_somebody_who_may_see_the_case(petition, province):
    told = {"petition_id": petition.pk, "text": "Xem lại", "due_on": TODAY, "now": NOW}
    head = province.person("head", "SKHCN")
    with pytest.raises(Refused, match="Người được giao không được xem hồ sơ này"):
        add_task(**told, assigned_to=province.person("handler", "XA"), by=head)
    with pytest.raises(NotAllowed):
        add_task(**told, assigned_to=head, by=province.person("officer", "SKHCN"))
    with pytest.raises(Refused, match="Hạn của việc không thể trước hôm nay"):
        add_task(**{**told, "due_on": TODAY - timedelta(days=1)}, assigned_to=head, by=head)


def test_an_intruder_finds_no_task(signed_in, task, register, province):
    register(agency=province["XA"], by=province.person("handler", "XA"))
    client = signed_in("handler", "XA")
    for name, pk in (("case_task", task.pk), ("petition_tasks", task.petition_id)):
        assert client.get(reverse(name, args=[pk])).status_code == 404


def test_tasks_cost_the_same_for_one_and_four(signed_in, task, petition, province):
    client, url = signed_in("handler"), reverse("petition_tasks", args=[petition.pk])
    one = statements(client, url)
    for n in range(3):
        add_task(
            petition_id=petition.pk, text=f"Việc {n}", due_on=TODAY,
            assigned_to=province.person("handler", "SKHCN"),
            by=province.person("head", "SKHCN"), now=NOW,
        )  # fmt: skip
    assert statements(client, url) == one
    assert one <= 15


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("case_task_says_what", {"text": ""}),
        ("case_task_done_is_proven", {"done_on": TODAY}),
        ("case_task_is_done_or_dropped", {"dropped_reason": "Giao nhầm", "done_on": TODAY}),
    ],
)
def test_the_database_refuses(task, province, constraint, columns):
    if constraint == "case_task_is_done_or_dropped":
        columns = {**columns, "proof": "x", "done_by": province.person("head", "SKHCN")}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CaseTask.objects.update(**columns)
