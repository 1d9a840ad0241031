"""Which running clocks another law would move, and by how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from agencies import law_in_force
from agencies.law_effect import CaseMove, Effect, MoveLine
from agencies.models import Agency, LawText, User
from complaints import law_book
from complaints.enums import Secrecy
from complaints.models import Clock, ClockEvent, ClockMove
from law.adoption import LawInForce, changed_days
from law.clock import clock
from law.errors import LawError
from law.rules import Rule, parse_branches

CASES = 50
_GROUP = ("rule_code", "started_on", "branches")
Group = tuple[str, date, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Unanswered:
    """The law has no date for this clock."""


class Dates:
    """Due dates under one law; clocks without events that began alike are computed once."""

    def __init__(self, law: LawInForce, today: date) -> None:
        self.law, self._today = law, today
        self._known: dict[Group, date | _Unanswered | None] = {}

    def follow(self, law: LawInForce) -> None:
        """Forgets what was computed when a further text was adopted meanwhile."""
        if law is not self.law:
            self.law, self._known = law, {}

    def of_group(self, code: str, started_on: date, branches: list[str]) -> date | None:
        """Raises LawError where the law has no answer."""
        group = (code, started_on, tuple(branches))
        if group not in self._known:
            self._known[group] = self._computed(group)
        found = self._known[group]
        if isinstance(found, _Unanswered):
            raise LawError(f"{code} không tính được ngày đến hạn từ {started_on:%d/%m/%Y}.")
        return found

    def of_clock(self, row: Clock, *, has_events: bool) -> date | None:
        """Of one row; one with events is computed by itself."""
        if has_events:
            return law_book.explain(row, self._today, law=self.law).due
        return self.of_group(row.rule_code, row.started_on, row.branches)

    def _computed(self, group: Group) -> date | _Unanswered | None:
        code, started_on, branches = group
        try:
            return clock(
                rule=self.law.rules.get(code),
                start=started_on,
                branches=parse_branches(branches),
                calendar=self.law.calendar,
                today=self._today,
            ).due
        except LawError:
            return _Unanswered()


def touched(law: LawInForce, before: LawInForce) -> QuerySet[Clock]:
    """Open clocks with a date whose count the change from `before` could touch."""
    condition = _by_calendar(law, before)
    for rule in law.rules:
        condition |= _by_rule(rule, before.rules.get(rule.code))
    found: QuerySet[Clock] = Clock.objects.unscoped(
        "figures without restricted matters; cases by visible_to"
    ).filter(condition, finished_on=None, due_on__isnull=False)
    return found


def _by_calendar(law: LawInForce, before: LawInForce) -> Q:
    """A count goes through the days between its start and its end and looks at no other."""
    days = changed_days(before.calendar, law.calendar)
    if not days:
        return Q(pk__in=[])
    reaches = Q(due_on__gte=days[0]) | Q(started_on__gte=days[0])
    return reaches & (Q(due_on__lte=days[-1]) | Q(started_on__lte=days[-1]))


def _by_rule(rule: Rule, before: Rule) -> Q:
    """From the first day on which another version answers."""
    kept = before.versions
    first = min((v.valid_from for v in rule.versions if v not in kept), default=None)
    if first is None:
        return Q(pk__in=[])
    return Q(rule_code=rule.code, started_on__gte=first)


def with_events() -> Exists:
    """True for clocks that were suspended or extended."""
    return Exists(ClockEvent.objects.filter(clock=OuterRef("pk")))


def measure(*, law: LawInForce, user: User, today: date) -> Effect:
    """What `law` would do to what runs: figures without restricted matters, and the reader's cases."""
    found = touched(law, law_in_force.in_force())
    dates, effect = Dates(law, today), Effect()
    by_duty: dict[str, MoveLine] = {}
    by_agency: dict[object, MoveLine] = defaultdict(lambda: MoveLine(""))
    for code, agency_id, old, new, count in _moves(found.counted(), dates, effect):
        days = (new - old).days
        effect.moved += count
        by_duty.setdefault(code, MoveLine(law_book.duty(code))).add(days, count)
        by_agency[agency_id].add(days, count)
    for agency in Agency.objects.filter(pk__in=by_agency):
        by_agency[agency.pk].label = agency.name
    effect.by_duty, effect.by_agency = _sorted(by_duty.values()), _sorted(by_agency.values())
    _add_cases(effect, found, dates, user)
    return effect


