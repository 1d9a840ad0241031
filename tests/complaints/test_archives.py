"""Nộp lưu: what is due, handed over with one document, taken back, past its term; and nobody notices more."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from complaints.actions.archiving import FileTold, hand_over_files
from complaints.actions.matters import exclude, grant, note_fact
from complaints.archive_rows import waiting
from complaints.enums import FactKind, PetitionKind
from complaints.models import (
    ArchiveDelivery,
    ArchivedMatter,
    ArchiveReturn,
    Clock,
    Matter,
    Petition,
)
from law.archives import Term
from records.models import LedgerEntry
from tests.complaints.doors import client_of, statements
from tests.factories import NOW
from tests.house.crawl import masked

pytestmark = pytest.mark.django_db
TODAY = NOW.date()  # 18/11/2026
DUE = reverse("archive_due")
DOCUMENT = {
    "document_number": "05/BB-LT", "document_on": TODAY, "received_by": "Lưu trữ hiện hành",
}  # fmt: skip


@pytest.fixture
def ended(register):
    """A matter that ended that day; its petition was within competence unless told otherwise."""

    def made(summary: str, on: date, *, is_competent=True, **changes) -> Matter:
        petition = register(summary=summary, **changes)
        Clock.objects.filter(matter=petition.matter_id).delete()
        Petition.objects.filter(pk=petition.pk).update(
            received_on=on, state="processed", outcome="guide", processed_on=on,
            is_competent=is_competent, next_due_on=None, next_duty="",
        )  # fmt: skip
        Matter.objects.filter(pk=petition.matter_id).update(
            opened_on=on, closed_on=on, next_due_on=None, next_duty=""
        )
        return Matter.objects.get(pk=petition.matter_id)

    return made


@pytest.fixture
def deliver(province):
    """Handed over by the handler of the department; keywords change what is told."""

    def made(*matters, term=Term.ORDINARY, by=None, **changes) -> ArchiveDelivery:
        files = [FileTold(one.pk, term) for one in matters]
        by = by or province.person("handler", "SKHCN")
        return hand_over_files(files=files, **{**DOCUMENT, **changes}, by=by, now=NOW)

    return made


def titles(page: str, *names: str) -> list[str]:
    """Those named that stand on the page, in its order."""
    return sorted((name for name in names if name in page), key=page.index)


def shown(client, page: str) -> tuple[bytes, int]:
    """Bytes without what differs each time, and the price."""
    with CaptureQueriesContext(connection) as queries:
        body = client.get(page).content
    return masked(body), len(queries)


def test_the_list_holds_what_ended_by_its_due_day_with_the_term_proposed(ended, register, province):
    late = ended("Hồ sơ quá hạn", date(2025, 11, 10))
    ended("Hồ sơ gần hạn", date(2025, 12, 1), is_competent=False)
    far = ended("Hồ sơ còn lâu", date(2026, 11, 17))
    register(summary="Hồ sơ đang chạy")
    ended(
        "Hồ sơ của xã",
        date(2025, 11, 1),
        agency=province["XA"],
        by=province.person("handler", "XA"),
    )
    note_fact(
        matter=far, kind=FactKind.COMPLEX, happened_on=date(2026, 11, 16), amount=2,
        sentence="Ghi nhận 2 tiêu chí.", reference=None, now=NOW,
    )  # fmt: skip
    names = ("Hồ sơ quá hạn", "Hồ sơ gần hạn", "Hồ sơ còn lâu", "Hồ sơ đang chạy", "Hồ sơ của xã")
    client = client_of(province.person("head", "SKHCN"))
    page = client.get(DUE).content.decode()
    assert titles(page, *names) == list(names[:3])
    assert "Có 3 hồ sơ chờ nộp lưu" in page
    told = ("quá hạn 8 ngày", "còn 13 ngày", "10/11/2026", "15 năm", "05 năm", "Vĩnh viễn")
    assert [said in page for said in told] == [True] * 6
    assert page.count("cần đối chiếu") == 4  # the rule in force and three terms
    for asked, shown in (
        ({"den": "2026-12-01"}, names[:2]),
        ({"tu": "2026-12-01"}, names[1:3]),
        ({"tu": "2026-11-11", "den": "2026-11-30"}, ()),
        ({"den": "hôm nay"}, ()),
    ):
        assert titles(client.get(DUE, asked).content.decode(), *names) == list(shown), asked
    detail = client.get(reverse("matter_detail", args=[late.pk])).content.decode()
    assert "hồ sơ chưa nộp lưu" in detail
    prices = [statements(client, address) for address in (f"{DUE}?tu=2027-01-01", DUE)]
    assert prices[0] == prices[1]  # one row and three


def test_files_go_with_one_document_after_a_preview_and_once(ended, province):
    usual, other = (
        ended("Đơn về đường", date(2025, 11, 10)),
        ended("Đơn về chợ", date(2025, 11, 12)),
    )
    client, address = client_of(province.person("handler", "SKHCN")), reverse("archive_hand_over")
    ids = [str(usual.pk), str(other.pk)]
    page = client.post(address, {"ho-so": ids})
    assert (page.status_code, ArchiveDelivery.objects.count()) == (200, 0)
    assert "Sẽ giao nộp 2 hồ sơ" in page.content.decode()
    assert client.post(address, {"ho-so": []}).status_code == 422
    assert client.post(address, {"ho-so": ["1"]}).status_code == 404
    told = {
        "ho-so": ids, "buoc": "giao", "key": str(page.context["form"].initial["key"]),
        "document_number": "05/BB-LT", "document_on": "2026-11-18",
        "received_by": "Văn thư, lưu trữ Sở",
        f"{usual.pk}-term": "ordinary", f"{usual.pk}-file_code": "07.KNTC",
        f"{usual.pk}-sheets": "48", f"{other.pk}-term": "special",
    }  # fmt: skip
    refused = client.post(address, told)
    assert refused.status_code == 422
    body = refused.content.decode()
    assert ["Hãy ghi vì sao thời hạn bảo quản khác đề xuất." in body, "07.KNTC" in body] == [
        True
    ] * 2
    early = client.post(
        address, {**told, "document_on": "2025-11-11", f"{other.pk}-reason": "Điển hình"}
    )
    assert (early.status_code, "từ ngày 12/11/2025" in early.content.decode()) == (409, True)
    told[f"{other.pk}-reason"] = "Vụ việc điển hình của ngành"
    for _ in range(2):  # a double click
        done = client.post(address, told)
        delivery = ArchiveDelivery.objects.get()
        assert done.headers["Location"] == reverse("archive_detail", args=[delivery.pk])
    rows = {row.matter_id: row for row in delivery.files.all()}
    assert [
        (rows[one.pk].term, rows[one.pk].due_on, rows[one.pk].kept_until) for one in (usual, other)
    ] == [
        ("ordinary", date(2026, 11, 10), date(2040, 12, 31)),
        ("special", date(2026, 11, 12), None),
    ]
    # A tab opened before: what is away is not handed over again, with its neighbour or alone.
    stale = client.post(address, {**told, "key": "5f0c1a52-6a51-4a43-9d5c-2f6a3c1b7d10"})
    assert (stale.status_code, ArchivedMatter.objects.count()) == (409, 2)
    trace = LedgerEntry.objects.get(subject_id=usual.pk, details={"buoc": "nop_luu"})
    assert (trace.before, trace.after) == (
        {"luu_tru": "tại cơ quan"},
        {"luu_tru": "đã nộp lưu ngày 2026-11-18", "bao_quan": "đến 2040-12-31"},
    )
    page = client.get(reverse("matter_detail", args=[usual.pk])).content.decode()
    assert "Đã nộp lưu ngày 18/11/2026, bảo quản đến 31/12/2040" in page
    assert "Không có hồ sơ nào chờ nộp lưu" in client.get(DUE).content.decode()
    book = client.get(reverse("archive_file", args=[delivery.pk]), {"dang": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(book.streaming_content))).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [line[:4] + line[5:7] for line in cells] == [
        [1, "07.KNTC", "Đơn về đường (khiếu nại)", "10/11/2025 – 10/11/2025", "đến 31/12/2040", 48],
        [2, "", "Đơn về chợ (khiếu nại)", "12/11/2025 – 12/11/2025", "vĩnh viễn", ""],
    ]
    pdf = client.get(reverse("archive_file", args=[delivery.pk]), {"dang": "pdf"})
    assert pdf.content.startswith(b"%PDF-")
    for change in (
        lambda: ArchiveDelivery.objects.update(document_number="06/BB-LT"),
        lambda: ArchivedMatter.objects.all().delete(),
    ):
        with (
            pytest.raises(DatabaseError, match=r"append-only|permission denied"),
            transaction.atomic(),
        ):
            change()


def test_a_matter_taken_up_again_has_its_file_taken_back_before_it_ends(ended, deliver, province):
    matter = ended("Đơn về ruộng", date(2025, 11, 10))
    deliver(matter)
    client = client_of(province.person("handler", "SKHCN"))
    end, back = (reverse(name, args=[matter.pk]) for name in ("matter_end", "archive_return"))
    early = client.post(back, {"reason": "Cần xem lại."})
    assert (early.status_code, "chưa được mở lại" in early.content.decode()) == (422, True)
    assert client.post(end, {"reason": "Có chứng cứ mới."}).status_code == 302
    page = client.get(reverse("matter_detail", args=[matter.pk])).content.decode()
    assert "Vụ việc đã mở lại, hồ sơ còn ở lưu trữ" in page
    again = {"ended_on": TODAY.isoformat(), "reason": "Đã trả lời lại."}
    assert "hãy rút hồ sơ về trước" in client.post(end, again).content.decode()
    assert client.post(back, {"reason": " "}).status_code == 422
    head_above = client_of(province.person("head", "UBND"))
    assert head_above.post(back, {"reason": "Cần."}).status_code == 403
    assert client.post(back, {"reason": "Giải quyết lại."}).status_code == 302
    assert "Hồ sơ của vụ việc này không ở lưu trữ" in client.get(back).content.decode()
    assert client.post(end, again).status_code == 302
    matter.refresh_from_db()
    assert (matter.closed_on, matter.archived_on, ArchiveReturn.objects.count()) == (TODAY, None, 1)
    deliver(matter, document_number="06/BB-LT")
    assert list(matter.archived.order_by("turn").values_list("turn", "due_on")) == [
        (1, date(2026, 11, 10)), (2, date(2027, 11, 18)),
    ]  # fmt: skip
    page = client.get(reverse("matter_detail", args=[matter.pk])).content.decode()
    assert ["đã rút ngày 18/11/2026" in page, "31/12/2041" in page] == [True] * 2


def test_a_sealed_file_goes_apart_and_who_may_not_know_notices_nothing(ended, deliver, province):
    open_one = ended("Đơn thường", date(2025, 11, 10))
    deliver(ended("Đơn đã nộp", date(2025, 11, 9)))
    head, custodian = (province.person(role, "SKHCN") for role in ("head", "custodian"))
    handler, excluded = province.person("handler", "SKHCN"), client_of(head)
    pages = [f"{DUE}?loai=kin", DUE, reverse("archive_list")]
    excluded.get(DUE)  # the hint of the first page after signing in
    before = [shown(excluded, page) for page in pages]
    secret = ended("Tố cáo người đứng đầu", date(2025, 11, 10), kind=PetitionKind.DENUNCIATION)
    with pytest.raises(Refused, match="biên bản riêng"):
        deliver(open_one, secret)
    exclude(matter=secret, users=[head], reason="Bị tố cáo", by=handler, now=NOW)
    grant(matter=secret, users=[custodian], reason="Giữ sổ kín", by=handler, now=NOW)
    assert list(waiting(custodian)) == [secret]  # not the open ones
    with pytest.raises(Refused, match="không còn chờ"):
        deliver(secret, by=head)  # as if it were not there
    client = client_of(custodian)
    assert titles(client.get(DUE).content.decode(), secret.title, open_one.title) == [secret.title]
    made = deliver(secret, by=custodian, document_number="01/BB-LTM")
    assert [shown(excluded, page) for page in pages] == before
    detail = reverse("archive_detail", args=[made.pk])
    assert (excluded.get(detail).status_code, client.get(detail).status_code) == (404, 200)
    book = client.get(reverse("archive_file", args=[made.pk]))
    sheet = load_workbook(BytesIO(b"".join(book.streaming_content))).active
    assert sheet["C5"].value == "Hồ sơ kín: tố cáo"
    neighbour = client_of(province.person("handler", "XA"))
    assert neighbour.get(detail).status_code == 404
    with pytest.raises(Refused):
        deliver(open_one, by=province.person("handler", "XA"))
    with pytest.raises((NotAllowed, Refused)):
        deliver(open_one, by=province.person("officer", "SKHCN"))


def test_past_its_term_a_file_is_listed_and_nothing_is_removed(ended, deliver, province):
    old = [ended(f"Việc cũ số {n}", date(2009 + n, 3, 1)) for n in range(4)]
    made = deliver(*old, document_on=TODAY - timedelta(days=1))
    client, address = client_of(province.person("head", "SKHCN")), reverse("archive_expired")
    page = client.get(address).content.decode()
    # Fifteen years from 2009 and 2010: until 31/12/2024 and 31/12/2025; from 2011 until the end of this year.
    assert titles(page, *(one.title for one in old)) == [old[0].title, old[1].title]
    assert "Có 2 hồ sơ hết thời hạn bảo quản" in page
    assert (made.files.count(), Matter.objects.count()) == (4, 4)
    shown = [reverse("archive_list"), reverse("archive_detail", args=[made.pk])]
    price = [statements(client, one) for one in shown]
    deliver(ended("Việc khác", date(2020, 3, 1)), document_number="09/BB-LT")
    assert [statements(client, one) for one in shown] == price
    for name, columns in (
        ("archived_term_has_its_end", {"kept_until": None}),
        ("archived_is_due_after_the_end", {"due_on": date(2009, 3, 1)}),
    ):
        row = made.files.get(matter=old[0])
        row.pk, row.turn = None, 2
        for column, value in columns.items():
            setattr(row, column, value)
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.save(force_insert=True)


def test_files_of_an_ended_unit_are_handed_over_by_who_continues_it(ended, deliver, province):
    home, unit = province["SKHCN"], province["XA"]
    left = ended(
        "Việc của xã cũ", date(2025, 11, 1), agency=unit, by=province.person("handler", "XA")
    )
    with pytest.raises(Refused, match="không còn chờ"):
        deliver(left)
    Agency.objects.filter(pk=home.pk).update(inherited_ids=[unit.pk], inherited_paths=[unit.path])
    heir = User.objects.get(pk=province.person("handler", "SKHCN").pk)
    assert deliver(left, by=heir).agency == home
