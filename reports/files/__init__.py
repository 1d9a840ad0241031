"""The files of a report (tệp của báo cáo): PDF, workbook, Word, data. Same figures in all (ADR 0027).

Each maker is loaded when it is first asked for: a weekly PDF needs neither workbook nor Word.
"""

from importlib import import_module
from typing import Any

from reports.files.so_lieu import SO_LIEU, so_lieu

__all__ = ["SO_LIEU", "so_lieu"]
_MAKERS = {
    "statutory_docx": "docx",
    "statutory_pdf": "pdf",
    "statutory_xlsx": "xlsx",
    "table_pdf": "pdf",
    "table_xlsx": "xlsx",
}


def __getattr__(name: str) -> Any:
    if name not in _MAKERS:
        raise AttributeError(name)
    return getattr(import_module(f"reports.files.{_MAKERS[name]}"), name)
