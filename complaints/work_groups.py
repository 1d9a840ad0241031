"""The groups of “việc hôm nay”: what comes first, what is due, what waits; one statement for all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import CharField, Q, QuerySet, Value

from agencies.models import User
from agencies.roles import Permission
from complaints import personnel
from complaints.enums import WaitsFor
from complaints.models import Petition, Substitution
from complaints.work import WEEK, Group, WorkLine, cases, lines_of, mine

FIRST, DUE, APPROVAL, OTHERS = "nhan-su-ung-cu", "den-han", "cho-duyet", "cho-nguoi-khac"
_TODAY = frozenset({"hết hạn hôm nay", "đã đến ngày"})
_NO_EVENT = Value("", output_field=CharField())


@dataclass(frozen=True, slots=True)
class Worker:
    """Whose work is shown on which day, and where the whole list of it is."""

    user: User
    today: date
    stood_in: list[Substitution]
    list_url: str

    @property
    def decides(self) -> list[object]:
        """Agencies in which this user decides cases."""
        return [a.pk for a in self.user.access.agencies_with(Permission.DECIDE_CASE)]


@dataclass(frozen=True, slots=True)
class Part:
    """The nearest cases of one kind, one more than are shown where there are others."""

    found: list[Petition]
    most: int
    worker: Worker

    @property
    def is_cut(self) -> bool:
        return len(self.found) > self.most

    def lines(self, badge: str = "") -> list[WorkLine]:
        absent = {s.absent_id: s.absent.full_name for s in self.worker.stood_in}
        shown = self.found[: self.most]
        return lines_of(shown, self.worker.user, self.worker.today, absent, badge)


def groups_of(worker: Worker, most: dict[str, int]) -> list[Group]:
    """`most`: how many lines of each part; a part that is not named is not asked for."""
    parts = _read(worker, most)
    first = _first(parts[FIRST])
    groups = [*([first] if first else []), *_due(parts[DUE], first)]
    if APPROVAL in parts:
        part = parts[APPROVAL]
        groups.append(Group(APPROVAL, "Chờ tôi duyệt", part.lines(), part.is_cut))
    if OTHERS in parts:
        part = parts[OTHERS]
        hint = "Công dân, cơ quan khác, hoặc đang tạm đình chỉ"
        title = "Chờ người khác"
        groups.append(Group(OTHERS, title, part.lines(), part.is_cut, worker.list_url, hint))
    return groups


def without_repeats(groups: list[Group]) -> list[Group]:
    """For a short panel: a case that stands in one group does not stand in the next."""
    seen: set[object] = set()
    shown = []
    for group in groups:
        lines = [line for line in group.lines if line.id not in seen]
        seen |= {line.id for line in lines}
        shown.append(replace(group, lines=lines))
    return shown


def _read(worker: Worker, most: dict[str, int]) -> dict[str, Part]:
    """The parts by one statement; each arm keeps its own index, order and limit."""
    rows = {name: arm for name, arm in _arms(worker).items() if name in most}
    arms = [
        arm.annotate(part=Value(name, output_field=CharField()))
        .order_by("next_due_on", "id")[: most[name] + 1]
        for name, arm in rows.items()
    ]  # fmt: skip
    found = list(arms[0].union(*arms[1:], all=True))
    found.sort(key=lambda petition: (petition.next_due_on or date.max, petition.pk))
    return {
        name: Part([p for p in found if p.part == name], most[name], worker) for name in rows
    }  # fmt: skip


def _arms(worker: Worker) -> dict[str, QuerySet[Petition]]:
    held, rows = mine(worker.user, worker.stood_in), cases(worker.user)
    decided = Q(agency__in=worker.decides)
    plain = rows.annotate(during=_NO_EVENT)
    arms = {
        FIRST: personnel.while_choosing(
            rows.filter(held | decided if worker.decides else held), worker.user, worker.today
        ),
        DUE: plain.filter(held, next_due_on__lte=worker.today + WEEK),
        OTHERS: plain.filter(held, waits_for__in=[WaitsFor.CITIZEN, WaitsFor.OTHER]),
    }
    if worker.decides:
        arms[APPROVAL] = plain.filter(decided, waits_for=WaitsFor.APPROVAL)
    return arms


def _first(part: Part) -> Group | None:
    """Petitions about candidates and personnel, while people are chosen; None when there are none."""
    if not part.found:
        return None
    hint = f"Ưu tiên trong thời gian theo dõi “{part.found[0].during}”"  # type: ignore[attr-defined]
    return Group(FIRST, personnel.BADGE, part.lines(personnel.BADGE), part.is_cut, hint=hint)


def _due(part: Part, first: Group | None) -> list[Group]:
    """Overdue, due today, due within seven days."""
    lines, cut, list_url = part.lines(), part.is_cut, part.worker.list_url
    urgent = {line.id for line in first.lines} if first else set()
    lines = [replace(x, badge=personnel.BADGE) if x.id in urgent else x for x in lines]
    late = [line for line in lines if line.when and line.when.tone == "late"]
    now = [line for line in lines if line.when and line.when.words in _TODAY]
    soon = [line for line in lines if line not in late and line not in now]
    # The earliest come first, so that only the last group that has lines is cut.
    return [
        Group("qua-han", "Quá hạn", late, cut and not now and not soon, list_url),
        Group("hom-nay", "Đến hạn hôm nay", now, cut and bool(now) and not soon, list_url),
        Group("trong-tuan", "Trong 7 ngày tới", soon, cut and bool(soon), list_url),
    ]
