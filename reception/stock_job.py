"""A long register comes in as a job that can be left; the same action as for a short one."""

from datetime import datetime
from typing import Any

from agencies.models import User
from agencies.permissions import ensure
from agencies.roles import Permission
from reception.actions.stock import import_stock
from reception.models import StockImport
from records.actions import jobs
from records.models import Job

KIND = "stock_import"
SHORT = 300


def ask_import(*, stock: StockImport, by: User, now: datetime) -> Job:
    """The job of this register; asked again it starts over if it had failed."""
    ensure(by, Permission.IMPORT_STOCK)
    return jobs.ask(
        kind=KIND,
        effect_key=f"{KIND}:{stock.pk}",
        agency=stock.agency,
        arguments={"stock": str(stock.pk)},
        by=by,
        now=now,
        again=True,
    )


def run_import(*, job: Job, now: datetime) -> None:
    """Runs it with the rights of whoever asked."""
    import_stock(
        stock_id=job.arguments["stock"],
        by=job.asked_by,
        now=now,
        tell=lambda percent: jobs.set_progress(job=job, percent=percent),
    )


def sees_stock(*, user: Any, parent_id: Any) -> bool:
    """The file of a register is for those who may bring registers in within their reach."""
    if not user.may(Permission.IMPORT_STOCK):
        return False
    return StockImport.objects.visible_to(user).filter(pk=parent_id).exists()
