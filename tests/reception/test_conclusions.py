"""The conclusion of the head's reception: drafted, issued with its PDF, its tasks followed up."""

import shutil
import subprocess
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from agencies.refusals import NotAllowed, Refused
from complaints.actions import matters
from complaints.enums import PetitionKind, Secrecy
from complaints.petitioner import Petitioner
from reception.actions.conclusion_tasks import finish_task
from reception.actions.conclusions import TaskInput, issue_conclusion, write_conclusion
from reception.actions.heads_day import note_received, register_for_day
from reception.enums import SessionKind, SessionState
from reception.models import ConclusionTask, ReceptionSession, SessionConclusion
from reception.task_list import Pending
from records.actions.files import path_of
from records.models import RegisterEntry
from tests.factories import HANOI, NOW, make_agency, make_user

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LATER = TODAY + timedelta(days=12)


@pytest.fixture
def held(province) -> ReceptionSession:
    """The head of the department receives today."""
    home, head = province["SKHCN"], province.person("head", "SKHCN")
    head.title = "Giám đốc"
    head.save(update_fields=["title"])
    return ReceptionSession.objects.create(
        agency=home, scope_path=home.path, kind=SessionKind.PERIODIC, on_date=TODAY,
        place="Phòng tiếp công dân", host=head,
    )  # fmt: skip


@pytest.fixture
def visit(held, receive):
    return receive(
        session=held, result_note="Hướng dẫn gửi đơn.", head_count=3,
        petitioner=Petitioner("Bế Thị Hòa", 1971, "xã Tân Thanh"),
        title="Đường vào khu sản xuất bị sạt lở",
    )  # fmt: skip


@pytest.fixture
def room(province):
    """A room of the department, without people of its own."""
    return make_agency("LS-SKHCN-P1", name="Phòng Kế hoạch", level="unit", parent=province["SKHCN"])


@pytest.fixture
def write(province, held, visit):
    def made(**changes) -> SessionConclusion:
        told = {
            "session_id": held.pk,
            "matter_id": visit.matter_id,
            "text": "Giao khảo sát tuyến đường.\nTrả lời công dân bằng văn bản.",
            "contact": "bà Lan, Văn phòng Sở, 0205 3812 345",
            "concluded_on": TODAY,
            "tasks": [TaskInput(province["SKHCN"], "Khảo sát tuyến đường", LATER)],
            "by": province.person("officer", "SKHCN"),
            "now": NOW,
        }
        return write_conclusion(**{**told, **changes})

    return made


@pytest.fixture
def issued(province, write) -> SessionConclusion:
    return issue_conclusion(conclusion_id=write().pk, by=province.person("head", "SKHCN"), now=NOW)


def test_a_draft_keeps_text_and_tasks(write, visit, province):
    draft = write()
    assert (draft.visit, draft.secrecy, draft.document) == (visit, Secrecy.OPEN, None)
    assert list(draft.tasks.values_list("agency__code", "text", "due_on", "done_on")) == [
        ("LS-SKHCN", "Khảo sát tuyến đường", LATER, None)
    ]


def test_a_draft_is_written_anew_not_twice(write, province):
    first = write()
    again = write(text="Khác.", tasks=[TaskInput(province["SKHCN"], "Việc khác", LATER)])
    assert (again.pk, again.text) == (first.pk, "Khác.")
    assert list(ConclusionTask.objects.values_list("text", flat=True)) == ["Việc khác"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": " "}, "Hãy ghi ý kiến kết luận của người chủ trì."),
        ({"concluded_on": TODAY - timedelta(days=1)}, "Ngày kết luận không thể trước ngày tiếp."),
        ({"concluded_on": TODAY + timedelta(days=1)}, "Ngày kết luận không thể ở tương lai."),
    ],
)
def test_what_a_conclusion_may_not_say(write, changes, sentence):
    with pytest.raises(Refused) as refused:
        write(**changes)
    assert refused.value.sentence == sentence
    assert not SessionConclusion.objects.exists()


