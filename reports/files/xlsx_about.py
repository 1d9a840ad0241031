"""The sheet “Thông tin”: what the workbook is, and what each column counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from law.forms import Column
from law.measures import shipped_measures
from reports.files.sheet import Sheet
from reports.files.spelling import clean
from reports.files.xlsx_styles import Styles


def write_about(
    page: Any, about: Mapping[str, str], sheets: Sequence[Sheet], styles: Styles
) -> None:
    """Facts of the report, then one line a column: table, number, heading, definition, guidance."""
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 8)
    page.set_column(2, 4, 60)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for row, (label, text) in enumerate(about.items()):
        page.write_string(row, 0, clean(label), styles.label)
        page.write_string(row, 1, clean(text), styles.plain)
    row = len(about) + 1
    for n, label in enumerate(("Biểu", "Cột", "Nội dung", "Cách tính", "Hướng dẫn của Thông tư")):
        page.write_string(row, n, label, styles.head)
    page.repeat_rows(row)
    for sheet in sheets:
        for column in sheet.columns:
            row += 1
            _line(page, row, sheet, column, styles)


def _line(page: Any, row: int, sheet: Sheet, column: Column, styles: Styles) -> None:
    measure = shipped_measures().get(column.measure)
    told = (
        sheet.code,
        str(column.number),
        column.path,
        measure.definition if measure else column.note,
        column.guidance,
    )
    for n, text in enumerate(told):
        page.write_string(row, n, clean(text), styles.wrapped)
