"""The files of a report (tệp của báo cáo): PDF, workbook, Word, data. Same figures in all (ADR 0027)."""

from reports.files.docx import statutory_docx
from reports.files.pdf import statutory_pdf, table_pdf
from reports.files.so_lieu import SO_LIEU, so_lieu
from reports.files.xlsx import statutory_xlsx, table_xlsx

__all__ = [
    "SO_LIEU",
    "so_lieu",
    "statutory_docx",
    "statutory_pdf",
    "statutory_xlsx",
    "table_pdf",
    "table_xlsx",
]