def test_tasks_are_due_after_the_conclusion_and_given_once(write, province):
    home = province["SKHCN"]
    early = TaskInput(home, "Khảo sát", TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="Thời hạn 17/11/2026 trước ngày kết luận 18/11/2026"):
        write(tasks=[early])
    twice = [TaskInput(home, "Khảo sát", LATER), TaskInput(home, "khảo sát ", LATER)]
    with pytest.raises(Refused, match="chỉ giao cho một cơ quan một lần"):
        write(tasks=twice)
    with pytest.raises(Refused, match="không thuộc quyền chỉ đạo"):
        write(tasks=[TaskInput(province["XA"], "Khảo sát", LATER)])


def test_only_what_was_heard_is_concluded(province, held, write, receive):
    elsewhere = receive(result_note="Đã hướng dẫn.")
    with pytest.raises(Refused, match="Chưa ghi lượt tiếp"):
        write(matter_id=elsewhere.matter_id)
    held.state, held.state_reason = SessionState.MISSED, "Bận họp"
    held.save()
    with pytest.raises(Refused, match="đã tổ chức"):
        write()


def test_who_writes_and_who_issues(province, held, write):
    with pytest.raises(NotAllowed):
        write(by=province.person("head", "UBND"))
    with pytest.raises(ReceptionSession.DoesNotExist):
        write(by=province.person("handler", "BTCD"))
    draft = write()
    for role, part in (("officer", "SKHCN"), ("handler", "SKHCN"), ("head", "UBND")):
        with pytest.raises(NotAllowed, match="người đứng đầu"):
            issue_conclusion(conclusion_id=draft.pk, by=province.person(role, part), now=NOW)
    assert SessionConclusion.objects.get().document is None


def test_an_issued_conclusion_stands(issued, write, province):
    document = issued.document
    assert (document.full_number, document.title, document.issued_on) == (
        "01/TB-SKHCN", "Kết luận việc tiếp công dân ngày 18/11/2026", TODAY,
    )  # fmt: skip
    assert (document.signer_name, document.signer_title) == (
        province.person("head", "SKHCN").full_name, "GIÁM ĐỐC",
    )  # fmt: skip
    with pytest.raises(Refused, match="đã ban hành"):
        write(text="Đổi ý.")
    with pytest.raises(Refused, match="đã ban hành"):
        issue_conclusion(conclusion_id=issued.pk, by=province.person("head", "SKHCN"), now=NOW)
    assert RegisterEntry.objects.filter(book="documents").count() == 1


def words(content: bytes) -> str:
    """The text of a PDF with single spaces: by pdftotext where it is there, else by pypdf."""
    if shutil.which("pdftotext"):
        run = subprocess.run(
            ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
        )
        return " ".join(run.stdout.decode().split())
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split()
    )


def test_the_notice_on_paper(issued, province):
    head = province.person("head", "SKHCN")
    said = words(path_of(issued.document.file.sha256).read_bytes())
    for sentence in (
        "Số: 01/TB-SKHCN",
        "THÔNG BÁO Kết luận việc tiếp công dân ngày 18/11/2026",
        f"Ngày 18/11/2026, tại Phòng tiếp công dân, Giám đốc {head.full_name} chủ trì buổi tiếp "
        "công dân định kỳ. Sau khi nghe Bế Thị Hòa và 2 người cùng đến trình bày về vụ việc "
        "“Đường vào khu sản xuất bị sạt lở” và ý kiến của các cơ quan, đơn vị liên quan, người chủ "
        "trì kết luận như sau:",
        "Giao khảo sát tuyến đường.",
        "1. Sở Khoa học và Công nghệ: Khảo sát tuyến đường; hoàn thành trước ngày 30/11/2026.",
        "Để biết kết quả giải quyết, công dân liên hệ: bà Lan, Văn phòng Sở, 0205 3812 345.",
        "Nơi nhận: - Sở Khoa học và Công nghệ; - Lưu: VT, TCD.",
    ):
        assert sentence in said


