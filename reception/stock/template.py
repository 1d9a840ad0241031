"""The workbook to fill in: one sheet with the titles, one that explains them with an example."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from complaints.enums import Field, Outcome, PetitionState, Source
from reception.enums import VisitResult
from reception.stock.reading import COLUMNS
from reception.stock.table import MOST_ROWS, Column
from records.enums import Book

SHEET = "Sổ"
_CHOICES: dict[str, list[str]] = {
    "kind": ["Khiếu nại", "Kiến nghị, phản ánh"],
    "field": list(map(str, Field.labels)),
    "result": list(map(str, VisitResult.labels)),
    "session": ["Thường xuyên", "Định kỳ", "Đột xuất"],
    "source": list(map(str, Source.labels)),
    "state": list(map(str, PetitionState.labels)),
    "outcome": list(map(str, Outcome.labels)),
}
_EXAMPLES: dict[Book, dict[str, str]] = {
    Book.VISITS: {
        "number": "1", "on": "05/01/2026", "name": "Nguyễn Thị Mẫu", "address": "thôn Một, xã Mẫu",
        "id_number": "020180000001", "content": "Đề nghị sửa đường liên thôn.",
        "kind": "Kiến nghị, phản ánh", "field": "Lĩnh vực khác", "people": "1",
        "guided": "UBND xã Mẫu, văn bản số 12/HD", "session": "Thường xuyên",
        "receiver": "Trần Văn Mẫu", "told": "12/01/2026",
    },
    Book.PETITIONS: {
        "number": "1", "on": "06/01/2026", "source": "Bưu chính", "name": "Nguyễn Thị Mẫu",
        "address": "thôn Một, xã Mẫu", "content": "Khiếu nại quyết định thu hồi đất.",
        "kind": "Khiếu nại", "field": "Đất đai, nhà cửa", "times": "Lần đầu",
        "state": "Đang giải quyết", "outcome": "Thụ lý giải quyết", "processed": "14/01/2026",
        "note": "Thông báo thụ lý số 05/TB",
    },
}  # fmt: skip
# What Excel would take for a number or turn into a day of its own.
_KEPT_AS_TEXT = frozenset({"number", "on", "id_number", "told", "processed", "resolved", "times"})


def stock_template(book: Book) -> bytes:
    """An empty register of `book` with the titles that the reading knows."""
    columns, target = COLUMNS[book], io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    formats = {
        "head": workbook.add_format(
            {"bold": True, "text_wrap": True, "border": 1, "bg_color": "#DCE6F1", "valign": "top"}
        ),
        "text": workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "plain": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "bold": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
    }
    _register(workbook.add_worksheet(SHEET), columns, formats)
    _explanation(workbook.add_worksheet("Hướng dẫn"), book, columns, formats)
    workbook.close()
    return target.getvalue()


def _register(sheet: Any, columns: Sequence[Column], formats: dict[str, Any]) -> None:
    for position, column in enumerate(columns):
        title = f"{column.title} *" if column.is_required else column.title
        kept = formats["text" if column.key in _KEPT_AS_TEXT else "plain"]
        sheet.set_column(position, position, 40 if column.key == "content" else 18, kept)
        sheet.write_string(0, position, title, formats["head"])
        if choices := _CHOICES.get(column.key):
            sheet.data_validation(
                1, position, MOST_ROWS, position,
                {"validate": "list", "source": choices, "error_type": "warning"},
            )  # fmt: skip
    sheet.freeze_panes(1, 2)


def _explanation(
    sheet: Any, book: Book, columns: Sequence[Column], formats: dict[str, Any]
) -> None:
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 2, 34)
    lines = (
        f"Nhập {book.label.lower()} đang dùng",
        f"Chép sổ vào trang “{SHEET}”, mỗi dòng một số. Cột có dấu * là bắt buộc.",
        "Số và ngày giữ nguyên như sổ. Số không có trong tệp được ghi là trống, kèm lý do.",
        "Không dùng công thức; không gộp ô ở phần dữ liệu. Tố cáo không ghi vào tệp này.",
        f"Nhiều nhất {MOST_ROWS:,} dòng mỗi tệp.".replace(",", "."),
    )
    for row, text in enumerate(lines):
        sheet.write_string(row, 0, text, formats["bold"] if row == 0 else None)
    top = len(lines) + 1
    for position, text in enumerate(("Cột", "Ghi thế nào", "Ví dụ")):
        sheet.write_string(top, position, text, formats["head"])
    for row, column in enumerate(columns, start=top + 1):
        title = f"{column.title} *" if column.is_required else column.title
        sheet.write_string(row, 0, title, formats["bold"])
        sheet.write_string(row, 1, column.hint, formats["plain"])
        sheet.write_string(row, 2, _EXAMPLES[book].get(column.key, ""), formats["text"])
