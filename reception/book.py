"""Sổ tiếp công dân as form 03/TCD prints it (Nghị định 154/2026/NĐ-CP): twelve columns over visits.

A column is a tuple of pieces, each a paragraph: what was corrected stays, struck through, before the
text that holds now. Screen, PDF and XLSX are all made from the same lines; docs/register.md says
where each column comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from django.utils import timezone

from agencies.models import User
from complaints.enums import Outcome, PaperKind
from complaints.models import Petition
from complaints.people import paper_number_of
from complaints.selectors import SEALED_NUMBER, number_for
from reception.correctable import COMPETENT_MARK
from reception.enums import Capacity, VisitOrigin, VisitResult
from reception.models import Visit, VisitCorrection, VisitMatter


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of a column; `struck`: it no longer holds, but stays legible. `petition`: the
    one it names, for a link on screen."""

    text: str
    struck: bool = False
    petition: UUID | None = None


Text = tuple[Piece, ...]


class Papers(Enum):
    """How much of the number of an identity paper this reader gets."""

    NOTHING = 0
    TAIL = 3
    WHOLE = 99


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the form: its number, its heading, a short heading, its width in millimetres."""

    number: int
    heading: str
    width: float


COLUMNS = (
    Column(1, "Số thứ tự", 12),
    Column(2, "Ngày tiếp", 19),
    Column(3, "Họ tên, địa chỉ", 38),
    Column(4, "CCCD/Hộ chiếu của công dân", 25),
    Column(5, "Tóm tắt nội dung vụ việc", 49),
    Column(6, "Phân loại đơn của công dân", 17),
    Column(7, "Số công dân có đơn cùng một nội dung", 12),
    Column(8, "Cơ quan, tổ chức, đơn vị đã giải quyết", 18),
    Column(9, "Thuộc thẩm quyền", 10),
    Column(10, "Hướng dẫn đến cơ quan, số văn bản", 21),
    Column(11, "Chuyển đến cơ quan có thẩm quyền, số văn bản", 20),
    Column(12, "Theo dõi quá trình, kết quả giải quyết", 36),
)


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line of the register. `visits`, `people`, `groups`: what it adds to the totals; nothing
    when it is void or tells a further content of the same visit."""

    number: Text
    day: Text = ()
    who: Text = ()
    paper: Text = ()
    summary: Text = ()
    kind: Text = ()
    same: Text = ()
    settled: Text = ()
    competent: Text = ()
    guided: Text = ()
    transferred: Text = ()
    followed: Text = ()
    visits: int = 0
    people: int = 0
    groups: int = 0
    void: bool = False
    first: int = 0
    last: int = 0
    on: date | None = None
    at: datetime | None = None  # local; empty where only the day is known

    @property
    def columns(self) -> tuple[Text, ...]:
        return (
            self.number, self.day, self.who, self.paper, self.summary, self.kind, self.same,
            self.settled, self.competent, self.guided, self.transferred, self.followed,
        )  # fmt: skip


Told = Mapping[tuple[UUID, date], date]
_TEXTS = (
    "day", "who", "paper", "summary", "kind", "same", "settled", "competent", "guided",
    "transferred", "followed",
)  # fmt: skip


def book_lines(visit: Visit, *, told: Told, papers: Papers, user: User) -> Iterator[BookLine]:
    """The line of a visit read with `book_rows.with_columns` and, lettered a, b…, those of its
    further contents.

    `told`: by matter and local day, when the citizen was told the result.
    """
    written = _Written(visit, user)
    lines = [written.first(told, papers)]
    for letter, further in zip(_letters(), visit.kept_further, strict=False):
        lines.append(written.further(letter, further, told))
    if visit.voided_at is None:
        yield from lines
        return
    for line in lines:
        yield _voided(line, visit if line is lines[0] else None)


def blank_line(first: int, last: int, reason: str) -> BookLine:
    """Numbers that stand for no visit, with the reason why."""
    number = f"{first:02d}" if first == last else f"{first:02d}–{last:02d}"
    return BookLine(
        number=(Piece(number),),
        followed=(Piece(f"SỐ BỎ: {reason}"),),
        void=True,
        first=first,
        last=last,
    )


def _voided(line: BookLine, visit: Visit | None) -> BookLine:
    """A void line keeps its number; all else is struck, and the reason stands beside it."""
    struck = {
        name: tuple(replace(piece, struck=True) for piece in getattr(line, name)) for name in _TEXTS
    }
    if visit is not None and visit.voided_at is not None:
        on = timezone.localtime(visit.voided_at)
        struck["followed"] += (Piece(f"HỦY SỐ ngày {on:%d/%m/%Y}: {visit.void_reason}"),)
    return replace(line, **struck, void=True, visits=0, people=0, groups=0)


def _letters() -> Iterator[str]:
    yield from "abcdefghijklmnopqrstuvwxyz"


