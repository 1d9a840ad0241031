"""Asks for the reports of made-up units, counts what is done, verifies what is kept."""

from __future__ import annotations

import hashlib
import sys
from datetime import date

from django.utils import timezone

from agencies.enums import Level
from agencies.models import Agency
from law.periods import previous_period, week_of
from records.actions.files import path_of
from records.enums import JobState
from records.models import Job, StoredFile
from reports.actions.batches import ask_batch
from reports.enums import ReportKind
from reports.models import Report

_LONG_AGO = date(2020, 1, 1)


def main(what: str, *arguments: str) -> None:
    act = {"ask": _ask, "verify": _verify, "expected": _expected}[what]
    sys.stdout.write(str(act(*arguments)))


def _ask(many: str) -> int:
    """A province with communes, one report each."""
    root = _unit("KT", "Ủy ban nhân dân tỉnh Kiểm Thử", Level.PROVINCE, None)
    for number in range(1, int(many)):
        name = f"Ủy ban nhân dân xã số {number}"
        _unit(f"KT-{number:04d}", name, Level.COMMUNE, root)
    now = timezone.now()
    week = previous_period(week_of(timezone.localdate(now)))
    batch = ask_batch(
        agency=root, kind=ReportKind.WEEKLY, period=week, schedule=None, below=True, by=None,
        now=now,
    )  # fmt: skip
    return batch.units if batch else 0


def _unit(code: str, name: str, level: Level, parent: Agency | None) -> Agency:
    found: Agency = Agency.objects.create(
        code=code, name=name, short_name=name, symbol=code, level=level, parent=parent,
        place="Kiểm Thử", valid_from=_LONG_AGO,
    )  # fmt: skip
    return found


def _done() -> int:
    return Job.objects.filter(state=JobState.DONE, batch__isnull=False).count()


def _verify() -> str:
    """Reports, doubles, and files that are not whole; every row that could be downloaded is read."""
    reports = Report.objects.filter(kind=ReportKind.WEEKLY)
    pairs = reports.values("agency", "period").distinct().count()
    files = list(StoredFile.objects.filter(parent_kind="report"))
    torn = sum(not _is_whole(stored) for stored in files)
    without = reports.exclude(pk__in=[stored.parent_id for stored in files]).count()
    parked = Job.objects.filter(state=JobState.FAILED).count()
    return _words(_done(), reports.count(), reports.count() - pairs, without, torn, parked)


def _expected(many: str) -> str:
    return _words(int(many), int(many), 0, 0, 0, 0)


def _words(done: int, reports: int, doubles: int, without: int, torn: int, parked: int) -> str:
    return (
        f"{done} việc xong, {reports} báo cáo, {doubles} báo cáo trùng, {without} báo cáo thiếu tệp, "
        f"{torn} tệp không nguyên vẹn, {parked} việc hỏng"
    )


def _is_whole(stored: StoredFile) -> bool:
    path = path_of(stored.sha256)
    if not path.exists():
        return False
    content = path.read_bytes()
    return hashlib.sha256(content).hexdigest() == stored.sha256 and len(content) == stored.size
