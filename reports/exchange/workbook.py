"""A workbook of the statutory tables, as a unit outside the system fills it in: values only.

The layout is that of the workbooks this house makes (reports/files/xlsx.py): a sheet for each table,
a line that begins with MS, units below it, the line of the total. Bounded before it is opened; sums
that Excel has worked out are read as their values, every other formula is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from agencies.refusals import Refused
from agencies.vietnamese import fold
from law.forms import Column, Form
from reports.json_numbers import plain

BROKEN = "Tệp Excel hỏng hoặc không đúng dạng XLSX, không mở được."
ABOUT = "Thông tin"
_MOST_UNPACKED = 24 * 1024 * 1024
_MOST_SHEET = 6 * 1024 * 1024
_MOST_CELLS = 150_000
_MOST_ROWS = 4_200
_MARK_WITHIN = 60
# Parts of a workbook that reach out of it or run something.
_FOREIGN = {
    "vbaproject": "macro",
    "externallinks/": "liên kết tới tệp khác",
    "connections.xml": "kết nối dữ liệu ngoài",
    "embeddings/": "tệp nhúng",
    "activex/": "điều khiển ActiveX",
    "macrosheets/": "trang macro",
    "customui": "lệnh riêng",
}
_SUM = re.compile(
    r"=SUM\([A-Z0-9:,;$ ]+\)|=\+?\$?[A-Z]{1,3}\$?\d+([+\-]\$?[A-Z]{1,3}\$?\d+)*", re.I
)
_MARK = re.compile(r"\(\*+\)\s*$")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_UNREADABLE = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError,
    TypeError, AttributeError, RuntimeError, NotImplementedError, OSError, EOFError, MemoryError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of figures: its name as written, and the figure of each column by its number."""

    name: str
    place: str
    values: Mapping[str, int | float]


@dataclass(slots=True)
class Book:
    """What was read: the lines of each table by its code, and what the sheet “Thông tin” says."""

    tables: dict[str, list[Line]] = field(default_factory=dict)
    totals: dict[str, Mapping[str, int | float]] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)


def about_of(content: bytes) -> dict[str, str]:
    """The sheet “Thông tin”, label -> text; empty when there is none. Raises Refused."""
    ensure_bounded(content)
    with _opened(content, values=True) as book:
        return _about(book)


def read_book(content: bytes, forms: tuple[Form, ...]) -> Book:
    """Every table of the regime. Raises Refused with the place of the first fault."""
    ensure_bounded(content)
    found = Book()
    with _opened(content, values=True) as values, _opened(content, values=False) as written:
        found.about = _about(values)
        for form in forms:
            name = _sheet_of(values, form)
            lines = list(_lines(values[name], written[name], form))
            if totals := [line.values for line in lines if _is_total(line.name)]:
                found.totals[form.code] = totals[0]
            found.tables[form.code] = [line for line in lines if not _is_total(line.name)]
    return found


