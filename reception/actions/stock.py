"""Nhập sổ đang dùng: the register of this year goes on here with its own numbers (ADR 0011)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies import law_in_force
from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints.models import Petition
from reception.actions.stock_petitions import write_petitions
from reception.actions.stock_visits import write_visits
from reception.models import StockImport, Visit
from reception.stock.reading import COLUMNS, Checked, read_stock
from records.actions import files, ledger, numbers
from records.enums import Book, Verb
from records.models import RegisterCounter

YEARS_BACK = 2
MISSING = "Không có trong sổ đã nhập"
Tell = Callable[[int], None]


def years_offered(now: datetime) -> list[int]:
    """This year and the two before it: cases of those still run."""
    this_year = timezone.localtime(now).year
    return list(range(this_year, this_year - YEARS_BACK - 1, -1))


def started_refusal(agency: Agency, book: Book, year: int) -> str | None:
    """Why a book cannot be brought in: it has begun here already."""
    counter = RegisterCounter.objects.filter(agency=agency, book=book, year=year).first()
    if counter is None or counter.last == 0:
        return None
    return (
        f"{book.label} năm {year} của {agency.name} đã có {counter.last} số trong phần mềm; "
        "sổ đang dùng chỉ nhập được trước khi vào số đầu tiên."
    )


def keep_checked(
    *,
    agency: Agency,
    book: Book,
    year: int,
    file_name: str,
    content: bytes,
    by: User,
    now: datetime,
) -> tuple[StockImport | None, Checked]:
    """Reads the file; a clean one is kept and waits to be imported, any other leaves nothing.

    A later file for the same book and year takes the place of one that still waits.
    """
    _ensure(agency, book, year, by, now)
    if not file_name.lower().endswith(".xlsx"):
        raise Refused("Chỉ nhận tệp .xlsx; hãy lưu sổ ở dạng Excel Workbook, không macro.")
    files.accepted_type(name=file_name, content=content)
    checked = read_stock(
        book=book, content=content, year=year, today=timezone.localtime(now).date()
    )
    if checked.problems:
        return None, checked
    with transaction.atomic():
        stock, _made = StockImport.objects.select_for_update(of=("self",)).get_or_create(
            agency=agency,
            book=book,
            year=year,
            defaults={"scope_path": agency.path, "imported_at": now, "imported_by": by},
        )
        if stock.entries:
            raise Refused(f"{stock} của {agency.name} đã nhập rồi, không nhập lần hai.")
        stock.file = files.store(parent=stock, name=file_name, content=content, by=by, now=now)
        stock.imported_at, stock.imported_by = now, by
        stock.save(update_fields=["file", "imported_at", "imported_by"])
    return stock, checked


def waiting_rows(stock: StockImport, *, now: datetime) -> Checked:
    """The kept file read again."""
    if stock.file is None:
        raise Refused("Chưa có tệp nào được kiểm tra cho sổ này.")
    return read_stock(
        book=Book(stock.book),
        content=files.path_of(stock.file.sha256).read_bytes(),
        year=stock.year,
        today=timezone.localtime(now).date(),
    )


def import_stock(
    *, stock_id: UUID, by: User, now: datetime, tell: Tell = lambda percent: None
) -> StockImport:
    """Writes the whole register in one transaction, or nothing. A second call finds it done."""
    stock = StockImport.objects.select_related("agency", "file").get(pk=stock_id)
    if stock.entries:
        return stock
    _ensure(stock.agency, Book(stock.book), stock.year, by, now)
    checked = waiting_rows(stock, now=now)
    if checked.problems:
        raise Refused("Tệp không còn hợp lệ với ngày hôm nay; hãy kiểm tra lại tệp.")
    tell(30)
    with transaction.atomic():
        locked = StockImport.objects.select_for_update(of=("self",)).get(pk=stock_id)
        if locked.entries:
            return locked
        law_in_force.hold()
        _write(locked, stock.agency, checked, by, now)
    return locked


def _write(stock: StockImport, agency: Agency, checked: Checked, by: User, now: datetime) -> None:
    book = Book(stock.book)
    write = write_visits if book == Book.VISITS else write_petitions
    written: list[Visit] | list[Petition] = write(
        agency=agency, year=stock.year, rows=checked.rows, by=by, now=now
    )
    ledger.write_many(
        by=by, verb=Verb.CREATE, subjects=written, now=now, details={"nguon": "so_dang_dung"}
    )
    stock.entries, stock.left_blank = len(written), len(checked.missing)
    stock.imported_at, stock.imported_by = now, by
    stock.save(update_fields=["entries", "left_blank", "imported_at", "imported_by"])
    details = {
        "so": book.value,
        "nam": stock.year,
        "dong": stock.entries,
        "trong": stock.left_blank,
    }
    ledger.write(by=by, verb=Verb.CREATE, subject=stock, now=now, details=details)
    if not numbers.claim(
        agency=agency,
        book=book,
        year=stock.year,
        subjects=written,
        missing=checked.missing,
        missing_reason=MISSING,
        now=now,
    ):
        raise Refused(started_refusal(agency, book, stock.year) or "Sổ vừa có số mới.")


def _ensure(agency: Agency, book: Book, year: int, by: User, now: datetime) -> None:
    if agency not in by.access.agencies_with(Permission.IMPORT_STOCK):
        raise NotAllowed("Vai trò của bạn không có quyền nhập sổ đang dùng của cơ quan này.")
    if book not in COLUMNS:
        raise Refused("Sổ kín không nhập từ tệp; người giữ bí mật ghi từng việc.")
    if year not in years_offered(now):
        raise Refused(f"Chỉ nhập sổ năm {', '.join(map(str, years_offered(now)))}.")
    if why := started_refusal(agency, book, year):
        raise Refused(why)
