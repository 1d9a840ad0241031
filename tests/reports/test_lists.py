"""Lists as reports: rows counted by hand, what is sealed stays sealed, files say what the page says."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.refusals import Refused
from complaints.enums import HotLevel, Outcome, PetitionKind, Secrecy, TransferState
from complaints.models import Transfer
from law.periods import parse_period
from reception.enums import SessionKind, SessionState, VisitResult
from reception.models import ReceptionSession, VisitMatter, VisitPetition
from records.actions.files import path_of
from records.models import StoredFile
from reports.actions.making import make_report
from reports.all_kinds import kind_of
from reports.enums import Calmed, Cause
from reports.lists.workbook import Between, Book, workbook
from reports.models import Incident, Report
from tests.complaints.doors import client_of
from tests.factories import NOW, Province
from tests.reports.builders import (
    at,
    closed,
    confirmed,
    make_clock,
    make_hotspot,
    make_matter,
    make_petition,
    make_visit,
    processed,
)
from tests.reports.weeks import hand_counted_week
from tests.texts import pdf_text

pytestmark = pytest.mark.django_db

MON, TUE, WED = (date(2026, 11, day) for day in (9, 10, 11))
WEEK = "2026-W46"
SECRET = "Tố cáo cấp phép sai"
HIDDEN = "Việc hạn chế người biết"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def make(province: Province, kind: str, part: str = "SKHCN", period: str = WEEK) -> Report:
    return make_report(kind=kind, agency=province[part], period=period, by=None, now=NOW)


def totals(report: Report) -> dict[str, int]:
    return {total["name"]: total["value"] for total in report.figures["totals"] if total["value"]}


def rows(report: Report, group: int = 0) -> list[list]:
    return report.figures["groups"][group]["rows"]


def sheet(report: Report, form: str = "xlsx"):
    kept = StoredFile.objects.filter(parent_id=report.pk, name__endswith=form).first()
    content = (
        path_of(kept.sha256).read_bytes() if kept else kind_of(report.kind).files[form](report)
    )
    return openpyxl.load_workbook(BytesIO(content))["Danh sách"]


def printed(report: Report) -> str:
    return pdf_text(kind_of(report.kind).files["pdf"](report))


def test_overdue_matters_by_unit(province: Province) -> None:
    hand_counted_week(province)
    late = make_matter(province["XA"], title="Phản ánh rác thải")
    make_clock(province["XA"], date(2026, 10, 30), late)
    make_clock(province["XA"], MON, make_matter(province["XA"], title=HIDDEN,
                                                secrecy=Secrecy.RESTRICTED))  # fmt: skip
    report = make(province, "overdue", "TTT")
    # SKHCN on 16/11: see EXPECTED["overdue"]; days late 10, 6 (sealed), 4, 1. XA: 17.
    assert totals(report) == {
        "overdue": 5, "late_1_10": 4, "late_11_30": 1, "sealed": 1, "units": 2,
    }  # fmt: skip
    assert [(group["title"], group["count"]) for group in report.figures["groups"]] == [
        ("Sở Khoa học và Công nghệ", 4), ("Ủy ban nhân dân xã Tân Thanh", 1),
    ]  # fmt: skip
    assert [[row[1], row[3], row[4]] for row in rows(report)] == [
        ["Khiếu nại chậm thụ lý", "2026-11-06", 10],
        ["Nội dung được giữ kín theo quy định", "2026-11-10", 6],
        ["Khiếu nại quyết định thu hồi đất", "2026-11-12", 4],
        ["Khiếu nại quyết định thu hồi đất", "2026-11-15", 1],
    ]
    told = str(report.figures) + printed(report)
    assert "Phản ánh rác thải" in told
    assert SECRET not in told
    assert HIDDEN not in told


def test_a_list_opens_no_case_that_its_page_would_not(province: Province) -> None:
    make_clock(province["XA"], MON, make_matter(province["XA"], title="Phản ánh rác thải"))
    report = make(province, "overdue", "TTT")
    address = reverse("report_detail", args=[report.pk])
    file = reverse("report_file", args=[report.pk]) + "?dang=xlsx"
    inspector = client_of(province.person("inspector", "TTT"))
    assert "Phản ánh rác thải" in inspector.get(address).content.decode()
    assert inspector.get(file).status_code == 200
    officer = client_of(province.person("officer", "TTT"))
    html = officer.get(address).content.decode()
    assert "Phản ánh rác thải" not in html
    assert "Danh sách còn 1 dòng của đơn vị khác" in html
    assert officer.get(file).status_code == 403
    rival = Province("CB", "Cao Bằng")
    stranger = client_of(rival.person("inspector", "TTT"))
    assert stranger.get(address).status_code == 404
    assert stranger.get(file).status_code == 404


def test_a_day_against_the_day_before(province: Province) -> None:
    hand_counted_week(province)
    sent = {
        "agency": province["SKHCN"], "scope_path": province["SKHCN"].path, "head_count": 14,
        "place": "Trụ sở Sở", "cause": Cause.CROWD, "demand": "Hỏi tiến độ", "handled": "Đã mời vào",
        "calmed": Calmed.RECEIVED, "in_charge": "UBND xã", "sent_at": at(TUE, 11),
        "sent_by": province.person("head", "SKHCN"),
    }  # fmt: skip
    Incident.objects.create(happened_at=at(TUE), **sent)
    secret = make_matter(province["SKHCN"], title=SECRET, secrecy=Secrecy.SEALED)
    Incident.objects.create(happened_at=at(TUE), matter=secret, **sent)
    report = make(province, "daily", period="2026-11-10..2026-11-10")
    told = {t["name"]: [t["value"], t["before"]] for t in report.figures["totals"]}
    # Tuesday: one visit of two people; Monday: one of one (the restricted one counts nowhere).
    assert told["visits"] == [1, 1]
    assert told["people"] == [2, 1]
    assert told["received"] == [1, 1]
    assert told["processed"] == [1, 0]
    assert [row[:3] for row in rows(report)] == [["09:00", "Trụ sở Sở", 14]]
    with pytest.raises(Refused, match="lập cho một ngày"):
        make(province, "daily")


def session(agency, by, day: date, **fields) -> None:
    given = {
        "agency": agency, "scope_path": agency.path, "kind": SessionKind.PERIODIC, "on_date": day,
        "state": SessionState.HELD, "place": "Phòng tiếp công dân", "host": by,
    }  # fmt: skip
    ReceptionSession.objects.create(**given | fields)


def test_days_of_the_head_against_the_quota(province: Province) -> None:
    agency, by = province["SKHCN"], province.person("head", "SKHCN")
    session(agency, by, date(2026, 9, 15))
    session(agency, by, date(2026, 10, 15), delegated=True, delegation_document="12/QĐ")
    session(agency, by, date(2026, 10, 20), kind=SessionKind.AD_HOC)
    session(agency, by, date(2026, 10, 5), state=SessionState.CANCELLED, state_reason="Bão số 9.")
    session(agency, by, date(2026, 11, 3))  # its month ends after the period
    make_visit(agency, by, date(2026, 10, 15), head_count=6, session_kind=SessionKind.PERIODIC)
    make_visit(agency, by, date(2026, 10, 15))  # standing
    hidden = make_matter(agency, secrecy=Secrecy.RESTRICTED)
    make_visit(agency, by, date(2026, 10, 15), hidden, session_kind=SessionKind.PERIODIC)
    report = make(province, "heads_days", period="2026-09-01..2026-10-31")
    # A director receives at least one day a month (Luật Tiếp công dân 2013, art. 18 clause 2).
    assert rows(report) == [
        ["09/2026", 1, 1, 0, 0, "Đủ", "", 0, 0, 0],
        ["10/2026", 1, 0, 1, 1, "Thiếu 1 ngày, có ủy quyền", "05/10: hủy (Bão số 9)", 1, 6, 1],
    ]
    assert totals(report) == {
        "units": 1, "required": 2, "direct": 1, "delegated": 1, "ad_hoc": 1, "units_short": 1,
        "held": 3, "not_held": 1, "visits": 1, "people": 6,
    }  # fmt: skip
    assert report.figures["groups"][0]["note"] == "1/2 ngày theo định mức"
    head = client_of(by)
    listed = head.get(reverse("figure_rows"), {"so": "heads_days", "ky": report.period})
    assert "Danh sách có 3 dòng." in listed.content.decode()


def transfer(petition, by, to: str, **fields) -> None:
    given = {
        "petition": petition, "outcome": Outcome.TRANSFER, "to_name": to, "sent_on": TUE,
        "document": "15/PC-TCD", "answer_due_on": date(2026, 11, 13), "sent_by": by,
    }  # fmt: skip
    Transfer.objects.create(**given | fields)


def test_transfers_by_receiver(province: Province) -> None:
    agency, by = province["SKHCN"], province.person("handler", "SKHCN")
    sent = [make_petition(agency, by, MON, **processed(TUE, Outcome.TRANSFER)) for _ in range(4)]
    transfer(sent[0], by, "Sở Nội vụ")
    transfer(
        sent[1], by, "Sở Nội vụ", state=TransferState.ANSWERED, answered_on=WED, answer="Nhận."
    )
    transfer(sent[2], by, "Bưu điện", state=TransferState.RETURNED)
    transfer(sent[3], by, "Sở Nội vụ", sent_on=date(2026, 11, 2))  # the week before
    sealed = make_petition(agency, by, MON, kind=PetitionKind.DENUNCIATION, secrecy=Secrecy.SEALED,
                           summary=SECRET)  # fmt: skip
    transfer(sealed, by, "Công an tỉnh", answer_due_on=None, outcome=Outcome.GUIDE)
    hidden = make_petition(agency, by, MON, secrecy=Secrecy.RESTRICTED, summary=HIDDEN)
    transfer(hidden, by, "Sở Tài chính")
    report = make(province, "transfers")
    assert totals(report) == {
        "sent": 4, "transfer": 3, "guide": 1, "answered": 1, "late": 1, "returned": 1,
    }  # fmt: skip
    assert [(group["title"], group["note"]) for group in report.figures["groups"]] == [
        ("Bưu điện", "gửi 1, đã trả lời 0, quá hạn chưa trả lời 0, trả lại 1"),
        ("Sở Nội vụ", "gửi 2, đã trả lời 1, quá hạn chưa trả lời 1, trả lại 0"),
        ("Nơi nhận đơn kín", "gửi 1, đã trả lời 0, quá hạn chưa trả lời 0, trả lại 0"),
    ]
    assert [row[6] for row in rows(report, 1)] == ["Quá hạn trả lời 3 ngày", "Đã có trả lời"]
    told = str(report.figures) + printed(report)
    secrets = (SECRET, HIDDEN, "Công an tỉnh", "Sở Tài chính")
    assert not [secret for secret in secrets if secret in told]
    page = client_of(by).get(reverse("figure_rows"), {"so": "transfers_late", "ky": WEEK,
                                                       "don_vi": str(agency.pk)})  # fmt: skip
    assert "Danh sách có 1 dòng." in page.content.decode()


def test_hot_spots_open_and_ended(province: Province) -> None:
    agency, by = province["XA"], province.person("head", "XA")
    make_hotspot(agency, by, MON, level=HotLevel.HOT)
    make_hotspot(agency, by, date(2026, 10, 1), **confirmed(by, date(2026, 10, 2)))
    make_hotspot(agency, by, date(2026, 10, 3), **closed(by, WED))
    make_hotspot(agency, by, date(2026, 10, 1), **closed(by, date(2026, 11, 4)))
    sealed = make_matter(agency, title=SECRET, secrecy=Secrecy.SEALED, locality="xã Tân Thanh")
    make_hotspot(agency, by, TUE, matter=sealed, raised_note="Ông A tố cáo")
    make_hotspot(agency, by, TUE, matter=make_matter(agency, title=HIDDEN,
                                                     secrecy=Secrecy.RESTRICTED))  # fmt: skip
    report = make(province, "hotspots", "TTT")
    assert totals(report) == {
        "hot_open": 3, "level_warning": 2, "level_hot": 1, "hot_waiting": 2, "hot_people": 3,
        "hot_closed": 1,
    }  # fmt: skip
    assert [row[4] for row in rows(report)] == [
        "Đã xác nhận", "Đã kết thúc", "Đề xuất, chờ xác nhận", "Đề xuất, chờ xác nhận",
    ]  # fmt: skip
    told = str(report.figures) + printed(report)
    assert not [secret for secret in (SECRET, HIDDEN, "Ông A") if secret in told]


def test_register_of_petitions(province: Province) -> None:
    agency, by = province["SKHCN"], province.person("handler", "SKHCN")
    make_petition(agency, by, MON, number=1, petitioner_label="=HYPERLINK(0)", signatories=3,
                  summary="@Đề nghị\x0b xem xét <b>", locality="xã Tân Thanh")  # fmt: skip
    make_petition(agency, by, TUE, number=2, **processed(WED))
    make_petition(agency, by, date(2026, 11, 2), number=3)
    make_petition(agency, by, TUE, kind=PetitionKind.DENUNCIATION, secrecy=Secrecy.SEALED,
                  summary=SECRET, petitioner_label="Người tố cáo số 1")  # fmt: skip
    make_petition(agency, by, TUE, secrecy=Secrecy.RESTRICTED, summary=HIDDEN)
    report = make(province, "petitions")
    assert totals(report) == {
        "received": 3, "complaint": 2, "denunciation": 1, "state_received": 2, "state_processed": 1,
        "sealed": 1,
    }  # fmt: skip
    assert report.figures["count"] == 2
    assert report.figures["groups"] == []
    found = [[cell.value for cell in row] for row in sheet(report).iter_rows()]
    lines = found[-2:]
    assert [line[0] for line in lines] == ["01", "02"]
    assert [lines[0][3], lines[0][4], lines[0][7]] == [
        "=HYPERLINK(0), xã Tân Thanh", 3, "@Đề nghị  xem xét <b>",
    ]  # fmt: skip
    assert lines[0][1].date() == MON
    assert lines[1][9].date() == WED
    assert {cell.data_type for row in sheet(report).iter_rows() for cell in row} <= {"s", "n", "d"}
    told = str(found) + printed(report)
    assert "Trang 2/2" in told
    assert not [secret for secret in (SECRET, HIDDEN, "Người tố cáo") if secret in told]


def test_register_of_visits_in_the_columns_of_the_form(province: Province) -> None:
    agency, by = province["SKHCN"], province.person("officer", "SKHCN")
    matter = make_matter(agency)
    first = make_visit(agency, by, MON, matter, number=1, head_count=6, address="xã Tân Thanh",
                       result=VisitResult.TRANSFER, directed_to="Sở Nội vụ", is_competent=False)  # fmt: skip
    petition = make_petition(agency, by, MON, matter, number=7, signatories=9)
    VisitPetition.objects.create(visit=first, petition=petition)
    second = make_matter(agency, title="Kiến nghị sửa đường")
    VisitMatter.objects.create(visit=first, matter=second, content="Đường hỏng.",
                               result=VisitResult.GUIDED, directed_to="UBND xã")  # fmt: skip
    make_visit(
        agency, by, TUE, number=2, voided_at=at(TUE, 15), voided_by=by, void_reason="Ghi trùng"
    )
    make_visit(agency, by, TUE, make_matter(agency, secrecy=Secrecy.SEALED, title=SECRET), number=1)
    make_visit(agency, by, TUE, make_matter(agency, secrecy=Secrecy.RESTRICTED, title=HIDDEN))
    report = make(province, "visits")
    assert totals(report) == {
        "visits": 2, "standing": 2, "people": 7, "groups": 1, "group_people": 6, "sealed": 1,
        "void": 1,
    }  # fmt: skip
    found = [[cell.value or "" for cell in row] for row in sheet(report).iter_rows()]
    assert found[-3:] == [
        ["01", "09/11/2026 09:00", "Hoàng Văn Bình; xã Tân Thanh; đoàn 6 người",
         "Khiếu nại quyết định thu hồi đất. Đề nghị xem xét lại giá bồi thường", "Khiếu nại", 9, "",
         "", "", "Sở Nội vụ",
         f"{VisitResult.TRANSFER.label}; Đơn số 07/2026: chờ xử lý; Người tiếp: {by.full_name}"],
        ["01a", "09/11/2026 09:00", "Như số 01", "Kiến nghị sửa đường. Đường hỏng", "Khiếu nại", 6, "",
         "", "UBND xã", "", VisitResult.GUIDED.label],
        ["02", "10/11/2026 09:00", "Hoàng Văn Bình",
         "Khiếu nại quyết định thu hồi đất. Đề nghị xem xét lại giá bồi thường", "Khiếu nại", 1, "",
         "", "", "", f"{VisitResult.GUIDED.label}; Người tiếp: {by.full_name}; "
         "HỦY SỐ ngày 10/11/2026: Ghi trùng"],
    ]  # fmt: skip
    assert "Hoàng Văn Bình" not in str(report.figures)
    assert not [secret for secret in (SECRET, HIDDEN) if secret in str(found)]
    again = make(province, "visits")
    assert again.pk == report.pk
    first.address = "xã Đồng Đăng"
    first.save(update_fields=["address"])
    assert make(province, "visits").version == 2


@pytest.mark.parametrize("kind", ["overdue", "transfers", "hotspots", "petitions", "visits"])
def test_a_list_costs_the_same_for_one_row_and_for_four(province: Province, kind: str) -> None:
    def fill() -> None:
        agency, by = province["SKHCN"], province.person("head", "SKHCN")
        petition = make_petition(agency, by, MON, **processed(TUE, Outcome.TRANSFER))
        transfer(petition, by, "Sở Nội vụ")
        make_clock(agency, MON, petition.matter, petition=petition)
        make_hotspot(agency, by, MON)
        VisitPetition.objects.create(visit=make_visit(agency, by, MON), petition=petition)

    def cost() -> tuple[int, int]:
        given = {"agency": province["SKHCN"], "today": NOW.date()}
        with CaptureQueriesContext(connection) as counting:
            kind_of(kind).figures(period=parse_period(WEEK), **given)
        report = make(province, kind)
        with CaptureQueriesContext(connection) as showing:
            assert reader.get(reverse("report_detail", args=[report.pk])).status_code == 200
        return len(counting), len(showing)

    reader = client_of(province.person("head", "SKHCN"))
    fill()
    one = cost()
    for _ in range(3):
        fill()
    Report.objects.all().delete()
    assert cost() == one
    assert one[1] <= 15


def test_a_workbook_takes_any_text_as_text() -> None:
    heads = [{"text": "Tên", "width": 20, "kind": "text", "mark": ""},
             {"text": "Số", "width": 10, "kind": "number", "mark": ""}]  # fmt: skip
    book = Book("=Sổ\x01", "A & B <C>", NOW, heads, ["=1+1"], [("=2", 5), ("b", "\ud800c")])
    lines = [("=1+1", 2), ("a\x1fb\x00", None), Between("+Nhóm & <x>"), ("x" * 40_000, -3)]
    found = openpyxl.load_workbook(BytesIO(workbook(book, lines)))
    cells = [[cell.value for cell in row] for row in found["Danh sách"].iter_rows(min_row=4)]
    assert cells[0] == ["=1+1", 2]
    assert cells[1:3] == [["a b ", None], ["+Nhóm & <x>", None]]
    assert [len(cells[3][0]), cells[3][1]] == [32_000, -3]
    assert found["Tổng hợp"]["A3"].value == "=2"
    assert found["Tổng hợp"]["A3"].data_type == "s"


def test_a_period_too_long_is_refused(province: Province) -> None:
    long_ago = NOW.date() - timedelta(days=500)
    with pytest.raises(Refused, match="dài nhất một năm"):
        make(province, "overdue", period=f"{long_ago}..{NOW.date()}")
    with pytest.raises(Refused, match="ít nhất một tháng"):
        make(province, "heads_days")
