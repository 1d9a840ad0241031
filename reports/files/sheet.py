"""One statutory table as it is printed: head, row of numbers, units with subtotals, total, notes.

PDF, workbook and the check of a PDF all read the same lines, so that none can differ from another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from agencies.enums import Level
from law.dates import vn_date
from law.form_headings import HeadCell, heading_rows
from law.forms import Column, Form
from reports.files.short_names import place_of, short_name
from reports.files.spelling import NO_FIGURE, Number, figure

TOTAL = "Tổng số"
APART = "Cơ quan trung ương theo ngành dọc (không tổng hợp)"
_LIVE, _IMPORTED = "live", "imported"
MARKS = {
    _LIVE: ("*", "Đơn vị chưa gửi báo cáo kỳ này; số liệu lấy từ dữ liệu đã nhập vào hệ thống."),
    _IMPORTED: ("**", "Số liệu nhập từ tệp của đơn vị làm ngoài hệ thống."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of figures. `kind`: "unit", "level" (subtotal of the `units` lines after it), "total",
    "apart"."""

    kind: str
    name: str
    values: tuple[Number, ...]
    code: str = ""
    mark: str = ""
    units: int = 0
    short: str = ""

    @property
    def label(self) -> str:
        """The name in full, as a workbook has it; a mark points at a note."""
        return f"{self.name} ({self.mark})" if self.mark else self.name

    @property
    def printed(self) -> str:
        """The name as paper has it: short, so that a unit takes one line."""
        name = self.short or self.name
        return f"{name} ({self.mark})" if self.mark else name


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table ready to be drawn."""

    code: str
    title: str
    circular: str
    regime: str
    span: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]

    @property
    def heads(self) -> list[list[HeadCell]]:
        return heading_rows(self.columns)

    @property
    def marks(self) -> list[str]:
        """The MS row: numbers with the formulas as printed (“1=5+11+17”)."""
        return [mark_of(column) for column in self.columns]

    @property
    def note_label(self) -> str:
        """“22. Ghi chú”: the line after the last column."""
        return f"{self.columns[-1].number + 1}. Ghi chú"

    def cells(self, line: Line) -> list[str]:
        """The figures of a line as they are printed; “–” where the records have no answer."""
        return [
            figure(value) if column.is_counted or value else NO_FIGURE
            for column, value in zip(self.columns, line.values, strict=True)
        ]


def mark_of(column: Column) -> str:
    """“1=5+11+17”; a column without a formula is its number."""
    formula = column.formula.replace(" ", "")
    return f"{column.number}={formula}" if formula else str(column.number)


def sheet_of(
    table: Mapping[str, Any], form: Form | None, units: Iterable[Mapping[str, Any]] = ()
) -> Sheet:
    """A table (plain data as frozen) with the words of its form; `units`: where each row came from.

    Without a form (a regime this house does not know) the headings are those of the data.
    """
    columns = _columns(table, form)
    marks = {unit["code"]: MARKS[unit["source"]] for unit in units if unit["source"] in MARKS}
    lines = tuple(_lines(table, [c.number for c in columns], marks))
    period = table["period"]
    return Sheet(
        code=table["code"],
        title=form.title if form else "",
        circular=form.circular if form else "",
        regime=table["regime"],
        span=_span(period),
        columns=columns,
        lines=lines,
        notes=tuple(_notes(table, columns, lines)),
    )


def _columns(table: Mapping[str, Any], form: Form | None) -> tuple[Column, ...]:
    known = {column.number: column for column in form.columns} if form else {}
    return tuple(
        known.get(told["number"], Column(told["number"], tuple(told["heading"])))
        for told in table["columns"]
    )


def _span(period: Mapping[str, str]) -> str:
    first, last = (vn_date(date.fromisoformat(period[end])) for end in ("from", "to"))
    return f"từ ngày {first} đến ngày {last}"


def _lines(
    table: Mapping[str, Any], numbers: list[int], marks: Mapping[str, tuple[str, str]]
) -> Iterable[Line]:
    """Units by level with subtotals where there are several levels, the total, those apart."""

    place = place_of(row["name"] for row in table["rows"])

    def line(kind: str, row: Mapping[str, Any]) -> Line:
        code, values = row.get("agency", ""), row["values"]
        return Line(
            kind,
            row["name"],
            tuple(values.get(str(n), 0) for n in numbers),
            code,
            mark=marks.get(code, ("", ""))[0],
            short=short_name(row["name"], place),
        )

    summed = [row for row in table["rows"] if not row.get("apart")]
    groups = [(level, list(rows)) for level, rows in groupby(summed, key=lambda row: row["level"])]
    for level, rows in groups:
        units = [line("unit", row) for row in rows]
        if len(groups) > 1 and len(units) > 1:
            yield Line("level", level_name(level), _sums(units), units=len(units))
        yield from units
    total = table["total"]
    yield Line("total", TOTAL, tuple(total.get(str(n), 0) for n in numbers))
    apart = [row for row in table["rows"] if row.get("apart")] + list(table.get("apart", ()))
    yield from (line("apart", row) for row in apart)


def level_name(level: str) -> str:
    """“Xã, phường, đặc khu”; a level this release does not know is printed as it is."""
    return str(Level(level).label) if level in Level.values else level


def _sums(lines: list[Line]) -> tuple[Number, ...]:
    columns = zip(*(line.values for line in lines), strict=True)
    return tuple(_plain(sum(map(_exact, column))) for column in columns)


def _exact(value: Number) -> Decimal:
    return Decimal(str(value))


def _plain(value: Decimal | int) -> Number:
    """Whole numbers as int, others as they are."""
    return int(value) if value == int(value) else Decimal(value)


def _notes(
    table: Mapping[str, Any], columns: tuple[Column, ...], lines: tuple[Line, ...]
) -> Iterable[str]:
    if table.get("note"):
        yield str(table["note"])
    used = {line.mark for line in lines if line.mark}
    yield from (f"({mark}) {words}" for mark, words in MARKS.values() if mark in used)
    if any(line.kind == "apart" for line in lines):
        yield (
            "Cơ quan trung ương theo ngành dọc ghi dưới dòng tổng số không tổng hợp vào báo cáo "
            "(Thông tư 06/2025/TT-TTCP, Điều 7 khoản 2)."
        )
    yield from (f"Cột ({c.number}): {c.note}" for c in columns if not c.is_counted and c.note)


Find = Callable[[str, str], Form | None]


def sheets_of(figures: Mapping[str, Any], find: Find) -> list[Sheet]:
    """Every table of frozen figures; `find(code, regime)` gives the form, or None."""
    units = figures.get("units", ())
    return [
        sheet_of(table, find(table["code"], table["regime"]), units) for table in figures["tables"]
    ]
