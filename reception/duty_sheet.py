"""The roster of a week as a document (lịch trực), by the layout of Decree 30/2020/NĐ-CP."""

from datetime import date

from agencies.models import Agency
from law.dates import vn_day
from reception.duty import Roster
from records.letterhead import letterhead_of
from records.pdf import document

_COPIES = (
    "Lãnh đạo cơ quan;",
    "Những người có tên;",
    "Niêm yết tại nơi tiếp công dân;",
    "Lưu: VT, TCD.",
)


def roster_pdf(roster: Roster, *, agency: Agency, on: date) -> bytes:
    """A4 portrait; the number is written by hand when the head has signed. Raises Refused."""
    head = letterhead_of(agency, on, letters="LT", copies=_COPIES)
    context = {
        "head": head,
        "kind": "LỊCH TRỰC",
        "subject": "Trực tiếp công dân và lãnh đạo trực",
        "span": roster.week.span,
        "days": [
            (vn_day(day.on), day) for day in roster.days if day.desk or day.leaders or day.gaps
        ],
    }
    return document("reception/pdf/duty_roster.html", context, {})
