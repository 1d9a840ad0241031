"""The monthly sheet for the allowance: by hand, and blind to what is sealed."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from agencies.enums import Duty
from agencies.models import DutyShift
from complaints.enums import PetitionKind
from reception.allowance import allowance_sheet, month_of
from reception.enums import SessionKind, SessionMode, SessionState
from reception.models import ReceptionSession
from records.enums import Verb
from records.models import LedgerEntry
from tests.factories import HANOI, NOW

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)


def on(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=HANOI)


def sheet(province, **changes):
    asked = {
        "user": province.person("officer", "SKHCN"), "agency": province["SKHCN"],
        "month": NOVEMBER, "now": NOW,
    }  # fmt: skip
    return allowance_sheet(**{**asked, **changes})


def marks(found) -> dict[str, dict[int, str]]:
    """Letters by officer and day of the month."""
    return {
        line.officer.username: {
            number: mark.letter for number, mark in enumerate(line.marks, 1) if mark.letter
        }
        for line in found.lines
    }


def shift(province, user, day: int, **changes) -> DutyShift:
    home = province["SKHCN"]
    said = {
        "agency": home, "scope_path": home.path, "user": user, "duty": Duty.DESK,
        "starts_at": on(day, 8), "ends_at": on(day, 11),
    }  # fmt: skip
    return DutyShift.objects.create(**{**said, **changes})


def held(province, host, day: int, state=SessionState.HELD) -> ReceptionSession:
    home = province["SKHCN"]
    return ReceptionSession.objects.create(
        agency=home, scope_path=home.path, kind=SessionKind.PERIODIC, mode=SessionMode.IN_PERSON,
        state=state, on_date=on(day).date(), place="Phòng 1", host=host,
    )  # fmt: skip


def test_days_of_a_month_by_hand(province, receive):
    officer, handler, head = (
        province.person(role, "SKHCN") for role in ("officer", "handler", "head")
    )
    for day in (2, 5, 5, 14):  # 14/11 is a Saturday
        receive(arrived_at=on(day), now=on(day) + timedelta(minutes=5))
    shift(province, officer, 2)
    shift(province, officer, 3)
    shift(province, handler, 4)
    shift(province, handler, 20)  # still to come
    shift(province, handler, 6, duty=Duty.LEADER)
    held(province, head, 12)
    held(province, head, 13, SessionState.PLANNED)
    found = sheet(province)
    assert marks(found) == {
        officer.username: {2: "x", 3: "t", 5: "x", 14: "x"},
        handler.username: {4: "t"},
        head.username: {12: "x"},
    }
    by_name = {line.officer.username: line for line in found.lines}
    line = by_name[officer.username]
    assert (line.working_days, line.days_off, line.total) == (3, 1, 4)
    assert found.sums == (5, 1, 6)
    assert len(found.days) == 30
    assert [day.day.day for day in found.days if day.is_off][:4] == [1, 7, 8, 14]


def test_a_sealed_visit_leaves_the_sheet_as_it_was(province, receive):
    handler = province.person("handler", "SKHCN")
    before = sheet(province)
    receive(
        kind=PetitionKind.DENUNCIATION, title="Tố cáo", excluded_users=(handler,),
        by=province.person("officer", "SKHCN"),
    )  # fmt: skip
    receive(kind=PetitionKind.DENUNCIATION, title="Tố cáo khác")
    assert sheet(province) == before
    assert before.lines == ()


def test_a_void_line_and_another_agency_count_nothing(province, receive):
    visit = receive()
    visit.voided_at, visit.voided_by, visit.void_reason = NOW, visit.received_by, "Ghi nhầm"
    visit.save()
    ReceptionSession.objects.filter(pk=visit.session_id).update(state=SessionState.PLANNED)
    receive(agency=province["XA"], by=province.person("officer", "XA"))
    assert sheet(province).lines == ()


@pytest.mark.parametrize(
    ("asked", "month"),
    [
        ("2026-10", date(2026, 10, 1)),
        ("2026-12", NOVEMBER),
        ("2026-13", NOVEMBER),
        ("abc", NOVEMBER),
        (None, NOVEMBER),
        ("2024-02", date(2024, 2, 1)),
    ],
)
def test_which_month(asked, month):
    assert month_of(asked, NOW.date()) == month


def test_page_pdf_and_workbook_say_the_same(desk, receive, province):
    receive()
    officer = province.person("officer", "SKHCN")
    page = desk.get(reverse("allowance_sheet")).content.decode()
    assert ("tháng 11/2026" in page, officer.full_name in page) == (True, True)
    answer = desk.get(reverse("allowance_sheet"), {"thang": "2026-11", "dang": "pdf"})
    text = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    for sentence in (
        "BẢNG CHẤM CÔNG Ngày tiếp công dân hưởng chế độ bồi dưỡng, tháng 11/2026",
        officer.full_name,
        "Nghị định 154/2026/NĐ-CP, các điều 37, 38, 39",
        "NGƯỜI CHẤM CÔNG",
    ):
        assert sentence in text
    answer = desk.get(reverse("allowance_sheet"), {"thang": "2026-11", "dang": "xlsx"})
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[5][1] == officer.full_name
    assert rows[5][2 + 17] == "x"
    assert rows[5][-3:] == rows[6][-3:] == (1, 0, 1)
    assert LedgerEntry.objects.filter(verb=Verb.EXPORT).count() == 2


def test_the_page_costs_the_same_for_one_and_for_four(
    desk, receive, province, django_assert_max_num_queries
):
    receive()
    with django_assert_max_num_queries(15) as one:
        desk.get(reverse("allowance_sheet"))
    for role, day in (("handler", 4), ("head", 5), ("custodian", 6)):
        shift(province, province.person(role, "SKHCN"), day)
    with django_assert_max_num_queries(15) as four:
        desk.get(reverse("allowance_sheet"))
    assert len(one) == len(four)


def test_another_agency_sees_its_own_sheet_alone(province, sign_in, receive):
    receive()
    page = sign_in(province.person("officer", "XA")).get(reverse("allowance_sheet"))
    assert province.person("officer", "SKHCN").full_name not in page.content.decode()
    refused = sign_in(province.person("custodian", "SKHCN")).get(reverse("allowance_sheet"))
    assert refused.status_code == 403
