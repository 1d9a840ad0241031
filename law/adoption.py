"""A later text laid over the law that is known: a version of a duty, days of the calendar, a regime.

Payloads are JSON in the shape of the TOML files of `law/data`, with days as ISO text. Whatever
contradicts itself or what is already known is refused with one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from law.calendar import WorkingCalendar, calendar_days, refuse_lone_swaps
from law.dates import parse_date, vn_date
from law.errors import LawError
from law.form_adoption import with_regime
from law.forms import FormBook
from law.rule_data import rule_version
from law.rules import Rule, RuleBook, RuleVersion
from law.shipped import shipped_forms
from law.toml_fields import Fields

_DAY_KEYS = frozenset({"date", "to", "worked_on", "instead_of", "valid_from", "valid_to"})


@dataclass(frozen=True, slots=True)
class LawInForce:
    """What dates are computed with, and the tables that reports are made of."""

    rules: RuleBook
    calendar: WorkingCalendar
    forms: FormBook = field(default_factory=shipped_forms)


def with_forms(law: LawInForce, payload: Mapping[str, object]) -> LawInForce:
    """A report regime (chế độ báo cáo): it holds from its first day, the one before ends the day before."""
    return replace(law, forms=with_regime(law.forms, payload))


def with_rule(law: LawInForce, payload: Mapping[str, object]) -> LawInForce:
    """`{"rule": code, "version": {...}}`: the version holds from its first day until the next one."""
    fields = Fields(payload, "Văn bản")
    code, table = fields.required("rule", str), fields.required("version", dict)
    fields.done()
    rule = law.rules.get(code)
    version = rule_version(_with_days(table), rule)
    versions = tuple(_laid_over(rule, version))
    changed = replace(rule, versions=versions)
    book = RuleBook(changed if each is rule else each for each in law.rules)
    return replace(law, rules=book)


def _laid_over(rule: Rule, version: RuleVersion) -> Iterator[RuleVersion]:
    """Earlier versions end the day before; one of the same first day is replaced."""
    first = version.valid_from
    later = [each for each in rule.versions if each.valid_from > first]
    for each in rule.versions:
        if each.valid_from >= first:
            continue
        open_ended = each.valid_to is None or each.valid_to >= first
        yield replace(each, valid_to=first - timedelta(days=1)) if open_ended else each
    last = later[0].valid_from - timedelta(days=1) if later else None
    if version.valid_to is None or (last is not None and version.valid_to > last):
        version = replace(version, valid_to=last)
    yield version
    yield from later


def with_calendar(law: LawInForce, payload: Mapping[str, object]) -> LawInForce:
    """`{"day": [...], "cancelled": [...]}`: rows replace those of their day; a cancelled row goes."""
    fields = Fields(payload, "Văn bản")
    tables = fields.optional("day", list) or []
    cancelled = [parse_date(str(day)) for day in fields.optional("cancelled", list) or []]
    fields.done()
    if not tables and not cancelled:
        raise LawError("Văn bản về lịch làm việc phải có ít nhất một ngày.")
    known = {day.on: day for day in law.calendar.days}
    for on in cancelled:
        if known.pop(on, None) is None:
            raise LawError(
                f"Lịch làm việc không ghi gì về ngày {vn_date(on)} nên không có gì để bỏ."
            )
    found = [day for table in tables for day in calendar_days(_with_days(table))]
    named = {day.on for day in found}
    if len(named) < len(found) or named & set(cancelled):
        raise LawError("Một ngày chỉ được ghi một lần trong văn bản.")
    known |= {day.on: day for day in found}
    merged = sorted(known.values(), key=lambda day: day.on)
    refuse_lone_swaps(merged)
    return replace(law, calendar=WorkingCalendar(merged))


def changed_days(before: WorkingCalendar, after: WorkingCalendar) -> list[date]:
    """Days on which one calendar works and the other rests, of the years that both know."""
    rows = {day.on for day in (*before.days, *after.days)}
    return sorted(
        on
        for on in rows
        if before.covers(on) and after.covers(on) and before.is_working(on) != after.is_working(on)
    )


def _with_days(table: object) -> dict[str, object]:
    """JSON has no days: the text under the keys of days becomes one."""
    if not isinstance(table, Mapping):
        raise LawError("Văn bản: mỗi dòng phải là một bảng dữ liệu.")
    return {
        str(key): parse_date(value) if key in _DAY_KEYS and isinstance(value, str) else value
        for key, value in table.items()
    }
