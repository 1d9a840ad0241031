"""Bảo vệ người tố cáo in figures: section II.5 of Mẫu số 02, Thông tư 06/2025/TT-TTCP (ADR 0043).

Protection files are restricted, so no common roll-up and no stored report counts them: the custodian
reads them here and hands the sentence on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from agencies.models import Agency, User
from agencies.roles import Permission
from complaints.models import ProtectedPerson, ProtectionFile, ProtectionMeasure, ProtectionStep
from complaints.protection.names import FileState, Relation, Step
from complaints.protection_querysets import excluded_matters


@dataclass(frozen=True, slots=True)
class ProtectionFigures:
    """Counts of one period; people are each counted once however many measures protect them."""

    requests: int
    accepted: int
    refused: int
    ended: int
    running: int
    people: int
    denouncers: int
    kin: int
    secrecy: int
    job: int
    safety: int

    @property
    def sentence(self) -> str:
        """What section II.5 asks for; empty when there is nothing to say (“nếu có”)."""
        if not self.people and not self.requests:
            return ""
        return (
            f"Tổng số người được bảo vệ: {self.people} người (người tố cáo {self.denouncers}, thân "
            f"nhân của người tố cáo {self.kin}); trong đó: {self.job} người được áp dụng biện pháp "
            f"bảo vệ vị trí công tác, việc làm; {self.safety} người được áp dụng biện pháp bảo vệ tính "
            "mạng, sức khỏe, tài sản, danh dự, nhân phẩm."
        )


def figures(user: User, first: date, last: date) -> ProtectionFigures:
    """What this custodian answers for: the own agency by file, those below as numbers alone; a matter
    from which the reader is excluded is in none of them."""
    return figures_of(files_answered_for(user), first, last)


def files_answered_for(user: User) -> QuerySet[Any]:
    """Files of the agencies whose sealed books the user keeps, and of those below them. Counted, never
    shown: the aggregate of the level above is ordered by law (design: written exception)."""
    agencies = user.access.agencies_with(Permission.KEEP_SEALED_REGISTER)
    trees = _trees(agencies)
    found: QuerySet[Any] = (
        ProtectionFile.objects.unscoped("counted for the report that the law orders, never shown")
        .filter(trees)
        .exclude(matter__in=excluded_matters(user))
    )
    return found


def _trees(agencies: Collection[Agency]) -> Q:
    condition = Q(pk__in=[])
    for agency in agencies:
        watched = agency.oversees or agency
        condition |= Q(agency=agency) | Q(scope_path__startswith=watched.path)
    return condition


def figures_of(files: QuerySet[Any], first: date, last: date) -> ProtectionFigures:
    """Of these files between two days, both counted."""
    ids = files.order_by().values("pk")
    days = (first, last)
    people = _protected(ids, first, last)
    return ProtectionFigures(
        requests=files.filter(requested_on__range=days).count(),
        accepted=_steps(ids, Step.APPLY, days),
        refused=_steps(ids, Step.REFUSE, days),
        ended=files.filter(state=FileState.ENDED, ended_on__range=days).count(),
        running=files.filter(starts_on__lte=last)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=last))
        .count(),
        people=people.count(),
        denouncers=people.filter(relation=Relation.DENOUNCER).count(),
        kin=people.exclude(relation=Relation.DENOUNCER).count(),
        secrecy=_under("56.", ids, first, last),
        job=_under("57.", ids, first, last),
        safety=_under("58.", ids, first, last),
    )


def _standing(ids: Any, first: date, last: date) -> QuerySet[Any]:
    """Measures that protected somebody on a day of the period."""
    found: QuerySet[Any] = ProtectionMeasure.objects.unscoped("counted for the report").filter(
        Q(to_on__isnull=True) | Q(to_on__gte=first), file__in=ids, from_on__lte=last
    )
    return found


def _protected(ids: Any, first: date, last: date) -> QuerySet[Any]:
    measures = _standing(ids, first, last)
    found: QuerySet[Any] = ProtectedPerson.objects.unscoped("counted for the report").filter(
        pk__in=measures.order_by().values("person")
    )
    return found


def _under(article: str, ids: Any, first: date, last: date) -> int:
    rows = _standing(ids, first, last).filter(measure__startswith=article).order_by()
    return rows.values("person").distinct().count()


def _steps(ids: Any, step: Step, days: tuple[date, date]) -> int:
    rows = ProtectionStep.objects.unscoped("counted for the report")
    return rows.filter(file__in=ids, step=step, happened_on__range=days).count()
