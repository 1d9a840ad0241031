"""The periodic report as a workbook: one sheet a table, relations of the form live, and “Thông tin”.

A text is never a formula: names come from people. A formula stands only where its result is the frozen
figure; where a figure breaks its relation the figure stands, coloured, with a note (ADR 0027).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from law.forms import Form, Relation
from law.periods import parse_period
from reports.files.drawing import circular_name
from reports.files.known_forms import form_in_force
from reports.files.pdf import live_sheet
from reports.files.sheet import TOTAL, Line, Sheet, sheets_of
from reports.files.spelling import NO_FIGURE, Number, clean
from reports.files.xlsx_about import write_about
from reports.files.xlsx_styles import Styles
from reports.models import Report

FORMULA_BREAKS = "Số đã chốt không bằng {formula}; giữ nguyên số đã chốt."
_UNIT_WIDTH, _WIDTH, _AMOUNT_WIDTH = 38, 8.5, 12
_HEAD_ROWS = 4  # code, circular, title, period; the head of the table starts below
_A3, _A4 = 8, 9
_MOST_ON_A4 = 17
_LONGEST = 32_000


def statutory_xlsx(report: Report) -> bytes:
    """The workbook of a report."""
    about = {
        "Đơn vị": report.agency.name,
        "Mã đơn vị": report.agency.code,
        "Kỳ báo cáo": parse_period(report.period).label,
        "Mã kỳ": report.period,
        "Số liệu tính": f"từ ngày {report.starts_on:%d/%m/%Y} đến ngày {report.ends_on:%d/%m/%Y}",
        "Chế độ báo cáo": report.regime,
        "Bản thứ": str(report.version),
        "Số, ký hiệu văn bản": report.document.full_number if report.document else "Dự thảo",
        "Mã kiểm tra số liệu (SHA-256)": report.sha256,
    }
    return _workbook(sheets_of(report.figures, form_in_force), about)


def table_xlsx(table: Any) -> bytes:
    """The workbook of one live table: `table` of reports.tables, or its plain data."""
    sheet = live_sheet(table)
    about = {
        "Biểu": f"{sheet.code} {sheet.title}",
        "Số liệu tính": sheet.span,
        "Chế độ báo cáo": sheet.regime,
        "Ghi chú": "Bảng tạm tính từ dữ liệu hiện có, chưa phải báo cáo.",
    }
    return _workbook([sheet], about)


def _workbook(sheets: Sequence[Sheet], about: Mapping[str, str]) -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(
        kept,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    styles = Styles(book)
    for sheet in sheets:
        page = book.add_worksheet(sheet.code.replace("/", "-"))
        _Page(page, sheet, form_in_force(sheet.code, sheet.regime), styles).write()
    write_about(book.add_worksheet("Thông tin"), about, sheets, styles)
    book.close()
    return kept.getvalue()


@dataclass
class _Page:
    """One sheet of the workbook."""

    page: Any
    sheet: Sheet
    form: Form | None
    styles: Styles

    def write(self) -> None:
        self._set_up()
        self._titles()
        self._head()
        first = self._first
        rows = _rows_below(self.sheet.lines)
        for n, line in enumerate(self.sheet.lines):
            self._line(first + n, line, [first + at for at in rows[n]])
        note = first + len(self.sheet.lines)
        for n, text in enumerate([f"{self.sheet.note_label}:", *self.sheet.notes]):
            self.page.write_string(note + n, 0, safe(text), self.styles.plain)
        last = note + len(self.sheet.notes)
        self.page.print_area(0, 0, last, len(self.sheet.columns))

    @property
    def _marks_row(self) -> int:
        return _HEAD_ROWS + len(self.sheet.heads)

    @property
    def _first(self) -> int:
        return self._marks_row + 1

    def _set_up(self) -> None:
        page, width = self.page, len(self.sheet.columns)
        page.set_landscape()
        page.set_paper(_A4 if width <= _MOST_ON_A4 else _A3)
        page.set_margins(left=0.8, right=0.5, top=0.8, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&RTrang &P/&N")
        page.repeat_rows(_HEAD_ROWS, self._marks_row)
        page.freeze_panes(self._first, 1)
        page.set_column(0, 0, _UNIT_WIDTH)
        for n, column in enumerate(self.sheet.columns, start=1):
            page.set_column(n, n, _AMOUNT_WIDTH if column.unit else _WIDTH)

    def _titles(self) -> None:
        sheet, last = self.sheet, len(self.sheet.columns)
        issued = f"Ban hành kèm theo {circular_name(sheet.circular)}" if sheet.circular else ""
        lines = (
            (f"Biểu số: {sheet.code}", self.styles.right),
            (issued, self.styles.right),
            (sheet.title, self.styles.title),
            (f"Số liệu tính {sheet.span}", self.styles.centre),
        )
        for row, (text, style) in enumerate(lines):
            self._merged(row, 0, row, last, text, style)

    def _head(self) -> None:
        heads = self.sheet.heads
        top, style = _HEAD_ROWS, self.styles.head
        self._merged(top, 0, top + len(heads) - 1, 0, "Đơn vị", style)
        for level, cells in enumerate(heads):
            for cell in cells:
                first, row = cell.first + 1, top + level
                bottom, right = row + cell.rows - 1, first + cell.columns - 1
                self._merged(row, first, bottom, right, cell.text, style)
        marks = self._marks_row
        self.page.write_string(marks, 0, "MS", self.styles.mark)
        for n, mark in enumerate(self.sheet.marks, start=1):
            self.page.write_string(marks, n, mark, self.styles.mark)
        for row in range(top, marks):
            self.page.set_row(row, 48)

    def _merged(self, top: int, left: int, bottom: int, right: int, text: str, style: Any) -> None:
        if (top, left) == (bottom, right):
            self.page.write_string(top, left, safe(text), style)
        else:
            self.page.merge_range(top, left, bottom, right, "", style)
            self.page.write_string(top, left, safe(text), style)

    def _line(self, row: int, line: Line, below: list[int]) -> None:
        """A unit, a subtotal or the total; `below`: rows that a sum adds up."""
        text, number = self.styles.of(line.kind)
        label = safe(line.label)
        self.page.write_string(row, 0, label, self.styles.quoted(text, label))
        for n, (column, value) in enumerate(zip(self.sheet.columns, line.values, strict=True), 1):
            if not column.is_counted and not value:
                self.page.write_string(row, n, NO_FIGURE, number)
            elif below:
                self._sum(row, n, value, below, number)
            elif relation := _formula_of(self.form, column.number):
                self._formula(row, n, value, relation, line, number)
            else:
                self.page.write_number(row, n, value, number)

    def _sum(self, row: int, n: int, value: Number, below: list[int], style: Any) -> None:
        """SUM over the lines below, where that is the figure."""
        first = self._first
        told = sum(_exact(self.sheet.lines[at - first].values[n - 1]) for at in below)
        ranges = [
            f"{xl_col_to_name(n)}{start + 1}:{xl_col_to_name(n)}{end + 1}"
            for start, end in _stretches(below)
        ]
        if told == _exact(value):
            self.page.write_formula(row, n, f"=SUM({','.join(ranges)})", style, value)
        else:
            self._kept(row, n, value, "tổng các dòng", style)

    def _formula(
        self, row: int, n: int, value: Number, relation: Relation, line: Line, style: Any
    ) -> None:
        """The printed relation of a column, where it gives the figure."""
        places = {column.number: at for at, column in enumerate(self.sheet.columns)}
        terms = [places[term.column] for term in relation.right]
        if sum(_exact(line.values[at]) for at in terms) == _exact(value):
            cells = "+".join(f"{xl_col_to_name(at + 1)}{row + 1}" for at in terms)
            self.page.write_formula(row, n, f"={cells}", style, value)
        else:
            told = "+".join(str(term.column) for term in relation.right)
            self._kept(row, n, value, told, style)

    def _kept(self, row: int, n: int, value: Number, formula: str, style: Any) -> None:
        self.page.write_number(row, n, value, self.styles.broken(style))
        self.page.write_comment(row, n, FORMULA_BREAKS.format(formula=formula))


def _formula_of(form: Form | None, column: int) -> Relation | None:
    """The first printed “=” of a column within its table."""
    for relation in form.relations if form else ():
        left = relation.left
        if (
            relation.op == "="
            and relation.holds
            and len(left) == 1
            and left[0].column == column
            and all(term.code == left[0].code for term in relation.terms)
        ):
            return relation
    return None


def _rows_below(lines: Sequence[Line]) -> list[list[int]]:
    """For each line the units it adds up: a subtotal those after it, the total every unit."""
    found: list[list[int]] = []
    for n, line in enumerate(lines):
        if line.kind == "total":
            found.append([at for at, other in enumerate(lines) if other.kind == "unit"])
        elif line.kind == "level":
            size = line.units
            found.append(list(range(n + 1, n + 1 + size)))
        else:
            found.append([])
    return found


def _stretches(rows: list[int]) -> list[tuple[int, int]]:
    """Rows as ranges that run on."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def _exact(value: Number) -> Decimal:
    return Decimal(str(value))


def safe(text: str) -> str:
    """A text as a cell may hold it: no control characters, not longer than a cell."""
    return clean(text)[:_LONGEST]


__all__ = ["TOTAL", "safe", "statutory_xlsx", "table_xlsx"]