@pytest.mark.parametrize(
    ("title", "signed"),
    [
        ("", "GIÁM ĐỐC"),
        ("Giám đốc Sở", "GIÁM ĐỐC"),
        ("Phó Giám đốc", "KT. GIÁM ĐỐC – PHÓ GIÁM ĐỐC"),
        ("Chánh Văn phòng", "TL. GIÁM ĐỐC – CHÁNH VĂN PHÒNG"),
    ],
)
def test_in_which_capacity_it_is_signed(held, title, signed):
    from reception.conclusion_paper import signer_of

    held.host.title = title
    assert " – ".join(signer_of(held).lines) == signed


@pytest.fixture
def sealed(province, held, receive):
    """A denunciation that the head heard: registered on the list, received, kept at the department."""
    matter = receive(
        kind=PetitionKind.DENUNCIATION, title="Tố cáo việc cấp giấy phép",
        content="Tố cáo việc cấp giấy phép khai thác.", result_note="Hẹn gặp Thủ trưởng.",
        petitioner=Petitioner("Nông Thị Kín", 1980, "xã Tân Thanh"),
    ).matter  # fmt: skip
    officer = province.person("officer", "SKHCN")
    row = register_for_day(session_id=held.pk, matter=matter, summary="", by=officer, now=NOW)
    again = receive(
        matter=matter, session=held, kind=PetitionKind.DENUNCIATION, title=matter.title,
        content="Trình bày bổ sung.", result_note="Thủ trưởng nghe.",
    )  # fmt: skip
    note_received(registration_id=row.pk, visit=again, by=officer, now=NOW)
    return matter


def test_a_sealed_conclusion_stays_with_its_matter(province, held, sealed, write):
    head = province.person("head", "SKHCN")
    made = write(matter_id=sealed.pk, by=head)
    made = issue_conclusion(conclusion_id=made.pk, by=head, now=NOW)
    assert (made.secrecy, made.document.book) == (Secrecy.SEALED, "sealed_documents")
    said = words(path_of(made.document.file.sha256).read_bytes())
    assert "Nông Thị Kín" not in said
    assert sealed.petitioner_label in said
    colleague = make_user("ban.skhcn", ("officer", province["SKHCN"]))
    for seen in (SessionConclusion, ConclusionTask):
        assert not seen.objects.visible_to(colleague).exists()
        assert seen.objects.visible_to(province.person("handler", "SKHCN")).exists()
    handler = province.person("handler", "SKHCN")
    matters.exclude(matter=sealed, users=[handler], reason="Liên quan", by=head, now=NOW)
    for seen in (SessionConclusion, ConclusionTask):
        assert not seen.objects.visible_to(handler).exists()


def test_the_agency_charged_says_what_came_of_it(issued, province):
    task = issued.tasks.get()
    later = datetime.combine(TODAY + timedelta(days=5), time(9), tzinfo=HANOI)
    for role, part in (("head", "UBND"), ("inspector", "TTT")):
        with pytest.raises(NotAllowed):
            finish_task(task_id=task.pk, done_on=TODAY, result="Xong.",
                        by=province.person(role, part), now=later)  # fmt: skip
    handler = province.person("handler", "SKHCN")
    for done_on, result, sentence in (
        (later.date() + timedelta(days=1), "Xong.", "Ngày hoàn thành không thể ở tương lai."),
        (TODAY - timedelta(days=1), "Xong.", "Ngày hoàn thành không thể trước ngày kết luận."),
        (TODAY, " ", "Hãy ghi kết quả thực hiện."),
    ):
        with pytest.raises(Refused) as refused:
            finish_task(task_id=task.pk, done_on=done_on, result=result, by=handler, now=later)
        assert refused.value.sentence == sentence
    done = finish_task(task_id=task.pk, done_on=TODAY, result="Đã khảo sát.", by=handler, now=later)
    assert (done.done_on, done.result, done.done_by) == (TODAY, "Đã khảo sát.", handler)
    with pytest.raises(Refused, match="đã được ghi hoàn thành"):
        finish_task(task_id=task.pk, done_on=TODAY, result="Nữa.", by=handler, now=later)


