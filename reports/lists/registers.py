"""A register of a period as a report: what it adds up to is frozen, its lines are in its files alone.

The lines name citizens, so figures, pages and exchange files hold none of them; a digest of the lines
says whether the register is still the one of the report. Only the open book stands here: lines of the
sealed one are a number (`docs/register.md`); its keepers print it themselves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from agencies.models import Agency
from law.dates import vn_date
from law.periods import Period
from records.letterhead import letterhead
from records.moment import one_moment
from records.wording import number_plain
from reports.enums import ReportKind
from reports.kinds import KindSpec
from reports.lists.files import book_of, span_of
from reports.lists.listing import DAY, Head, Listing, Total
from reports.lists.long_pdf import PrintedList, cut_list, set_list
from reports.lists.overdue import accepts
from reports.lists.page import TEMPLATE, page
from reports.lists.workbook import workbook
from reports.models import Report
from reports.spans import Span, midnight

Line = Sequence[str | int | date | None]
Lines = Callable[[Agency, Span], Iterator[Line]]
Totals = Callable[[Agency, Span], list[Total]]


@dataclass(frozen=True, slots=True)
class Register:
    """One register: its columns, its lines in their order, what it adds up to."""

    kind: ReportKind
    title: str
    note: str
    heads: Sequence[Head]
    lines: Lines
    totals: Totals

    def spec(self) -> KindSpec:
        """The kind of report it makes: both files are made with it, in its job."""
        return KindSpec(
            kind=self.kind,
            label=self.kind.label,
            accepts=accepts,
            figures=self.figures,
            files={"pdf": self.pdf, "xlsx": self.xlsx},
            stored=("pdf", "xlsx"),
            template=TEMPLATE,
            page=page,
            each_time=True,
        )

    def figures(self, *, agency: Agency, period: Period, today: date) -> dict[str, Any]:
        """Plain data to freeze."""
        span = Span.of(period, today)
        with one_moment():
            summing = Summing(self.lines(agency, span))
            for _ in summing:
                pass
            totals = self.totals(agency, span)
        listing = Listing(
            title=self.title,
            as_of=span.as_of,
            note=f"{self.note} Số liệu {period.span}.",
            totals=totals,
            count=summing.count,
            numbered=False,
        )
        frozen = listing.frozen(register=self.kind.value, digest=summing.digest)
        return {**frozen, "listed": summing.count}

    def pdf(self, report: Report) -> bytes:
        """The register as a book, its pages numbered through; it is set when all lines are read."""
        told = self._printed(report)
        with one_moment():
            lines = self.lines(report.agency, _span(report))
            cut = cut_list(told, _as_texts(self.heads, lines))
        return set_list(told, cut)

    def xlsx(self, report: Report) -> bytes:
        """The register as a workbook, row by row."""
        book = book_of(report, [asdict(head) for head in self.heads])
        with one_moment():
            return workbook(book, self.lines(report.agency, _span(report)))

    def _printed(self, report: Report) -> PrintedList:
        made = timezone.localtime(report.made_at)
        totals = report.figures["totals"]
        return PrintedList(
            title=self.title.upper(),
            span=span_of(report),
            head=letterhead(report.agency, made.date()),
            author=report.agency.name,
            words=[
                report.figures["note"],
                *(
                    f"{total['label']}: {number_plain(total['value'])} {total['unit']}."
                    for total in totals
                    if total["value"]
                ),
                f"Kết xuất lúc {made:%H:%M} ngày {vn_date(made.date())}.",
            ],
            heads=[asdict(head) for head in self.heads],
            sha256=report.sha256,
        )


class Summing:
    """Counts lines and makes their digest while they pass by."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines
        self._hash = hashlib.sha256()
        self.count = 0

    def __iter__(self) -> Iterator[Line]:
        for line in self._lines:
            self.count += 1
            self._hash.update("\x1f".join(map(str, line)).encode())
            yield line

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


def _span(report: Report) -> Span:
    as_of = date.fromisoformat(report.figures["as_of"])
    return Span(report.starts_on, report.ends_on, as_of)


def _as_texts(heads: Sequence[Head], lines: Iterable[Line]) -> Iterator[list[str]]:
    days = [head.kind == DAY for head in heads]
    for line in lines:
        yield [
            ("" if cell is None or cell == "" else vn_date(cell)) if is_day else str(cell or "")  # type: ignore[arg-type]
            for cell, is_day in zip(line, days, strict=True)
        ]


def labels(choices: Any) -> Mapping[str, str]:
    """Words of a closed list by their code; the code of nothing is nothing."""
    return {"": "", **dict(choices.choices)}


def day_span(span: Span) -> tuple[Any, Any]:
    """The moments between which an arrival belongs to the period."""
    return midnight(span.start), span.ends_before
