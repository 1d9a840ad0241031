"""The register on paper and as a workbook: numbers, totals, pages, data that stays data."""

import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from complaints.enums import PetitionKind
from reception.actions.book import ask_register_book
from reception.book import BookLine, Piece
from reception.book_pdf import register_pdf
from reception.book_rows import BookAsked
from reception.book_xlsx import register_xlsx
from records import faces
from records.actions import jobs
from records.enums import Book, JobState, Verb
from records.job_files import sees_job_file
from records.models import Job, LedgerEntry, StoredFile
from records.pdf import MISSING_FACE
from tests.factories import HANOI, NOW
from tests.house.crawl import close_file

pytestmark = pytest.mark.django_db
MADE = date(2026, 11, 18)
NINE = datetime(2026, 1, 5, 9, tzinfo=HANOI)
NASTY = '=1+1 #import "x" $x$ *đậm* \\u{41} @preview <b> "ngoặc" _nghiêng_ // hết'


def line(number: int, **changes) -> BookLine:
    made = BookLine(
        number=(Piece(f"{number:02d}"),),
        day=(Piece("05/01/2026 09:00"),),
        who=(Piece("Bế Thị Hòa"), Piece("thôn Nà Lầu, xã Tân Thanh")),
        summary=(Piece("Kiến nghị về đường vào khu sản xuất"), Piece("Đường bị sạt lở. " * 8)),
        kind=(Piece("Kiến nghị, phản ánh"),),
        same=(Piece("2"),),
        followed=(Piece("Hướng dẫn"), Piece("Người tiếp: Nguyễn Văn A")),
        visits=1,
        people=2,
        first=number,
        last=number,
        on=date(2026, 1, 5),
        at=NINE,
    )
    return replace(made, **changes)


@pytest.fixture
def asked(province) -> BookAsked:
    return BookAsked(province["SKHCN"], Book.VISITS, 2026)


