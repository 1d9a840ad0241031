"""03/GQKN, 04/GQTC: decisions and conclusions of a period; 05/KQTH: those to be carried out
(Thông tư 06/2025/TT-TTCP). Answers to recommendations are no decisions."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from complaints.enums import PetitionKind, Secrecy
from complaints.models import Clock, Decision, EnforcementItem
from complaints.procedure.names import Finding, Ruling
from complaints.workflow import RESOLUTION_RULES
from reports.measures.measure import AnyMeasure, MeasureOf, Source, Where, flag
from reports.measures.petitions import second
from reports.spans import Span

# The stem of the names of amounts, and that of the decisions.
SUBJECTS = {
    "complaint": (PetitionKind.COMPLAINT, "complaint_decisions"),
    "denunciation": (PetitionKind.DENUNCIATION, "conclusions"),
}
_WRONG = (Finding.WRONG, Finding.WRONG_ON_PURPOSE)
_FINDINGS = {
    "right": Q(finding=Finding.RIGHT),
    "wrong": Q(finding__in=_WRONG),
    "partly": Q(finding=Finding.PARTLY),
}
FIRST, AGAIN = Q(is_second=False), Q(is_second=True)


def _decisions(span: Span) -> QuerySet[Decision]:
    found = (
        Decision.objects.unscoped("counted without restricted matters")
        .filter(petition__secrecy__lt=Secrecy.RESTRICTED, decided_on__lte=span.end)
        .exclude(finding=Finding.ANSWERED)
    )
    return found.annotate(is_second=flag(second("petition__")))


DECISIONS = Source("decisions", _decisions, "petition__")


def issued(span: Span) -> Q:
    return Q(decided_on__gte=span.start)


def _items(**also: object) -> QuerySet[EnforcementItem]:
    return EnforcementItem.objects.filter(decision=OuterRef("pk"), **also)


def _unfinished_at_start(span: Span) -> Q:
    left = Q(done_on__isnull=True) | Q(done_on__gte=span.start)
    return Q(Exists(_items().filter(left)))


def to_carry_out(span: Span) -> Q:
    """Issued in the span, or with something left at its start."""
    return issued(span) | _unfinished_at_start(span)


def left_over(span: Span) -> Q:
    return Q(decided_on__lt=span.start) & _unfinished_at_start(span)


def carried_out(span: Span) -> Q:
    """The last thing was done in the span; with nothing to do it is done when it is issued."""
    later = Q(done_on__isnull=True) | Q(done_on__gt=span.end)
    some_late = Exists(_items().filter(later))
    last_inside = Exists(_items(done_on__gte=span.start))
    nothing = ~Exists(_items())
    return (issued(span) & Q(nothing)) | (Q(last_inside) & ~Q(some_late))


def _overran(span: Span) -> Q:
    """The time to resolve had run out on the day of the decision."""
    clocks = Clock.objects.filter(
        petition=OuterRef("petition"), rule_code__in=RESOLUTION_RULES
    ).filter(Q(due_on__lt=OuterRef("decided_on")) | Q(finished_on__gt=F("due_on")))
    return Q(Exists(clocks))


def _of(name: str, where: Where, adds: str = "") -> MeasureOf:
    return MeasureOf(name, DECISIONS, where, adds=adds)


def _issued(name: str, of: Q, adds: str = "") -> MeasureOf:
    return _of(name, lambda span: issued(span) & of, adds)


def _complaints(of: Q) -> Iterator[AnyMeasure]:
    for name, finding in _FINDINGS.items():
        yield _issued(f"complaint_decisions_first_{name}", of & FIRST & finding)
    kept = Q(ruling=Ruling.KEEP)
    yield _issued("complaint_decisions_second_kept", of & AGAIN & kept)
    yield _issued("complaint_decisions_second_changed", of & AGAIN & ~kept)


def _conclusions(of: Q) -> Iterator[AnyMeasure]:
    for name, finding in _FINDINGS.items():
        yield _issued(f"conclusions_{name}", of & finding)
        yield _issued(f"conclusions_first_{name}", of & FIRST & finding)
        yield _issued(f"conclusions_again_{name}", of & AGAIN & finding)


def _carried_out(stem: str, of: Q) -> Iterator[AnyMeasure]:
    yield _of(f"{stem}_to_carry_out", lambda span: of & to_carry_out(span))
    yield _of(f"{stem}_left", lambda span: of & left_over(span))
    yield _of(f"{stem}_carried_out", lambda span: of & carried_out(span))
    yield _of(f"{stem}_in_time", lambda span: of & issued(span) & ~_overran(span))
    yield _of(f"{stem}_late", lambda span: of & issued(span) & _overran(span))


def _amounts(subject: str, of: Q) -> Iterator[AnyMeasure]:
    for name, column in (
        ("organisations_restored", "rights_restored_organisations"),
        ("people_restored", "rights_restored_people"),
        ("investigation_cases", "investigation_cases"),
        ("investigation_people", "investigation_people"),
        ("investigation_officials", "investigation_officials"),
    ):
        yield _issued(f"{subject}_{name}", of, column)


def _restored(of: Q) -> Iterator[AnyMeasure]:
    """04/KQGQ of 2021: whose rights must be, and were, given back."""
    for who in ("organisations", "people"):
        column = f"rights_restored_{who}"
        yield _of(f"denunciation_{who}_to_restore", lambda span: of & to_carry_out(span), column)
        yield _of(f"denunciation_{who}_restored_done", lambda span: of & carried_out(span), column)


def measures() -> Iterator[AnyMeasure]:
    for subject, (kind, stem) in SUBJECTS.items():
        of = Q(petition__kind=kind)
        yield _issued(stem, of)
        yield from _carried_out(stem, of)
        yield from _amounts(subject, of)
    yield from _complaints(Q(petition__kind=PetitionKind.COMPLAINT))
    yield from _conclusions(Q(petition__kind=PetitionKind.DENUNCIATION))
    yield from _restored(Q(petition__kind=PetitionKind.DENUNCIATION))