def test_a_room_answers_through_its_department(province, room, write):
    task = TaskInput(room, "Lập dự toán", LATER)
    made = write(tasks=[task])
    handler = province.person("handler", "SKHCN")
    with pytest.raises(ConclusionTask.DoesNotExist):
        finish_task(task_id=made.tasks.get().pk, done_on=TODAY, result="Xong.", by=handler, now=NOW)
    issue_conclusion(conclusion_id=made.pk, by=province.person("head", "SKHCN"), now=NOW)
    done = finish_task(
        task_id=made.tasks.get().pk, done_on=TODAY, result="Xong.", by=handler, now=NOW
    )
    assert done.done_on == TODAY


@pytest.fixture
def above(province, receive):
    """The head of the province concludes on a matter of a department and charges a commune."""
    top, head = province["UBND"], province.person("head", "UBND")
    session = ReceptionSession.objects.create(
        agency=top, scope_path=top.path, kind=SessionKind.PERIODIC, on_date=TODAY,
        place="Trụ sở tiếp công dân", host=head,
    )  # fmt: skip
    visit = receive(
        agency=top, session=session, by=province.person("officer", "UBND"),
        result_note="Đã nghe.", title="Đường liên xã",
    )  # fmt: skip
    made = write_conclusion(
        session_id=session.pk, matter_id=visit.matter_id, text="Giao xã sửa đường.", contact="",
        concluded_on=TODAY, tasks=[TaskInput(province["XA"], "Sửa đường", LATER)], by=head, now=NOW,
    )  # fmt: skip
    return made


def test_the_agency_charged_sees_the_line_alone(above, province, sign_in):
    commune = province.person("handler", "XA")
    assert not ConclusionTask.objects.visible_to(commune).exists()
    issue_conclusion(conclusion_id=above.pk, by=province.person("head", "UBND"), now=NOW)
    assert list(ConclusionTask.objects.visible_to(commune)) == [above.tasks.get()]
    assert not SessionConclusion.objects.visible_to(commune).exists()
    client = sign_in(commune)
    page = client.get(reverse("conclusion_tasks")).content.decode()
    assert "Sửa đường" in page
    assert "số 01/TB-LS" in page
    assert "Giao xã sửa đường." not in page
    assert reverse("conclusion_detail", args=[above.pk]) not in page
    assert client.get(reverse("conclusion_detail", args=[above.pk])).status_code == 404
    stranger = sign_in(province.person("handler", "BTCD"))
    assert list(stranger.get(reverse("conclusion_tasks")).context["lines"]) == []


def test_the_warning_when_the_law_is_stricter(write, province, sign_in, visit):
    visit.matter.next_due_on = date(2026, 11, 20)
    visit.matter.save(update_fields=["next_due_on"])
    draft = write()
    page = sign_in(province.person("head", "SKHCN")).get(
        reverse("conclusion_detail", args=[draft.pk])
    )
    assert page.context["warnings"] == [
        "Thời hạn 30/11/2026 muộn hơn thời hạn theo luật của vụ việc (20/11/2026)."
    ]


def typed(**changes):
    """The form of a conclusion as a browser sends it, with one task and one empty row."""
    return {
        "text": "Giao khảo sát.",
        "contact": "",
        "concluded_on": "2026-11-18",
        "viec-TOTAL_FORMS": "2",
        "viec-INITIAL_FORMS": "0",
        "viec-0-agency": "",
        "viec-0-text": "Khảo sát",
        "viec-0-due_on": "2026-11-30",
        "viec-1-agency": "",
        "viec-1-text": "",
        "viec-1-due_on": "",
        **changes,
    }