def page_texts(pdf: bytes, tmp_path, *options: str) -> list[str]:
    path = tmp_path / "so.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(
        ["pdftotext", "-layout", *options, str(path), "-"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return told.split("\f")[:-1]


def first_column(pdf: bytes, tmp_path) -> list[str]:
    """What stands in the column of numbers, page by page."""
    cropped = page_texts(
        pdf, tmp_path, "-r", "72", "-x", "28", "-y", "106", "-W", "34", "-H", "425"
    )
    return [word for text in cropped for word in text.split() if re.fullmatch(r"\d+[a-z]?", word)]


def test_numbers_are_consecutive_and_every_page_carries_on(asked, tmp_path):
    printed = register_pdf(asked=asked, lines=(line(n) for n in range(1, 121)), made_on=MADE)
    texts = page_texts(printed.pdf, tmp_path)
    assert len(texts) == printed.pages
    assert first_column(printed.pdf, tmp_path) == [f"{n:02d}" for n in range(1, 121)]
    for number, text in enumerate(texts, start=1):
        assert f"Trang {number}/{printed.pages}" in text
    carried = (0, 0)
    for text in texts[1:-1]:
        assert "Họ tên, địa chỉ" in text
        assert [f"({n})" for n in range(1, 13)] == re.findall(r"\(\d+\)", text)
        here, onward = _sums(text, "Cộng trang này:"), _sums(text, "Cộng mang sang:")
        assert _sums(text, "Số mang sang từ trang trước:") == carried
        carried = (carried[0] + here[0], carried[1] + here[1])
        assert onward == carried
    assert carried == (120, 240)


def _sums(text: str, words: str) -> tuple[int, int]:
    visits, people = re.search(rf"{words}\s+([\d.]+) lượt, ([\d.]+) người", text).groups()
    return int(visits.replace(".", "")), int(people.replace(".", ""))


def test_the_certificates(asked, tmp_path):
    lines = [line(1), line(2, void=True, visits=0, people=0), line(5, people=7, groups=1)]
    printed = register_pdf(asked=asked, lines=lines, made_on=MADE)
    texts = page_texts(printed.pdf, tmp_path)
    opening, closing = " ".join(texts[0].split()), " ".join(texts[-1].split())
    assert "SỔ TIẾP CÔNG DÂN Năm 2026" in opening
    assert "Sổ này gồm 3 trang, đánh số từ 1 đến 3" in opening
    assert "được mở ngày 05 tháng 01 năm 2026" in opening
    assert "GIÁM ĐỐC" in opening
    assert "CỘNG SỔ ĐẾN NGÀY 18 THÁNG 11 NĂM 2026" in closing
    assert "từ số 01 đến số 05" in closing
    assert "Tổng cộng: 2 lượt tiếp, 9 người, 1 đoàn đông người" in closing
    assert "Số đã hủy, số bỏ: 02." in closing
    assert "Số không có trong sổ: 03–04." in closing


def test_a_year_that_is_over_is_closed(asked, tmp_path):
    printed = register_pdf(asked=replace(asked, year=2025), lines=[], made_on=MADE)
    assert "KHÓA SỔ" in page_texts(printed.pdf, tmp_path)[-1]


def test_the_sealed_book_tells_of_no_hole(asked, tmp_path):
    sealed = replace(asked, book=Book.SEALED_VISITS)
    printed = register_pdf(asked=sealed, lines=[line(1), line(4)], made_on=MADE)
    text = page_texts(printed.pdf, tmp_path)[-1]
    assert "Số không" not in text
    assert "SỔ KÍN" in text


def test_what_a_citizen_says_is_never_markup(asked, tmp_path):
    nasty = line(1, who=(Piece(NASTY),), summary=(Piece(NASTY, True),))
    printed = register_pdf(asked=asked, lines=[nasty], made_on=MADE)
    text = " ".join(page_texts(printed.pdf, tmp_path, "-raw")[1].split())
    for word in (
        "=1+1",
        "#import",
        "$x$",
        "*đậm*",
        "\\u{41}",
        "@preview",
        "<b>",
        "_nghiêng_",
        "//",
    ):
        assert word in text


def test_only_the_official_face_is_in_the_book(asked, tmp_path):
    printed = register_pdf(asked=asked, lines=[line(1, void=True)], made_on=MADE)
    path = tmp_path / "so.pdf"
    path.write_bytes(printed.pdf)
    told = subprocess.run(
        ["pdffonts", str(path)], check=True, capture_output=True, text=True
    ).stdout
    names = {row.split()[0].partition("+")[2] for row in told.splitlines()[2:]}
    assert names == {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic"}
    assert b"/EmbeddedFile" not in printed.pdf


def test_without_the_face_there_is_one_sentence(asked, tmp_path, monkeypatch):
    monkeypatch.setattr(faces, "FOLDERS", (tmp_path,))
    with pytest.raises(Refused, match=re.escape(MISSING_FACE)):
        register_pdf(asked=asked, lines=[line(1)], made_on=MADE)


def test_the_ruler_measures_as_the_page_is_set(asked, tmp_path):
    """A line exactly as wide as its column is set as one line: metrics and typesetter agree."""
    ruler = faces.Ruler(8.0)
    width = 49 * 72 / 25.4 - 5
    text = "Ựa"
    while ruler.width(text + "ế") <= width:
        text += "ế"
    printed = register_pdf(asked=asked, lines=[line(1, summary=(Piece(text),))], made_on=MADE)
    assert text in page_texts(printed.pdf, tmp_path)[1]
    assert ruler.lines(text + "ế", width) == [text, "ế"]


def test_the_workbook_holds_the_same_lines_as_text(asked):
    lines = [
        line(1, who=(Piece(NASTY),)),
        line(2, who=(Piece("thôn Một", True), Piece("thôn Hai")), void=False),
        line(3, who=(Piece("Hủy", True),), void=True, visits=0, people=0),
    ]
    content, totals = register_xlsx(asked=asked, lines=lines, made_on=MADE)
    sheet = load_workbook(BytesIO(content), rich_text=True).active
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[4]) == [f"({n})" for n in range(1, 13)]
    assert [row[0] for row in rows[5:8]] == ["01", "02", "03"]
    assert rows[5][1] == NINE.replace(tzinfo=None)
    assert str(rows[5][2]) == NASTY
    assert str(rows[6][2]) == "thôn Một\nthôn Hai"
    assert sheet["C8"].font.strike is True
    assert sheet["C6"].font.strike in (None, False)
    assert "Tổng cộng: 2 lượt tiếp, 4 người" in rows[9][0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$4:$5"
    assert totals.visits == 2
    parts = zipfile.ZipFile(BytesIO(content))
    assert all(b"<f>" not in parts.read(name) for name in parts.namelist())


# The job


def ask(user: User, asked: BookAsked, form: str = "pdf") -> Job:
    return ask_register_book(asked=asked, form=form, by=user, now=NOW)


def run(job: Job) -> StoredFile:
    jobs.run(job_id=job.pk, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DONE, "")
    return StoredFile.objects.get(parent_kind="job", parent_id=job.pk)


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_the_job_makes_the_file_that_keepers_may_fetch(
    province, receive, asked, sign_in, form, tmp_path
):
    receive()
    officer = province.person("officer", "SKHCN")
    stored = run(ask(officer, asked, form))
    assert stored.name == f"so-tiep-cong-dan-LS-SKHCN-2026.{form}"
    if form == "pdf":
        path = tmp_path / "so.pdf"
        with (tmp_path / "files" / stored.sha256[:2] / stored.sha256).open("rb") as kept:
            path.write_bytes(kept.read())
        assert "020171004567" in page_texts(path.read_bytes(), tmp_path)[1].replace("\n", " ")
    seen = {
        role: sees_job_file(user=province.person(*role), parent_id=stored.parent_id)
        for role in (
            ("officer", "SKHCN"), ("handler", "SKHCN"), ("head", "SKHCN"), ("custodian", "SKHCN"),
            ("head", "UBND"), ("inspector", "TTT"), ("officer", "BTCD"),
        )
    }  # fmt: skip
    assert [role for role, sees in seen.items() if sees] == [
        ("officer", "SKHCN"), ("handler", "SKHCN"), ("head", "SKHCN"),
    ]  # fmt: skip
    url = reverse("file_download", args=[stored.pk])
    answers = {}
    for role in ("officer", "custodian"):
        answer = sign_in(province.person(role, "SKHCN")).get(url)
        answers[role] = answer.status_code
        close_file(answer)
    assert answers == {"officer": 200, "custodian": 404}


def test_asking_is_in_the_ledger_and_asking_again_is_the_same_job(province, asked):
    officer = province.person("officer", "SKHCN")
    first, again = ask(officer, asked), ask(officer, asked)
    assert first.pk == again.pk
    rows = LedgerEntry.objects.filter(verb=Verb.EXPORT, user_id=officer.pk)
    assert [row.details for row in rows] == [{"so": "visits", "nam": 2026, "dang": "pdf"}] * 2


def test_the_sealed_book_is_for_the_keeper_who_asked(province, receive, asked, sign_in):
    receive(kind=PetitionKind.DENUNCIATION, title="Tố cáo sai phạm", content="Sai phạm đấu thầu.")
    sealed = replace(asked, book=Book.SEALED_VISITS)
    keeper = province.person("custodian", "SKHCN")
    with pytest.raises(NotAllowed):
        ask(province.person("head", "SKHCN"), sealed)
    job = ask(keeper, sealed)
    stored = run(job)
    assert stored.name == "so-tiep-cong-dan-kin-LS-SKHCN-2026.pdf"
    assert sees_job_file(user=keeper, parent_id=job.pk)
    for role in ("officer", "head"):
        person = province.person(role, "SKHCN")
        assert not sees_job_file(user=person, parent_id=job.pk)
        assert sign_in(person).get(reverse("job_detail", args=[job.pk])).status_code == 404
    page = sign_in(keeper).get(reverse("job_detail", args=[job.pk])).content.decode()
    assert reverse("file_download", args=[stored.pk]) in page


def test_who_lost_the_right_meanwhile_gets_no_book(province, asked):
    officer = province.person("officer", "SKHCN")
    job = ask(officer, asked)
    officer.memberships.update(valid_to=date(2026, 11, 1))
    jobs.run(job_id=job.pk, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "Vai trò của bạn không được in sổ này.")
    assert not StoredFile.objects.filter(parent_id=job.pk).exists()


def test_the_page_asks_and_shows_the_way(desk, province, receive):
    receive()
    url, home = reverse("register_book"), province["SKHCN"]
    told = {"so": f"visits:{home.pk}", "nam": "2026", "tu": "", "den": "", "dang": "pdf"}
    answer = desk.post(url, told)
    job = Job.objects.get(kind="register_book")
    assert (answer.status_code, answer["Location"]) == (302, reverse("job_detail", args=[job.pk]))
    assert reverse("job_detail", args=[job.pk]) in desk.get(url).content.decode()
    waiting = desk.get(reverse("job_detail", args=[job.pk])).content.decode()
    assert "Tải so-tiep-cong-dan" not in waiting
    run(job)
    assert "Tải so-tiep-cong-dan" in desk.get(reverse("job_detail", args=[job.pk])).content.decode()


def test_the_page_keeps_what_was_typed(desk, province):
    told = {"so": "sealed_visits:x", "nam": "2026", "tu": "2026-05-02", "den": "2026-05-01",
            "dang": "pdf"}  # fmt: skip
    answer = desk.post(reverse("register_book"), told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày cuối không thể trước ngày đầu." in page
    assert 'value="2026-05-02"' in page
    assert Job.objects.count() == 0


def test_another_agencys_book_cannot_be_asked_for(desk, province):
    told = {
        "so": f"visits:{province['BTCD'].pk}",
        "nam": "2026",
        "tu": "",
        "den": "",
        "dang": "pdf",
    }
    assert desk.post(reverse("register_book"), told).status_code == 422
    assert Job.objects.count() == 0
