"""The rules of the desk, by hand from Luật Tiếp công dân 2013, art. 29, and the papers of art. 12."""

from datetime import date, datetime, timedelta

import pytest

from complaints import identity
from reception import workflow
from tests.factories import NOW


def sentences(objections) -> list[tuple[str, str]]:
    return [(o.field, o.sentence) for o in objections]


@pytest.mark.parametrize(
    ("head_count", "lawful"),
    [
        (1, {0}),
        (2, {0, 1, 2}),
        (4, {0, 1, 2, 3, 4}),
        (5, {1, 2}),
        (10, {1, 2}),
        (11, {1, 2, 3, 4, 5}),
        (300, {1, 2, 3, 4, 5}),
    ],
)
def test_number_of_representatives(head_count, lawful):
    names = [f"Đại diện {n}" for n in range(1, 8)]
    accepted = {n for n in range(7) if not list(workflow.people_objections(head_count, names[:n]))}
    assert accepted == lawful


def test_the_sentence_names_the_article_and_the_number():
    assert sentences(workflow.people_objections(12, ["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu"])) == [
        (
            "representatives",
            "Đoàn 12 người cử từ 1 đến 5 người đại diện (Luật Tiếp công dân 2013, điều 29); "
            "đang ghi 6 người.",
        )
    ]
    assert sentences(workflow.people_objections(7, [])) == [
        (
            "representatives",
            "Đoàn 7 người cử 1 hoặc 2 người đại diện (Luật Tiếp công dân 2013, điều 29); "
            "chưa ghi người nào. Đoàn chưa cử người đại diện thì kết quả là “Hướng dẫn”.",
        )
    ]


def test_more_representatives_than_people_or_nobody_or_one_twice():
    assert sentences(workflow.people_objections(2, ["A", "B", "C"])) == [
        ("representatives", "Có 3 người đại diện nhưng đoàn chỉ có 2 người.")
    ]
    assert sentences(workflow.people_objections(0, [])) == [
        ("head_count", "Số người phải từ 1 trở lên.")
    ]
    assert sentences(workflow.people_objections(6, ["Lý A", "lý a"])) == [
        ("representatives", "Mỗi người đại diện chỉ ghi tên một lần.")
    ]


@pytest.mark.parametrize(
    ("arrived_at", "session_on", "fields"),
    [
        (NOW, None, []),
        (NOW, date(2026, 11, 18), []),
        (NOW + timedelta(seconds=1), None, ["arrived_at"]),
        (NOW - timedelta(days=366), None, []),
        (NOW - timedelta(days=367), None, ["arrived_at"]),
        (NOW - timedelta(days=1), date(2026, 11, 18), ["arrived_at"]),
        (NOW, date(2026, 11, 17), ["arrived_at"]),
    ],
)
def test_arrival(arrived_at: datetime, session_on, fields):
    found = workflow.arrival_objections(
        arrived_at=arrived_at, arrived_on=arrived_at.date(), now=NOW, session_on=session_on
    )
    assert [o.field for o in found] == fields


def test_tension_is_noted_with_what_was_done():
    assert list(workflow.situation_objections(is_calm=True, calming="")) == []
    assert list(workflow.situation_objections(is_calm=False, calming="Mời vào phòng")) == []
    assert sentences(workflow.situation_objections(is_calm=False, calming="")) == [
        ("calming", "Hãy ghi việc đã làm để ổn định tình hình.")
    ]


@pytest.mark.parametrize(
    ("has", "takes", "fields"),
    [(True, True, []), (False, False, []), (False, True, ["petition_content"]),
     (True, False, ["petition_content"])],
)  # fmt: skip
def test_a_petition_comes_with_the_result_that_says_so(has, takes, fields):
    found = workflow.result_objections(has_petition=has, takes_petition=takes)
    assert [o.field for o in found] == fields


@pytest.mark.parametrize(
    ("secret", "matter_secret", "fields"),
    [(True, None, []), (True, True, []), (False, False, []), (True, False, ["kind"])],
)
def test_a_secret_visit_never_joins_an_open_matter(secret, matter_secret, fields):
    found = workflow.sealing_objections(secret=secret, matter_secret=matter_secret)
    assert [o.field for o in found] == fields


