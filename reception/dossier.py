"""The dossier of a registration (hồ sơ vụ việc): what is known of its matter, for who reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from agencies.models import User
from complaints.models import Matter, MatterFact, Petition
from complaints.selectors import (
    SEALED_NUMBER,
    Due,
    clocks_of,
    due_of,
    number_for,
    petitions_of,
)
from reception.models import Visit

_NEWEST = 10


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """Earlier visits, petitions with their outcome, running and finished duties, facts."""

    matter: Matter
    visits: Sequence[Visit]
    petitions: Sequence[tuple[Petition, str]]
    duties: Sequence[Due]
    facts: Sequence[MatterFact]


def dossier_facts(user: User, matter: Matter, today: date) -> DossierFacts | None:
    """What `user` may know of `matter`; None when the matter itself is out of sight."""
    if not Matter.objects.visible_to(user).filter(pk=matter.pk).exists():
        return None
    visits = Visit.objects.visible_to(user).in_force().filter(matter=matter)
    facts = MatterFact.objects.filter(matter=matter).order_by("-happened_on", "kind", "id")
    return DossierFacts(
        matter=matter,
        visits=list(visits.order_by("-arrived_at", "-id")[:_NEWEST]),
        petitions=[(p, _number(p, user)) for p in petitions_of(user, matter)],
        duties=[
            due_of(clock.rule_code, clock.due_on, today, clock.finished_on)
            for clock in clocks_of(user, matter)
        ],
        facts=list(facts[:_NEWEST]),
    )


def _number(petition: Petition, user: User) -> str:
    known = number_for(petition, user)
    return "đơn ở sổ kín" if known == SEALED_NUMBER else f"đơn số {known}"


def draft_text(found: DossierFacts) -> str:
    """A first text of the dossier in the order a head reads it; the officer goes on from here."""
    return "\n".join(_lines(found))


def _lines(found: DossierFacts) -> Iterator[str]:
    matter = found.matter
    kind = matter.get_kind_display().lower()
    yield f"1. Vụ việc: {matter.title} ({kind}), từ ngày {_day(matter.opened_on)}."
    yield "2. Quá trình tiếp công dân:" if found.visits else "2. Chưa có lượt tiếp nào."
    for visit in reversed(found.visits):
        note = f": {visit.result_note}" if visit.result_note else "."
        result = visit.get_result_display().lower()
        yield f"- Ngày {_day(visit.arrived_on)}, {visit.head_count} người; {result}{note}"
    yield "3. Đơn và kết quả xử lý:" if found.petitions else "3. Chưa có đơn."
    for petition, number in found.petitions:
        yield f"- Nhận ngày {_day(petition.received_on)}, {number}: {_outcome(petition)}"
    yield "4. Thời hạn:" if found.duties else "4. Không có thời hạn nào."
    for due in found.duties:
        yield f"- {due.duty}: {_when(due)}"
    yield "5. Đề xuất hướng giải quyết:"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _outcome(petition: Petition) -> str:
    said = [petition.get_state_display().lower()]
    if petition.outcome:
        said.append(petition.get_outcome_display().lower())
    if petition.resolved_on:
        said.append(f"giải quyết xong ngày {_day(petition.resolved_on)}")
    return ", ".join(said) + "."


def _when(due: Due) -> str:
    if due.done_on:
        return f"đã xong ngày {_day(due.done_on)}."
    if due.on is None:
        return "đang tạm dừng."
    late = -(due.days_left or 0)
    return f"hạn {_day(due.on)}" + (f", quá hạn {late} ngày." if late > 0 else ".")
