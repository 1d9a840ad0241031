"""The opening stock: numbers and days as in the book, no hole, once, and the desk goes on after it."""

import io
import zipfile
from datetime import date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from complaints.models import Clock, Matter, MatterFact, Person, Petition
from reception.actions import stock as stocks
from reception.models import ReceptionSession, Refusal, StockImport, Visit
from reception.stock_job import ask_import
from records.actions import jobs
from records.enums import Book
from records.models import Job, LedgerEntry, RegisterEntry, SearchRow, StoredFile
from records.register import check
from reports.models import Tally
from tests.factories import HANOI, NOW
from tests.house.crawl import close_file
from tests.reception.stock_files import PETITION, VISIT, petitions_file, visits_file

pytestmark = pytest.mark.django_db
LIST = "stock_list"


@pytest.fixture
def handler(province):
    return province.person("handler", "SKHCN")


@pytest.fixture
def keep(province, handler):
    def made(content, *, book=Book.VISITS, year=2026, by=handler, name="so.xlsx"):
        return stocks.keep_checked(
            agency=province["SKHCN"], book=book, year=year, file_name=name, content=content,
            by=by, now=NOW,
        )  # fmt: skip

    return made


@pytest.fixture
def bring(keep, handler):
    def made(content, **more):
        stock, checked = keep(content, **more)
        assert checked.problems == []
        return stocks.import_stock(stock_id=stock.pk, by=handler, now=NOW)

    return made


def lines(*numbers, **changes):
    return [
        {
            **VISIT, "number": n, "id_number": f"0201710{n:05d}", "content": f"Việc {n}", **changes
        }
        for n in numbers
    ]  # fmt: skip


def test_a_register_goes_on_after_its_own_last_number(bring, receive, province):
    done = bring(visits_file(*lines(3, 1, 5)))
    assert (done.entries, done.left_blank) == (3, 2)
    numbers = Visit.objects.order_by("number").values_list("number", "year", "origin")
    assert list(numbers) == [(1, 2026, "stock"), (3, 2026, "stock"), (5, 2026, "stock")]
    following = receive(result_note="Hướng dẫn gửi UBND xã.")
    assert (following.register_number, following.origin) == ("06/2026", "desk")
    home = province["SKHCN"]
    found = check(agency_id=home.pk, book=Book.VISITS, year=2026)
    assert (found.is_whole, found.entries, found.last) == (True, 6, 6)
    void = RegisterEntry.objects.exclude(void_reason="").order_by("number")
    assert list(void.values_list("number", "void_reason")) == [
        (2, "Không có trong sổ đã nhập"), (4, "Không có trong sổ đã nhập"),
    ]  # fmt: skip


def test_what_a_line_becomes(bring, handler):
    bring(visits_file({**VISIT, "receiver": "Ông Ké", "settled_by": "UBND xã", "competent": "x"}))
    visit = Visit.objects.select_related("matter", "person").get()
    assert (visit.arrived_on, visit.entered_at, visit.received_by) == (
        date(2026, 1, 5), NOW, handler,
    )  # fmt: skip
    # The hour is not known: midnight, and the number keeps the order of the day.
    assert visit.arrived_at == datetime(2026, 1, 5, 0, 0, 0, 1, tzinfo=HANOI)
    assert visit.late_reason == "Nhập từ sổ đang dùng; người tiếp ghi trong sổ: Ông Ké"
    assert (visit.visitor_label, visit.address) == ("Nông Thị Lan", "thôn Nà Lầu, xã Tân Thanh")
    assert (visit.result, visit.directed_to, visit.settled_by, visit.is_competent) == (
        "guided", "UBND xã Tân Thanh", "UBND xã", True,
    )  # fmt: skip
    assert (visit.person.folded_name, visit.session, visit.is_first_time) == (
        "nong thi lan", None, True,
    )  # fmt: skip
    assert visit.person.id_hash != ""
    assert bytes(visit.person.id_cipher).find(b"020171004567") == -1
    assert visit.matter.title == "Đề nghị sửa đường vào khu sản xuất."
    assert list(MatterFact.objects.values_list("kind", "amount", "happened_on")) == [
        ("visit", 1, date(2026, 1, 5))
    ]
    assert SearchRow.objects.get(subject_kind="matter").subject_id == visit.matter_id