def test_sessions_delegated_and_online():
    def found(**changes):
        usual = {
            "is_standing": False, "delegated": False, "is_online": False,
            "on_date": date(2026, 7, 1),
        }  # fmt: skip
        return [o.field for o in workflow.session_objections(**{**usual, **changes})]

    assert found() == found(delegated=True) == found(is_online=True) == []
    assert found(is_standing=True, delegated=True) == ["delegated"]
    assert found(is_online=True, on_date=date(2026, 6, 30)) == ["mode"]


@pytest.mark.parametrize(
    ("text", "names_somebody"),
    [
        ("Người tố cáo trình bày việc thu tiền.", False),
        ("Bà be thi hoa trình bày việc thu tiền.", True),
        ("Bà BẾ THỊ HÒA, trình bày.", True),
        ("Bế Thị Hòat", False),
        ("gọi lại số 0987654321", True),
    ],
)
def test_words_that_name_who_must_stay_unknown(text, names_somebody):
    found = workflow.naming_objections({"content": text}, ["Bế Thị Hòa", "0987654321"])
    assert [o.field for o in found] == (["content"] if names_somebody else [])


@pytest.mark.parametrize(
    "name", ["Thành", "A" * 40, "Y Blơm Niê", "H’Hen Niê", "Trần Thị Ngọc-Lan", "Công ty TNHH 27/7"]
)
def test_names_that_are_names(name):
    assert identity.name_refusal(name) is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "Họ tên phải có chữ cái."),
        ("123", "Họ tên phải có chữ cái."),
        ("Lan 😀", "Họ tên chỉ gồm chữ cái, chữ số và dấu câu; hãy bỏ ký hiệu, biểu tượng."),
    ],
)
def test_names_that_are_none(name, why):
    assert identity.name_refusal(name) == why


@pytest.mark.parametrize(
    ("given", "normal", "accepted"),
    [
        ("020171004567", "020171004567", True),
        ("020 171.004-567", "020171004567", True),
        ("c1234567", "C1234567", True),
        ("PA123456", "PA123456", True),
        ("", "", True),
        ("02017100456", "02017100456", False),
        ("0201710045678", "0201710045678", False),
        ("C12", "C12", False),
        ("٠٢٠١٧١٠٠٤٥٦٧", "٠٢٠١٧١٠٠٤٥٦٧", False),
    ],
)
def test_numbers_of_papers(given, normal, accepted):
    assert identity.normal_id_number(given) == normal
    assert (identity.id_number_refusal(normal) is None) == accepted


def test_eleven_digits_are_counted_for_the_person():
    assert identity.id_number_refusal("02017100456") == (
        "Số căn cước, số định danh có 12 chữ số; số vừa nhập có 11 chữ số."
    )


@pytest.mark.parametrize(
    ("given", "normal", "accepted"),
    [
        ("0987 654 321", "0987654321", True),
        ("(0205) 3.812.345", "02053812345", True),
        ("+84 987654321", "+84987654321", True),
        ("", "", True),
        ("12345", "12345", False),
        ("gọi con trai", "gọicontrai", False),
    ],
)
def test_telephones(given, normal, accepted):
    assert identity.normal_phone(given) == normal
    assert (identity.phone_refusal(normal) is None) == accepted


def test_year_of_birth():
    assert identity.birth_year_refusal(None, 2026) is None
    assert identity.birth_year_refusal(1900, 2026) is None
    assert identity.birth_year_refusal(2026, 2026) is None
    assert identity.birth_year_refusal(2027, 2026) == "Năm sinh không thể ở tương lai."
    assert identity.birth_year_refusal(1899, 2026) == "Năm sinh phải từ 1900 trở đi."


def test_long_text_keeps_its_lines_in_nfc():
    assert identity.tidy_lines("Bê\u0301  Thị\r\n\r\n\r\n\r\nHòa \x07") == "Bế Thị\n\nHòa"
