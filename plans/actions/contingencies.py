"""Contingencies (tình huống): written, taken from the starter set, removed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import Agency, Event, User
from agencies.refusals import Refused
from agencies.vietnamese import tidy
from plans import starter
from plans.actions.standing import ensure_prepares, next_order
from plans.models import Contingency, ContingencyStep
from plans.starter import ContingencyTold, StepTold
from records.actions import ledger
from records.enums import Verb


@transaction.atomic
def add_contingency(
    *, agency: Agency, event: Event | None, told: ContingencyTold, by: User, now: datetime
) -> Contingency:
    """Writes a scenario with its steps; without an event it always holds. One title is one."""
    ensure_prepares(by, agency, event)
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=agency.pk)
    title = _checked(told)
    same = Contingency.objects.filter(agency=agency, event=event, title=title).first()
    if same is not None:
        return same
    written = Contingency.objects.create(
        agency=agency, scope_path=agency.path, event=event, title=title, sign=told.sign.strip(),
        order=next_order(Contingency, agency, event),
    )  # fmt: skip
    _write_steps(written, told.steps)
    ledger.write(by=by, verb=Verb.CREATE, subject=written, now=now)
    return written


@transaction.atomic
def change_contingency(
    *, contingency_id: UUID, told: ContingencyTold, by: User, now: datetime
) -> Contingency:
    """Rewrites a scenario: its steps are written anew, in the order told."""
    found = _locked(contingency_id, by)
    found.title, found.sign = _checked(told), told.sign.strip()
    found.save(update_fields=["title", "sign"])
    had, _ = found.steps.all().delete()  # type: ignore[attr-defined]
    _write_steps(found, told.steps)
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=found, now=now,
        before={"so_buoc": had}, after={"so_buoc": found.steps.count()},  # type: ignore[attr-defined]
    )  # fmt: skip
    return found


@transaction.atomic
def remove_contingency(*, contingency_id: UUID, by: User, now: datetime) -> None:
    """Takes a scenario out; the ledger keeps that it was there."""
    found = _locked(contingency_id, by)
    ledger.write(by=by, verb=Verb.REMOVE, subject=found, now=now)
    found.delete()


@transaction.atomic
def take_contingencies(*, agency: Agency, event: Event, by: User, now: datetime) -> int:
    """Lấy bộ tình huống mẫu; gives how many are new."""
    rows = Contingency.objects.filter(agency=agency, event=event)
    before = rows.count()
    for told in starter.contingencies():
        add_contingency(agency=agency, event=event, told=told, by=by, now=now)
    return rows.count() - before


def _checked(told: ContingencyTold) -> str:
    title = tidy(told.title)[:200]
    if not title:
        raise Refused("Hãy ghi tên tình huống.")
    if not told.steps:
        raise Refused("Hãy ghi ít nhất một bước xử lý.")
    return title


def _write_steps(contingency: Contingency, steps: tuple[StepTold, ...]) -> None:
    ContingencyStep.objects.bulk_create(
        [
            ContingencyStep(
                contingency=contingency, order=order, text=tidy(step.text)[:400],
                doer=tidy(step.doer)[:200], within_minutes=step.within,
            )
            for order, step in enumerate(steps)
        ]
    )  # fmt: skip


def _locked(contingency_id: UUID, by: User) -> Contingency:
    found: Contingency = (
        Contingency.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("agency", "event")
        .get(pk=contingency_id)
    )
    ensure_prepares(by, found.agency, found.event)
    return found