def test_notices_run_from_the_original_day_unless_told(bring):
    bring(
        visits_file(
            *lines(1, told="12/01/2026"),
            *lines(2, told=None),
            *lines(3, told=None, result="Giải thích, trả lời tại chỗ"),
        )
    )
    clocks = Clock.objects.order_by("matter__title").values_list(
        "rule_code", "started_on", "due_on", "finished_on"
    )
    # Ten working days after Monday 05/01/2026; Saturday 10/01/2026 was worked for another day.
    due = date(2026, 1, 16)
    started = ("TCD_TB_KQ", date(2026, 1, 5), due)
    assert list(clocks) == [
        (*started, date(2026, 1, 12)), (*started, None), (*started, date(2026, 1, 5)),
    ]  # fmt: skip
    assert list(Matter.objects.order_by("title").values_list("next_due_on", "next_duty")) == [
        (None, ""), (due, "TCD_TB_KQ"), (None, ""),
    ]  # fmt: skip


def test_the_same_person_with_the_same_words_is_one_matter(bring):
    same, again = lines(1)[0], {**lines(1)[0], "number": 2, "on": "09/02/2026", "told": None}
    bring(visits_file(same, again, {**again, "number": 3, "content": "Việc khác"}))
    matters = [visit.matter_id for visit in Visit.objects.order_by("number")]
    assert matters[0] == matters[1] != matters[2]
    assert [v.is_first_time for v in Visit.objects.order_by("number")] == [True, False, True]
    assert Person.objects.count() == 1


def test_a_known_receiver_has_their_session(bring, province):
    head = province.person("head", "SKHCN")
    bring(visits_file(*lines(1, 2, receiver=head.full_name, session="Định kỳ")))
    session = ReceptionSession.objects.get()
    assert (session.host, session.kind, session.state, session.on_date) == (
        head, "periodic", "held", date(2026, 1, 5),
    )  # fmt: skip
    assert [v.received_by for v in Visit.objects.all()] == [head, head]


def test_a_refusal_keeps_its_ground_and_a_crowd_is_counted(bring, province):
    bring(
        visits_file(
            *lines(1, result="Từ chối tiếp", ground="khoản 2 điều 9", note="Đã giải thích."),
            *lines(2, people=12),
        )
    )
    refusal = Refusal.objects.get()
    assert (refusal.ground, refusal.explanation, refusal.grounds_on) == (
        "l9_2", "Đã giải thích.", date(2026, 1, 5),
    )  # fmt: skip
    facts = MatterFact.objects.order_by("amount", "kind").values_list("kind", "amount")
    assert list(facts) == [("visit", 1), ("crowd", 12), ("visit", 12)]
    day = Tally.objects.filter(agency=province["SKHCN"], span="d", day=date(2026, 1, 5))
    assert [sum(t.visits for t in day), sum(t.people for t in day), sum(t.groups for t in day)] == [
        2, 13, 1,
    ]  # fmt: skip


def test_running_petitions_go_on_from_their_days(bring):
    bring(
        petitions_file(
            {**PETITION, "number": 2},
            {**PETITION, "number": 3, "content": "Khác", "state": "Đang giải quyết",
             "outcome": "Thụ lý giải quyết", "processed": "14/01/2026"},
            {**PETITION, "number": 4, "content": "Khác nữa", "state": "Đã giải quyết",
             "outcome": "Thụ lý giải quyết", "processed": "14/01/2026", "resolved": "10/02/2026",
             "resolution": "Quyết định số 5"},
        ),
        book=Book.PETITIONS,
    )  # fmt: skip
    waiting, running, done = Petition.objects.order_by("number")
    assert [p.state for p in (waiting, running, done)] == ["received", "accepted", "resolved"]
    # Luật Khiếu nại 2011: ten days to accept, thirty days to resolve, counted from the day after.
    assert (waiting.next_duty, waiting.next_due_on) == ("KN_THULY", date(2026, 1, 16))
    assert (running.next_duty, running.next_due_on) == ("KN_GQ1", date(2026, 2, 13))
    assert (done.next_duty, done.next_due_on) == ("", None)
    finished = Clock.objects.filter(petition=done).order_by("started_on")
    assert list(finished.values_list("rule_code", "finished_on")) == [
        ("KN_THULY", date(2026, 1, 14)), ("KN_GQ1", date(2026, 2, 10)),
    ]  # fmt: skip
    assert list(RegisterEntry.objects.order_by("number").values_list("number", "subject_kind")) == [
        (1, "missing"), (2, "petition"), (3, "petition"), (4, "petition"),
    ]  # fmt: skip


