"""What the desk objects to and what it accepts, told field by field: no row is written here."""

import unicodedata
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from complaints.enums import Field, PaperKind, PetitionKind
from complaints.petitioner import Petitioner
from reception import intake
from reception.enums import (
    Capacity,
    RefusalGround,
    StatementConfirmed,
    Tension,
    VisitOrigin,
    VisitResult,
)
from reception.intake import (
    FurtherInput,
    MandateInput,
    MemberInput,
    PetitionInput,
    RefusalInput,
    VisitInput,
)
from tests.factories import HANOI, NOW, make_agency
from tests.reception.conftest import HOA

pytestmark = pytest.mark.django_db
COMPANY = Petitioner("Công ty TNHH Hồi Xuân", id_number="4900123456", paper=PaperKind.ORGANISATION,
                     is_organisation=True)  # fmt: skip
LAWYER = MandateInput(Petitioner("Lý Văn Luật"), document="Thẻ luật sư số 12345/LS")
TAKEN = {"result": VisitResult.PETITION, "petition": PetitionInput("Đơn kiến nghị")}
REFUSED = {
    "result": VisitResult.REFUSED,
    "refusal": RefusalInput(RefusalGround.D4_D, "Đã giải thích nội quy."),
}
UNNAMED = {"is_anonymous": True, "petitioner": Petitioner("")}


@pytest.fixture
def told(db) -> VisitInput:
    return VisitInput(
        agency=make_agency("LS-SKHCN"),
        arrived_at=NOW,
        petitioner=HOA,
        head_count=1,
        content="Đường vào khu sản xuất bị sạt lở.",
        tension=Tension.CALM,
        result=VisitResult.GUIDED,
        result_note="Hướng dẫn gửi đến UBND xã.",
        is_first_time=True,
        kind=PetitionKind.RECOMMENDATION,
        field=Field.LAND,
        title="Kiến nghị về đường",
    )


def found(told: VisitInput, **changes) -> list[str]:
    return [o.field for o in intake.objections(replace(told, **changes), NOW)]


def sentence(told: VisitInput, **changes) -> str:
    (only,) = intake.objections(replace(told, **changes), NOW)
    return only.sentence


def who(**changes) -> dict:
    return {"petitioner": replace(HOA, **changes)}


