"""Sổ tiếp công dân of a period in the columns of form 03/TCD (Nghị định 154/2026/NĐ-CP).

What stands in which column is said in docs/register.md. This is the register as it reads now: column
4 (the identity paper) and wordings struck by a correction stay in the book itself, which its keepers
print (`reception.book_pdf`). Each side table is one stream in the order of the visits, so that the
cost of a line does not grow with the register.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from agencies.models import Agency
from complaints.enums import Outcome, PetitionKind, PetitionState, Secrecy
from complaints.models import Clock
from law.dates import vn_date
from reception.enums import NOTICE, Capacity, RefusalGround, SessionKind, VisitResult
from reception.models import Representative, Visit, VisitMatter, VisitPetition
from reception.workflow import GROUP
from reports.enums import ReportKind
from reports.lists.listing import Head, Total
from reports.lists.registers import Line, Register, labels
from reports.spans import Span

CHUNK = 2000
HEADS = (
    Head("Số thứ tự", 13, mark="(1)"),
    Head("Ngày tiếp", 20, mark="(2)"),
    Head("Họ tên, địa chỉ", 44, mark="(3)"),
    Head("Tóm tắt nội dung vụ việc", 62, mark="(5)"),
    Head("Phân loại đơn của công dân", 18, mark="(6)"),
    Head("Số công dân có đơn cùng một nội dung", 13, "number", "(7)"),
    Head("Cơ quan, tổ chức, đơn vị đã giải quyết", 20, mark="(8)"),
    Head("Thuộc thẩm quyền", 11, mark="(9)"),
    Head("Hướng dẫn đến cơ quan, số văn bản", 24, mark="(10)"),
    Head("Chuyển đến cơ quan có thẩm quyền, số văn bản", 24, mark="(11)"),
    Head("Theo dõi quá trình, kết quả giải quyết", 44, mark="(12)"),
)
_COLUMNS = (
    "number", "year", "arrived_at", "visitor_label", "address", "head_count", "capacity",
    "matter__title", "content", "matter__kind", "settled_by", "is_competent",
    "directed_to", "directed_document", "result", "result_note", "voided_at", "void_reason",
    "refusal__ground", "received_by__full_name", "told",
)  # fmt: skip


def _inside(span: Span, prefix: str = "") -> dict[str, Any]:
    return {
        f"{prefix}arrived_at__gte": span.starts_at,
        f"{prefix}arrived_at__lt": span.ends_before,
        f"{prefix}secrecy": Secrecy.OPEN,
    }


def _visits(agency: Agency, span: Span) -> QuerySet[Any]:
    told = Clock.objects.filter(
        matter=OuterRef("matter"), petition=None, rule_code=NOTICE, finished_on__isnull=False,
        started_on=OuterRef("day"),
    )  # fmt: skip
    return (
        Visit.objects.unscoped("lines of one agency; secret ones are numbers alone")
        .filter(agency=agency, **_inside(span))
        .annotate(day=TruncDate("arrived_at"))
        .annotate(told=Subquery(told.values("finished_on")[:1], output_field=DateField()))
        .order_by("year", "number")
    )


class Beside:
    """Rows of a side table by year and number of their visit, from a stream in the order of the visits."""

    def __init__(self, rows: QuerySet[Any], *columns: str) -> None:
        ordered = rows.order_by("visit__year", "visit__number", "pk")
        found = ordered.values_list("visit__year", "visit__number", *columns)
        self._groups = groupby(found.iterator(chunk_size=CHUNK), key=itemgetter(0, 1))
        self._next: tuple[Any, list[Any]] = (None, [])
        self._forward()

    def of(self, year: int, number: int) -> list[Any]:
        """Rows of this visit without its number; each visit is asked for once, in its order."""
        if self._next[0] != (year, number):
            return []
        found = self._next[1]
        self._forward()
        return found

    def _forward(self) -> None:
        visit, rows = next(self._groups, (None, ()))
        self._next = (visit, [row[2:] for row in rows])


def lines(agency: Agency, span: Span) -> Iterator[Line]:
    """Lines of the open book, further contents lettered below their visit."""
    inside = {"visit__agency": agency, **_inside(span, "visit__")}
    petitions = Beside(
        VisitPetition.objects.filter(petition__secrecy=Secrecy.OPEN, **inside).annotate(
            of_visit=Q(petition__matter=F("visit__matter"))
        ),
        "petition__matter_id", "of_visit", "petition__number", "petition__year",
        "petition__signatories", "petition__state", "petition__is_competent", "petition__outcome",
        "petition__outcome_note",
    )  # fmt: skip
    further = Beside(
        VisitMatter.objects.filter(matter__secrecy=Secrecy.OPEN, **inside), "matter_id",
        "matter__title", "matter__kind", "content", "result", "result_note", "directed_to",
    )  # fmt: skip
    speakers = Beside(Representative.objects.filter(**inside), "full_name")
    write = _Writer()
    for visit in _visits(agency, span).values_list(*_COLUMNS).iterator(chunk_size=CHUNK):
        number, year = visit[:2]
        came = [_CameIn(*row) for row in petitions.of(year, number)]
        yield write.first(visit, [one for one in came if one.of_visit], speakers.of(year, number))
        for letter, content in zip(
            "abcdefghijklmnopqrstuvwxyz", further.of(year, number), strict=False
        ):
            told = [one for one in came if one.matter == content[0]]
            yield write.further(letter, visit, content[1:], told)


@dataclass(frozen=True, slots=True)
class _CameIn:
    """A petition of the open book that came at a visit."""

    matter: UUID
    of_visit: bool
    number: int
    year: int
    signatories: int
    state: str
    is_competent: bool | None
    outcome: str
    note: str


class _Writer:
    """Columns of a line; words of closed lists and the zone are looked up once."""

    def __init__(self) -> None:
        self._kinds, self._results = labels(PetitionKind), labels(VisitResult)
        self._states, self._grounds = labels(PetitionState), labels(RefusalGround)
        self._capacities = {**labels(Capacity), Capacity.SELF.value: ""}
        self._zone = timezone.get_current_timezone()

    def first(
        self, visit: tuple[Any, ...], came: list[_CameIn], speakers: list[tuple[str]]
    ) -> Line:
        (
            number, _, arrived_at, who, address, people, capacity, title, content, kind, settled,
            competent, directed, document, result, note, voided_at, void_reason, ground, officer,
            told,
        ) = visit  # fmt: skip
        where = f"{directed}; {document}" if directed and document else directed or document
        passed = result == VisitResult.TRANSFER
        followed = [
            self._results[result],
            self._grounds[ground or ""],
            *self._handed_in(came),
            note,
            f"Đã thông báo kết quả ngày {vn_date(told)}" if told else "",
            f"Người tiếp: {officer}",
            f"HỦY SỐ ngày {self._moment(voided_at)[:10]}: {void_reason}" if voided_at else "",
        ]
        return (
            f"{number:02d}",
            self._moment(arrived_at),
            _joined([who, address, _group(people, speakers), self._capacities[capacity]]),
            _joined([title, content], ". "),
            self._kinds[kind],
            max(one.signatories for one in came) if came else people,
            settled,
            _mark([competent, *(one.is_competent for one in came)]),
            _sent("" if passed else where, came, Outcome.GUIDE),
            _sent(where if passed else "", came, Outcome.TRANSFER),
            _joined(followed),
        )

    def further(
        self, letter: str, visit: tuple[Any, ...], content: tuple[Any, ...], came: list[_CameIn]
    ) -> Line:
        """A further content of the visit, under the same number."""
        title, kind, text, result, note, directed = content
        passed = result == VisitResult.TRANSFER
        return (
            f"{visit[0]:02d}{letter}",
            self._moment(visit[2]),
            f"Như số {visit[0]:02d}",
            _joined([title, text], ". "),
            self._kinds[kind],
            max((one.signatories for one in came), default=visit[5]),
            "",
            _mark([one.is_competent for one in came]),
            _sent("" if passed else directed, came, Outcome.GUIDE),
            _sent(directed if passed else "", came, Outcome.TRANSFER),
            _joined([self._results[result], *self._handed_in(came), note]),
        )

    def _handed_in(self, came: list[_CameIn]) -> list[str]:
        return [
            f"Đơn số {one.number:02d}/{one.year}: {self._states[one.state].lower()}" for one in came
        ]

    def _moment(self, at: datetime) -> str:
        return at.astimezone(self._zone).strftime("%d/%m/%Y %H:%M")


def _group(people: int, speakers: list[tuple[str]]) -> str:
    """How many came, and who speaks for them."""
    if people < 2:
        return ""
    names = ", ".join(name for (name,) in speakers)
    return f"đoàn {people} người" + (f", đại diện: {names}" if names else "")


def _joined(parts: list[str], between: str = "; ") -> str:
    return between.join([part.rstrip(" .") for part in parts if part])


def _mark(answers: list[bool | None]) -> str:
    """The mark of column 9 from the first answer there is."""
    return "x" if next((answer for answer in answers if answer is not None), False) else ""


def _sent(where: str, came: list[_CameIn], outcome: Outcome) -> str:
    """Where the visit was sent, and what became of petitions that were guided or passed on later."""
    if not came:
        return where.rstrip(" .")
    return _joined([where, *(one.note for one in came if one.outcome == outcome)])


def totals(agency: Agency, span: Span) -> list[Total]:
    """Lines that count: neither void nor of matters with excluded persons; one statement."""
    inside = Q(arrived_at__gte=span.starts_at, arrived_at__lt=span.ends_before)
    group = Q(head_count__gte=GROUP)
    found = Visit.objects.counted().filter(inside, agency=agency).aggregate(
        visits=Count("pk"),
        people=Sum("head_count"),
        groups=Count("pk", filter=group),
        group_people=Sum("head_count", filter=group),
        sealed=Count("pk", filter=Q(secrecy=Secrecy.SEALED)),
        **{kind.value: Count("pk", filter=Q(session_kind=kind)) for kind in SessionKind},
    )  # fmt: skip
    value = {name: int(number or 0) for name, number in found.items()}
    void = (
        Visit.objects.unscoped("lines of one agency; secret ones are numbers alone")
        .filter(inside, agency=agency, secrecy=Secrecy.OPEN, voided_at__isnull=False)
        .count()
    )
    return [
        Total("visits", "Lượt tiếp", "lượt", value["visits"], "visits"),
        *(
            Total(kind.value, kind.label, "lượt", value[kind.value], f"visits_{kind.value}")
            for kind in SessionKind
        ),
        Total("people", "Người được tiếp", "người", value["people"], "people"),
        Total("groups", "Đoàn đông người", "đoàn", value["groups"], "groups"),
        Total("group_people", "Người trong đoàn đông người", "người", value["group_people"],
              "group_people"),
        Total("sealed", "Ghi ở sổ kín, không liệt kê", "lượt", value["sealed"]),
        Total("void", "Dòng đã hủy số", "dòng", void),
    ]  # fmt: skip


REGISTER = Register(
    kind=ReportKind.VISITS,
    title="Sổ tiếp công dân",
    note=(
        "Theo các cột của mẫu 03/TCD (Nghị định số 154/2026/NĐ-CP), trừ cột 4 về giấy tờ tùy thân chỉ "
        "có trong sổ gốc. Lượt ở sổ kín chỉ cộng số, không liệt kê."
    ),
    heads=HEADS,
    lines=lines,
    totals=totals,
)
SPEC = REGISTER.spec()
