"""Workbooks as offices keep them, good and bad."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from reception.stock import petitions, visits
from reception.stock.table import Column

VISIT: dict[str, Any] = {
    "number": "1",
    "on": "05/01/2026",
    "name": "Nông Thị Lan",
    "address": "thôn Nà Lầu, xã Tân Thanh",
    "id_number": "020171004567",
    "content": "Đề nghị sửa đường vào khu sản xuất.",
    "kind": "Kiến nghị, phản ánh",
    "result": "Hướng dẫn",
    "guided": "UBND xã Tân Thanh",
    "told": "12/01/2026",
}
PETITION: dict[str, Any] = {
    "number": "1",
    "on": "06/01/2026",
    "source": "Bưu chính",
    "name": "Lý Văn Thành",
    "address": "xã Tân Thanh",
    "content": "Khiếu nại quyết định thu hồi đất.",
    "kind": "Khiếu nại",
    "state": "Chờ xử lý",
}


def visits_file(*rows: dict[str, Any], **more: Any) -> bytes:
    """A register of visits under the titles of the template."""
    return _file(visits.COLUMNS, rows, **more)


def petitions_file(*rows: dict[str, Any], **more: Any) -> bytes:
    """A register of petitions under the titles of the template."""
    return _file(petitions.COLUMNS, rows, **more)


def _file(columns: Sequence[Column], rows: Iterable[dict[str, Any]], **more: Any) -> bytes:
    lines = [[row.get(column.key) for column in columns] for row in rows]
    return workbook([[column.title for column in columns], *lines], **more)


def workbook(
    lines: Iterable[Sequence[Any]], *, title: str = "Sổ", before: Sequence[str] = ()
) -> bytes:
    """A workbook with these lines; `before`: hidden sheets that stand in front."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for line in lines:
        sheet.append(list(line))
    for position, name in enumerate(before):
        hidden = book.create_sheet(name, position)
        hidden.append([column.title for column in visits.COLUMNS])
        hidden.append(["999", "01/01/1999", "Người cũ"])
        hidden.sheet_state = "hidden"
    return saved(book)


def saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()
