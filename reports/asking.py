"""Which table of whom, of which days: what may be asked for, and if not, why; one sentence."""

from __future__ import annotations

from datetime import date

from agencies import law_in_force
from agencies.models import Agency
from agencies.refusals import Refused
from law.dates import vn_date
from law.errors import LawError
from law.forms import Form
from law.periods import Period, parse_period


def period_asked(code: str, *, today: date) -> Period:
    """The period of a code. Raises Refused for one that is none or has not begun."""
    try:
        period = parse_period(code.strip()[:40])
    except LawError as error:
        raise Refused(str(error)) from None
    if period.start > today:
        raise Refused(
            f"{period.label} ({vn_date(period.start)}–{vn_date(period.end)}) chưa đến; "
            "chỉ lập số liệu của kỳ đã bắt đầu."
        )
    return period


def agency_asked(code: str, period: Period) -> Agency:
    """The agency of a code. Raises Refused for none, or one that did not exist in the period."""
    agency = Agency.objects.select_related("oversees").filter(code=code.strip()).first()
    if agency is None:
        raise Refused(f"Không có đơn vị nào mang mã “{code}”.")
    if reason := absence(agency, period):
        raise Refused(reason)
    return agency


def absence(agency: Agency, period: Period) -> str:
    """Why an agency has no table of a period; empty when it existed on a day of it."""
    if agency.valid_from > period.end:
        return (
            f"{agency.name} thành lập từ {vn_date(agency.valid_from)}, không có trong kỳ "
            f"{period.label} ({vn_date(period.start)}–{vn_date(period.end)})."
        )
    if agency.valid_to is not None and agency.valid_to < period.start:
        return (
            f"{agency.name} đã kết thúc hoạt động ngày {vn_date(agency.valid_to)}, không có trong "
            f"kỳ {period.label} ({vn_date(period.start)}–{vn_date(period.end)})."
        )
    return ""


def form_asked(code: str, period: Period, regime: str = "") -> Form:
    """The table in the regime in force at the end of the period, or in the one named."""
    book = law_in_force.in_force().forms
    try:
        return book.form(code, regime=regime) if regime else book.form(code, on=period.end)
    except LawError as error:
        raise Refused(str(error)) from None
