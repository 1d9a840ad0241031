"""A plan as an official document, its number; the report of what came of it on a day."""

import io
import shutil
import subprocess
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from agencies.enums import Level
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from plans.actions.importing import import_plan
from plans.actions.issuing import issue_plan
from plans.actions.review import accept_plan
from plans.actions.writing import PlanInput, TaskInput, write_plan
from plans.document_head import letterhead_of_plan
from plans.enums import EvidenceKind, TaskKind, TaskState, UpdateKind
from plans.implementation import implementation_of
from plans.models import Plan, TaskUpdate
from plans.parser import parse_plan
from plans.sample import FOLDER
from plans.state_on import Standing, Told, standing_on
from records.actions.files import path_of
from records.models import IssuedDocument, LedgerEntry
from tests.complaints.doors import client_of
from tests.factories import NOW, Province, make_agency, make_user

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def province() -> Province:
    found = Province()
    make_agency(
        "LS-SKHCN-VP", name="Văn phòng Sở Khoa học và Công nghệ", short_name="Văn phòng Sở",
        level=Level.UNIT, parent=found["SKHCN"],
    )  # fmt: skip
    head = found.person("head", "SKHCN")
    head.full_name, head.title = "Nguyễn Thị Hà", "Giám đốc"
    head.save()
    return found


TASKS = (
    TaskInput(text="Bố trí cán bộ trực tiếp công dân.", leads=("Văn phòng Sở",),
              kind=TaskKind.CONTINUOUS, deadline_text="thường xuyên"),
    TaskInput(text="Lập danh mục vụ việc cần giải quyết dứt điểm.", leads=("Văn phòng Sở",),
              cooperates=("Thanh tra tỉnh",), kind=TaskKind.DUE, due_on=TODAY - timedelta(days=2)),
    TaskInput(text="Phổ biến, quán triệt các văn bản chỉ đạo.", leads=("Phòng Một",)),
)  # fmt: skip


@pytest.fixture
def plan(province) -> Plan:
    """Written by the handler for the head to sign, approved."""
    told = PlanInput(
        title="Phối hợp tiếp công dân phục vụ Kỳ họp thứ hai, Quốc hội khóa XVI",
        implements="Kế hoạch số 91/KH-UBND ngày 28/10/2026 của UBND tỉnh Lạng Sơn về tiếp công dân",
        bases=("Luật Tiếp công dân ngày 25 tháng 11 năm 2013",),
        purposes=("Tiếp công dân kịp thời, đúng quy định.",),
        contents=("Chủ động nắm tình hình.",),
        closing="Trên đây là Kế hoạch phối hợp tiếp công dân; yêu cầu nghiêm túc thực hiện.",
        recipients=("Thanh tra tỉnh (b/c)", "Lưu: VT"),
        signer=province.person("head", "SKHCN"),
        tasks=TASKS,
    )
    made = write_plan(
        agency=province["SKHCN"], told=told, by=province.person("handler", "SKHCN"), now=NOW
    )
    return accept_plan(plan_id=made.pk, without=set(), by=province.person("head", "SKHCN"), now=NOW)


def words(content: bytes) -> str:
    """The text of a PDF with single spaces: by pdftotext where it is there, else by pypdf."""
    if shutil.which("pdftotext"):
        done = subprocess.run(
            ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
        )
        return " ".join(done.stdout.decode().split())
    return " ".join(
        " ".join(p.extract_text() for p in PdfReader(io.BytesIO(content)).pages).split()
    )


def docx_text(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def fetch(user, name, plan, **asked) -> bytes:
    answer = client_of(user).get(reverse(name, args=[plan.pk]), asked)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return answer.content


def test_pdf_and_docx_hold_the_whole_text_in_the_layout_of_the_state(province, plan):
    reader = province.person("officer", "SKHCN")
    pdf, word = fetch(reader, "plan_pdf", plan), fetch(reader, "plan_docx", plan)
    for text in (words(pdf), docx_text(word)):
        for part in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
            "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "/KH-SKHCN", "KẾ HOẠCH",
            "Căn cứ Luật Tiếp công dân ngày 25 tháng 11 năm 2013.",
            "I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG", "III. TỔ CHỨC THỰC HIỆN", "1. Văn phòng Sở",
            "- Thanh tra tỉnh (b/c);", "- Lưu: VT.", "GIÁM ĐỐC", "Nguyễn Thị Hà",
            "yêu cầu nghiêm túc thực hiện./.",
        ):  # fmt: skip
            assert part in text
        assert "BẢN XEM TRƯỚC" not in text
    assert "dứt điểm; phối hợp với Thanh tra tỉnh." in words(pdf)
    assert LedgerEntry.objects.filter(verb="download", subject_id=plan.pk).count() == 2


