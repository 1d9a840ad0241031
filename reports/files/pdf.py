"""The periodic report as PDF/A-3: words of Mẫu số 02, then its tables, pages numbered through.

Decree 30/2020/NĐ-CP, appendix I; the tables as the circular prints them. so-lieu.json is attached and
its hash printed. What is large is laid out in parts and joined, so that memory stays flat (ADR 0027).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from law.forms import Form
from records.documents import Signer
from records.pdf import document
from records.pdf_parts import joined, page_count
from reports.files.drawing import Drawn, parts_of
from reports.files.known_forms import form_in_force
from reports.files.sheet import Sheet, sheet_of, sheets_of
from reports.files.so_lieu import SO_LIEU, contents, spelled
from reports.files.words import day_of, given_with, head_of, words_of
from reports.models import Report

TEMPLATE = "reports/pdf/statutory.html"
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
        "given_with": given_with(report, head, day),
        "hash": data["sha256"],
        "foot": f"Mã kiểm tra số liệu: {data['sha256']}",
        "hash_word": HASH_WORD,
    }
    sheets = sheets_of(report.figures, form_in_force)
    return _laid_out(context, sheets, {SO_LIEU: spelled(data)}, report)


def _laid_out(
    context: dict[str, Any], sheets: list[Sheet], attached: Mapping[str, bytes], report: Report
) -> bytes:
    """One document where everything is small; else the words and each part of the tables by itself."""
    parts = parts_of(sheets)
    at = report.made_at
    if len(parts) < 2:
        whole = {**context, "whole": True, "last": True, "tables": parts[0] if parts else []}
        return document(TEMPLATE, whole, {}, archival=True, attached=attached, made_at=at)
    words = {**context, "whole": True, "tables": []}
    made = [document(TEMPLATE, words, {}, archival=True, attached=attached, made_at=at)]
    pages = page_count(made[0])
    for n, tables in enumerate(parts, start=1):
        more = {"tables": tables, "first_page": str(pages + 1), "last": n == len(parts)}
        made.append(document(TEMPLATE, {**context, **more}, {}, archival=True))
        pages += page_count(made[-1])
    return joined(made)


def table_pdf(table: Any) -> bytes:
    """One live table as PDF: `table` of reports.tables, or its plain data. Nothing is attached."""
    sheet = live_sheet(table)
    made: list[bytes] = []
    pages = 0
    for drawn in parts_of([sheet]):
        context = _alone(sheet, drawn, first_page=str(pages + 1))
        made.append(document(TEMPLATE, context, {}, archival=True))
        pages += page_count(made[-1])
    return joined(made)


def _alone(sheet: Sheet, tables: list[Drawn], *, first_page: str) -> dict[str, Any]:
    return {
        "kind": f"Biểu {sheet.code}",
        "subject": sheet.title,
        "tables": tables,
        "first_page": first_page,
        "foot": "Bảng tạm tính từ dữ liệu hiện có, chưa phải báo cáo",
    }


def live_sheet(table: Any) -> Sheet:
    """The sheet of a live table."""
    data: Mapping[str, Any] = table.as_json() if hasattr(table, "as_json") else table
    form: Form | None = getattr(table, "form", None)
    return sheet_of(data, form or form_in_force(data["code"], data["regime"]))
