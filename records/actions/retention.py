"""Dọn theo thời hạn lưu: removes what a rule lets go and writes down how much, never what it was."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from agencies.models import User
from agencies.permissions import ensure
from agencies.refusals import Refused
from agencies.roles import Permission
from records.actions import ledger
from records.enums import Verb
from records.models import RetentionRun
from records.retention import Rule, day_of, rule_of, rules

CHUNK = 2000
# What a person waits for; the night takes what is left.
AT_A_CLICK = 10 * CHUNK


def clear_chosen(*, keys: list[str], as_of: datetime, by: User, now: datetime) -> int:
    """What the preview of `as_of` showed of these rules, by an administrator; gives how many rows."""
    ensure(by, Permission.MANAGE_UNITS)
    chosen = [rule for rule in rules() if rule.key in keys]
    if not chosen:
        raise Refused("Hãy chọn ít nhất một loại dữ liệu để dọn.")
    if as_of > now:
        raise Refused("Thời điểm xem trước không hợp lệ; hãy mở lại trang này.")
    left = AT_A_CLICK
    for rule in chosen:
        left -= _clear(rule, as_of=as_of, by=by, now=now, most=left)
    return AT_A_CLICK - left


def clear_by_rule(*, key: str, now: datetime) -> int:
    """All that one rule lets go at this moment, by a job."""
    rule = rule_of(key)
    if rule is None:
        raise Refused(f"Không có quy tắc “{key}”.")
    return _clear(rule, as_of=now, by=None, now=now, most=None)


def clear_all(*, now: datetime) -> dict[str, int]:
    """All rules in their order, by the job of the night; a second run finds nothing."""
    return {rule.key: clear_by_rule(key=rule.key, now=now) for rule in rules()}


def _clear(rule: Rule, *, as_of: datetime, by: User | None, now: datetime, most: int | None) -> int:
    """Chunk by chunk, each with its own line: what is gone is written down or is not gone."""
    total = 0
    while most is None or total < most:
        size = CHUNK if most is None else min(CHUNK, most - total)
        done = _clear_chunk(rule, as_of=as_of, by=by, now=now, size=size)
        total += done
        if done < size:
            break
    return total


@transaction.atomic
def _clear_chunk(rule: Rule, *, as_of: datetime, by: User | None, now: datetime, size: int) -> int:
    rows = rule.rows(as_of)
    oldest = rows.order_by(rule.day, "pk").select_for_update(skip_locked=True)
    found: list[tuple[Any, date]] = list(
        oldest.annotate(retention_day=day_of(rule, rows)).values_list("pk", "retention_day")[:size]
    )
    if not found:
        return 0
    _remove(rule, rows.model._base_manager.filter(pk__in=[pk for pk, _ in found]))
    note(key=rule.key, days=[day for _, day in found], by=by, now=now)
    return len(found)


def note(*, key: str, days: list[date], by: User | None, now: datetime) -> RetentionRun:
    """The line of one removal; `days` has one entry for each thing removed."""
    run = RetentionRun.objects.create(
        rule=key, removed=len(days), first_day=min(days), last_day=max(days), ran_at=now, ran_by=by
    )
    ledger.write(by=by, verb=Verb.CLEAR_OLD, subject=run, now=now, details={"so_dong": len(days)})
    return run


def _remove(rule: Rule, rows: QuerySet[Any]) -> None:
    if rule.clear is None:
        rows.delete()
    else:
        rule.clear(rows)
