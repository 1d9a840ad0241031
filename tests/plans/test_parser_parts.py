"""Small parts of the parser, each by hand."""

import subprocess
import sys

import pytest

from plans.parser import PlanReadError, parse_plan
from plans.parser.citations import cited_in, merged
from plans.parser.deadlines import deadline_in
from plans.parser.events import events_in
from plans.parser.heading import lower_name
from plans.parser.markers import split_marker
from plans.parser.tasks import subject_of
from plans.parser.units import UnitFinder, abbreviations

FINDER = UnitFinder()


def test_the_parser_needs_no_django():
    code = "import plans.parser, sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("các sở, ban, ngành, UBND các xã, phường tổ chức", ("các sở, ban, ngành", "UBND các xã, phường")),
        ("Sở Nông nghiệp và Môi trường, Công an tỉnh rà soát",
         ("Sở Nông nghiệp và Môi trường", "Công an tỉnh")),
        ("Sở Văn hóa, Thể thao và Du lịch chủ trì", ("Sở Văn hóa, Thể thao và Du lịch",)),
        ("Phòng Lao động - Thương binh và Xã hội huyện cử",
         ("Phòng Lao động - Thương binh và Xã hội huyện",)),
        ("Văn phòng HĐND và UBND xã, Phòng Kinh tế lập", ("Văn phòng HĐND và UBND xã", "Phòng Kinh tế")),
        ("Uỷ ban nhân dân thị trấn Cao Lộc báo cáo", ("Uỷ ban nhân dân thị trấn Cao Lộc",)),
    ],
)  # fmt: skip
def test_names_of_units_end_where_work_begins(text, names):
    assert FINDER.list_at(text).names == names


@pytest.mark.parametrize(
    "text",
    ["Tổ chức tiếp công dân", "Ban hành kế hoạch", "Phòng ngừa vi phạm", "Trường hợp đông người",
     "Xã hội hóa", "Báo cáo kết quả"],
)  # fmt: skip
def test_work_is_not_taken_for_a_unit(text):
    assert FINDER.list_at(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Giao Văn phòng Sở tiếp tục phối hợp", ("Văn phòng Sở",)),
        ("Đề nghị Công đoàn Sở vận động đoàn viên", ("Công đoàn Sở",)),
        ("Căn cứ Kế hoạch này, Trưởng các phòng thực hiện", ("Trưởng các phòng",)),
        ("Thanh tra tỉnh: Chủ trì kiểm tra", ("Thanh tra tỉnh",)),
    ],
)
def test_the_subject_is_who_is_told(text, names):
    assert subject_of(text, FINDER)[0].names == names


def test_short_names_defined_once_are_units():
    text = "Ban Chỉ đạo bầu cử tỉnh (sau đây gọi tắt là BCĐBC) họp."
    found = abbreviations([text])
    assert found == ("BCĐBC",)
    assert UnitFinder(found).list_at("BCĐBC tổng hợp").names == ("BCĐBC",)


@pytest.mark.parametrize(
    ("text", "kind", "mark"),
    [("I. MỤC", "roman", "I."), ("II- NHIỆM", "roman", "II-"), ("2.1. Nhiệm vụ", "sub", "2.1."),
     ("3) Sở", "number", "3)"), ("1- Ủy ban", "number", "1-"), ("đ) Phòng", "letter", "đ)"),
     ("+ Cử", "plus", "+"), ("- Giao", "dash", "-"), ("35/CT-TW ngày", "none", ""),
     ("26/5/2014 của", "none", ""), ("2026 - 2031", "none", "")],
)  # fmt: skip
def test_marks(text, kind, mark):
    found = split_marker(text)
    assert (found.kind, found.mark) == (kind, mark)


def cites(text):
    return [
        (c.kind, c.number, c.date, c.issuer)
        for c in merged([x.document for x in cited_in(text, FINDER)])
    ]


def test_a_list_shares_kind_and_issuer():
    text = (
        "Các Chỉ thị của Thủ tướng Chính phủ: Số 14/CT-TTg ngày 18/5/2012 về A; "
        "số 26/CT-TTg ngày 05/9/2016"
    )
    assert cites(text) == [
        ("Chỉ thị", "14/CT-TTg", "2012-05-18", "Thủ tướng Chính phủ"),
        ("Chỉ thị", "26/CT-TTg", "2016-09-05", "Thủ tướng Chính phủ"),
    ]


def test_a_document_cited_twice_or_with_a_slip_is_one():
    text = (
        "Kế hoạch số 363/KH-TTCP ngày 20/3/2019 của Thanh tra Chính phủ; Kế hoạch số "
        "363/KH-TTCCP ngày 20/3/2019; Chỉ thị số 35-CT/TW; Chỉ thị số 35-CT/TW, ngày 26/5/2014"
    )
    assert cites(text) == [
        ("Kế hoạch", "363/KH-TTCP", "2019-03-20", "Thanh tra Chính phủ"),
        ("Chỉ thị", "35-CT/TW", "2014-05-26", None),
    ]


