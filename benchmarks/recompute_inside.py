"""Lets every case of the database run, or changes its calendar and says what that took."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from agencies import law_in_force
from agencies.actions.law_texts import approve_law_text, propose_law_text, tried
from agencies.enums import LawTextKind, LawTextState
from agencies.law_effect import effect_of
from agencies.models import LawText, Membership, User
from agencies.roles import Role
from complaints.actions.law_change import recompute_clocks
from complaints.law_effect import Dates
from complaints.models import Clock

_KEY = UUID(int=18)
_DAYS = 25
# The last duty of each case runs again, begun on one of the last days; the hash spreads them.
_OPEN = """
UPDATE complaints_clock AS clock
SET finished_on = NULL, started_on = %s - (1 + abs(hashtext(last.id::text)) %% %s)
FROM (
  SELECT DISTINCT ON (petition_id) id FROM complaints_clock
  WHERE rule_code <> 'XLD_TREO' ORDER BY petition_id, started_on DESC
) AS last
WHERE clock.id = last.id
"""


def main(what: str) -> None:
    if what == "open":
        _open(timezone.localdate())
        return
    sys.stdout.write(json.dumps(_measured(what)))


def _open(today: date) -> None:
    with connection.cursor() as cursor:
        # Filling is no work of the product: it may take longer than a page.
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(
            "UPDATE complaints_clock SET finished_on = %s WHERE finished_on IS NULL", [today]
        )
        cursor.execute(_OPEN, [today, _DAYS])
    dates = Dates(law_in_force.in_force(), today)
    running = Clock.objects.filter(finished_on=None)
    for code, started_on in running.values_list("rule_code", "started_on").distinct():
        due_on = dates.of_group(code, started_on, [])
        running.filter(rule_code=code, started_on=started_on).update(due_on=due_on)


def _measured(what: str) -> dict[str, object]:
    act = {"preview": _preview, "recompute": _recompute, "again": _recompute}[what]
    if what == "preview":
        _propose()
    elif what == "recompute":
        _approve()
    law_in_force.forget()
    statements = _Statements()
    begun, spent = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(statements):
        moved = act()
    return {
        "ms": (time.perf_counter() - begun) * 1000,
        "cpu_ms": round((time.process_time() - spent) * 1000),
        "statements": statements.count,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "clocks": Clock.objects.filter(finished_on=None, due_on__isnull=False).count(),
        "moved": moved,
    }


def _propose() -> None:
    """A day off in the second week from now: many counts go through it."""
    today = timezone.localdate()
    day = law_in_force.in_force().calendar.on_or_after(today + timedelta(days=8))
    row = {"date": day.isoformat(), "kind": "off", "name": "nghỉ bù", "confidence": "verified"}
    propose_law_text(
        key=_KEY, kind=LawTextKind.CALENDAR, title="Nghỉ bù", citation="Thông báo", valid_from=day,
        payload={"day": [row]}, by=_one(Role.ADMIN), now=timezone.now(),
    )  # fmt: skip


def _preview() -> int:
    text = LawText.objects.get(pk=_KEY)
    effect = effect_of(tried(kind=text.kind, payload=text.payload), _one(Role.ADMIN))
    return effect.moved if effect else 0


def _approve() -> None:
    """The job is called here itself: the one that approving asks for finds no worker."""
    text = LawText.objects.get(pk=_KEY)
    if text.state == LawTextState.DRAFT:
        approve_law_text(text_id=_KEY, by=_one(Role.INSPECTOR), now=timezone.now())


def _recompute() -> int:
    return recompute_clocks(text_id=_KEY, today=timezone.localdate(), now=timezone.now())


def _one(role: Role) -> User:
    member = Membership.objects.filter(role=role).select_related("user").earliest("pk")
    user: User = member.user
    return user


class _Statements:
    """Counts what goes to the database and keeps none of it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        self.count += 1
        return execute(sql, params, many, context)