def test_the_annex_tells_who_does_what_by_when(province, plan):
    reader = province.person("officer", "SKHCN")
    text = docx_text(fetch(reader, "plan_docx", plan, **{"phu-luc": "1"}))
    assert "PHÂN CÔNG NHIỆM VỤ" in text
    table = Document(
        io.BytesIO(fetch(reader, "plan_docx", plan, **{"phu-luc": "1"}))
    ).tables[-1]  # fmt: skip
    assert [cell.text for cell in table.rows[2].cells] == [
        "2", "Lập danh mục vụ việc cần giải quyết dứt điểm.", "Văn phòng Sở", "Thanh tra tỉnh",
        "trước ngày 16/11/2026",
    ]  # fmt: skip


def test_what_the_product_writes_its_own_reader_understands(province, plan):
    read = parse_plan(fetch(province.person("officer", "SKHCN"), "plan_docx", plan))
    assert (read.symbol, read.title, read.implements.number, read.signer.name) == (
        "KH-SKHCN", plan.title, "91/KH-UBND", "Nguyễn Thị Hà",
    )  # fmt: skip
    section = "III. TỔ CHỨC THỰC HIỆN"
    found = [
        (t.text[:20], [(u.name, u.role) for u in t.units], t.deadline)
        for t in read.tasks if t.section.startswith(section)
    ]  # fmt: skip
    assert found == [
        ("Bố trí cán bộ trực t", [("Văn phòng Sở", "lead")], "thường xuyên"),
        ("Lập danh mục vụ việc",
         [("Văn phòng Sở", "lead"), ("Thanh tra tỉnh", "cooperate")], "trước ngày 16/11/2026"),
        ("Phổ biến, quán triệt", [("Phòng Một", "lead")], None),
    ]  # fmt: skip


def test_a_draft_is_marked_on_every_page(province):
    told = PlanInput(title="Kế hoạch", tasks=[TASKS[0]])
    handler = province.person("handler", "SKHCN")
    draft = write_plan(agency=province["SKHCN"], told=told, by=handler, now=NOW)
    pages = PdfReader(io.BytesIO(fetch(handler, "plan_pdf", draft))).pages
    assert ["BẢN XEM TRƯỚC" in page.extract_text() for page in pages] == [True] * len(pages)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda p: p.stem)
def test_an_imported_plan_keeps_every_word_of_its_body(province, path):
    plan, _ = import_plan(
        agency=province["SKHCN"], name=path.name, content=path.read_bytes(), by=None, now=NOW,
        accepted=True,
    )  # fmt: skip
    reader = province.person("officer", "SKHCN")
    text = docx_text(fetch(reader, "plan_docx", plan))
    missing = [t.text for t in plan.tasks.all() if plan.paragraphs[t.paragraph] not in text]
    assert missing == []
    assert plan.title in text
    again = parse_plan(fetch(reader, "plan_docx", plan))
    assert [t.text for t in again.tasks] == [t.text for t in plan.tasks.order_by("order")]


def test_a_plan_of_the_party_has_its_own_head_and_foot(province):
    party = make_agency("TU", name="Đảng ủy Sở Khoa học và Công nghệ", level=Level.PARTY)
    path = FOLDER / "phu-tho-dang-uy-so-khcn-2025.txt"
    plan, _ = import_plan(
        agency=party, name=path.name, content=path.read_bytes(), by=None, now=NOW, accepted=True
    )
    head = letterhead_of_plan(plan)
    assert (head.party, head.number_line, head.given, head.place_and_date) == (
        True, "Số -KH/ĐU", "76", "Hòa Bình, ngày 09 tháng 9 năm 2025",
    )  # fmt: skip
    assert (head.superior, head.issuer, head.signer) == (
        "ĐẢNG BỘ TỈNH PHÚ THỌ", ("ĐẢNG ỦY SỞ KHOA HỌC VÀ CÔNG NGHỆ",), ("T/M ĐẢNG ỦY", "BÍ THƯ"),
    )  # fmt: skip
    reader = make_user("vanphong", (Role.OFFICER, party))
    for text in (
        words(fetch(reader, "plan_pdf", plan)), docx_text(fetch(reader, "plan_docx", plan)),
    ):  # fmt: skip
        for part in ("ĐẢNG CỘNG SẢN VIỆT NAM", "Số 76-KH/ĐU", "T/M ĐẢNG ỦY", "BÍ THƯ"):
            assert part in text
        assert "CỘNG HÒA" not in text


