"""The periodic report as PDF/A-3: words of Mẫu số 02, then its tables, pages numbered through.

Decree 30/2020/NĐ-CP, appendix I; the tables as the circular prints them. so-lieu.json is attached and
its hash printed. Words are laid out by WeasyPrint, tables by typst: twenty times faster on thousands of
cells. The parts are joined, tags included, so that memory stays flat (ADR 0027).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from law.forms import Form
from records.documents import Signer
from records.pdf import document
from records.pdf_parts import joined, page_count
from records.typesetting import archival
from reports.files.drawing import parts_of
from reports.files.known_forms import form_in_force
from reports.files.sheet import Sheet, sheet_of, sheets_of
from reports.files.so_lieu import SO_LIEU, contents, spelled
from reports.files.words import day_of, given_with, head_of, words_of
from reports.models import Report

TEMPLATE, TABLES = "reports/pdf/statutory.html", "reports/pdf/statutory.typ"
UNCOUNTED = "Bảng tạm tính từ dữ liệu hiện có, chưa phải báo cáo"
DRAFT = "DỰ THẢO"
HASH_WORD = (
    "Số liệu và lời văn của báo cáo đính kèm trong tệp so-lieu.json của văn bản này; kiểm tra bằng chức "
    "năng “Kiểm tra tệp báo cáo”."
)


def statutory_pdf(
    report: Report, *, given: str = "", signer: Signer | None = None, on: date | None = None
) -> bytes:
    """The PDF of a report. `given`, `signer`, `on`: number, signer and day of the document where it
    is being issued just now; else those it was issued with. Without either it is a draft.
    """
    head, signer_name = head_of(report, given=given, signer=signer, on=on)
    day, is_draft = day_of(report, on), not head.given
    words = words_of(report, is_draft=is_draft)
    data = contents(
        report,
        number="" if is_draft else f"{head.given}{head.number[1]}",
        on="" if is_draft else day.isoformat(),
    )
    context = {
        "head": head,
        "kind": words.kind,
        "subject": words.subject,
        "opening": words.opening,
        "sections": words.sections,
        "closing": words.closing,
        "signer_name": signer_name,
        "mark": DRAFT if is_draft else "",
    }
    attached = {SO_LIEU: spelled(data)}
    made = document(TEMPLATE, context, {}, archival=True, attached=attached, made_at=report.made_at)
    tables = _Tables(
        title=f"{words.kind} {words.subject}",
        mark=DRAFT if is_draft else "",
        foot=f"Mã kiểm tra số liệu: {data['sha256']}",
        given_with=given_with(report, head, day),
        closing=(f"Mã kiểm tra số liệu (SHA-256): {data['sha256']}", HASH_WORD),
    )
    sheets = sheets_of(report.figures, form_in_force)
    return joined([made, *tables.set_after(page_count(made), sheets)])


@dataclass(frozen=True, slots=True)
class _Tables:
    """Everything about the pages with tables but the tables themselves."""

    title: str
    foot: str
    mark: str = ""
    given_with: str = ""
    closing: tuple[str, ...] = ()

    def set_after(self, pages: int, sheets: list[Sheet]) -> Iterator[bytes]:
        """PDF of each part; the first page follows so many before it."""
        parts = parts_of(sheets)
        for n, part in enumerate(parts, start=1):
            last = self.closing if n == len(parts) else ()
            data = {
                "title": self.title,
                "foot": self.foot,
                "mark": self.mark,
                "first": pages + 1,
                "tables": [
                    drawn.told(self.given_with, last if drawn is part[-1] else ()) for drawn in part
                ],
            }
            made = archival(TABLES, data)
            pages += page_count(made)
            yield made


def table_pdf(table: Any) -> bytes:
    """One live table as PDF: `table` of reports.tables, or its plain data. Nothing is attached."""
    sheet = live_sheet(table)
    tables = _Tables(title=f"Biểu {sheet.code} {sheet.title}", foot=UNCOUNTED)
    return joined(list(tables.set_after(0, [sheet])))


def live_sheet(table: Any) -> Sheet:
    """The sheet of a live table."""
    data: Mapping[str, Any] = table.as_json() if hasattr(table, "as_json") else table
    form: Form | None = getattr(table, "form", None)
    return sheet_of(data, form or form_in_force(data["code"], data["regime"]))