def people(count: int) -> tuple[MemberInput, ...]:
    return tuple(MemberInput(f"Lý Văn {'Một' * n}"[:60]) for n in range(1, count + 1))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        who(full_name="Thành"),
        who(full_name="A" * 40),
        who(full_name=unicodedata.normalize("NFD", "Bế Thị Hòa")),
        who(full_name="Bế\x00 Thị\u200b Hòa\ufeff"),
        who(id_number="", paper=PaperKind.NONE),
        who(id_number="C1234567", paper=PaperKind.PASSPORT),
        who(id_number="AB12CD34E", paper=PaperKind.PASSPORT),
        who(id_number="CCB 0012/QĐ", paper=PaperKind.OTHER),
        {"content": "dài " * 2500},
        {"content": "Mất nước 😀"},
        {"head_count": 3, "members": people(3)},
        {"head_count": 500, "members": people(500), "representatives": ("Lý A", "Lý B")},
        {"petitioner": COMPANY, "capacity": Capacity.HEAD_OF_ORGANISATION},
        {"petitioner": COMPANY, "capacity": Capacity.LAWYER, "mandate": LAWYER},
        {"capacity": Capacity.LAWYER, "mandate": replace(LAWYER, expires_on=date(2026, 11, 18))},
        {"capacity": Capacity.AUTHORISED, "mandate": replace(LAWYER, document="")},  # guided
        {"capacity": Capacity.AUTHORISED, "mandate": replace(LAWYER, document=""), **REFUSED},
        {"capacity": Capacity.AUTHORISED, "mandate": replace(LAWYER, expires_on=date(2026, 1, 1))},
        UNNAMED,
        {**UNNAMED, **REFUSED},
        {**UNNAMED, "kind": PetitionKind.DENUNCIATION, "result": VisitResult.TRANSFER,
         "directed_to": "Thanh tra tỉnh"},
        {"head_count": 7},  # guided to appoint representatives
        {"head_count": 7, **REFUSED},
        {"head_count": 7, "representatives": ("Lý A",), "appointment_signed": False},
        {"head_count": 7, "representatives": ("Lý A",), "appointment_signed": True, **TAKEN},
        {"head_count": 4, "appointment_signed": False, "representatives": ("Lý A",), **TAKEN},
        {"result": VisitResult.STATEMENT, "statement_confirmed": StatementConfirmed.FINGERPRINT},
        {"result": VisitResult.STATEMENT, "statement_confirmed": StatementConfirmed.DECLINED},
        {"result": VisitResult.TRANSFER, "directed_to": "UBND xã Tân Thanh", "result_note": ""},
        {"result": VisitResult.GUIDED, "directed_to": "UBND xã Tân Thanh", "result_note": ""},
        {"result": VisitResult.REFERRED, "result_note": ""},
        {"origin": VisitOrigin.PAPER, "late_reason": "Mất điện từ 9 giờ đến 11 giờ."},
    ],
)  # fmt: skip
def test_lawful(told, changes):
    assert found(told, **changes) == []


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        (who(id_number="02017100456"), "id_number",
         "Số căn cước, số định danh có 12 chữ số; số vừa nhập có 11 chữ số."),
        (who(id_number="02017100456", paper=PaperKind.IDENTITY_CARD), "id_number",
         "Số căn cước, số định danh có 12 chữ số; số vừa nhập có 11 chữ số."),
        (who(id_number="C1234567", paper=PaperKind.IDENTITY_CARD), "id_number",
         "Số căn cước, số định danh có 12 chữ số; số vừa nhập có 7 chữ số."),
        (who(id_number="C12", paper=PaperKind.PASSPORT), "id_number",
         "Số hộ chiếu gồm 6 đến 15 chữ cái, chữ số, như C1234567."),
        (who(paper=PaperKind.NONE), "id_number",
         "Đã chọn “Không mang giấy tờ” thì để trống số giấy tờ."),
        (who(id_number="9" * 31, paper=PaperKind.ORGANISATION), "id_number",
         "Số giấy tờ dài quá 30 ký tự."),
        (who(id_number="12😀", paper=PaperKind.OTHER), "id_number",
         "Số giấy tờ chỉ gồm chữ cái, chữ số và dấu câu."),
        (who(birth_year=2027), "birth_year", "Năm sinh không thể ở tương lai."),
        (who(full_name="Lan 😀"), "full_name",
         "Họ tên chỉ gồm chữ cái, chữ số và dấu câu; hãy bỏ ký hiệu, biểu tượng."),
        (who(full_name=""), "full_name", "Họ tên phải có chữ cái."),
        (who(full_name="A" * 121), "full_name", "Họ tên dài quá 120 ký tự."),
        (who(address="A" * 301), "address", "Địa chỉ dài quá."),
        ({"head_count": 2, "members": people(3)}, "members",
         "Danh sách có 3 người nhưng số người cùng đến là 2."),
        ({"head_count": 600, "representatives": ("Lý A",), "members": people(501)}, "members",
         "Danh sách có 501 dòng; ghi nhiều nhất 500 người."),
        ({"head_count": 3, "members": (*people(2), MemberInput("123"))}, "members",
         "Dòng 3: Họ tên phải có chữ cái."),
        ({"head_count": 3, "members": (MemberInput("Lý A", 2030),)}, "members",
         "Dòng 1: Năm sinh không thể ở tương lai."),
        ({"head_count": 3, "members": (MemberInput("Lý A", None, "x" * 301),)}, "members",
         "Dòng 1: Họ tên hoặc địa chỉ dài quá."),
        ({"head_count": 12, "representatives": tuple("ABCDEF")}, "representatives",
         "Đoàn 12 người cử từ 1 đến 5 người đại diện (Luật Tiếp công dân 2013, điều 29); "
         "đang ghi 6 người."),
        ({"head_count": 7, "result": VisitResult.REFERRED}, "representatives",
         "Đoàn 7 người cử 1 hoặc 2 người đại diện (Luật Tiếp công dân 2013, điều 29); chưa ghi "
         "người nào. Đoàn chưa cử người đại diện thì kết quả là “Hướng dẫn”."),
        ({"head_count": 7, "representatives": ("Lý A",), "appointment_signed": False, **TAKEN},
         "appointment_signed",
         "Chưa có văn bản cử người đại diện có chữ ký của tất cả mọi người (Luật Tiếp công dân "
         "2013, điều 29) thì chưa nhận đơn của đoàn; hãy hướng dẫn lập văn bản."),
        ({"arrived_at": NOW + timedelta(minutes=1)}, "arrived_at",
         "Giờ đến không thể ở sau thời điểm hiện tại."),
        ({"title": "A" * 201}, "title", "Phần này dài quá 200 ký tự."),
        ({"interpreter": "A" * 161}, "interpreter", "Phần này dài quá 160 ký tự."),
        ({"origin": VisitOrigin.PAPER}, "late_reason",
         "Nhập từ sổ giấy thì phải ghi lý do nhập sau."),
    ],
)  # fmt: skip
def test_bad_input_gets_a_sentence_beside_its_field(told, changes, field, why):
    assert [(o.field, o.sentence) for o in intake.objections(replace(told, **changes), NOW)] == [
        (field, why)
    ]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"mandate": LAWYER}, ["capacity"]),
        ({"petitioner": COMPANY}, ["capacity"]),
        ({"capacity": Capacity.HEAD_OF_ORGANISATION}, ["capacity"]),
        ({"capacity": Capacity.LAWYER}, ["mandate_name"]),
        ({"capacity": Capacity.LEGAL_AID, "mandate": replace(LAWYER, document=""), **TAKEN},
         ["mandate_document"]),
        ({"capacity": Capacity.LAWYER, **TAKEN,
          "mandate": replace(LAWYER, expires_on=date(2026, 11, 17))}, ["mandate_expires"]),
        ({"capacity": Capacity.LAWYER, "mandate": replace(LAWYER, document_date=date(2026, 11, 19))},
         ["mandate_date"]),
        ({"capacity": Capacity.LAWYER, "mandate": replace(
            LAWYER, document_date=date(2026, 11, 10), expires_on=date(2026, 11, 9))},
         ["mandate_expires"]),
        ({"capacity": Capacity.LAWYER, "mandate": MandateInput(Petitioner(""), "Thẻ")},
         ["mandate_name"]),
        ({"capacity": Capacity.LAWYER,
          "mandate": MandateInput(Petitioner("Lý A", id_number="12"), "Thẻ")}, ["mandate_number"]),
        ({"capacity": Capacity.LAWYER, "mandate": replace(LAWYER, document="x" * 201)},
         ["mandate_document"]),
        ({"is_anonymous": True}, ["full_name", "id_number", "phone", "birth_year"]),
        ({**UNNAMED, **TAKEN}, ["result"]),
        ({**UNNAMED, "result": VisitResult.STATEMENT, "statement_confirmed": "signed"}, ["result"]),
        ({**UNNAMED, "result": VisitResult.TRANSFER, "directed_to": "Công an xã"}, ["result"]),
        ({**UNNAMED, "interpreter": "Nông A, tiếng Tày"}, ["interpreter"]),
        ({"result": VisitResult.TRANSFER}, ["directed_to"]),
        ({"result_note": ""}, ["result_note"]),
        ({"result": VisitResult.ANSWERED, "result_note": ""}, ["result_note"]),
        ({"result": VisitResult.STATEMENT}, ["statement_confirmed"]),
        ({"result": VisitResult.STATEMENT, "statement_confirmed": "khác"}, ["statement_confirmed"]),
        ({"result": VisitResult.STATEMENT, "statement_confirmed": "declined", "result_note": ""},
         ["result_note"]),
        ({"result": VisitResult.REFUSED}, ["refusal_ground"]),
        ({"refusal": REFUSED["refusal"]}, ["result"]),
        ({"result": VisitResult.REFUSED, "refusal": RefusalInput(RefusalGround.L9_2, "")},
         ["refusal_explanation"]),
        ({**REFUSED, "arrived_at": datetime(2026, 6, 30, 9, tzinfo=HANOI)}, ["refusal_ground"]),
        ({**REFUSED, "petition": PetitionInput("Đơn")}, ["petition_content"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_together(told, changes, fields):
    assert found(told, **changes) == fields


def test_the_expired_mandate_names_both_days(told):
    expired = replace(LAWYER, expires_on=date(2026, 11, 17))
    assert sentence(told, capacity=Capacity.LAWYER, mandate=expired, **TAKEN) == (
        "Giấy tờ đã hết hạn ngày 17/11/2026, trước ngày tiếp 18/11/2026; hướng dẫn làm lại giấy tờ "
        "thì kết quả là “Hướng dẫn”."
    )


def test_a_ground_that_did_not_exist_that_day_says_since_when(told):
    early = datetime(2026, 6, 30, 9, tzinfo=HANOI)
    assert sentence(told, **REFUSED, arrived_at=early) == (
        "Ngày 30/06/2026 chưa có căn cứ này: điểm d khoản 1 điều 4 Nghị định 154/2026/NĐ-CP có "
        "hiệu lực từ 01/07/2026."
    )
    old = RefusalInput(RefusalGround.L9_2, "Đã giải thích.")
    assert found(told, result=VisitResult.REFUSED, refusal=old, arrived_at=early) == []


def further(**changes) -> FurtherInput:
    given = {
        "kind": PetitionKind.COMPLAINT, "field": Field.POLICY, "title": "Khiếu nại trợ cấp",
        "content": "Chưa nhận trợ cấp tháng 10.", "result": VisitResult.GUIDED,
        "result_note": "Hướng dẫn đến Bảo hiểm xã hội.",
    }  # fmt: skip
    return FurtherInput(**{**given, **changes})


@pytest.mark.parametrize(
    ("contents", "changes", "many"),
    [
        ([further()], {}, 0),
        ([further(), further(title="Việc khác")], {}, 0),
        ([further(kind=PetitionKind.DENUNCIATION)], {}, 1),
        ([further(result=VisitResult.REFUSED)], {}, 1),
        ([further()], {"keep_sealed": True}, 1),
        ([further()], {"kind": PetitionKind.DENUNCIATION}, 1),
        ([further(title="")], {}, 1),
        ([further(result_note="")], {}, 1),
        ([further(title="A" * 201)], {}, 1),
        ([further(result=VisitResult.PETITION)], UNNAMED, 1),
    ],
)
def test_further_contents_are_open_and_complete(told, contents, changes, many):
    assert found(told, further=contents, **changes) == ["further"] * many


def test_a_denunciation_among_them_is_told_where_it_belongs(told):
    assert sentence(told, further=[further(kind=PetitionKind.DENUNCIATION)]) == (
        "Nội dung tố cáo phải ghi thành lượt tiếp riêng, vào sổ kín; hãy bỏ khỏi lượt này."
    )


def test_nobody_beside_a_sealed_visit_is_named_in_its_words(told):
    sealed = {
        "kind": PetitionKind.DENUNCIATION,
        "capacity": Capacity.LAWYER,
        "mandate": MandateInput(Petitioner("Lý Văn Luật", phone="0912000111"), "Thẻ"),
        "interpreter": "Nông Thị Dịch, tiếng Tày",
        "head_count": 3,
        "members": (MemberInput("Vi Văn Bạn"),),
    }
    assert found(told, **sealed) == []
    for words in ("ly van luat", "Nông Thị Dịch", "ông Vi Văn Bạn", "gọi 0912000111"):
        assert found(told, **sealed, request=f"Đề nghị gặp {words}.") == ["request"], words


def test_texts_are_composed_and_free_of_control_characters(told):
    raw = unicodedata.normalize("NFD", "Đề  nghị\x00\ud800 xem\r\nlại")
    kept = replace(told, content=raw, title=raw, representatives=("Lý\x00 A", " "))
    assert (kept.content, kept.title) == ("Đề nghị xem\nlại", "Đề nghị xem lại")
    assert kept.representatives == ("Lý A",)


def local(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("arrived_at", "said"),
    [
        (local(2026, 11, 18, 9, 30), []),
        (local(2026, 11, 15, 9, 30),  # a Sunday
         ["Ngày 15/11/2026 là ngày nghỉ; lượt tiếp vẫn được ghi vào sổ."]),
        (local(2026, 9, 2, 9, 30), ["Ngày 02/09/2026 là ngày nghỉ; lượt tiếp vẫn được ghi vào sổ."]),
        (local(2026, 11, 17, 20, 5), ["20:05 là ngoài giờ làm việc; lượt tiếp vẫn được ghi vào sổ."]),
        (local(2026, 11, 17, 6, 59), ["06:59 là ngoài giờ làm việc; lượt tiếp vẫn được ghi vào sổ."]),
    ],
)  # fmt: skip
def test_unusual_days_and_hours_are_said_and_accepted(told, arrived_at, said):
    unusual = replace(told, arrived_at=arrived_at)
    assert [warning.sentence for warning in intake.warnings(unusual, NOW)] == said
    assert list(intake.objections(unusual, NOW)) == []
