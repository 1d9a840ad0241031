"""Mục lục hồ sơ nộp lưu, and the list of files past their term, as workbook and on paper.

Columns after the custom of Phụ lục V Nghị định 30/2020/NĐ-CP (its text is not among the sources here: cần đối
chiếu). No name of a citizen stands in them; of a sealed matter neither title nor place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from agencies.models import Agency
from complaints.list_files import Column, Line, Sheet
from complaints.models import ArchiveDelivery, ArchivedMatter

_CHUNK = 1000
COLUMNS = (
    Column("STT", 10, is_number=True), Column("Số, ký hiệu hồ sơ", 28),
    Column("Tiêu đề hồ sơ", 90), Column("Thời gian tài liệu", 32), Column("Hạn nộp lưu", 20),
    Column("Thời hạn bảo quản", 30), Column("Số tờ", 14, is_number=True), Column("Ghi chú", 50),
)  # fmt: skip


def inventory(delivery: ArchiveDelivery) -> Sheet:
    """Mục lục of one delivery."""
    return Sheet(
        agency=delivery.agency,
        title="Mục lục hồ sơ, tài liệu nộp lưu" + (" (hồ sơ kín)" if delivery.is_sealed else ""),
        columns=COLUMNS,
        above=(
            f"Kèm theo biên bản giao nhận số {delivery.document_number} ngày "
            f"{delivery.document_on:%d/%m/%Y}. Bên nhận: {delivery.received_by}.",
        ),
        span=f"Nộp lưu ngày {delivery.document_on:%d/%m/%Y}",
        dated=delivery.document_on,
    )


def past_terms(agency: Agency, today: date) -> Sheet:
    """Danh mục for the council that values files; the product removes none of them."""
    return Sheet(
        agency=agency,
        title="Danh mục hồ sơ hết thời hạn bảo quản",
        columns=COLUMNS,
        above=(
            f"Hồ sơ đã nộp lưu có thời hạn bảo quản kết thúc trước ngày {today:%d/%m/%Y}, trình Hội "
            "đồng xác định giá trị tài liệu; việc hủy chỉ theo quyết định của người có thẩm quyền.",
        ),
        span=f"Tính đến {today:%d/%m/%Y}",
        dated=today,
    )


def lines_of(files: Iterable[ArchivedMatter]) -> Iterator[Line]:
    """Rows in the order given, numbered as they come: a number never tells of a row left out."""
    for number, row in enumerate(files, start=1):
        yield (
            number, row.file_code, title_of(row),
            f"{row.matter.opened_on:%d/%m/%Y} – {row.ended_on:%d/%m/%Y}",
            f"{row.due_on:%d/%m/%Y}", _term(row), "" if row.sheets is None else row.sheets,
            _notes(row),
        )  # fmt: skip


def in_chunks(files: Any) -> Iterator[ArchivedMatter]:
    """Read a handful at a time."""
    found: Iterator[ArchivedMatter] = files.iterator(_CHUNK)
    return found


def title_of(row: ArchivedMatter) -> str:
    """What the file is about; of a sealed one its kind alone."""
    matter = row.matter
    if matter.secrecy:
        return f"Hồ sơ kín: {matter.get_kind_display().lower()}"
    return f"{matter.title} ({matter.get_kind_display().lower()})"


def _term(row: ArchivedMatter) -> str:
    return f"đến {row.kept_until:%d/%m/%Y}" if row.kept_until else "vĩnh viễn"


def _notes(row: ArchivedMatter) -> str:
    said = [row.get_term_display()]
    if row.reason:
        said.append(row.reason)
    if row.back is not None:
        said.append(f"đã rút ngày {localtime(row.back.taken_at):%d/%m/%Y}")
    return "; ".join(said)
