"""The overview (tổng quan): where, what, how late, who waits for whom. Counts come from tallies.

A question names one tree, a level and days; a line is one unit, field, kind, commune or month of it
with its counts; ADR 0009 and ADR 0035 tell why nothing here counts petitions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from agencies.enums import Level
from agencies.models import Agency, User
from agencies.roles import ROLES, Permission, Reach, Role
from complaints.models import HotSpot, Matter
from complaints.querysets import granted_matters
from law.periods import FREE, Period, parse_period, week_of, year_before
from reports import tally_reading as reading
from reports.catalogue import RESTRICTED
from reports.cuts import Cut
from reports.figures import in_tree
from reports.overview_columns import UNIT_COLUMNS
from reports.spans import Span
from reports.tally_reading import BEFORE, NOW, PAST, STOCK, Counts

LISTED = 10


@dataclass(frozen=True)
class Question:
    """What the overview is asked: the tree of `root`, agencies of one `level`, the days."""

    root: Agency
    level: str
    period: Period
    label: str
    today: date

    @cached_property
    def before(self) -> Period:
        return same_days_last_year(self.period, self.today)

    @cached_property
    def this_day(self) -> Period:
        """The days under which stocks are listed: they are those of this morning."""
        return parse_period(f"{self.today}{FREE}{self.today}")

    @property
    def cut(self) -> Cut:
        """All that the question is about."""
        return Cut(root=self.root, level=self.level)

    @property
    def stretches(self) -> list[reading.Stretch]:
        """The period, the same days of last year, what is so now, what was due before today."""
        return [
            *reading.days(NOW, self.period.start, self.period.end),
            *reading.days(BEFORE, self.before.start, self.before.end),
            reading.stock(),
            *reading.past(self.today),
        ]


@dataclass(slots=True)
class Line:
    """Counts of one unit, field, kind, commune or month: of the period, of the same days of last
    year, of now. `own` and `before` say which days where they are not those of the question."""

    key: str
    name: str
    cut: Cut
    now: Counts = field(default_factory=dict)
    last_year: Counts = field(default_factory=dict)
    stock: Counts = field(default_factory=dict)
    agency: Agency | None = None
    own: Period | None = None
    before: Period | None = None

    def __bool__(self) -> bool:
        return any((*self.now.values(), *self.last_year.values(), *self.stock.values()))


def filled(line: Line, parts: dict[str, Counts]) -> Line:
    """The line with what was read for it; past and stock stand together, each in its column."""
    line.now = parts.get(NOW, {})
    line.last_year = parts.get(BEFORE, {})
    late, stock = parts.get(PAST, {}), parts.get(STOCK, {})
    line.stock = {name: n for name, n in stock.items() if n}
    line.stock |= {name: late.get(name, 0) for name in ("due", "answers") if late.get(name)}
    return line


def total_of(lines: Sequence[Line], cut: Cut, name: str = "Cộng") -> Line:
    """The sum of lines."""
    total = Line("", name, cut)
    for line in lines:
        for mine, theirs in (
            (total.now, line.now),
            (total.last_year, line.last_year),
            (total.stock, line.stock),
        ):
            for column, n in theirs.items():
                mine[column] = mine.get(column, 0) + n
    return total


def unit_lines(question: Question) -> list[Line]:
    """One line per agency that receives citizens now or has something to count, in the order of
    names; two statements."""
    tree = Agency.objects.filter(in_tree(question.root.path, "path"))
    if question.level:
        tree = tree.filter(level=question.level)
    counts = reading.tallies_of(
        path=question.root.path,
        level=question.level,
        stretches=question.stretches,
        columns=[column.name for column in UNIT_COLUMNS],
    )
    lines = [
        filled(Line(str(unit.pk), unit.short_name, Cut(agency=unit), agency=unit), counts.get(unit.pk, {}))
        for unit in tree.order_by("sort_key")
    ]  # fmt: skip
    return [line for line in lines if line or _receives(line.agency, question.today)]


def _receives(agency: Agency | None, on: date) -> bool:
    """In force and no room inside another agency."""
    return agency is not None and agency.exists_on(on) and agency.level != Level.UNIT


def roots_of(user: User) -> list[Agency]:
    """Trees that this user oversees: the own one, or that of the body one's inspectorate watches."""
    found: dict[str, Agency] = {}
    for membership in user.access.memberships:
        rights = ROLES[Role(membership.role)]
        if Permission.SEE_OVERVIEW in rights.permissions:
            agency = membership.agency
            root = agency.oversees if rights.reach is Reach.OVERSEEN else None
            found.setdefault((root or agency).path, root or agency)
    paths = [path for path in found if not any(path != p and path.startswith(p) for p in found)]
    return [found[path] for path in sorted(paths)]


def period_of(choice: str, today: date) -> Period:
    """This week, this month or this year of the calendar."""
    if choice == "thang":
        last = (today.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return parse_period(f"{today.replace(day=1)}{FREE}{last}")
    if choice == "nam":
        return parse_period(f"{today.year}-01-01{FREE}{today.year}-12-31")
    return week_of(today)


def label_of(choice: str, today: date) -> str:
    """The period in words."""
    if choice == "thang":
        return f"Tháng {today.month} năm {today.year}"
    return f"Năm {today.year}" if choice == "nam" else week_of(today).label


def same_days_last_year(period: Period, today: date) -> Period:
    """Cùng kỳ năm trước: of a running period as many days as have gone by; of a week the same week."""
    last = min(period.end, today) if period.start <= today else period.end
    if FREE in period.code:
        return year_before(parse_period(f"{period.start}{FREE}{last}"))
    start = year_before(period).start
    return parse_period(f"{start}{FREE}{start + (last - period.start)}")


def most_overdue(user: User, question: Question) -> list[Matter]:
    """The matters that are late for longest, along one index; one statement."""
    found = question.cut.of(Matter.objects.visible_to(user).counted().overdue(question.today))
    return list(found.select_related("agency").order_by("next_due_on", "id")[:LISTED])


def open_hotspots(user: User, question: Question) -> list[HotSpot]:
    """Flags that are proposed or confirmed, newest first."""
    found = question.cut.of(HotSpot.objects.visible_to(user).counted().open())
    return list(found.select_related("matter", "agency").order_by("-raised_at", "-id")[:LISTED])


def restricted_known(user: User, today: date) -> int:
    """Matters with excluded persons that this user was told of; never part of the sums."""
    granted = granted_matters(user)
    if not granted:
        return 0
    # What `visible_to` gives of these: no role reaches them without a grant. By key it costs nothing.
    return RESTRICTED.rows(Span(today, today, today)).filter(pk__in=granted).count()
