"""Texts alike: found by bands, told in words; a person alone is never a reason."""

import random

from complaints.likeness import BANDS, Told, alike, bands_of, reasons

ONE = (
    "Tôi khiếu nại Quyết định số 12/QĐ-UBND ngày 03/02/2026 của Ủy ban nhân dân xã Tân Thanh về việc "
    "thu hồi 250 m2 đất trồng lúa của gia đình tôi tại thửa 45, tờ bản đồ 12, thôn Nà Lầu. Giá bồi "
    "thường thấp hơn giá thị trường, chưa tính cây trồng trên đất. Đề nghị xem xét lại quyết định."
)
TYPED_AGAIN = ONE.replace("250 m2", "250m²").replace("Đề nghị", "Kính đề nghị").upper()
OTHER = (
    "Gia đình tôi phản ánh xưởng gỗ hoạt động ban đêm gây tiếng ồn, bụi, ảnh hưởng sức khỏe người già "
    "và trẻ nhỏ trong khu dân cư. Đề nghị cơ quan chức năng kiểm tra giấy phép và giờ hoạt động."
)


def test_bands_are_signed_64_bit_numbers_and_the_same_for_ever():
    found = bands_of(ONE)
    assert len(found) == BANDS
    assert all(-(2**63) <= band < 2**63 for band in found)
    assert found == bands_of(ONE)
    # Stored in rows: another algorithm would need every row computed anew.
    assert bands_of("một hai ba bốn năm sáu bảy tám")[0] == 3538582157869039219


def test_a_text_too_short_to_say_anything_has_no_bands():
    assert bands_of("Khiếu nại đất đai") == []
    assert bands_of("") == []


def test_the_same_text_typed_again_shares_a_band_and_another_text_does_not():
    assert set(bands_of(ONE)) & set(bands_of(TYPED_AGAIN))
    assert not set(bands_of(ONE)) & set(bands_of(OTHER))
    assert alike(ONE, TYPED_AGAIN) > 0.8 > 0.1 > alike(ONE, OTHER)


def test_of_texts_that_differ_in_a_word_in_twenty_hardly_one_is_missed():
    chance = random.Random(4)
    words = ONE.split()
    missed = 0
    for _ in range(60):
        changed = [f"khác{chance.random()}" if chance.random() < 0.03 else word for word in words]
        missed += not set(bands_of(ONE)) & set(bands_of(" ".join(changed)))
    assert missed <= 3


def test_reasons_are_told_in_words():
    again = Told(TYPED_AGAIN, letter="15 / CV-BTCD")
    assert reasons(Told(ONE, letter="15/CV-BTCD"), again) == [
        "Cùng số công văn chuyển đơn: 15 / CV-BTCD.",
        "Nội dung gần như trùng nhau (83% các cụm từ).",
    ]


def test_the_same_person_counts_only_with_the_same_object():
    here = Told(ONE, frozenset({"ly van thanh"}), "thửa 45, tờ bản đồ 12")
    there = Told(OTHER, frozenset({"ly van thanh"}), "Thửa 45 tờ bản đồ 12")
    assert reasons(here, there) == ["Cùng người gửi, cùng đối tượng: Thửa 45 tờ bản đồ 12."]
    assert reasons(here, Told(OTHER, frozenset({"ly van thanh"}), "thửa 46")) == []
    assert reasons(here, Told(OTHER, frozenset({"nong thi lan"}), there.object_reference)) == []