def test_issuing_gives_the_number_once_and_keeps_the_paper(province, plan):
    officer = province.person("officer", "SKHCN")
    client = client_of(officer)
    with time_machine.travel(NOW, tick=False):
        client = client_of(officer)
        answer = client.post(reverse("plan_issue", args=[plan.pk]))
    plan.refresh_from_db()
    assert answer.url == reverse("plan_document", args=[plan.pk])
    assert (plan.number, plan.date_on, plan.date_words) == ("01/KH-SKHCN", TODAY, "18/11/2026")
    document = IssuedDocument.objects.get()
    assert (document.kind, document.signer_name, document.signer_title) == (
        "plan", "Nguyễn Thị Hà", "GIÁM ĐỐC",
    )  # fmt: skip
    text = words(path_of(document.file.sha256).read_bytes())
    assert "Số: 01/KH-SKHCN" in text
    assert "Lạng Sơn, ngày 18 tháng 11 năm 2026" in text
    with pytest.raises(Refused):
        issue_plan(plan_id=plan.pk, by=officer, now=NOW)
    assert IssuedDocument.objects.count() == 1


def test_a_party_plan_gets_a_party_number(province):
    party = make_agency("TU-ĐU", name="Đảng ủy Sở", level=Level.PARTY)
    head, second = make_user("bithu", (Role.HEAD, party)), make_user("pho", (Role.HEAD, party))
    told = PlanInput(title="triển khai Kết luận số 107-KL/TW", tasks=[TASKS[2]])
    plan = write_plan(agency=party, told=told, by=head, now=NOW)
    accept_plan(plan_id=plan.pk, without=set(), by=second, now=NOW)
    document = issue_plan(plan_id=plan.pk, by=head, now=NOW)
    assert document.full_number == "01-KH/ĐU"
    assert "Số 01-KH/ĐU" in words(path_of(document.file.sha256).read_bytes())


def test_nobody_issues_a_draft_a_numbered_plan_or_one_of_others(province, plan):
    told = PlanInput(title="Kế hoạch", tasks=[TASKS[0]])
    handler = province.person("handler", "SKHCN")
    draft = write_plan(agency=province["SKHCN"], told=told, by=handler, now=NOW)
    with pytest.raises(Refused):
        issue_plan(plan_id=draft.pk, by=handler, now=NOW)
    path = FOLDER / "phu-tho-dang-uy-so-khcn-2025.txt"
    numbered, _ = import_plan(
        agency=province["SKHCN"], name="a.txt", content=path.read_bytes(), by=None, now=NOW,
        accepted=True,
    )  # fmt: skip
    with pytest.raises(Refused):
        issue_plan(plan_id=numbered.pk, by=handler, now=NOW)
    with pytest.raises(NotAllowed):
        issue_plan(plan_id=plan.pk, by=province.person("head", "UBND"), now=NOW)
    assert IssuedDocument.objects.count() == 0


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], Standing()),
        ([("block", 1, "Thiếu hồ sơ")], Standing(TaskState.BLOCKED, "Thiếu hồ sơ")),
        ([("block", 1, "Thiếu"), ("urge", 2, ""), ("unblock", 2, "")], Standing()),
        ([("done", 3, "")], Standing(TaskState.DONE, "", date(2026, 11, 3))),
        ([("done", 2, ""), ("reopen", 3, "")], Standing()),
        ([("done", 2, ""), ("comment", 3, "")], Standing(TaskState.DONE, "", date(2026, 11, 2))),
        ([("drop", 2, "Trùng")], Standing(TaskState.DROPPED)),
        # Noted later, happened before: the day it happened decides.
        ([("reopen", 3, ""), ("done", 2, "")], Standing()),
        # After the day of the report.
        ([("done", 6, "")], Standing()),
    ],
)
def test_a_task_stands_where_its_history_until_that_day_left_it(told, expected):
    history = [Told(kind, date(2026, 11, day), note) for kind, day, note in told]
    assert standing_on(history, date(2026, 11, 5)) == expected


def note(task, kind, on, by, **fields):
    made_at = NOW + timedelta(minutes=TaskUpdate.objects.count())
    return TaskUpdate.objects.create(
        task=task, kind=kind, happened_on=on, by=by, made_at=made_at, agency=task.plan.agency,
        **fields,
    )  # fmt: skip


@pytest.fixture
def lived(province, plan) -> Plan:
    """Day −3: evidence of the duty; day −1: the list is late and blocked; today: done."""
    by = province.person("handler", "SKHCN")
    duty, listing, _ = plan.tasks.all()
    note(duty, UpdateKind.EVIDENCE, TODAY - timedelta(days=3), by, evidence=EvidenceKind.DOCUMENT,
         document_number="12/LT-SKHCN")  # fmt: skip
    note(listing, UpdateKind.BLOCK, TODAY - timedelta(days=1), by, note="Chưa có hồ sơ gốc")
    note(listing, UpdateKind.UNBLOCK, TODAY, by)
    note(listing, UpdateKind.DONE, TODAY, by, note="Đã lập danh mục 03 vụ việc.")
    return plan