class _Written:
    """The columns of one visit."""

    def __init__(self, visit: Visit, user: User) -> None:
        self.visit = visit
        self.user = user
        self._olds: dict[str, list[str]] = {}
        corrections: Sequence[VisitCorrection] = visit.kept_corrections
        for correction in corrections:
            self._olds.setdefault(correction.field, []).append(correction.old)

    def now(self, field: str, text: str, before: str = "") -> Text:
        """What was written in `field` before, struck, then what holds."""
        olds = tuple(Piece(before + old, True) for old in self._olds.get(field, ()) if old)
        return (*olds, Piece(before + text)) if text else olds

    def first(self, told: Told, papers: Papers) -> BookLine:
        visit = self.visit
        petitions = self._petitions(visit.matter_id)
        is_transfer = visit.result == VisitResult.TRANSFER
        directed = (
            *self.now("directed_to", visit.directed_to),
            *self.now("directed_document", visit.directed_document, "Văn bản: "),
        )
        return BookLine(
            number=(Piece(number_of(visit, self.user)),),
            day=self.day(),
            who=self.who(),
            paper=paper_of(visit, papers),
            summary=(
                Piece(visit.matter.title),
                *self.now("content", visit.content),
                *self.now("request", visit.request, "Yêu cầu: "),
            ),
            kind=(Piece(visit.matter.get_kind_display()),),
            same=self._same(petitions),
            settled=self.now("settled_by", visit.settled_by),
            competent=self._competent(petitions),
            guided=(() if is_transfer else directed) + _processed(petitions, Outcome.GUIDE),
            transferred=(directed if is_transfer else ()) + _processed(petitions, Outcome.TRANSFER),
            followed=self.followed(petitions, told),
            visits=1,
            people=visit.head_count,
            groups=int(visit.is_group),
            first=visit.number,
            last=visit.number,
            on=visit.arrived_on,
            at=None if visit.origin == VisitOrigin.STOCK else timezone.localtime(visit.arrived_at),
        )

    def further(self, letter: str, further: VisitMatter, told: Told) -> BookLine:
        """A further content of the visit, under the same number."""
        visit, petitions = self.visit, self._petitions(further.matter_id)
        directed: Text = (Piece(further.directed_to),) if further.directed_to else ()
        is_transfer = further.result == VisitResult.TRANSFER
        note = (Piece(further.result_note),) if further.result_note else ()
        return BookLine(
            number=(Piece(number_of(visit, self.user, letter)),),
            day=(Piece(f"{visit.arrived_on:%d/%m/%Y}"),),
            who=(Piece(f"Như số {number_of(visit, self.user)}"),),
            summary=(Piece(further.matter.title), Piece(further.content)),
            kind=(Piece(further.matter.get_kind_display()),),
            same=self._same(petitions),
            competent=_mark([petition.is_competent for petition in petitions]),
            guided=(() if is_transfer else directed) + _processed(petitions, Outcome.GUIDE),
            transferred=(directed if is_transfer else ()) + _processed(petitions, Outcome.TRANSFER),
            followed=(
                Piece(further.get_result_display()),
                *self._handed_in(petitions),
                *note,
                *_notice(told, further.matter_id, visit.arrived_on),
            ),
            first=visit.number,
            last=visit.number,
        )

    def day(self) -> Text:
        """Time of the event; that of the entry beside it when they are of different days."""
        visit = self.visit
        arrived, entered = (
            timezone.localtime(visit.arrived_at),
            timezone.localtime(visit.entered_at),
        )
        is_stock = visit.origin == VisitOrigin.STOCK
        shown = f"{arrived:%d/%m/%Y}" if is_stock else f"{arrived:%d/%m/%Y %H:%M}"
        pieces = self.now("arrived_at", shown)
        if is_stock or (visit.origin == VisitOrigin.DESK and arrived.date() == entered.date()):
            return pieces
        return (*pieces, Piece(f"ghi vào sổ {entered:%d/%m/%Y %H:%M}"))

    def who(self) -> Text:
        visit = self.visit
        return (
            *self.now("visitor_label", visit.visitor_label),
            *self.now("address", visit.address),
            *self._group(),
            *self._mandate(),
        )

    def _group(self) -> Text:
        """How many came, and who speaks for them."""
        visit = self.visit
        names = ", ".join(one.full_name for one in visit.kept_representatives)
        came = f"Đoàn {visit.head_count} người" if visit.head_count > 1 else ""
        speaks = f"đại diện: {names}" if names else ""
        told = ", ".join(part for part in (came, speaks) if part)
        return (Piece(told),) if told else ()

    def _mandate(self) -> Text:
        visit, mandate = self.visit, getattr(self.visit, "mandate", None)
        capacity = visit.get_capacity_display() if visit.capacity != Capacity.SELF else ""
        if mandate is not None:
            until = f", đến ngày {mandate.expires_on:%d/%m/%Y}" if mandate.expires_on else ""
            return (Piece(f"Người đến: {mandate.holder.full_name} ({capacity.lower()}; "
                          f"{mandate.document}{until})"),)  # fmt: skip
        return (Piece(capacity),) if capacity else ()

    def _petitions(self, matter_id: UUID) -> list[Petition]:
        """Petitions that came about one of the contents told."""
        found = [link.petition for link in self.visit.kept_links]
        return [petition for petition in found if petition.matter_id == matter_id]

    def _handed_in(self, petitions: list[Petition]) -> Text:
        return tuple(
            Piece(
                f"{self._petition_name(one)}: {one.get_state_display().lower()}",
                petition=one.pk,
            )
            for one in petitions
        )

    def _petition_name(self, petition: Petition) -> str:
        number = number_for(petition, self.user)
        return "Đơn ở sổ kín" if number == SEALED_NUMBER else f"Đơn số {number}"

    def _same(self, petitions: list[Petition]) -> Text:
        """How many signed the petition that came; without one, how many came about it."""
        if petitions:
            return (Piece(str(max(petition.signatories for petition in petitions))),)
        return self.now("head_count", str(self.visit.head_count))

    def _competent(self, petitions: list[Petition]) -> Text:
        holds = _mark([self.visit.is_competent, *(one.is_competent for one in petitions)])
        olds = [COMPETENT_MARK.get(old, "") for old in self._olds.get("is_competent", ())]
        pieces = tuple(Piece(old, True) for old in olds if old)
        return (*pieces, *holds)

    def followed(self, petitions: list[Petition], told: Told) -> Text:
        visit = self.visit
        confirmed = visit.get_statement_confirmed_display() if visit.statement_confirmed else ""
        return (
            Piece(visit.get_result_display()),
            *((Piece(confirmed),) if confirmed else ()),
            *_refusal(visit),
            *self._handed_in(petitions),
            *self.now("result_note", visit.result_note),
            *_notice(told, visit.matter_id, visit.arrived_on),
            Piece(f"Người tiếp: {visit.received_by.full_name}"),
        )


