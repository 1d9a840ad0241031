"""Job kind `case_export`: cases of one tree and period as a file, with its row in the ledger."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.permissions import ensure
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from law.dates import vn_date
from law.errors import LawError
from law.periods import Period, parse_period
from records.actions import files, jobs, ledger
from records.enums import Verb
from records.models import Job
from reports.exchange.cases import open_cases, open_matters, sealed_cases
from reports.exchange.rights import EXPORT_JOB, exchanging, exports_seen
from reports.files.so_lieu import spelled

SCHEMA = "vu-viec/1"
MOST = 50_000


def period_begun(code: str, today: date) -> Period:
    """The period of a code. Raises Refused for no period and for one that has not begun."""
    try:
        period = parse_period(code)
    except LawError as error:
        raise Refused(str(error)) from None
    if period.start > today:
        raise Refused(
            f"{period.label} bắt đầu từ ngày {vn_date(period.start)}, chưa đến nên chưa có số liệu."
        )
    return period


def ask_export(*, agency: Agency, period: str, key: UUID, by: User, now: datetime) -> Job:
    """The job that writes the file; `key` of the form makes a double click one export."""
    _ensure_may(by, agency)
    found = period_begun(period, timezone.localdate(now))
    return jobs.ask(
        kind=EXPORT_JOB,
        effect_key=f"{EXPORT_JOB}:{by.pk}:{key}",
        agency=agency,
        arguments={"agency": str(agency.pk), "period": found.code},
        by=by,
        now=now,
    )


def run_export(*, job: Job, now: datetime) -> None:
    """Writes what whoever asked may see now; count and hash stay in the log."""
    by = job.asked_by
    if by is None:
        raise Refused("Việc kết xuất vụ việc phải có người yêu cầu.")
    agency = Agency.objects.select_related("oversees").get(pk=UUID(job.arguments["agency"]))
    _ensure_may(by, agency)
    period = period_begun(job.arguments["period"], timezone.localdate(now))
    jobs.set_progress(job=job, percent=0)
    told = _told(job, agency, period, by, timezone.localdate(now))
    content = spelled(told)
    counts = {"cases": len(told["cases"]), "sealed": len(told["sealed"])}
    with transaction.atomic():
        name = f"vu-viec-{agency.code}-{period.code.replace('..', '-den-')}.json"
        stored = files.store(
            parent=job, name=name, content=content, by=by, now=now, content_type="application/json"
        )
        job.arguments = {**job.arguments, **counts, "sha256": stored.sha256}
        job.save(update_fields=["arguments"])
        details = {"period": period.code, **counts, "sha256": stored.sha256}
        ledger.write(by=by, verb=Verb.EXPORT, subject=agency, now=now, details=details)


def _told(job: Job, agency: Agency, period: Period, by: User, today: date) -> dict[str, Any]:
    matters = open_matters(agency=agency, period=period, user=by)
    if len(matters) > MOST:
        most = f"{MOST:,}".replace(",", ".")
        raise Refused(f"Kỳ này có hơn {most} vụ việc; hãy chọn kỳ ngắn hơn hoặc từng đơn vị.")
    cases: list[dict[str, Any]] = []
    for some in open_cases(matters):
        cases.extend(some)
        jobs.set_progress(job=job, percent=5 + 85 * len(cases) // max(len(matters), 1))
    told = {
        "schema": SCHEMA,
        "agency": {"code": agency.code, "name": agency.name},
        "period": {
            "code": period.code,
            "from": period.start.isoformat(),
            "to": period.end.isoformat(),
        },
        "made_on": today.isoformat(),
        "cases": cases,
        "sealed": sealed_cases(agency=agency, period=period, user=by),
    }
    return {**told, "sha256": hashlib.sha256(spelled(told)).hexdigest()}


def _ensure_may(by: User, agency: Agency) -> None:
    ensure(by, Permission.EXCHANGE_DATA)
    if agency.pk not in {own.pk for own in exchanging(by)}:
        raise NotAllowed("Bạn không có quyền kết xuất dữ liệu của cơ quan này.")


def sees_export(*, user: User, job: Job) -> bool:
    """Guard of the file: it names citizens, so it is for those who exchange data of that agency."""
    return bool(exports_seen(user).filter(pk=job.pk).exists())
