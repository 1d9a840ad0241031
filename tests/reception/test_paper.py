"""The emergency paper register: numbers without a hole, who keeps which series, what settles a sheet."""

import uuid
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from agencies.refusals import NotAllowed, Refused
from complaints.enums import PetitionKind
from reception.actions import paper
from reception.models import PaperSheet
from reception.sheets import late_count, sheet_to_enter
from records.enums import Book
from records.models import LedgerEntry
from tests.factories import HANOI, NOW

pytestmark = pytest.mark.django_db
LIST = "paper_list"


@pytest.fixture
def printed(province):
    def made(count=3, *, book=Book.VISITS, role="officer", part="SKHCN", now=NOW, **more):
        return paper.print_sheets(
            agency=province[part], book=book, count=count, by=province.person(role, part), now=now,
            **more,
        )  # fmt: skip

    return made


@pytest.fixture
def visit_of(receive):
    def made(**changes):
        return receive(result_note="Hướng dẫn gửi kiến nghị đến UBND xã.", **changes)

    return made


def sealed(printed, count=1):
    return printed(count, book=Book.SEALED_VISITS, role="custodian")


def test_numbers_follow_each_other_in_each_series_and_year(printed):
    assert [str(sheet) for sheet in printed(2)] == ["Tờ 001/2026", "Tờ 002/2026"]
    assert [str(sheet) for sheet in printed(2)] == ["Tờ 003/2026", "Tờ 004/2026"]
    assert [str(sheet) for sheet in sealed(printed, 2)] == ["Tờ 001/2026", "Tờ 002/2026"]
    assert [str(sheet) for sheet in printed(1, part="BTCD")] == ["Tờ 001/2026"]
    # 31/12/2026 at 17:30 UTC is already 2027 in Viet Nam.
    new_year = datetime(2027, 1, 1, 0, 30, tzinfo=HANOI)
    assert [str(sheet) for sheet in printed(1, now=new_year)] == ["Tờ 001/2027"]


def test_a_double_click_numbers_once(printed):
    key = uuid.uuid4()
    first, again = printed(4, key=key), printed(4, key=key)
    assert [sheet.pk for sheet in first] == [sheet.pk for sheet in again]
    assert PaperSheet.objects.count() == 4


@pytest.mark.parametrize("count", [0, 51, -1])
def test_one_to_fifty_at_once(printed, count):
    with pytest.raises(Refused, match="từ 1 đến 50 tờ"):
        printed(count)


@pytest.mark.parametrize(
    ("role", "book"),
    [
        ("head", Book.VISITS),
        ("custodian", Book.VISITS),
        ("officer", Book.SEALED_VISITS),
        ("handler", Book.SEALED_VISITS),
        ("officer", Book.PETITIONS),
    ],
)
def test_who_keeps_which_series(printed, role, book):
    with pytest.raises(NotAllowed):
        printed(1, book=book, role=role)
    assert PaperSheet.objects.count() == 0


def test_a_sheet_is_entered_once_and_points_at_its_visit(printed, visit_of, province):
    officer, (sheet, *_) = province.person("officer", "SKHCN"), printed()
    visit = visit_of()
    paper.note_entered(sheet_id=sheet.pk, visit=visit, by=officer, now=NOW)
    again = paper.note_entered(sheet_id=sheet.pk, visit=visit, by=officer, now=NOW)
    assert (again.state, again.visit) == ("entered", visit)
    with pytest.raises(Refused, match="Tờ 001/2026 đã nhập vào sổ"):
        paper.note_entered(sheet_id=sheet.pk, visit=visit_of(), by=officer, now=NOW)
    with pytest.raises(Refused, match="không đổi được nữa"):
        paper.void_sheet(sheet_id=sheet.pk, reason="Hỏng", by=officer, now=NOW)


def test_a_secret_visit_never_settles_an_open_sheet(printed, visit_of, province):
    officer, (sheet, *_) = province.person("officer", "SKHCN"), printed()
    assert paper.refusal_for(sheet, is_secret=False) is None
    assert paper.refusal_for(sheet, is_secret=True) == paper.FROM_SEALED_SHEET
    visit = visit_of(kind=PetitionKind.DENUNCIATION, content="Tố cáo cán bộ địa chính xã.")
    with pytest.raises(Refused) as refused:
        paper.note_entered(sheet_id=sheet.pk, visit=visit, by=officer, now=NOW)
    sheet.refresh_from_db()
    assert (refused.value.sentence, sheet.state, sheet.visit) == (
        paper.FROM_SEALED_SHEET,
        "printed",
        None,
    )


def test_a_sealed_sheet_is_noted_by_the_custodian_and_points_nowhere(printed, visit_of, province):
    (sheet,), custodian = sealed(printed), province.person("custodian", "SKHCN")
    assert paper.refusal_for(sheet, is_secret=True) == paper.FROM_SEALED_SHEET
    with pytest.raises(PaperSheet.DoesNotExist):
        paper.note_entered(
            sheet_id=sheet.pk, visit=visit_of(), by=province.person("officer", "SKHCN"), now=NOW
        )
    noted = paper.note_sealed_entered(sheet_id=sheet.pk, by=custodian, now=NOW)
    assert (noted.state, noted.visit) == ("entered", None)
    for (open_sheet,) in (printed(1),):
        with pytest.raises(PaperSheet.DoesNotExist):
            paper.note_sealed_entered(sheet_id=open_sheet.pk, by=custodian, now=NOW)


