"""Celery application: strings only, tasks are found in the apps."""

import gc
import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("config")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # The sweeper decides what is done; a lost message costs half a minute, never a job.
    "sweep-jobs": {"task": "records.sweep_jobs", "schedule": 30.0},
    # Schedules of reports are rows that an administrator edits; a missed run is made up (ADR 0028).
    "run-report-schedules": {"task": "reports.run_report_schedules", "schedule": 300.0},
    # The same promise for batches of reports as the sweep above gives for single jobs.
    "keep-batches-going": {"task": "reports.keep_batches_going", "schedule": 30.0},
    # What was typed at a desk and never sent is gone after a day (ADR 0015).
    "forget-drafts": {"task": "reception.forget_drafts", "schedule": 1800.0},
    # 23:30 Asia/Ho_Chi_Minh: a mark of priority lives no longer than its day (ADR 0014).
    "forget-priority-marks": {
        "task": "reception.forget_priority_marks",
        "schedule": crontab(minute=30, hour=23),
    },
    # 05:15 Asia/Ho_Chi_Minh: signals that came with the day (a duty ran out, an event is near; ADR 0031).
    "weigh-signals": {
        "task": "complaints.weigh_signals",
        "schedule": crontab(minute=15, hour=5),
    },
    # 06:30 Asia/Ho_Chi_Minh: who must know of a due date learns of it before work begins.
    "warn-of-due-dates": {
        "task": "complaints.warn_of_due_dates",
        "schedule": crontab(minute=30, hour=6),
    },
    # Coordination between agencies is asked for by the hour, on days off as well (ADR 0032).
    "remind-of-coordination": {
        "task": "complaints.remind_of_coordination",
        "schedule": crontab(minute="*/15"),
    },
    # 06:45 Asia/Ho_Chi_Minh: facts close tasks first, then their people hear of what is left.
    "remind-of-tasks": {
        "task": "plans.remind_of_tasks",
        "schedule": crontab(minute=45, hour=6),
    },
    # Letters about notices are rows; what comes within a minute is gathered in one (docs/notices.md).
    "send-letters": {"task": "records.send_letters", "schedule": 60.0},
    # The digest of a working day, at the hour of each agency; a missed run is made up.
    "write-digests": {"task": "records.make_digests", "schedule": crontab(minute="*/10")},
    # What the ledger took in since is sealed each hour; its heads go to another disk (ADR 0040).
    "seal-ledger": {"task": "records.seal_ledger", "schedule": crontab(minute=5)},
    # Files that wait for a scanner that was down; without one there are none (ADR 0039).
    "scan-held": {"task": "records.scan_held", "schedule": 300.0},
    # By night: rows of the search are derived, and what a migration emptied is written anew (ADR 0036).
    "sweep-search": {"task": "records.sweep_search", "schedule": crontab(minute=20, hour=2)},
    # 03:10 Asia/Ho_Chi_Minh: what served its purpose goes by rule, with a line that says so (ADR 0044).
    "clear-old": {"task": "records.clear_old", "schedule": crontab(minute=10, hour=3)},
    # 00:10 Asia/Ho_Chi_Minh: units whose last day was yesterday pass on what they leave (ADR 0034).
    "begin-unit-ends": {
        "task": "records.begin_unit_ends",
        "schedule": crontab(minute=10, hour=0),
    },
    # Sums the tallies of the overview up; the counts stay the same (ADR 0009).
    "sum-up-tallies": {"task": "reports.sum_up_tallies", "schedule": 300.0},
    # Every quarter of an hour by day: quick reports that are due soon or were missed (ADR 0023).
    "remind-quick-reports": {
        "task": "reports.remind_quick_reports",
        "schedule": crontab(minute="*/15", hour="6-22"),
    },
}


@worker_process_init.connect
def keep_what_is_loaded(**_signal: object) -> None:
    """Modules loaded once are no garbage: looking through them again and again takes a sixth of the
    time of a batch of reports (ADR 0028)."""
    gc.collect()
    gc.freeze()
