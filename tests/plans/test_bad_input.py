"""Bad input, by the page and by the command: one clear sentence, nothing half-imported."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from plans.models import Plan, PlanTask
from plans.parser import parse_plan
from plans.sample import FOLDER
from records.models import StoredFile
from tests.factories import NOW, Province
from tests.plans import files_of

SEED = FOLDER / "lang-son-so-khcn-2021.txt"
TEXT = SEED.read_text(encoding="utf-8")
LINES = [x.strip(" *#") for x in TEXT.split("\n") if x.strip(" *#")]


def broken_docx() -> bytes:
    return files_of.docx(LINES)[:3000]


def no_word_inside() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ghi-chu.txt", "không phải Word")
    return out.getvalue()


def long_docx() -> bytes:
    """300 pages: a report of many paragraphs."""
    return files_of.docx(["Đoạn văn bản thứ nhất."] * 6100)


BAD = {
    "trong.txt": (lambda: b"\n  \n", "Tệp trống, không có nội dung để đọc."),
    "anh-quet.pdf": (
        lambda: files_of.pdf([]),
        "Tệp PDF là ảnh quét, không có lớp chữ; hãy dùng bản Word hoặc PDF có chữ.",
    ),
    "khoa.pdf": (
        lambda: files_of.locked_pdf(LINES),
        "Tệp PDF có mật khẩu; hãy bỏ mật khẩu rồi nhập lại.",
    ),
    "khoa.docx": (files_of.locked_docx, "Tệp Word có mật khẩu; hãy bỏ mật khẩu rồi nhập lại."),
    "cu.doc": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "Tệp Word thuộc định dạng cũ (.doc) hoặc có mật khẩu; hãy lưu lại thành .docx.",
    ),
    "rtf.doc": (
        lambda: b"{\\rtf1\\ansi K\\u7871? HO\\u7840?CH}",
        "Tệp thuộc định dạng RTF; hãy lưu lại thành .docx rồi nhập lại.",
    ),
    "hong.docx": (broken_docx, "Tệp Word bị hỏng hoặc không phải là DOCX."),
    "khac.docx": (no_word_inside, "Tệp Word bị hỏng hoặc không phải là DOCX."),
    "hong.pdf": (lambda: b"%PDF-1.7 hong", "Tệp PDF bị hỏng, không mở được."),
    "300-trang.docx": (
        long_docx,
        "Tệp Word dài hơn 6.000 đoạn hoặc 600.000 ký tự (khoảng 200 trang), vượt quá độ dài của "
        "một kế hoạch.",
    ),
    "bao-cao.txt": (
        lambda: "SỞ TƯ PHÁP\n\nBÁO CÁO\nKết quả thực hiện Kế hoạch số 12/KH-UBND".encode(),
        "Tệp này là báo cáo, không phải kế hoạch phối hợp.",
    ),
    "tcvn3-it-chu.txt": (
        lambda: "KÕ HO¹CH tiÕp c«ng d©n".encode("latin-1"),
        "Văn bản dùng bảng mã TCVN3 (.VnTime); hãy chuyển sang Unicode rồi nhập lại.",
    ),
}


@pytest.fixture
def client_of_handler(db) -> Client:
    province = Province()
    client = Client()
    user = province.person("handler", "SKHCN")
    client.force_login(user)
    client.agency = province["SKHCN"]
    return client


def upload(client: Client, name: str, content: bytes):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("plan_upload"), {"agency": client.agency.pk, "file": file})


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_sentence_and_nothing_is_kept(client_of_handler, tmp_path, name):
    make, sentence = BAD[name]
    content = make()
    answer = upload(client_of_handler, name, content)
    assert answer.status_code == 422
    # Django refuses an upload of no bytes itself; ours has blanks.
    assert list(answer.context["form"].errors["file"]) == [sentence]
    kept = (Plan.objects.count(), PlanTask.objects.count(), StoredFile.objects.count())
    assert kept == (0, 0, 0)
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CommandError) as caught:
        call_command("import_plan", str(path), stdout=io.StringIO())
    assert str(caught.value) == sentence


ENCODED = {
    "utf-16": TEXT.encode("utf-16"),
    "utf-16-le": TEXT.encode("utf-16-le"),
    "utf-16-be": TEXT.encode("utf-16-be"),
    "utf-8-sig": TEXT.encode("utf-8-sig"),
    "tcvn3": files_of.tcvn3(TEXT).encode("cp1252"),
    "tcvn3-in-utf-8": files_of.tcvn3(TEXT).encode(),
    "vni": files_of.vni(TEXT).encode("cp1252"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_every_encoding_that_is_certain_is_read_and_kept_in_utf_8(client_of_handler, name):
    answer = upload(client_of_handler, "ke-hoach.txt", ENCODED[name])
    plan = Plan.objects.get()
    assert answer.status_code == 302
    assert [t.text.lower() for t in plan.tasks.all()] == [
        t.text.lower() for t in parse_plan(SEED.read_bytes()).tasks
    ]
    page = client_of_handler.get(answer.url).content.decode()
    said = {
        "tcvn3": "Văn bản gốc dùng bảng mã TCVN3 (.VnTime); hệ thống đã đổi sang Unicode",
        "vni": "Văn bản gốc dùng bảng mã VNI (VNI-Times); hệ thống đã đổi sang Unicode",
        "utf-16": "Tệp gốc ở dạng UTF-16; hệ thống giữ bản UTF-8",
    }
    start = next((s for k, s in said.items() if name.startswith(k)), "")
    assert start in page
    assert bool(plan.reading["notes"]) == bool(start)
    stored = client_of_handler.get(reverse("file_download", args=[plan.source_id]))
    assert "Thanh tra Sở chủ động phối hợp" in b"".join(stored.streaming_content).decode()


@pytest.mark.parametrize(
    ("font", "typed"), [(".VnTime", files_of.tcvn3), ("VNI-Times", files_of.vni)]
)
def test_a_word_file_says_its_encoding_by_its_fonts(font, typed):
    """A heading in .VnTimeH would come in capitals; here the heading is typed in capitals."""
    lines = [typed(line) for line in LINES]
    found = parse_plan(files_of.docx(lines, font=font))
    assert [t.text.lower() for t in found.tasks] == [
        t.text.lower() for t in parse_plan("\n".join(LINES).encode()).tasks
    ]
    assert len(found.notes) == 1


def test_the_same_plan_twice_is_one_and_says_so(client_of_handler):
    first = upload(client_of_handler, "a.txt", SEED.read_bytes())
    again = client_of_handler.post(
        reverse("plan_upload"),
        {"agency": client_of_handler.agency.pk, "text": TEXT},
        follow=True,
    )
    assert Plan.objects.count() == 1
    assert again.redirect_chain[-1][0] == first.url
    assert "Kế hoạch này đã được nhập từ trước" in again.content.decode()


def test_a_task_without_unit_stays_marked_until_somebody_is_chosen(client_of_handler):
    text = "KẾ HOẠCH\nTiếp công dân\n\nI. TỔ CHỨC THỰC HIỆN\n- Niêm yết lịch tiếp công dân tại trụ sở.\n"
    answer = upload(client_of_handler, "a.txt", text.encode())
    plan = Plan.objects.get()
    task = plan.tasks.get()
    assert (task.units.count(), task.sure) == (0, False)
    assert task.doubt == "Chưa xác định được đơn vị thực hiện: hãy chọn đơn vị."
    page = client_of_handler.get(answer.url).content.decode()
    assert "Chưa có đơn vị." in page
    refused = client_of_handler.post(reverse("plan_accept", args=[plan.pk]), {"version": 1})
    assert refused.status_code == 409
    assert "Còn 1 nhiệm vụ chưa có đơn vị" in refused.content.decode()
    client_of_handler.post(
        reverse("plan_accept", args=[plan.pk]), {"version": 1, "rest_to_issuer": "1"}
    )
    unit = task.units.get()
    assert (unit.name, unit.role, unit.agency) == (
        "Sở Khoa học và Công nghệ", "lead", client_of_handler.agency,
    )  # fmt: skip


@pytest.mark.django_db
def test_the_command_gives_a_task_without_unit_to_the_issuer(tmp_path):
    province = Province()
    path = tmp_path / "a.txt"
    path.write_text(
        "KẾ HOẠCH\nTiếp công dân\n\nI. TỔ CHỨC THỰC HIỆN\n- Niêm yết lịch tiếp công dân.\n"
    )
    call_command("import_plan", str(path), "--agency", "LS-SKHCN", stdout=io.StringIO())
    task = PlanTask.objects.get()
    assert [(u.name, u.agency) for u in task.units.all()] == [
        ("Sở Khoa học và Công nghệ", province["SKHCN"])
    ]
    assert task.plan.accepted_at > NOW.replace(year=2000)