def test_the_database_keeps_a_sealed_sheet_from_pointing(printed, visit_of):
    (sheet,) = sealed(printed)
    for changes, name in (
        ({"visit": visit_of(), "state": "entered"}, "paper_sheet_sealed_points_nowhere"),
        ({"state": "void"}, "paper_sheet_void_says_why"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            PaperSheet.objects.filter(pk=sheet.pk).update(**changes)
    (other,) = printed(1)
    with pytest.raises(IntegrityError, match="paper_sheet_with_visit"), transaction.atomic():
        PaperSheet.objects.filter(pk=other.pk).update(visit=visit_of())
    printed(1)
    with pytest.raises(IntegrityError, match="paper_sheet_is_numbered_once"), transaction.atomic():
        PaperSheet.objects.filter(number=2).update(number=1)


def test_which_sheet_the_desk_may_open(printed, province):
    (sheet,), (kept,) = printed(1), sealed(printed)
    asked = [
        sheet_to_enter(province.person(*who), pk)
        for who, pk in (
            (("officer", "SKHCN"), sheet.pk),
            (("officer", "SKHCN"), kept.pk),
            (("officer", "BTCD"), sheet.pk),
            (("head", "SKHCN"), sheet.pk),
        )
    ]
    assert asked == [sheet, None, None, None]


def test_the_page_prints_enters_and_voids(desk, province):
    answer = desk.post(
        reverse("paper_print"),
        {"key": str(uuid.uuid4()), "series": f"{province['SKHCN'].pk}:visits", "count": "2"},
    )
    first, second = PaperSheet.objects.order_by("number")
    page = desk.get(answer["Location"]).content.decode()
    assert f"{reverse('paper_pdf', args=[first.pk])}?so_to=2" in page
    assert f"{reverse('visit_new')}?to={first.pk}" in page
    url = reverse("paper_void", args=[second.pk])
    refused = desk.post(url, {"reason": " "})
    assert (refused.status_code, refused.context["form"].errors["reason"]) == (
        422, ["Hãy ghi lý do hủy tờ sổ giấy."],
    )  # fmt: skip
    assert desk.post(url, {"reason": "In lệch"}).status_code == 302
    assert "In lệch" in desk.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize(
    "typed", [{"count": "0"}, {"count": "51"}, {"count": "nhiều"}, {"series": "x"}, {"key": "x"}]
)
def test_bad_input_says_so_and_numbers_nothing(desk, province, typed):
    good = {
        "key": str(uuid.uuid4()),
        "series": f"{province['SKHCN'].pk}:visits",
        "count": "2",
    }
    assert desk.post(reverse("paper_print"), {**good, **typed}).status_code == 422
    assert PaperSheet.objects.count() == 0


def test_the_file_has_two_pages_a_sheet_with_its_number_and_is_logged(desk, printed):
    first, *_ = printed(3)
    answer = desk.get(reverse("paper_pdf", args=[first.pk]), {"so_to": "2"})
    pages = [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]
    assert len(pages) == 4
    assert ["Tờ 001/2026" in pages[0], "Tờ 002/2026" in pages[2]] == [True, True]
    for asked in ("Người đại diện", "Phân loại (6)", "điểm chỉ", "Chuyển đến cơ quan", "Ngày tiếp"):
        assert asked in pages[0] + pages[1]
    row = LedgerEntry.objects.get(verb="print")
    assert row.details == {"tu": 1, "den": 2}


def test_a_settled_sheet_is_not_printed_again(desk, printed, province):
    (sheet,) = printed(1)
    officer = province.person("officer", "SKHCN")
    paper.void_sheet(sheet_id=sheet.pk, reason="Hỏng", by=officer, now=NOW)
    assert desk.get(reverse("paper_pdf", args=[sheet.pk])).status_code == 409


def test_what_waits_too_long_stands_first_and_in_the_tab(desk, printed, province, visit_of):
    early = NOW - timedelta(days=8)
    first, second, _third = printed(3, now=early)
    printed(1)
    officer = province.person("officer", "SKHCN")
    paper.note_entered(sheet_id=second.pk, visit=visit_of(), by=officer, now=NOW)
    page = desk.get(reverse(LIST))
    lines = page.context["unsettled"]
    assert [(str(line.sheet), line.is_late, line.is_skipped) for line in lines] == [
        ("Tờ 001/2026", True, True), ("Tờ 003/2026", True, False), ("Tờ 004/2026", False, False),
    ]  # fmt: skip
    assert page.context["late"] == late_count(officer) == 2
    assert "Sổ giấy dự phòng (2)" in page.content.decode()
    assert late_count(province.person("officer", "BTCD")) == 0
    assert first.state == "printed"


def test_custodian_and_officer_see_their_own_series(province, sign_in, printed):
    printed(1)
    sealed(printed, 2)
    for role, expected in (("officer", ["visits"]), ("custodian", ["sealed_visits"] * 2)):
        page = sign_in(province.person(role, "SKHCN")).get(reverse(LIST))
        assert [line.sheet.book for line in page.context["unsettled"]] == expected
    assert sign_in(province.person("head", "SKHCN")).get(reverse(LIST)).status_code == 403


def test_the_custodian_marks_a_sealed_sheet(province, sign_in, printed):
    (sheet,) = sealed(printed)
    custodian = sign_in(province.person("custodian", "SKHCN"))
    assert custodian.post(reverse("paper_entered", args=[sheet.pk])).status_code == 302
    assert [line.sheet.state for line in custodian.get(reverse(LIST)).context["settled"]] == [
        "entered"
    ]
    pdf = custodian.get(reverse("paper_pdf", args=[sealed(printed)[0].pk]))
    assert "SỔ KÍN" in PdfReader(BytesIO(pdf.content)).pages[0].extract_text()


def test_the_list_costs_the_same_for_one_and_for_four(desk, printed):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(reverse(LIST)).status_code == 200
        return len(queries)

    printed(1)
    desk.get(reverse(LIST))
    one = cost()
    printed(3)
    assert one == cost() <= 15