def test_through_the_door(province, held, visit, sign_in, desk):
    home = province["SKHCN"]
    url = reverse("conclusion_of_visit", args=[visit.pk])
    assert desk.get(url).status_code == 200
    answer = desk.post(url, typed())
    assert answer.status_code == 422
    assert "Hãy chọn cơ quan, đơn vị thực hiện." in answer.content.decode()
    assert 'value="Khảo sát"' in answer.content.decode()
    answer = desk.post(url, typed(**{"viec-0-agency": str(home.pk), "viec-0-due_on": "2026-11-01"}))
    assert "Thời hạn không thể trước ngày kết luận." in answer.content.decode()
    answer = desk.post(url, typed(**{"viec-0-agency": str(home.pk)}))
    made = SessionConclusion.objects.get()
    assert answer["Location"] == reverse("conclusion_detail", args=[made.pk])
    assert desk.get(answer["Location"]).status_code == 200
    assert desk.post(reverse("conclusion_issue", args=[made.pk])).status_code == 403
    head = sign_in(province.person("head", "SKHCN"))
    preview = head.get(reverse("conclusion_preview", args=[made.pk]))
    assert "Khảo sát; hoàn thành trước ngày 30/11/2026" in words(preview.content)
    head.post(reverse("conclusion_issue", args=[made.pk]))
    made.refresh_from_db()
    assert made.document.full_number == "01/TB-SKHCN"
    assert desk.get(url)["Location"] == reverse("conclusion_detail", args=[made.pk])
    task = made.tasks.get()
    done = reverse("conclusion_task_done", args=[task.pk])
    assert desk.get(done).status_code == 200
    assert desk.post(done, {"done_on": "2026-11-18", "result": ""}).status_code == 422
    answer = desk.post(done, {"done_on": "2026-11-18", "result": "Đã khảo sát."})
    assert answer["Location"] == reverse("conclusion_tasks")
    page = desk.get(reverse("conclusion_tasks") + "?tinh_trang=xong").content.decode()
    assert "Đã khảo sát." in page
    assert "Có 1 việc theo kết luận tiếp công dân." in page


def statements(client, url) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_list_of_tasks_costs_the_same_and_is_ordered(issued, province, desk):
    home, url = province["SKHCN"], reverse("conclusion_tasks")
    one = statements(desk, url)
    ConclusionTask.objects.bulk_create(
        ConclusionTask(
            conclusion=issued, agency=home, text=f"Việc {n}", due_on=TODAY + timedelta(days=n)
        )
        for n in (-3, 20, -1)
    )
    assert one == statements(desk, url) <= 15
    lines = desk.get(url).context["lines"]
    assert [line.task.text for line in lines] == [
        "Việc -3", "Việc -1", "Khảo sát tuyến đường", "Việc 20",
    ]  # fmt: skip
    late = desk.get(url + "?tinh_trang=tre").context["lines"]
    assert [line.task.text for line in late] == ["Việc -3", "Việc -1"]
    assert [line.days_left for line in late] == [-3, -1]
    given = desk.get(url + "?cua=giao&tinh_trang=tat").context["lines"]
    assert len(given) == 4
    panel = desk.get(reverse("panel_conclusion_tasks"))
    assert panel.context["pending"] == Pending(mine=4, mine_late=2, given=4, given_late=2)


def test_the_pages_of_tasks_run_both_ways(issued, province, desk, monkeypatch):
    monkeypatch.setattr("reception.views.conclusion_tasks._SIZE", 2)
    ConclusionTask.objects.bulk_create(
        ConclusionTask(
            conclusion=issued, agency=province["SKHCN"], text=f"Việc {n}",
            due_on=TODAY + timedelta(days=20 + n),
        )
        for n in range(4)
    )  # fmt: skip
    url, seen = reverse("conclusion_tasks"), []
    page = desk.get(url)
    while True:
        seen.append([line.task.text for line in page.context["lines"]])
        following = page.context["page"].next_url
        if following is None:
            break
        page = desk.get(url + following)
    assert seen == [["Khảo sát tuyến đường", "Việc 0"], ["Việc 1", "Việc 2"], ["Việc 3"]]
    back = desk.get(url + page.context["page"].prev_url)
    assert [line.task.text for line in back.context["lines"]] == ["Việc 1", "Việc 2"]
