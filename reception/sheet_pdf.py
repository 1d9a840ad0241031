"""The blank sheets of the emergency paper register, ready for a printer."""

from collections.abc import Sequence
from typing import Any

from complaints.enums import Field, PetitionKind
from reception.enums import Capacity, SessionKind, VisitResult
from reception.models import PaperSheet
from records.letterhead import letterhead
from records.pdf import document


def sheets_pdf(found: Sequence[PaperSheet]) -> bytes:
    """One leaf a sheet, two pages: what is asked at the desk, in the words of form 03/TCD."""
    return document("reception/pdf/paper_sheets.html", sheets_context(found), {})


def sheets_context(found: Sequence[PaperSheet]) -> dict[str, Any]:
    """What the template prints; all sheets are of one agency and one book."""
    first = found[0]
    return {
        "head": letterhead(first.agency, first.printed_at.date()),
        "agency": first.agency,
        "is_sealed": first.is_sealed,
        "sheets": [f"{sheet.number:03d}/{sheet.year}" for sheet in found],
        "kinds": PetitionKind.labels,
        "fields": Field.labels,
        "sessions": SessionKind.labels,
        "capacities": Capacity.labels,
        "results": VisitResult.labels,
        "papers": (
            "Thẻ căn cước", "Giấy chứng nhận căn cước", "Số định danh", "Hộ chiếu",
            "Không có giấy tờ",
        ),
    }  # fmt: skip