def _moves(
    found: QuerySet[Clock], dates: Dates, effect: Effect
) -> Iterator[tuple[str, object, date, date, int]]:
    """(rule, agency, old date, new date, how many); what moves nowhere is left out."""
    groups = found.filter(~with_events()).values_list(*_GROUP, "agency_id", "due_on")
    for *group, agency_id, old, count in groups.annotate(n=Count("pk")):
        effect.looked_at += count
        try:
            new = dates.of_group(*group)
        except LawError:
            effect.unanswered += count
            continue
        if new is not None and new != old:
            yield group[0], agency_id, old, new, count
    for row in found.filter(with_events()).prefetch_related("events"):
        effect.looked_at += 1
        try:
            new = dates.of_clock(row, has_events=True)
        except LawError:
            effect.unanswered += 1
            continue
        if new is not None and new != row.due_on:
            yield row.rule_code, row.agency_id, row.due_on, new, 1


def past(*, text: LawText, user: User) -> Effect:
    """What an adopted text did: the notes it left, without those of restricted matters."""
    moves = ClockMove.objects.filter(law_text=text, old_due_on__isnull=False)
    effect = Effect()
    by_duty: dict[str, MoveLine] = {}
    by_agency: dict[str, MoveLine] = {}
    figures = moves.filter(clock__secrecy__lt=Secrecy.RESTRICTED).values_list(
        "clock__rule_code", "clock__agency__name", "old_due_on", "new_due_on"
    )
    for code, agency, old, new, count in figures.annotate(n=Count("pk")).order_by():
        effect.moved += count
        by_duty.setdefault(code, MoveLine(law_book.duty(code))).add((new - old).days, count)
        by_agency.setdefault(agency, MoveLine(agency)).add((new - old).days, count)
    effect.by_duty, effect.by_agency = _sorted(by_duty.values()), _sorted(by_agency.values())
    seen = Clock.objects.visible_to(user).values("pk")
    rows = moves.filter(clock__in=seen).select_related("clock__matter").order_by("old_due_on", "id")
    found = list(rows[: CASES + 1])
    effect.cases = [_case(move.clock, move.old_due_on, move.new_due_on) for move in found[:CASES]]
    effect.more_cases = len(found) > CASES
    return effect


def _sorted(lines: Iterable[MoveLine]) -> list[MoveLine]:
    return sorted(lines, key=lambda line: (-line.count, line.label))


def _case(row: Clock, old: date, new: date) -> CaseMove:
    label = "Vụ việc kín" if row.secrecy else row.matter.title
    return CaseMove(
        label, law_book.duty(row.rule_code), old, new, reverse("clock_detail", args=[row.pk])
    )


def _add_cases(effect: Effect, found: QuerySet[Clock], dates: Dates, user: User) -> None:
    """The first moves among the cases that the reader sees; the administrator sees none."""
    seen = found.filter(pk__in=Clock.objects.visible_to(user).values("pk"))
    rows = seen.annotate(has_events=with_events()).select_related("matter", "petition")
    for row in rows.order_by("due_on", "id").iterator(chunk_size=500):
        if len(effect.cases) == CASES:
            effect.more_cases = True
            return
        try:
            new = dates.of_clock(row, has_events=row.has_events)
        except LawError:
            continue
        if new is None or new == row.due_on:
            continue
        effect.cases.append(_case(row, row.due_on, new))
