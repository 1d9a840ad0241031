"""Lines of a register of petitions in use (sổ đơn): those still running and those done with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from complaints import law_book
from complaints.enums import Field, Outcome, PetitionKind, PetitionState, Source
from complaints.workflow import INTAKE_DUTY, resolution_duty
from reception.stock import people
from reception.stock.cells import Reader, read_lines, words_of
from reception.stock.table import Column, Problem, Row

LONGEST_TEXT = 10_000
_SOURCES = words_of(Source, buu_dien=Source.POST, chuyen_den=Source.TRANSFER, truc_tiep=Source.DESK)
_STATES = words_of(
    PetitionState,
    moi_nhan=PetitionState.RECEIVED,
    da_thu_ly=PetitionState.ACCEPTED,
    rut_don=PetitionState.WITHDRAWN,
)
_OUTCOMES = words_of(
    Outcome, thu_ly=Outcome.ACCEPT, khong_thu_ly=Outcome.NOT_ACCEPT, chuyen=Outcome.TRANSFER
)
_TIMES = {"1": True, "lan 1": True, "lan dau": True, "2": False, "lan 2": False, "lan hai": False}

COLUMNS = (
    Column("number", "Số đơn", "Số đã ghi trong sổ đơn.", ("STT", "Số thứ tự", "Số đến"), True),
    Column("on", "Ngày nhận", "Ngày/tháng/năm, ví dụ 05/01/2026.", ("Ngày đến",), True),
    Column("source", "Nguồn đơn", "; ".join(str(label) for label in Source.labels) + ".", (), True),
    Column("reference", "Công văn chuyển đơn", "Số, ngày công văn, nếu có.", ("Số công văn",)),
    people.NAME,
    people.ADDRESS,
    people.BIRTH_YEAR,
    people.ID_NUMBER,
    Column("signers", "Số người ký", "Để trống là 1."),
    Column("content", "Nội dung đơn", "Tóm tắt như trong sổ.", ("Nội dung", "Tóm tắt"), True),
    people.KIND,
    people.FIELD,
    Column("place", "Nơi phát sinh", "Xã, phường, thôn."),
    Column("times", "Lần giải quyết", "Lần đầu hoặc lần hai; trống là lần đầu."),
    Column("state", "Tình trạng", "; ".join(str(x) for x in PetitionState.labels) + ".", (), True),
    Column(
        "outcome",
        "Hướng xử lý",
        "; ".join(str(x) for x in Outcome.labels) + ". Trống khi đơn chờ xử lý.",
    ),
    Column("processed", "Ngày xử lý", "Ngày thụ lý, chuyển, trả, lưu.", ("Ngày thụ lý",)),
    Column("note", "Nội dung xử lý", "Số, ngày văn bản xử lý.", ("Ghi chú",)),
    Column("resolved", "Ngày giải quyết", "Khi đã giải quyết."),
    Column("resolution", "Kết quả giải quyết", "Số, ngày quyết định và nội dung chính."),
)
_TITLES = {column.key: column.title for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class PetitionRow:
    """One petition as the paper register tells it."""

    line: int
    number: int
    on: date
    source: Source
    reference: str
    who: people.Who
    signers: int
    content: str
    kind: PetitionKind
    field: Field
    place: str
    is_first: bool
    state: PetitionState
    outcome: Outcome | None
    processed_on: date | None
    note: str
    resolved_on: date | None
    resolution: str

    @property
    def is_competent(self) -> bool | None:
        """Accepted means competent, transferred means not; the rest does not say."""
        return {Outcome.ACCEPT: True, Outcome.TRANSFER: False}.get(self.outcome)  # type: ignore[arg-type]


def petition_rows(
    rows: Iterable[Row], *, year: int, today: date
) -> tuple[list[PetitionRow], list[Problem]]:
    """Lines that can be entered, and everything that stands in the way of any of them."""
    return read_lines(rows, _TITLES, lambda reader: _line(reader, year, today))


def _line(reader: Reader, year: int, today: date) -> PetitionRow | None:
    number, on = reader.number("number", year), reader.day("on", is_required=True)
    source = reader.choice("source", _SOURCES, None, is_required=True)
    state = reader.choice("state", _STATES, None, is_required=True)
    line = {
        "reference": reader.text("reference", 200),
        "who": people.who(reader, year),
        "signers": reader.whole("signers", 1) or 1,
        "content": reader.text("content", LONGEST_TEXT, is_required=True, lines=True),
        "kind": people.kind(reader),
        "field": people.field(reader),
        "place": reader.text("place", 120),
        "is_first": reader.choice("times", _TIMES, True, is_required=False),
        "outcome": reader.choice("outcome", _OUTCOMES, None, is_required=False),
        "processed_on": reader.day("processed"),
        "note": reader.text("note", LONGEST_TEXT, lines=True),
        "resolved_on": reader.day("resolved"),
        "resolution": reader.text("resolution", LONGEST_TEXT, lines=True),
    }
    if number is None or on is None or source is None or state is None or line["kind"] is None:
        return None
    people.day_in_year(reader, "on", on, year, today)
    found = PetitionRow(
        line=reader.row.number, number=number, on=on, source=source, state=state, **line
    )
    _ensure_order(reader, found, today)
    _ensure_law(reader, found)
    return found


def _ensure_order(reader: Reader, row: PetitionRow, today: date) -> None:
    """What the state needs is there, what it excludes is not, and the days follow each other."""
    is_new, is_done = row.state == PetitionState.RECEIVED, row.state == PetitionState.RESOLVED
    if is_new and (row.outcome or row.processed_on):
        reader.object("state", "Đơn chờ xử lý thì chưa có hướng xử lý, ngày xử lý.")
    if not is_new and not (row.outcome and row.processed_on):
        reader.object("outcome", "Đơn đã xử lý phải có hướng xử lý và ngày xử lý.")
    accepted = row.state in (PetitionState.ACCEPTED, PetitionState.RESOLVED)
    if accepted and row.outcome and row.outcome != Outcome.ACCEPT:
        reader.object("outcome", "Đơn đang hoặc đã giải quyết thì hướng xử lý là thụ lý.")
    if row.state == PetitionState.PROCESSED and row.outcome == Outcome.ACCEPT:
        reader.object("state", "Đơn đã thụ lý thì tình trạng là đang giải quyết.")
    if is_done != bool(row.resolved_on):
        reader.object("resolved", "Ngày giải quyết đi cùng tình trạng “Đã giải quyết”.")
    if is_done and not row.resolution:
        reader.object("resolution", "Đơn đã giải quyết phải có kết quả giải quyết.")
    days = [day for day in (row.on, row.processed_on, row.resolved_on) if day]
    if days != sorted(days) or days[-1] > today:
        reader.object(
            "processed", "Ngày nhận, xử lý, giải quyết phải theo thứ tự, không ở tương lai."
        )


def _ensure_law(reader: Reader, row: PetitionRow) -> None:
    """A clock is bound to the version in force on the day it starts; without one there is none."""
    if not law_book.covers(INTAKE_DUTY[row.kind], row.on):
        reader.object("on", "Không có quy định về thời hạn cho ngày này trong hệ thống.")
    if row.outcome == Outcome.ACCEPT and row.processed_on is not None:
        code = resolution_duty(row.kind, is_first_time=row.is_first)
        if not law_book.covers(code, row.processed_on):
            reader.object("processed", "Không có quy định về thời hạn cho ngày này trong hệ thống.")
