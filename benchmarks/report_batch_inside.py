"""Asks for the weekly report of every unit, or makes them as one worker does, or counts them."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from django.db import connection
from django.utils import timezone

from agencies.models import Agency
from config.celery import keep_what_is_loaded
from law.periods import previous_period, week_of
from records.enums import JobState
from records.models import Job, StoredFile
from reports.actions.batches import ask_batch, run_handful
from reports.enums import ReportKind
from reports.models import Report

# After so many handfuls a worker is warm: fonts are loaded, templates compiled.
_WARM = 5
_PAGE_BYTES = 4096


def main(what: str, *arguments: str) -> None:
    said = {"ask": _ask, "work": _work, "count": _count, "forget": _forget}[what](*arguments)
    sys.stdout.write(json.dumps(said))


def _week() -> str:
    return previous_period(week_of(timezone.localdate())).code


def _ask(at_most: str) -> int:
    """One batch for each tree of units, as Monday morning asks for them; "0" for all of them."""
    week, now, asked = previous_period(week_of(timezone.localdate())), timezone.now(), 0
    for root in Agency.objects.in_force(week.end).filter(parent=None).order_by("path"):
        batch = ask_batch(
            agency=root, kind=ReportKind.WEEKLY, period=week, schedule=None, below=True, by=None,
            now=now,
        )  # fmt: skip
        asked += batch.units if batch else 0
    if limit := int(at_most):
        first = Job.objects.filter(batch__isnull=False).order_by("asked_at", "pk")[:limit]
        Job.objects.exclude(pk__in=list(first.values_list("pk", flat=True))).delete()
    return limit or asked


def _work() -> dict[str, float]:
    """Handful after handful until nothing is left."""
    statements, handfuls, start = _Counted(), 0, 0
    keep_what_is_loaded()
    with connection.execute_wrapper(statements):
        while run_handful(clock=timezone.now):
            handfuls += 1
            if handfuls == _WARM:
                start = _rss_mb()
    return {
        "cpu": time.process_time(),
        "statements": statements.count,
        "rss_mb_start": start or _rss_mb(),
        "rss_mb_end": _rss_mb(),
    }


def _rss_mb() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * _PAGE_BYTES // (1024 * 1024)


def _count() -> dict[str, int]:
    made = Report.objects.filter(kind=ReportKind.WEEKLY, period=_week(), version=1)
    return {
        "reports": made.count(),
        "files": StoredFile.objects.filter(parent_id__in=made.values("pk")).count(),
        "parked": Job.objects.filter(state=JobState.FAILED).count(),
    }


def _forget() -> None:
    """Makes room for another measurement on the same data."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_storedfile WHERE parent_kind = 'report'")
        cursor.execute("DELETE FROM records_job")
        cursor.execute("DELETE FROM reports_report")
        cursor.execute("DELETE FROM reports_reportbatch")


class _Counted:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.count += 1
        return execute(sql, params, many, context)
