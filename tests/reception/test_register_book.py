"""The twelve columns of form 03/TCD, worked out by hand for visits of every kind."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.enums import Field, PetitionKind
from complaints.petitioner import Petitioner
from reception.actions.corrections import correct_visit
from reception.actions.notices import tell_result
from reception.actions.voiding import void_visit
from reception.book import COLUMNS, Papers, Piece, paper_of
from reception.book_rows import BookAsked, Summing, book_rows, keeps_register
from reception.enums import Capacity, RefusalGround, VisitOrigin, VisitResult
from reception.intake import FurtherInput, MandateInput, PetitionInput, RefusalInput
from records.actions import numbers
from records.enums import Book
from records.models import RegisterEntry
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(province):
    """Lines of the open register of the department, read by its officer."""

    def made(which=Book.VISITS, who=("officer", "SKHCN"), **days):
        asked = BookAsked(province[who[1]], which, 2026, **days)
        return list(book_rows(asked, province.person(*who)))

    return made


def texts(line) -> list[str]:
    """Each column as one text; what is struck stands between tildes."""
    return [
        " | ".join(f"~{piece.text}~" if piece.struck else piece.text for piece in column)
        for column in line.columns
    ]


def test_the_columns_are_the_twelve_of_the_form_and_fill_the_page():
    assert [column.number for column in COLUMNS] == list(range(1, 13))
    assert sum(column.width for column in COLUMNS) == 277


def test_a_person_who_was_guided(receive, book):
    receive(
        request="Đề nghị sửa đường.",
        is_competent=False,
        directed_to="UBND xã Tân Thanh",
        directed_document="12/HD-SKHCN",
        settled_by="UBND xã Tân Thanh",
    )
    assert texts(book()[0]) == [
        "01",
        "18/11/2026 09:30",
        "Bế Thị Hòa | thôn Nà Lầu, xã Tân Thanh",
        "020171004567",
        "Kiến nghị về đường vào khu sản xuất | Đường vào khu sản xuất bị sạt lở. | "
        "Yêu cầu: Đề nghị sửa đường.",
        "Kiến nghị, phản ánh",
        "1",
        "UBND xã Tân Thanh",
        "",
        "UBND xã Tân Thanh | Văn bản: 12/HD-SKHCN",
        "",
        "Hướng dẫn | Hướng dẫn gửi kiến nghị đến UBND xã. | "
        "Người tiếp: Nguyễn Văn Officer.Skhcn.Ls",
    ]


def test_a_group_with_a_petition(receive, book, province):
    receive(
        head_count=6,
        representatives=["Lý Văn Một", "Lý Văn Hai"],
        kind=PetitionKind.COMPLAINT,
        result=VisitResult.PETITION,
        result_note="",
        is_competent=True,
        petition=PetitionInput("Đơn khiếu nại thu hồi đất.", signatories=14),
    )
    line = book()[0]
    assert texts(line)[2] == (
        "Bế Thị Hòa | thôn Nà Lầu, xã Tân Thanh | Đoàn 6 người, đại diện: Lý Văn Một, Lý Văn Hai"
    )
    assert texts(line)[5:9] == ["Khiếu nại", "14", "", "x"]
    assert texts(line)[11].startswith("Nhận đơn, vào sổ | Đơn số 01/2026: chờ xử lý | ")
    assert (line.visits, line.people, line.groups) == (1, 6, 1)


def test_a_transfer_stands_in_column_eleven(receive, book):
    receive(result=VisitResult.TRANSFER, directed_to="Thanh tra tỉnh", is_competent=False)
    assert texts(book()[0])[8:11] == ["", "", "Thanh tra tỉnh"]


def test_a_refusal_says_its_ground(receive, book):
    receive(
        result=VisitResult.REFUSED,
        refusal=RefusalInput(RefusalGround.L9_2, "Đã nhắc nội quy hai lần."),
    )
    assert texts(book()[0])[11].startswith(
        "Từ chối tiếp | Khoản 2 điều 9 Luật: đe dọa, xúc phạm, vi phạm nội quy nơi tiếp. "
        "Đã nhắc nội quy hai lần."
    )


def test_a_lawyer_with_a_mandate(receive, book):
    receive(
        capacity=Capacity.LAWYER,
        mandate=MandateInput(
            holder=Petitioner(full_name="Nông Văn Luật", id_number="020080001234"),
            document="Giấy ủy quyền số 05",
            expires_on=date(2027, 3, 1),
        ),
    )
    assert texts(book()[0])[2].endswith(
        "Người đến: Nông Văn Luật (luật sư; Giấy ủy quyền số 05, đến ngày 01/03/2027)"
    )


def test_further_contents_are_lettered_lines_that_add_nothing(receive, book):
    receive(
        head_count=2,
        further=[
            FurtherInput(
                kind=PetitionKind.COMPLAINT,
                field=Field.POLICY,
                title="Chậm chi trả trợ cấp",
                content="Trợ cấp quý III chưa nhận.",
                result=VisitResult.TRANSFER,
                directed_to="Sở Nội vụ",
            )
        ],
    )
    first, further = book()
    assert texts(further) == [
        "01a", "18/11/2026", "Như số 01", "", "Chậm chi trả trợ cấp | Trợ cấp quý III chưa nhận.",
        "Khiếu nại", "2", "", "", "", "Sở Nội vụ", "Chuyển cơ quan có thẩm quyền",
    ]  # fmt: skip
    assert [(line.visits, line.people) for line in (first, further)] == [(1, 2), (0, 0)]


def test_the_notice_is_told_in_column_twelve(receive, book, province):
    visit = receive()
    officer = province.person("officer", "SKHCN")
    tell_result(visit_id=visit.pk, told_on=NOW.date(), by=officer, now=NOW)
    assert "Đã thông báo kết quả ngày 18/11/2026" in texts(book()[0])[11].split(" | ")


def test_a_late_entry_tells_both_times(receive, book):
    receive(
        arrived_at=NOW - timedelta(days=1),
        origin=VisitOrigin.PAPER,
        late_reason="Mất điện cả ngày 17/11.",
    )
    assert texts(book()[0])[1] == "17/11/2026 09:30 | ghi vào sổ 18/11/2026 09:30"


def test_what_was_corrected_stays_struck_before_what_holds(receive, book, province):
    visit = receive(is_competent=True)
    officer = province.person("officer", "SKHCN")
    changes = (
        ("address", "thôn Nà Lầu 2"),
        ("address", "thôn Nà Lầu 3"),
        ("settled_by", "UBND xã"),
        ("is_competent", "Không thuộc thẩm quyền"),
        ("head_count", "3"),
        ("arrived_at", "18/11/2026 08:00"),
    )
    for minute, (field, new) in enumerate(changes):
        correct_visit(
            visit_id=visit.pk, field=field, new=new, reason="Ghi nhầm.", by=officer,
            now=NOW + timedelta(minutes=minute),
        )  # fmt: skip
    line = texts(book()[0])
    assert line[1] == "~18/11/2026 09:30~ | 18/11/2026 08:00"
    assert line[2].startswith(
        "Bế Thị Hòa | ~thôn Nà Lầu, xã Tân Thanh~ | ~thôn Nà Lầu 2~ | thôn Nà Lầu 3"
    )
    assert line[6:9] == ["~1~ | 3", "UBND xã", "~x~"]


def test_a_void_line_keeps_its_number_and_adds_nothing(receive, book, province):
    receive()
    visit = receive(head_count=3)
    officer = province.person("officer", "SKHCN")
    void_visit(visit_id=visit.pk, reason="Ghi trùng với số 01/2026.", by=officer, now=NOW)
    lines = book()
    assert [line.number for line in lines] == [(Piece("01"),), (Piece("02"),)]
    assert texts(lines[1])[5:7] == ["~Kiến nghị, phản ánh~", "~3~"]
    assert texts(lines[1])[11].endswith("| HỦY SỐ ngày 18/11/2026: Ghi trùng với số 01/2026.")
    summing = Summing()
    assert len(list(summing.passing(lines))) == 2
    assert (summing.totals.visits, summing.totals.people, summing.totals.void) == (1, 1, ["02"])


def test_the_sealed_register_names_nobody_and_is_read_by_its_keeper(receive, book, province):
    receive(kind=PetitionKind.DENUNCIATION, title="Tố cáo sai phạm", content="Sai phạm đấu thầu.")
    assert book() == []
    assert book(Book.SEALED_VISITS, ("custodian", "SKHCN")) != []
    line = texts(book(Book.SEALED_VISITS, ("custodian", "SKHCN"))[0])
    assert line[0] == "01"
    assert line[2].startswith("Người tố cáo #")
    assert line[3] == ""
    assert not any("Hòa" in text or "020171004567" in text for text in line)


def test_days_choose_by_day_of_reception_and_the_whole_book_by_year(receive, book):
    for back in (3, 2, 1):
        receive(arrived_at=NOW - timedelta(days=back))
    assert [line.first for line in book(since=date(2026, 11, 16), until=date(2026, 11, 16))] == [2]
    assert [line.first for line in book()] == [1, 2, 3]


def test_numbers_that_stand_for_no_visit_are_one_line(receive, book, province):
    receive()
    for number in (2, 3, 5):
        RegisterEntry.objects.create(
            agency=province["SKHCN"], book=Book.VISITS, year=2026, number=number,
            registered_at=NOW, subject_kind="stockimport", subject_id=HOA_ID[number],
            void_reason="Không có trong sổ đã nhập",
        )  # fmt: skip
    assert [texts(line)[0] for line in book()] == ["01", "02–03", "05"]
    assert texts(book()[1])[11] == "SỐ BỎ: Không có trong sổ đã nhập"


HOA_ID = {number: f"00000000-0000-4000-8000-00000000000{number}" for number in (2, 3, 5)}


def test_how_much_of_a_paper_is_shown(receive):
    visit = receive()
    assert paper_of(visit, Papers.WHOLE) == (Piece("020171004567"),)
    assert paper_of(visit, Papers.TAIL) == (Piece("…567"),)
    assert paper_of(visit, Papers.NOTHING) == ()


def test_who_keeps_which_register(province):
    home = province["SKHCN"]
    kept = {
        role: keeps_register(province.person(role, "SKHCN"))
        for role in ("officer", "handler", "head", "custodian")
    }
    assert kept["officer"] == kept["handler"] == kept["head"] == {Book.VISITS: [home]}
    assert kept["custodian"] == {Book.SEALED_VISITS: [home]}
    assert keeps_register(province.person("inspector", "TTT")) == {}
    assert keeps_register(province.person("admin", "UBND")) == {}


def test_lines_cost_the_same_for_one_and_for_four(receive, book):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            book()
        return len(queries)

    def rich() -> None:
        receive(
            head_count=6,
            representatives=["Lý Văn Một"],
            kind=PetitionKind.COMPLAINT,
            result=VisitResult.PETITION,
            petition=PetitionInput("Đơn khiếu nại."),
        )

    rich()
    book()
    one = cost()
    for _ in range(3):
        rich()
    assert cost() == one


def test_a_void_number_is_marked_in_the_book_of_numbers(receive, province):
    visit = receive()
    numbers.void(subject=visit, reason="Ghi nhầm")
    assert RegisterEntry.objects.get(subject_id=visit.pk).void_reason == "Ghi nhầm"