def figures(told):
    f = told.figures
    return (f.total, f.done, f.running, f.endless, f.dropped, f.late, f.blocked)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (4, (3, 0, 2, 1, 0, 0, 0)),
        (1, (3, 0, 2, 1, 0, 1, 1)),
        (0, (3, 1, 1, 1, 0, 0, 0)),
    ],
)
def test_figures_are_those_of_the_day_asked_for(province, lived, before, expected):
    told = implementation_of(
        province.person("head", "SKHCN"), lived, TODAY - timedelta(days=before)
    )
    assert figures(told) == expected
    whole = told.figures
    assert whole.total == whole.done + whole.running + whole.endless + whole.dropped


def test_each_unit_is_told_with_its_evidence(province, lived):
    told = implementation_of(province.person("head", "SKHCN"), lived, TODAY)
    found = [
        (u.name, u.figures.total, u.figures.done, u.cooperates, u.figures.last_evidence_on)
        for u in told.units
    ]
    assert found == [
        ("Văn phòng Sở", 2, 1, 0, TODAY - timedelta(days=3)),
        ("Phòng Một", 1, 0, 0, None),
        ("Thanh tra tỉnh", 0, 0, 1, None),
    ]
    duty, listing, _ = told.tasks
    assert duty.evidence == ("Văn bản số 12/LT-SKHCN (ngày 15/11/2026)",)
    assert (listing.words, listing.progress) == (
        "Đã xong ngày 18/11/2026, sau hạn", "Đã lập danh mục 03 vụ việc.",
    )  # fmt: skip


def test_a_unit_with_work_tells_of_its_own_part(province, lived):
    inspector = province.person("handler", "TTT")
    told = implementation_of(inspector, lived, TODAY)
    assert told.reporter == province["TTT"]
    assert [t.task.order for t in told.tasks] == [1]


def test_the_report_is_printed_with_what_its_author_adds(province, lived):
    with time_machine.travel(NOW, tick=False):
        client = client_of(province.person("head", "SKHCN"))
        asked = {"den-ngay": (TODAY - timedelta(days=1)).isoformat(),
                 "proposals": "Đề nghị bổ sung máy quét.\nĐề nghị tập huấn."}  # fmt: skip
        pdf = client.post(reverse("implementation_pdf", args=[lived.pk]), asked).content
        word = client.post(reverse("implementation_docx", args=[lived.pk]), asked).content
    for text in (words(pdf), docx_text(word)):
        for part in (
            "BÁO CÁO", "/BC-SKHCN", "đến ngày 17/11/2026", "I. KẾT QUẢ CHUNG",
            "đã hoàn thành 0 nhiệm vụ; đang thực hiện 02 nhiệm vụ",
            "01 nhiệm vụ quá hạn, 01 nhiệm vụ đang vướng mắc.", "Chưa có hồ sơ gốc",
            "Đề nghị bổ sung máy quét.", "Đề nghị tập huấn.",
        ):  # fmt: skip
            assert part in text


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("2026-11-19", "Chưa đến ngày đó; báo cáo lập đến hôm nay."),
        ("hôm qua", "Ngày không đúng; báo cáo lập đến hôm nay."),
    ],
)
def test_a_day_that_cannot_be_says_why(province, lived, asked, sentence):
    with time_machine.travel(NOW, tick=False):
        client = client_of(province.person("head", "SKHCN"))
        answer = client.get(reverse("implementation_report", args=[lived.pk]), {"den-ngay": asked})
    assert (answer.context["told"].day, answer.context["wrong"]) == (TODAY, sentence)
    assert sentence in answer.content.decode()


def test_outsiders_find_neither_document_nor_report(province, lived):
    rival = Province("BN", "Bắc Ninh")
    client = client_of(rival.person("head", "SKHCN"))
    names = ("plan_document", "plan_pdf", "plan_docx", "implementation_report",
             "implementation_pdf", "implementation_docx")  # fmt: skip
    answers = [client.get(reverse(name, args=[lived.pk])).status_code for name in names]
    assert answers == [404] * 6
    assert client.post(reverse("plan_issue", args=[lived.pk])).status_code == 404


@pytest.mark.parametrize("name", ["plan_document", "implementation_report"])
def test_pages_cost_the_same_for_one_and_many_tasks(province, lived, name):
    client = client_of(province.person("head", "SKHCN"))
    counts = []
    for place in (10, 20):
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(reverse(name, args=[lived.pk]))
        counts.append(len(found))
        for n in range(place, place + 4):
            task = lived.tasks.create(order=n, text=f"Việc {n}", paragraph=n)
            task.units.create(order=0, name=f"Phòng {n}", role="lead")
            note(task, UpdateKind.PROGRESS, TODAY, None, note="Đang làm")
    assert counts[0] == counts[1]
    assert counts[0] <= 15
