"""The weekly report of a head (báo cáo tuần): the same figures make it once, others a version."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import Refused
from law.dates import vn_date
from law.errors import LawError
from law.periods import Period, parse_period
from records.actions import files, ledger
from records.enums import Verb
from records.models import StoredFile
from reports.document import weekly_pdf
from reports.enums import ReportKind
from reports.models import Report
from reports.weekly import sha256_of, weekly_figures

Tell = Callable[[int], None]


def week_of_code(code: str, *, today: date) -> Period:
    """The week of a code such as 2026-W46. Raises Refused for all else and for weeks to come."""
    try:
        period = parse_period(code)
    except LawError as error:
        raise Refused(str(error)) from None
    if not period.code.partition("-")[2].startswith("W"):
        raise Refused(f"“{code}” không phải là tuần; hãy ghi dạng 2026-W46.")
    if period.start > today:
        raise Refused(
            f"{period.label} bắt đầu từ ngày {vn_date(period.start)}, chưa đến nên chưa có số liệu."
        )
    return period


def make_weekly_report(
    *,
    agency: Agency,
    period: str,
    by: User | None,
    now: datetime,
    tell: Tell = lambda percent: None,
) -> Report:
    """The report of `agency` for a week, with its PDF stored.

    The same figures give the report there is; changed figures make the next version, and the
    earlier ones stay as they are. `tell` hears the progress in percent. Raises Refused.
    """
    today = timezone.localdate(now)
    week = week_of_code(period, today=today)
    if not agency.exists_on(week.end) and not agency.exists_on(week.start):
        raise Refused(f"{agency.name} không hoạt động trong {week.label.lower()}.")
    figures = weekly_figures(agency=agency, period=week, today=today)
    tell(40)
    found = _latest(agency, week)
    if found and found.sha256 == sha256_of(figures) and pdf_of(found):
        return found
    version = _version(found, sha256_of(figures))
    pdf = weekly_pdf(agency=agency, period=week, figures=figures, made_on=today, version=version)
    tell(90)
    return _keep(agency, week, figures, pdf, by, now)


def pdf_of(report: Report) -> StoredFile | None:
    """The stored PDF of a report."""
    kept = StoredFile.objects.filter(parent_kind=Report._meta.model_name, parent_id=report.pk)
    return kept.order_by("stored_at").first()


def _version(found: Report | None, sha256: str) -> int:
    """The version these figures make: that of the report there is, or the next."""
    if found is None:
        return 1
    return found.version if found.sha256 == sha256 else found.version + 1


def _latest(agency: Agency, week: Period) -> Report | None:
    made = Report.objects.filter(kind=ReportKind.WEEKLY, agency=agency, period=week.code)
    return made.order_by("-version").first()


@transaction.atomic
def _keep(
    agency: Agency,
    week: Period,
    figures: dict[str, Any],
    pdf: bytes,
    by: User | None,
    now: datetime,
) -> Report:
    """Saves the version unless another worker saved the same figures meanwhile."""
    # One at a time per agency; FOR NO KEY UPDATE lets rows that point at the agency pass.
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=agency.pk)
    report = _latest(agency, week)
    sha256 = sha256_of(figures)
    if report is None or report.sha256 != sha256:
        report = Report.objects.create(
            kind=ReportKind.WEEKLY,
            agency=agency,
            scope_path=agency.path,
            period=week.code,
            starts_on=week.start,
            ends_on=week.end,
            version=report.version + 1 if report else 1,
            figures=figures,
            sha256=sha256,
            made_at=now,
            made_by=by,
        )
        ledger.write(by=by, verb=Verb.CREATE, subject=report, now=now)
    if pdf_of(report) is None:
        files.store(
            parent=report, name=file_name(report), content=pdf, by=by, now=now,
            content_type="application/pdf",
        )  # fmt: skip
    return report


def file_name(report: Report) -> str:
    """bao-cao-tuan-2026-W46-LS-TTT.pdf; a later version says so."""
    version = f"-lan-{report.version}" if report.version > 1 else ""
    return f"bao-cao-tuan-{report.period}-{report.agency.code}{version}.pdf"
