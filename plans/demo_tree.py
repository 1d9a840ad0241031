"""A tree of plans as demonstration: one of the province replaced by another, two plans under it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from agencies.models import Agency, Event, User
from plans.actions.importing import import_plan
from plans.actions.replacing import Replacement, replace_plan
from plans.actions.tree import link_plan
from plans.models import Plan

_FOLDER = Path(__file__).parent / "demo" / "tree"
# Files in the order in which they came out: of whom, how many days before the last day.
_ISSUED = (
    ("1-ubnd-tinh-cu.txt", "LS", 25),
    ("3-thanh-tra-tinh.txt", "LS-TTT", 20),
    ("4-so-nong-nghiep.txt", "LS-SNNMT", 18),
    ("2-ubnd-tinh-moi.txt", "LS", 12),
)


def load(*, order: Any, now: datetime) -> None:
    """The plans of the province for its running event; one lower plan followed, one has not yet."""
    event = Event.objects.filter(agency__code="LS").open_on(order.until).first()
    if order.is_bulk or event is None:
        return
    plans = {name: _bring(name, code, order.until, days, event) for name, code, days in _ISSUED}
    old, inspectorate, _, new = plans.values()
    moment = _at(order.until - timedelta(days=11))
    replace_plan(
        plan_id=old.pk, by_what=Replacement(moment.date(), plan_id=new.pk),
        by=User.objects.get(username="lanhdao.ls"), now=moment,
    )  # fmt: skip
    link_plan(
        plan_id=inspectorate.pk, parent_id=new.pk, event_ids=[event.pk],
        by=User.objects.get(username="xuly.ttt"), now=_at(order.until - timedelta(days=10)),
    )  # fmt: skip
    order.say("Đã lập cây kế hoạch của tỉnh.")


def _bring(name: str, code: str, until: date, days: int, event: Event) -> Plan:
    text = (_FOLDER / name).read_text(encoding="utf-8").format_map(_words(until, event))
    moment = _at(until - timedelta(days=days - 1))
    plan, _ = import_plan(
        agency=Agency.objects.get(code=code), name=name, content=text.encode(), by=None,
        now=moment, accepted=True,
    )  # fmt: skip
    plan.serves.add(event)
    return plan


def _words(until: date, event: Event) -> defaultdict[str, str]:
    """`date_7`: the day seven days before the last one; `day_7`: the same as a document is dated."""
    found: defaultdict[str, str] = defaultdict(str, event=event.name)
    for n in range(1, 31):
        day = until - timedelta(days=n)
        found[f"date_{n}"] = f"{day:%d/%m/%Y}"
        found[f"day_{n}"] = f"{day:%d} tháng {day:%m} năm {day:%Y}"
    return found


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), timezone.get_default_timezone())
