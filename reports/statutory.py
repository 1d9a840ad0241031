"""The statutory report (báo cáo định kỳ, chuyên đề) as a kind: tables in force and Mẫu số 02.

Thông tư 06/2025/TT-TTCP, art. 4: quarter I, 6 months, 9 months and the year carry the words of the
outline; quarters II–IV are tables alone. A month is made by custom, as tables alone.
"""

from __future__ import annotations

import re
from typing import Any

from law.periods import FREE, Period
from reports.enums import ReportKind
from reports.kinds import KindSpec
from reports.models import Report

_MONTH = re.compile(r"T\d\d")
_WITH_WORDS = frozenset({"Q1", "6T", "9T", "N", "CD"})


def accepts(period: Period) -> str:
    """Everything but weeks."""
    if period.code.partition("-")[2].startswith("W"):
        return (
            "Báo cáo định kỳ lập theo tháng, quý, 6 tháng, 9 tháng, năm, chuyên đề hoặc từ ngày đến "
            "ngày; tuần có báo cáo tuần riêng."
        )
    return ""


def has_words(period: Period) -> bool:
    """Whether the report of this period carries the words of Mẫu số 02."""
    return FREE not in period.code and period.code.partition("-")[2] in _WITH_WORDS


def figures(**asked: Any) -> dict[str, Any]:
    """The tables of the regime in force at the end of the period, to be frozen."""
    from reports.tables import statutory_figures  # noqa: PLC0415 - the measures reach far

    return statutory_figures(**asked)


def _pdf(report: Report) -> bytes:
    from reports.files import statutory_pdf  # noqa: PLC0415 - WeasyPrint is loaded when needed

    return statutory_pdf(report)


def _xlsx(report: Report) -> bytes:
    from reports.files import statutory_xlsx  # noqa: PLC0415 - loaded when needed

    return statutory_xlsx(report)


def _docx(report: Report) -> bytes:
    from reports.files import statutory_docx  # noqa: PLC0415 - loaded when needed

    return statutory_docx(report)


def _json(report: Report) -> bytes:
    from reports.files import so_lieu  # noqa: PLC0415 - loaded when needed

    return so_lieu(report)


def _page(**asked: Any) -> dict[str, Any]:
    from reports.statutory_page import page  # noqa: PLC0415 - the page imports what reads kinds

    return page(**asked)


def _part(**asked: Any) -> dict[str, Any]:
    from reports.statutory_page import part  # noqa: PLC0415 - as above

    return part(**asked)


SPEC = KindSpec(
    kind=ReportKind.STATUTORY,
    label="Báo cáo định kỳ, chuyên đề",
    accepts=accepts,
    figures=figures,
    files={"pdf": _pdf, "xlsx": _xlsx, "docx": _docx, "json": _json},
    template="reports/statutory_report.html",
    narrative=has_words,
    sends=True,
    only_own=True,
    page=_page,
    part=_part,
)
