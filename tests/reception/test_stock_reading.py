"""Workbooks of every make are read alike, or refused with the row and the reason."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from agencies.refusals import Refused
from complaints.enums import Field, PetitionKind, PetitionState, Source
from reception.enums import RefusalGround, SessionKind, VisitResult
from reception.stock.people import DENUNCIATION
from reception.stock.reading import COLUMNS, read_stock
from reception.stock.template import stock_template
from records.enums import Book
from tests.reception.stock_files import (
    PETITION,
    VISIT,
    petitions_file,
    saved,
    visits_file,
    workbook,
)

TODAY = date(2026, 11, 18)


def read(content: bytes, book: Book = Book.VISITS, year: int = 2026):
    return read_stock(book=book, content=content, year=year, today=TODAY)


def problems(content: bytes, book: Book = Book.VISITS) -> list[tuple[int, str, str]]:
    return [(p.row, p.column, p.sentence) for p in read(content, book).problems]


def test_a_line_says_what_the_columns_say():
    found = read(visits_file(VISIT))
    (row,) = found.rows
    assert found.problems == []
    assert (row.number, row.on, row.told_on) == (1, date(2026, 1, 5), date(2026, 1, 12))
    assert (row.who.full_name, row.who.id_number) == ("Nông Thị Lan", "020171004567")
    assert (row.kind, row.field) == (PetitionKind.RECOMMENDATION, Field.OTHER)
    assert (row.result, row.session, row.people) == (VisitResult.GUIDED, SessionKind.STANDING, 1)
    assert (row.directed_to, row.is_competent, row.ground) == ("UBND xã Tân Thanh", None, None)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"on": datetime(2026, 1, 5)}, {}),  # noqa: DTZ001 - as Excel keeps a day
        ({"on": "5-1-2026"}, {}),
        ({"number": 1.0}, {}),
        ({"number": "01/2026"}, {}),
        ({"people": "12"}, {"people": 12}),
        ({"competent": "X"}, {"is_competent": True}),
        ({"session": "định kỳ"}, {"session": SessionKind.PERIODIC}),
        ({"result": None}, {"result": VisitResult.GUIDED}),
        ({"result": None, "guided": None, "transferred": "Thanh tra tỉnh"},
         {"result": VisitResult.TRANSFER, "directed_to": "Thanh tra tỉnh"}),
        ({"result": None, "transferred": "Thanh tra tỉnh"},
         {"directed_to": "Thanh tra tỉnh", "note": "Hướng dẫn: UBND xã Tân Thanh"}),
        ({"kind": "KHIẾU NẠI"}, {"kind": PetitionKind.COMPLAINT}),
        ({"result": "Từ chối tiếp", "ground": "Khoản 3 Điều 9 Luật Tiếp công dân"},
         {"result": VisitResult.REFUSED, "ground": RefusalGround.L9_3}),
        ({"on": "05/08/2026", "told": None, "result": "từ chối", "ground": "điểm đ khoản 1 điều 4"},
         {"on": date(2026, 8, 5), "ground": RefusalGround.D4_DD}),
    ],
)  # fmt: skip
def test_ways_to_write_the_same(changes, expected):
    found = read(visits_file({**VISIT, **changes}))
    assert found.problems == []
    (row,) = found.rows
    for name, value in {"number": 1, "on": date(2026, 1, 5), **expected}.items():
        assert getattr(row, name) == value


@pytest.mark.parametrize(
    ("changes", "column", "sentence"),
    [
        ({"number": None}, "Số thứ tự (1)", "Chưa ghi."),
        ({"number": "một"}, "Số thứ tự (1)", "“một” không phải số vào sổ."),
        ({"number": 0}, "Số thứ tự (1)", "“0” không phải số vào sổ."),
        ({"number": 1.5}, "Số thứ tự (1)", "“1.5” không phải số vào sổ."),
        ({"number": "1/2025"}, "Số thứ tự (1)", "Số “1/2025” không thuộc sổ năm 2026."),
        ({"number": 20001}, "Số thứ tự (1)", "Số 20001 lớn hơn 20.000."),
        ({"on": "31/02/2026"}, "Ngày tiếp (2)",
         "“31/02/2026” không phải ngày; hãy ghi như 05/01/2026."),
        ({"on": "05/01/26"}, "Ngày tiếp (2)",
         "“05/01/26” không phải ngày; hãy ghi như 05/01/2026."),
        ({"on": "05/01/2025"}, "Ngày tiếp (2)", "Ngày 05/01/2025 không thuộc sổ năm 2026."),
        ({"on": "19/11/2026", "told": None}, "Ngày tiếp (2)", "Ngày 19/11/2026 ở tương lai."),
        ({"name": "🙂"}, "Họ và tên (3)", "Họ tên phải có chữ cái."),
        ({"name": "Lan" * 50}, "Họ và tên (3)", "Dài 150 ký tự, nhiều nhất 120."),
        ({"birth_year": 2027}, "Năm sinh", "Năm sinh không thể ở tương lai."),
        ({"id_number": "02017100456"}, "Số giấy tờ (4)",
         "Số căn cước, số định danh có 12 chữ số; số vừa nhập có 11 chữ số."),
        ({"id_number": 20171004567}, "Số giấy tờ (4)",
         "Số căn cước, số định danh có 12 chữ số; số vừa nhập có 11 chữ số. "
         "Có thể Excel đã bỏ số 0 ở đầu: hãy để cột này ở dạng Văn bản."),
        ({"kind": "Tố cáo"}, "Phân loại (6)", DENUNCIATION),
        ({"kind": "đơn xin"}, "Phân loại (6)", "“đơn xin” không có trong danh mục."),
        ({"people": "vài"}, "Số người (7)", "“vài” không phải số từ 1 đến 10000."),
        ({"competent": "có lẽ"}, "Thuộc thẩm quyền (9)",
         "“có lẽ” không rõ; hãy ghi x hoặc để trống."),
        ({"result": None, "guided": None}, "Kết quả tiếp",
         "Hãy ghi kết quả tiếp, hoặc ghi cột (10), cột (11)."),
        ({"result": "Từ chối tiếp"}, "Căn cứ từ chối",
         "Từ chối tiếp phải ghi căn cứ, ví dụ “khoản 3 điều 9”."),
        ({"result": "Từ chối tiếp", "ground": "điểm h khoản 1 điều 4"}, "Căn cứ từ chối",
         "Ngày 05/01/2026 chưa có căn cứ “điểm h khoản 1 điều 4”."),
        ({"ground": "khoản 3 điều 9"}, "Căn cứ từ chối",
         "Chỉ ghi căn cứ khi kết quả là từ chối tiếp."),
        ({"told": "01/01/2026"}, "Ngày đã thông báo kết quả",
         "Ngày thông báo phải từ ngày tiếp đến hôm nay."),
        ({"content": "=HYPERLINK(A1)"}, "Nội dung vụ việc (5)",
         "Ô G2 là công thức; hãy chép rồi dán lại thành giá trị."),
    ],
)  # fmt: skip
def test_one_thing_wrong_is_told_with_its_row(changes, column, sentence):
    assert problems(visits_file({**VISIT, **changes})) == [(2, column, sentence)]


def test_a_number_told_twice_names_the_other_line():
    content = visits_file(VISIT, {**VISIT, "number": "2"}, {**VISIT, "number": "02"})
    assert problems(content) == [(4, "Số thứ tự (1)", "Số 2 đã có ở dòng 3.")]


def test_numbers_that_no_line_tells():
    found = read(visits_file({**VISIT, "number": "2"}, {**VISIT, "number": "5"}))
    assert (found.missing, found.last) == ([1, 3, 4], 5)


def test_titles_without_accents_above_merged_cells_and_numbered_columns():
    book = Workbook()
    sheet = book.active
    sheet.append(["SỔ TIẾP CÔNG DÂN NĂM 2026"])
    sheet.append(
        ["STT", "NGAY TIEP", "Ho ten", "Dia chi", "Noi dung", "Phan loai don", "Xử lý", None, "Mã"]
    )
    sheet.append([None, None, None, None, None, None, "Hướng dẫn", "Chuyển đơn", None])
    sheet.append([f"({n})" for n in range(1, 10)])
    for cells in ("A2:A3", "B2:B3", "G2:H2"):
        sheet.merge_cells(cells)
    sheet.append(
        [
            1,
            "05/01/2026",
            "Nông Thị Lan",
            "xã Tân Thanh",
            "Sửa đường",
            "Phản ánh",
            "UBND xã",
            None,
            "x1",
        ]
    )
    sheet.append([None] * 9)
    sheet.append(
        [2, "06/01/2026", "Vi Văn Sáng", "", "Sửa cầu", "Khiếu nại", None, "Thanh tra tỉnh", "x2"]
    )
    found = read(saved(book))
    assert found.problems == []
    assert [(r.line, r.number, r.result) for r in found.rows] == [
        (5, 1, VisitResult.GUIDED), (7, 2, VisitResult.TRANSFER),
    ]  # fmt: skip
    assert found.ignored == ["Mã"]


def test_a_hidden_sheet_is_not_read():
    found = read(visits_file(VISIT, before=("Sổ cũ",)))
    assert (found.sheet, [row.number for row in found.rows]) == ("Sổ", [1])


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 no archive", "hỏng hoặc không đúng dạng XLSX"),
        (zipped(xl__workbook="<x/>"), "hỏng hoặc không đúng dạng XLSX"),
        (zipped(**{"[Content_Types].xml": b"<x"}), "hỏng hoặc không đúng dạng XLSX"),
        (zipped(bomb=b"0" * (81 * 1024 * 1024)), "Tệp Excel quá lớn"),
        (workbook([]), "Không tìm thấy dòng tiêu đề"),
        (workbook([["Tên hàng", "Giá"], ["Gạo", 5]]), "Không tìm thấy dòng tiêu đề"),
        (visits_file(), "chưa có dòng nào dưới tiêu đề"),
        (workbook([["STT", "Ngày tiếp", "Họ tên"], [1, "05/01/2026", "Lan"]]),
         "thiếu cột bắt buộc: Nội dung vụ việc (5), Phân loại (6). Hãy dùng tệp mẫu."),
    ],
    # An archive holds the second it was made in; two workers would name their tests differently.
    ids=["torn", "no-parts", "no-types", "bomb", "empty", "other-heads", "no-lines", "no-column"],
)  # fmt: skip
def test_what_is_no_register_is_refused_whole(content, sentence):
    with pytest.raises(Refused) as refused:
        read(content)
    assert sentence in refused.value.sentence


def test_more_lines_than_bounded(monkeypatch):
    monkeypatch.setattr("reception.stock.table.MOST_ROWS", 2)
    with pytest.raises(Refused, match="Tệp có hơn 2 dòng"):
        read(visits_file(*[{**VISIT, "number": n} for n in range(1, 4)]))


def test_a_lonely_cell_far_below_does_not_keep_the_reading_busy():
    book = Workbook()
    sheet = book.active
    for line in (
        [c.title for c in COLUMNS[Book.VISITS]],
        [VISIT.get(c.key) for c in COLUMNS[Book.VISITS]],
    ):
        sheet.append(line)
    sheet.cell(row=1_000_000, column=1, value=7)
    assert [row.number for row in read(saved(book)).rows] == [1]


@pytest.mark.parametrize("book", list(COLUMNS))
def test_the_template_is_read_by_its_own_reading(book):
    content = stock_template(book)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    assert [title.removesuffix(" *") for title in titles] == [c.title for c in COLUMNS[book]]
    with pytest.raises(Refused, match="“Sổ” chưa có dòng nào dưới tiêu đề"):
        read(content, book)


def test_a_petition_says_what_the_columns_say():
    done = {
        **PETITION, "state": "Đã giải quyết", "outcome": "Thụ lý giải quyết", "times": "Lần hai",
        "processed": "14/01/2026", "resolved": "10/02/2026", "resolution": "Quyết định số 5",
        "source": "Cơ quan khác chuyển đến", "reference": "Công văn số 9",
    }  # fmt: skip
    (row,) = read(petitions_file(done), Book.PETITIONS).rows
    assert (row.state, row.source, row.is_first, row.is_competent) == (
        PetitionState.RESOLVED, Source.TRANSFER, False, True,
    )  # fmt: skip
    assert (row.on, row.processed_on, row.resolved_on) == (
        date(2026, 1, 6), date(2026, 1, 14), date(2026, 2, 10),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": "Tố cáo"}, DENUNCIATION),
        ({"source": None}, "Chưa ghi."),
        ({"state": "Đang giải quyết"}, "Đơn đã xử lý phải có hướng xử lý và ngày xử lý."),
        ({"processed": "07/01/2026"}, "Đơn chờ xử lý thì chưa có hướng xử lý, ngày xử lý."),
        ({"state": "Đang giải quyết", "outcome": "Lưu đơn", "processed": "07/01/2026"},
         "Đơn đang hoặc đã giải quyết thì hướng xử lý là thụ lý."),
        ({"state": "Đã xử lý", "outcome": "Thụ lý", "processed": "07/01/2026"},
         "Đơn đã thụ lý thì tình trạng là đang giải quyết."),
        ({"state": "Đang giải quyết", "outcome": "Thụ lý", "processed": "01/01/2026"},
         "Ngày nhận, xử lý, giải quyết phải theo thứ tự, không ở tương lai."),
        ({"resolved": "07/02/2026"}, "Ngày giải quyết đi cùng tình trạng “Đã giải quyết”."),
    ],
)  # fmt: skip
def test_a_petition_that_contradicts_itself(changes, sentence):
    found = problems(petitions_file({**PETITION, **changes}), Book.PETITIONS)
    assert [said for _row, _column, said in found] == [sentence]