def test_last_year_may_come_too(bring, province):
    bring(visits_file(*lines(1, on="05/02/2025", told=None)), year=2025)
    assert check(agency_id=province["SKHCN"].pk, book=Book.VISITS, year=2025).is_whole


def test_once_and_only_before_the_first_number(bring, keep, receive):
    bring(visits_file(*lines(1)))
    with pytest.raises(Refused, match="đã có 1 số trong phần mềm"):
        keep(visits_file(*lines(1)))
    assert StockImport.objects.count() == 1


def test_a_number_taken_meanwhile_undoes_the_whole_import(keep, handler, receive):
    stock, _ = keep(visits_file(*lines(1, 2)))
    with patch.object(stocks, "_ensure"):
        receive(result_note="Hướng dẫn gửi UBND xã.")
        with pytest.raises(Refused, match="đã có 1 số trong phần mềm"):
            stocks.import_stock(stock_id=stock.pk, by=handler, now=NOW)
    stock.refresh_from_db()
    assert (Visit.objects.count(), stock.entries) == (1, 0)


def test_problems_keep_nothing(keep):
    stock, checked = keep(visits_file({**VISIT, "kind": "Tố cáo"}))
    assert (stock, len(checked.problems)) == (None, 1)
    assert (StockImport.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_second_check_takes_the_place_of_the_first(keep):
    first, _ = keep(visits_file(*lines(1)))
    second, _ = keep(visits_file(*lines(1, 2)))
    assert first == second
    assert stocks.waiting_rows(second, now=NOW).last == 2


@pytest.mark.parametrize("name", ["so.xlsm", "so.xls", "so.pdf", "so"])
def test_other_suffixes_are_refused(keep, name):
    with pytest.raises(Refused, match=r"Chỉ nhận tệp \.xlsx"):
        keep(visits_file(VISIT), name=name)


def test_macros_under_an_honest_name_are_refused(keep):
    target = io.BytesIO(visits_file(VISIT))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    with pytest.raises(Refused, match="Tệp Excel có macro"):
        keep(target.getvalue())


@pytest.mark.parametrize("year", [2023, 2027])
def test_years_out_of_reach(keep, year):
    with pytest.raises(Refused, match="Chỉ nhập sổ năm 2026, 2025, 2024"):
        keep(visits_file(VISIT), year=year)


def test_who_may_bring_in_what(keep, province):
    for role, part in (("officer", "SKHCN"), ("custodian", "SKHCN"), ("handler", "BTCD"),
                       ("head", "UBND"), ("inspector", "TTT")):  # fmt: skip
        with pytest.raises(NotAllowed):
            keep(visits_file(VISIT), by=province.person(role, part))
    with pytest.raises(Refused, match="Sổ kín không nhập từ tệp"):
        keep(visits_file(VISIT), book=Book.SEALED_VISITS)


def test_every_line_and_the_import_are_in_the_ledger(bring, handler):
    done = bring(visits_file(*lines(1, 3)))
    rows = LedgerEntry.objects.filter(verb="create").order_by("id")
    assert [(r.subject_kind, r.user_id) for r in rows if r.subject_kind != "storedfile"] == [
        ("visit", handler.pk), ("visit", handler.pk), ("stockimport", handler.pk),
    ]  # fmt: skip
    assert rows.get(subject_kind="stockimport").details == {
        "so": "visits", "nam": 2026, "dong": 2, "trong": 1,
    }  # fmt: skip
    assert done.file.name == "so.xlsx"


def test_a_long_register_is_a_job_that_may_run_twice(keep, handler):
    stock, _ = keep(visits_file(*lines(1, 2)))
    job = ask_import(stock=stock, by=handler, now=NOW)
    jobs.run(job_id=job.pk, now=NOW)
    Job.objects.filter(pk=job.pk).update(state="waiting", finished_at=None)
    jobs.run(job_id=job.pk, now=NOW + timedelta(minutes=1))
    job.refresh_from_db()
    assert (job.state, Visit.objects.count()) == ("done", 2)


def test_one_import_of_a_book_a_year(keep):
    stock, _ = keep(visits_file(VISIT))
    double = StockImport(
        agency=stock.agency, scope_path="/", book=stock.book, year=stock.year, imported_at=NOW,
        imported_by=stock.imported_by,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="stock_is_imported_once"), transaction.atomic():
        double.save(force_insert=True)


@pytest.fixture
def page(province, sign_in):
    return sign_in(province.person("handler", "SKHCN"))


def sent(province, content, name="so.xlsx", **changes):
    file = SimpleUploadedFile(name, content)
    return {"agency": str(province["SKHCN"].pk), "book": "visits", "year": "2026", "file": file,
            **changes}  # fmt: skip


def test_from_file_to_register_by_page(page, province, monkeypatch):
    answer = page.post(reverse("stock_check"), sent(province, visits_file(*lines(1, 4))))
    stock = StockImport.objects.get()
    assert answer["Location"] == reverse("stock_import", args=[stock.pk])
    preview = page.get(answer["Location"]).content.decode()
    for shown in ("Việc 1", "Không có trong tệp: 2, 3.", "Số vào sổ tiếp theo sẽ là 5"):
        assert shown in preview
    assert Visit.objects.count() == 0
    assert page.post(answer["Location"])["Location"] == reverse(LIST)
    assert Visit.objects.count() == 2
    assert page.get(answer["Location"])["Location"] == reverse(LIST)
    file = page.get(reverse("file_download", args=[stock.file_id]))
    assert file.status_code == 200
    close_file(file)
    listed = page.get(reverse(LIST)).content.decode()
    assert "Sổ tiếp công dân năm 2026" in listed


def test_a_long_one_shows_its_progress(page, province, monkeypatch):
    monkeypatch.setattr("reception.views.stock.SHORT", 1)
    page.post(reverse("stock_check"), sent(province, visits_file(*lines(1, 2))))
    answer = page.post(reverse("stock_import", args=[StockImport.objects.get().pk]))
    assert answer["Location"] == reverse("job_detail", args=[Job.objects.get().pk])
    assert page.get(answer["Location"]).status_code == 200


def test_problems_are_listed_by_row(page, province):
    bad = visits_file(VISIT, {**VISIT, "number": 2, "on": "32/01/2026"})
    answer = page.post(reverse("stock_check"), sent(province, bad))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "tệp có 1 chỗ cần sửa" in shown
    assert "“32/01/2026” không phải ngày" in shown


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "so.xlsm"}, "Chỉ nhận tệp .xlsx"),
        ({"content": b""}, "Tệp trống"),
        ({"content": b"PK\x03\x04"}, "hỏng"),
        ({"year": "1999"}, "1999"),
        ({"book": "sealed_visits"}, "sealed_visits"),
        ({"agency": "00000000-0000-0000-0000-000000000000"}, "Cơ quan"),
    ],
)
def test_bad_uploads_say_so(page, province, changes, sentence):
    given = {"content": visits_file(VISIT), **changes}
    answer = page.post(reverse("stock_check"), sent(province, given.pop("content"), **given))
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert StockImport.objects.count() == 0


def test_the_template_is_a_workbook(page):
    for book in ("visits", "petitions", "khác"):
        answer = page.get(reverse("stock_template"), {"so": book})
        assert answer.content.startswith(b"PK\x03\x04")


def test_the_list_costs_the_same_for_one_and_for_three(page, keep):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert page.get(reverse(LIST)).status_code == 200
        return len(queries)

    keep(visits_file(VISIT))
    page.get(reverse(LIST))
    one = cost()
    for year in (2024, 2025):
        keep(visits_file({**VISIT, "on": f"06/01/{year}", "told": None}), year=year)
    assert one == cost() <= 15