def test_a_law_without_number_is_not_cited():
    assert cites("Luật Tiếp công dân năm 2013, Luật Khiếu nại năm 2011") == []


@pytest.mark.parametrize(
    ("text", "words", "due", "recurring"),
    [
        ("báo cáo trước ngày 15/6/2026.", "trước ngày 15/6/2026", "2026-06-15", False),
        ("báo cáo trước ngày 15/6.", "trước ngày 15/6", "2026-06-15", False),
        ("hoàn thành trong quý II/2026", "trong quý II/2026", "2026-06-30", False),
        ("xong trong tháng 2/2028", "xong trong tháng 2/2028", "2028-02-29", False),
        ("báo cáo trước 16 giờ hằng ngày", "trước 16 giờ hằng ngày", None, True),
        ("định kỳ hằng tuần báo cáo", "định kỳ hằng tuần", None, True),
        ("Thường xuyên nắm tình hình", "Thường xuyên", None, True),
        ("nơi người dân thường xuyên tập trung", None, None, False),
        ("thực hiện việc tiếp công dân định kỳ theo quy định", None, None, False),
        ("trực trước, trong và sau Đại hội Đảng các cấp; báo cáo",
         "trước, trong và sau Đại hội Đảng các cấp", None, False),
        ("Báo cáo hằng ngày trước 15 giờ về Văn phòng từ ngày 09/3/2026 đến ngày 16/3/2026",
         "hằng ngày trước 15 giờ; từ ngày 09/3/2026 đến ngày 16/3/2026", "2026-03-16", True),
        ("trả lời không quá 03 ngày làm việc", "không quá 03 ngày làm việc", None, False),
        ("đăng bài mỗi tuần ít nhất hai lần", "mỗi tuần ít nhất hai lần", None, True),
        ("Đơn nhận trước ngày 20/11/2026: trả lời trong tháng 12/2026",
         "trong tháng 12/2026", "2026-12-31", False),
        ("phát hiện, kịp thời xử lý", "kịp thời", None, False),
        ("ngày 31/02/2026", None, None, False),
    ],
)  # fmt: skip
def test_deadlines(text, words, due, recurring):
    found = deadline_in(text, 2026)
    assert (found.words, found.due, found.recurring) == (words, due, recurring)


def test_events_of_a_title():
    title = (
        "Tiếp công dân phục vụ Kỳ họp thứ 2, Quốc hội khóa XVI và Tết Nguyên đán Bính Ngọ năm 2026"
    )
    assert [(e.name, e.kind) for e in events_in(title)] == [
        ("Kỳ họp thứ 2, Quốc hội khóa XVI", "assembly_session"),
        ("Tết Nguyên đán Bính Ngọ năm 2026", "tet"),
    ]


@pytest.mark.parametrize(
    ("caps", "name"),
    [("UBND TỈNH BẮC NINH", "UBND tỉnh Bắc Ninh"),
     ("ỦY BAN NHÂN DÂN XÃ TÂN THANH", "Ủy ban nhân dân xã Tân Thanh"),
     ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
     ("ĐẢNG ỦY UBND TỈNH", "Đảng ủy UBND tỉnh")],
)  # fmt: skip
def test_names_in_capitals_are_written_as_in_a_sentence(caps, name):
    assert lower_name(caps) == name


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"  \n", "Tệp trống, không có nội dung để đọc."),
        (b"\xd0\xcf\x11\xe0 cu",
         "Tệp Word thuộc định dạng cũ (.doc) hoặc có mật khẩu; hãy lưu lại thành .docx."),
        ("KÕ HO¹CH tiÕp c«ng d©n".encode(),
         "Văn bản dùng bảng mã TCVN3 (.VnTime); hãy chuyển sang Unicode rồi nhập lại."),
        ("Danh sách khách mời".encode(),
         "Không tìm thấy tên loại “KẾ HOẠCH”; tệp này không phải kế hoạch phối hợp."),
        (f"KẾ HOẠCH\nTiếp công dân\n{'a ' * 10_001}".encode(),
         "Văn bản có đoạn dài hơn 20.000 ký tự, không giống một kế hoạch."),
        ("KẾ HOẠCH\nTiếp công dân".encode(),
         "Không tìm thấy nhiệm vụ nào; tệp này không phải kế hoạch phối hợp."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_gets_one_sentence(data, sentence):
    with pytest.raises(PlanReadError) as caught:
        parse_plan(data)
    assert str(caught.value) == sentence


def test_a_scanned_pdf_says_so():
    from weasyprint import HTML

    with pytest.raises(PlanReadError, match="ảnh quét, không có lớp chữ"):
        parse_plan(HTML(string="<p></p>").write_pdf())
