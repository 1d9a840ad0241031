"""The emergency paper register: numbered blank sheets out, their visits in (Nghị định 154/2026/NĐ-CP,
art. 27 clause 1: the book is kept on paper or electronically, without a hole between the two)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from reception.enums import PaperState
from reception.models import PaperSheet, Visit
from reception.sheets import MOST_AT_ONCE, RIGHT_OF_BOOK, keeps
from records.actions import ledger
from records.actions.once import once
from records.enums import Book, Verb

FROM_SEALED_SHEET = (
    "Tố cáo hoặc việc cần giữ kín không nhập từ tờ của sổ thường. Hãy mở bàn tiếp không kèm tờ này, "
    "ghi số tờ của sổ giấy kín vào lý do nhập muộn."
)


def print_sheets(
    *, agency: Agency, book: Book, count: int, by: User, now: datetime, key: UUID | None = None
) -> list[PaperSheet]:
    """Numbers the next `count` blank sheets of one series of this local year.

    With `key`, a second submission of the same form answers with the sheets of the first.
    """
    _ensure_keeps(by, agency, book)
    if not 1 <= count <= MOST_AT_ONCE:
        raise Refused(f"Mỗi lần in từ 1 đến {MOST_AT_ONCE} tờ.")
    if key is None:
        with transaction.atomic():
            first = _numbered(agency, book, count, by, now)
    else:
        first = once(
            key=key,
            by=by,
            now=now,
            make=lambda: _numbered(agency, book, count, by, now),
            fetch=lambda pk: PaperSheet.objects.visible_to(by).get(pk=pk),
        )
    run = PaperSheet.objects.filter(
        agency_id=first.agency_id, book=first.book, year=first.year,
        number__range=(first.number, first.number + count - 1),
    )  # fmt: skip
    return list(run.order_by("number"))


def _numbered(agency: Agency, book: Book, count: int, by: User, now: datetime) -> PaperSheet:
    """One at a time for an agency; FOR NO KEY UPDATE lets rows that point at it pass."""
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=agency.pk)
    year = timezone.localtime(now).year
    series = PaperSheet.objects.filter(agency=agency, book=book, year=year)
    last = series.aggregate(last=Max("number"))["last"] or 0
    sheets = PaperSheet.objects.bulk_create(
        PaperSheet(
            agency=agency,
            scope_path=agency.path,
            book=book,
            year=year,
            number=number,
            printed_at=now,
            printed_by=by,
        )
        for number in range(last + 1, last + count + 1)
    )
    details = {"tu": last + 1, "den": last + count}
    ledger.write(by=by, verb=Verb.CREATE, subject=sheets[0], now=now, details=details)
    return sheets[0]


def note_printed(*, sheets: list[PaperSheet], by: User, now: datetime) -> None:
    """Writes down who took these sheets to a printer; a second time is a reprint, logged alike."""
    numbers = {"tu": sheets[0].number, "den": sheets[-1].number}
    ledger.write(by=by, verb=Verb.PRINT, subject=sheets[0], now=now, details=numbers)


def refusal_for(sheet: PaperSheet, is_secret: bool) -> str | None:
    """Why the visit on `sheet` cannot be entered from it; None when it can.

    The desk asks before it registers the visit (`VisitInput.is_secret`) and shows the sentence: a
    secret matter that settled an open sheet could be noticed by whom it concerns (design.md 9).
    """
    if sheet.state != PaperState.PRINTED:
        return f"{sheet} {sheet.get_state_display().lower()}; không nhập lại."
    return FROM_SEALED_SHEET if is_secret or sheet.is_sealed else None


@transaction.atomic
def note_entered(*, sheet_id: UUID, visit: Visit, by: User, now: datetime) -> PaperSheet:
    """Says that the open sheet was entered as `visit`. Saying the same twice changes nothing."""
    sheet = _locked(sheet_id, by)
    if sheet.visit_id == visit.pk:
        return sheet
    if why := refusal_for(sheet, is_secret=bool(visit.secrecy)):
        raise Refused(why)
    if visit.agency_id != sheet.agency_id:
        raise Refused("Tờ sổ giấy thuộc cơ quan khác với lượt tiếp.")
    sheet.state, sheet.visit = PaperState.ENTERED, visit
    sheet.save(update_fields=["state", "visit"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=sheet, now=now, details={"tinh_trang": "entered"})
    return sheet


@transaction.atomic
def note_sealed_entered(*, sheet_id: UUID, by: User, now: datetime) -> PaperSheet:
    """The custodian got the sealed sheet back: entered, where is kept nowhere."""
    sheet = _locked(sheet_id, by)
    if not sheet.is_sealed:
        raise Refused("Tờ của sổ thường được nhập tại bàn tiếp, không đánh dấu bằng tay.")
    _ensure_unsettled(sheet)
    sheet.state = PaperState.ENTERED
    sheet.save(update_fields=["state"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=sheet, now=now, details={"tinh_trang": "entered"})
    return sheet


@transaction.atomic
def void_sheet(*, sheet_id: UUID, reason: str, by: User, now: datetime) -> PaperSheet:
    """Hủy tờ: spoilt, lost or not needed. The number stays with its reason."""
    sheet = _locked(sheet_id, by)
    _ensure_unsettled(sheet)
    if not reason.strip():
        raise Refused("Hãy ghi lý do hủy tờ sổ giấy.")
    sheet.state, sheet.void_reason = PaperState.VOID, reason.strip()[:300]
    sheet.save(update_fields=["state", "void_reason"])
    ledger.write(by=by, verb=Verb.VOID, subject=sheet, now=now)
    return sheet


def _locked(sheet_id: UUID, by: User) -> PaperSheet:
    sheets = PaperSheet.objects.visible_to(by).select_for_update(of=("self",))
    sheet: PaperSheet = sheets.get(pk=sheet_id)
    if not keeps(by, sheet):
        raise NotAllowed("Vai trò của bạn không giữ sổ giấy dự phòng của cơ quan này.")
    return sheet


def _ensure_unsettled(sheet: PaperSheet) -> None:
    if sheet.state != PaperState.PRINTED:
        raise Refused(f"{sheet} {sheet.get_state_display().lower()}; không đổi được nữa.")


def _ensure_keeps(by: User, agency: Agency, book: Book) -> None:
    right = RIGHT_OF_BOOK.get(book)
    if right is None or agency not in by.access.agencies_with(right):
        raise NotAllowed("Vai trò của bạn không giữ sổ giấy dự phòng của cơ quan này.")