def _mark(answers: list[bool | None]) -> Text:
    """The mark of column 9 from the first answer there is."""
    known = next((answer for answer in answers if answer is not None), None)
    return (Piece("x"),) if known else ()


def number_of(visit: Visit, user: User, letter: str = "") -> str:
    """The number as the column prints it; that of a sealed line is known to its keepers alone."""
    number, slash, _year = number_for(visit, user).partition("/")
    return f"{number}{letter}" if slash else f"{number}{' ' if letter else ''}{letter}"


def _processed(petitions: list[Petition], outcome: Outcome) -> Text:
    """What became of the petition later, where it was guided elsewhere or passed on."""
    return tuple(
        Piece(petition.outcome_note)
        for petition in petitions
        if petition.outcome == outcome and petition.outcome_note
    )


def _refusal(visit: Visit) -> Text:
    refusal = getattr(visit, "refusal", None)
    if refusal is None:
        return ()
    pieces = (Piece(f"{refusal.get_ground_display()}. {refusal.explanation}".strip()),)
    if refusal.reversed_at is None:
        return pieces
    on = timezone.localtime(refusal.reversed_at)
    return (*pieces, Piece(f"Thủ trưởng hủy việc từ chối ngày {on:%d/%m/%Y}: "
                           f"{refusal.reversal_reason}"))  # fmt: skip


def _notice(told: Told, matter_id: UUID, on: date) -> Text:
    day = told.get((matter_id, on))
    return (Piece(f"Đã thông báo kết quả ngày {day:%d/%m/%Y}"),) if day else ()


_PAPER_NAMES = {
    PaperKind.IDENTITY_CARD: "CCCD",
    PaperKind.IDENTITY_CERTIFICATE: "Giấy chứng nhận căn cước",
    PaperKind.PERSONAL_NUMBER: "Số định danh",
    PaperKind.PASSPORT: "Hộ chiếu",
    PaperKind.ORGANISATION: "Mã số",
    PaperKind.OTHER: "Giấy tờ khác",
    PaperKind.NONE: "Không mang giấy tờ",
}


def paper_of(visit: Visit, papers: Papers) -> Text:
    """Column 4. Of a sealed or anonymous visitor nothing is known here."""
    person = visit.person
    if person is None or papers is Papers.NOTHING:
        return ()
    name = _PAPER_NAMES[PaperKind(person.paper)] if person.paper else ""
    number = paper_number_of(person)
    if number and papers is not Papers.WHOLE:
        number = f"…{number[-Papers.TAIL.value :]}"
    issued = person.paper_issued if papers is Papers.WHOLE else ""
    texts = (" ".join(part for part in (name, number) if part), issued)
    return tuple(Piece(text) for text in texts if text)
