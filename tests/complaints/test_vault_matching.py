"""What a text tells of who is sealed: accents, Đ, spaces, dots in numbers, names of files."""

import pytest

from complaints.vault.matching import Finding, found_in

SAID = {
    "full_name": "Đặng Thị Hòa",
    "phone": "0912345678",
    "id_number": "020068001234",
    "address": "số 12 ngõ Đông Kinh, thôn Nà Lầu, xã Tân Thanh",
    "representatives": "Vi Thị Sen, Lộc Văn Páo",
    "members": "1. Hà Văn Nọi, sinh năm 1970, thôn Pò Mã",
    "holder": "Nông Văn Dền, số giấy tờ 020068009999",
}


@pytest.mark.parametrize(
    ("text", "what", "blocks"),
    [
        ("Người tố cáo là bà Đặng Thị Hòa.", "họ tên", True),
        ("bà ĐẶNG THỊ HÒA trình bày", "họ tên", True),
        ("Đặng Thị Hoà", "họ tên", True),  # the tone on the other vowel
        ("Đặng   Thị\nHòa", "họ tên", True),
        ("Đặng Thi\u0323 Ho\u0300a", "họ tên", True),  # marks apart from their letters
        ("dang thi hoa", "họ tên", True),
        ("don_to_cao_Dang_Thi_Hoa.pdf", "họ tên", True),
        ("Don-to-cao-DangThiHoa (1).docx", "họ tên", True),
        ("ông Đặng Thị Hoa", "tên gần giống", False),
        ("Bà Hòa đề nghị", "tên gọi", False),
        ("Lộc Văn Páo cùng đến", "họ tên người đi cùng", True),
        ("Ha Van Noi", "họ tên người đi cùng", True),
        ("gọi 0912.345.678", "số điện thoại", True),
        ("gọi +84 912 345 678", "số điện thoại", True),
        ("gọi (0912) 345-678", "số điện thoại", True),
        ("anh_0912345678.jpg", "số điện thoại", True),
        ("CCCD số 020068001234", "số giấy tờ", True),
        ("CCCD 020.068.001.234", "số giấy tờ", True),
        ("giấy tờ 020068009999", "số giấy tờ", True),
        ("ở số 12 ngõ Đông Kinh", "địa chỉ", True),
        ("thôn Nà Lầu thuộc xã Tân Thanh", "địa chỉ", True),
        ("tranh chấp tại thôn Nà Lầu", "nơi ở", False),
    ],
)
def test_it_is_found_and_told_by_its_kind(text, what, blocks):
    assert found_in(SAID, {"Nội dung": text}) == [Finding("Nội dung", what, blocks)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Việc hòa giải ở xã Tân Thanh, tỉnh Lạng Sơn",
        "Văn bản số 0912/UBND ngày 12/03/2026",
        "Đặng Thị Hoàn, Đặng Văn Hòa",
        "đất tờ 12, thửa 345678",
    ],
)
def test_what_is_common_is_no_finding(text):
    assert found_in(SAID, {"Nội dung": text}) == []


def test_a_name_of_one_syllable_only_warns_and_nobody_is_never_found():
    assert found_in({"full_name": "Páo"}, {"a": "ông Páo đến"}) == [Finding("a", "tên gọi", False)]
    assert found_in({"full_name": "Páo"}, {"a": "quả páo"}) == []
    assert found_in({"full_name": "Người không nêu tên"}, {"a": "Người không nêu tên"}) == []


def test_every_place_is_named_and_no_value_is_repeated():
    found = found_in(SAID, {"Tóm tắt": "Đặng Thị Hòa, 0912345678", "Tên tệp": "dang-thi-hoa.pdf"})
    assert found == [
        Finding("Tóm tắt", "họ tên"),
        Finding("Tóm tắt", "số điện thoại"),
        Finding("Tên tệp", "họ tên"),
    ]
    assert not any("Hòa" in f"{one}" for one in found)