def ensure_bounded(content: bytes) -> None:
    """Raises Refused for a bomb, and for what reaches out of the workbook; reads names and counts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            _ensure_small(members)
            names = [member.filename.lower() for member in members]
            for part, what in _FOREIGN.items():
                if any(part in name for name in names):
                    raise Refused(
                        f"Tệp Excel có {what}, không nhận; hãy chép số liệu sang tệp mẫu."
                    )
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    _ensure_plain(packed.read(member), member.filename)
    except _UNREADABLE:
        raise Refused(BROKEN) from None


def _ensure_small(members: list[zipfile.ZipInfo]) -> None:
    largest = max((m.file_size for m in members if "sheet" in m.filename.lower()), default=0)
    if sum(member.file_size for member in members) > _MOST_UNPACKED or largest > _MOST_SHEET:
        raise Refused("Tệp Excel giải nén quá lớn, không nhận; hãy chỉ giữ lại các biểu của mẫu.")


def _ensure_plain(xml: bytes, name: str) -> None:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise Refused("Tệp Excel có khai báo XML lạ, không nhận.")
    if b'TargetMode="External"' in xml and b"hyperlink" not in xml.lower():
        raise Refused("Tệp Excel có liên kết tới tệp khác, không nhận.")
    if "worksheets/" in name.lower() and len(_CELL.findall(xml)) > _MOST_CELLS:
        raise Refused("Trang tính có quá nhiều cột hoặc quá nhiều ô, không phải biểu của mẫu.")


class _opened:
    """A workbook as long as it is looked at; whatever a torn one stumbles over is one sentence."""

    def __init__(self, content: bytes, *, values: bool) -> None:
        self._asked = {"read_only": True, "data_only": values, "keep_links": False}
        self._content = content

    def __enter__(self) -> Any:
        try:
            self._book = load_workbook(io.BytesIO(self._content), **self._asked)
        except _UNREADABLE:
            raise Refused(BROKEN) from None
        return self._book

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self._book.close()
        if error is not None and isinstance(error, _UNREADABLE):
            raise Refused(BROKEN) from None


def _about(book: Any) -> dict[str, str]:
    if ABOUT not in book.sheetnames:
        return {}
    sheet = book[ABOUT]
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=_MARK_WITHIN, max_col=2, values_only=True)
    pairs = ((_text(row[0]), _text(row[1])) for row in rows if len(row) > 1)
    return {label: text for label, text in pairs if label and text}


def _sheet_of(book: Any, form: Form) -> str:
    """The sheet of a table: “01-TCD”, “01/TCD” cannot be a name in Excel."""
    wanted = re.sub(r"[^0-9A-ZĐ]", "", form.code.upper())
    for name in book.sheetnames:
        if re.sub(r"[^0-9A-ZĐ]", "", name.upper()) == wanted:
            return str(name)
    raise Refused(f"Tệp thiếu trang tính của biểu {form.code}; hãy dùng tệp mẫu của kỳ này.")


def _lines(values: Any, written: Any, form: Form) -> Iterator[Line]:
    """Lines from the one after MS to the total, and the total."""
    width = len(form.columns)
    asked = {"max_row": _MOST_ROWS, "max_col": width + 9}
    for sheet in (values, written):
        sheet.reset_dimensions()
    begun = False
    rows = zip(values.iter_rows(**asked), written.iter_rows(**asked), strict=False)
    for number, (row, formulas) in enumerate(rows, start=1):
        label = _text(row[0].value) if row else ""
        if not begun:
            begun = label.upper() == "MS"
            if begun:
                _ensure_marks(row, form)
            elif number > _MARK_WITHIN:
                break
            continue
        if not any(_text(cell.value) for cell in row):
            continue
        if _is_end(label):
            return
        yield _line(label, number, row, formulas, form)
        if _is_total(label):
            return
    if not begun:
        raise Refused(
            f"Trang tính của biểu {form.code} không có dòng MS (số thứ tự cột); hãy dùng tệp mẫu."
        )


def _ensure_marks(row: Any, form: Form) -> None:
    """The line MS numbers the columns as the form does: a shifted table is told, never guessed."""
    for at, column in enumerate(form.columns, start=1):
        mark = _text(row[at].value) if at < len(row) else ""
        if mark.partition("=")[0].strip() != str(column.number):
            place = f"{get_column_letter(at + 1)}"
            raise Refused(
                f"Biểu {form.code}: cột {place} của trang tính phải là cột {column.number} của biểu; "
                "hãy dùng tệp mẫu."
            )
    extra = [cell for cell in row[len(form.columns) + 1 :] if _text(cell.value)]
    if extra:
        raise Refused(f"Biểu {form.code} có cột ngoài mẫu; hãy dùng tệp mẫu của kỳ này.")


def _line(label: str, number: int, row: Any, formulas: Any, form: Form) -> Line:
    values = {}
    for at, column in enumerate(form.columns, start=1):
        place = f"{get_column_letter(at + 1)}{number}"
        value = row[at].value if at < len(row) else None
        written = formulas[at].value if at < len(formulas) else None
        _ensure_sum(written, value, form, place)
        values[str(column.number)] = _number(value, column, form, place)
    return Line(_MARK.sub("", label).strip(), f"A{number}", values)


def _ensure_sum(written: Any, value: Any, form: Form, place: str) -> None:
    if not (isinstance(written, str) and written.startswith("=")):
        if written is not None and not isinstance(written, str | int | float | bool):
            return  # dates and the like are told as values
        return
    if not _SUM.fullmatch(written.strip()):
        raise Refused(
            f"Biểu {form.code}, ô {place} có công thức không phải phép cộng trong trang tính, không "
            "nhận; hãy ghi thẳng con số."
        )
    if value is None:
        raise Refused(
            f"Biểu {form.code}, ô {place} là công thức chưa có kết quả; hãy mở tệp bằng Excel, lưu "
            "lại, hoặc ghi thẳng con số."
        )


def _number(value: Any, column: Column, form: Form, place: str) -> int | float:
    """A figure from zero up: whole where things are counted, two decimals where measured."""
    if value is None or _text(value) in ("", "–", "-", "−"):
        return 0
    read = _decimal(value)
    if read is None or read < 0:
        raise Refused(
            f"Biểu {form.code}, ô {place} (cột {column.number}) ghi “{_text(value)[:40]}”, không phải "
            "số không âm."
        )
    places = 2 if column.unit else 0
    rounded = round(read, places)
    if abs(rounded - read) > Decimal("0.000001"):
        wanted = "có nhiều nhất hai chữ số thập phân" if places else "là số nguyên"
        raise Refused(f"Biểu {form.code}, ô {place} (cột {column.number}) phải {wanted}.")
    return plain(rounded)


def _decimal(value: Any) -> Decimal | None:
    """A number of Excel, or digits typed as text with Vietnamese points: “1.234,5”."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(value).strip()
    if isinstance(value, str):
        if not re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?|\d+(,\d{1,2})?", text):
            return None
        text = text.replace(".", "").replace(",", ".")
    try:
        read = Decimal(text)
    except InvalidOperation:
        return None
    return read if read.is_finite() and read < Decimal(10) ** 15 else None


def _is_total(label: str) -> bool:
    return fold(label) in ("tong so", "tong cong", "tong")


def _is_end(label: str) -> bool:
    """“22. Ghi chú” and what is written below the table."""
    return "ghi chu" in fold(label)


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
