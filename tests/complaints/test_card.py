"""The text of an identity card as a hand scanner types it, and everything that is none."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.card import Card, LookupCode, read_card, read_scan

CARD = "020171004567|081234567|Bế Thị Hòa|05031971|Nữ|thôn Nà Lầu, xã Tân Thanh, Lạng Sơn|12062021"
HOA = Card(
    full_name="Bế Thị Hòa",
    id_number="020171004567",
    born_on=date(1971, 3, 5),
    address="thôn Nà Lầu, xã Tân Thanh, Lạng Sơn",
    issued_on=date(2021, 6, 12),
)


@pytest.mark.parametrize(
    "text",
    [
        CARD,
        CARD.replace("081234567", ""),  # never had an old number
        CARD.replace("081234567|", ""),  # six fields
        CARD.replace("081234567", "020071004567"),  # an old number of twelve digits
        CARD + "||||",  # newer cards
        CARD + "|Bế Văn Cha|Lý Thị Mẹ",
        CARD + "\r\n",
        "\ufeff" + CARD + "\r",
        "  " + CARD + "\t",
        unicodedata.normalize("NFD", CARD),
        CARD.replace("020171004567", "020171 004567"),
        CARD.replace("05031971", "05/03/1971"),
        CARD.replace("Bế Thị Hòa", "Bế  Thị\x00 Hòa "),
    ],
)
def test_the_same_card_however_it_is_typed(text):
    assert read_card(text) == read_scan(text) == HOA


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("020171004567||Bế Thị Hòa", Card("Bế Thị Hòa", "020171004567")),
        ("020171004567||Hòa|00001971|Nữ", Card("Hòa", "020171004567")),
        ("020171004567||Hòa|31021971||x", Card("Hòa", "020171004567", None, "x")),
        ("020171004567|Bế Thị Hòa", Card("Bế Thị Hòa", "020171004567")),
        (
            "020171004567||Bế Thị Hòa|05031971||",
            Card("Bế Thị Hòa", "020171004567", date(1971, 3, 5)),
        ),
    ],
)
def test_dropped_fields_and_days_that_are_none(text, expected):
    assert read_card(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "|",
        "|||||||",
        "Bế Thị Hòa",
        "020171004567",
        "02017100456|081234567|Bế Thị Hòa|05031971|Nữ|x|12062021",  # eleven digits
        "٠٢٠١٧١٠٠٤٥٦٧||Bế Thị Hòa|05031971|Nữ|x|12062021",
        "020171004567|081234567||05031971|Nữ|x|12062021",  # no name
        "020171004567|081234567|12345|05031971|Nữ|x|12062021",
        "020171004567|081|Bế Thị Hòa|05031971|Nữ|x|12062021",
        "020171004567||Bế Thị Hòa|hôm qua|Nữ|x|12062021",
        "https://dichvucong.gov.vn/?a=1|2",
        "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN6304",
        "WIFI:S:Phong tiep dan;T:WPA;P:12345678;;",
        "020171004567||" + "A" * 121 + "|05031971|Nữ|x|12062021",
        CARD + "|" * 3000,
    ],
)
def test_another_kind_of_text_is_no_card(text):
    assert read_card(text) is None
    assert read_scan(text) is None


@pytest.mark.parametrize(
    "text", ["TCD:7M3K-PQ2R-90AZ", "tcd:7m3k-pq2r-90az\r\n", "\ufeffTCD:7M3K-PQ2R-90AZ"]
)
def test_the_code_of_our_own_receipt(text):
    assert read_scan(text) == LookupCode("7M3K-PQ2R-90AZ")
    assert read_card(text) is None


def test_no_name_in_a_log_or_a_traceback():
    assert repr(HOA) == "Card(…)"


@given(st.text(max_size=300))
def test_whatever_is_scanned_never_fails(text):
    read_scan(text)


@given(st.lists(st.text(max_size=30), max_size=12))
def test_whatever_stands_between_the_bars_never_fails(fields):
    read_scan("|".join(["020171004567", *fields]))


names = st.lists(
    st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạ", min_size=1, max_size=7),
    min_size=1, max_size=6,
).map(" ".join)  # fmt: skip
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 12, 31))


@given(
    number=st.from_regex(r"[0-9]{12}", fullmatch=True),
    old=st.one_of(st.just(""), st.from_regex(r"[0-9]{9}", fullmatch=True)),
    name=names, born=days, issued=days,
    sex=st.sampled_from(["Nam", "Nữ", ""]),
    address=st.text(alphabet="aăâbcdđeêghiklmn, 0123456789", max_size=80),
    extra=st.lists(st.sampled_from(["", "x", "Cha Mẹ"]), max_size=5),
    form=st.sampled_from(["NFC", "NFD"]),
    end=st.sampled_from(["", "\r", "\n", "\r\n", "\t"]),
)  # fmt: skip
def test_what_a_card_says_is_read_back(
    number, old, name, born, issued, sex, address, extra, form, end
):
    fields = [number, old, name, f"{born:%d%m}{born.year:04}", sex, address]
    text = "|".join([*fields, f"{issued:%d%m}{issued.year:04}", *extra])
    card = read_card(unicodedata.normalize(form, text) + end)
    expected = Card(name, number, born, " ".join(address.split()), issued)
    assert card == expected
