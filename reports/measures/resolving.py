"""Petitions to be resolved and settled in a period: 01/KQGQ of 2024, 03/KQGQ of 2021."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from complaints.enums import Outcome, PetitionKind, PetitionState
from complaints.models import Petition
from complaints.procedure.names import Finding, Stage
from reports.measures.measure import AnyMeasure, MeasureOf, Source, flag
from reports.measures.petitions import second, with_eligibility
from reports.spans import Span


def _resolving(span: Span) -> QuerySet[Petition]:
    """Petitions of competence that were processed by the end of the span."""
    found = Petition.objects.counted().filter(processed_on__lte=span.end, is_competent=True)
    inside = (span.start, span.end)
    concluded = Q(decision__decided_on__range=inside) & ~Q(decision__finding=Finding.ANSWERED)
    return with_eligibility(found, span).annotate(
        is_second=flag(second()),
        is_concluded=flag(concluded),
        is_ended=flag(Q(proceeding__stage=Stage.TERMINATED, proceeding__finished_on__range=inside)),
    )


RESOLVING = Source("resolving", _resolving)
_NEW = Q(is_eligible=True)
_CONCLUDED = Q(is_concluded=True)
_ENDED = Q(is_concluded=False, is_ended=True)
_WITHDRAWN = Q(state=PetitionState.WITHDRAWN)


def _carried(span: Span) -> Q:
    """Accepted before the span and at its start neither resolved nor ended."""
    unresolved = Q(resolved_on__isnull=True) | Q(resolved_on__gte=span.start)
    running = Q(proceeding__finished_on__isnull=True) | Q(proceeding__finished_on__gte=span.start)
    return Q(processed_on__lt=span.start, outcome=Outcome.ACCEPT) & unresolved & running


def _to_resolve(span: Span) -> Q:
    return _carried(span) | _NEW


def _flow(name: str, kind: PetitionKind) -> Iterator[AnyMeasure]:
    of = Q(kind=kind)
    yield MeasureOf(f"{name}_to_resolve", RESOLVING, lambda s: of & _to_resolve(s))
    yield MeasureOf(f"{name}_to_resolve_carried", RESOLVING, lambda s: of & _carried(s))
    yield MeasureOf(f"{name}_to_resolve_new", RESOLVING, lambda s: of & _NEW)
    yield MeasureOf(
        f"{name}_to_resolve_matters", RESOLVING, lambda s: of & _to_resolve(s), distinct="matter"
    )


def measures() -> Iterator[AnyMeasure]:
    yield from _flow("complaints", PetitionKind.COMPLAINT)
    yield from _flow("denunciations", PetitionKind.DENUNCIATION)
    denounced = Q(kind=PetitionKind.DENUNCIATION)
    again = denounced & Q(is_second=True)
    yield MeasureOf(
        "denunciations_to_resolve_matters_again",
        RESOLVING,
        lambda span: again & _to_resolve(span),
        distinct="matter",
    )
    settled = {
        "complaints_withdrawn": Q(kind=PetitionKind.COMPLAINT, is_ended=True) & _WITHDRAWN,
        "denunciations_settled": denounced & (_CONCLUDED | _ENDED),
        "denunciations_concluded_first": denounced & _CONCLUDED & Q(is_second=False),
        "denunciations_concluded_again": again & _CONCLUDED,
        "denunciations_withdrawn": denounced & _ENDED & _WITHDRAWN,
        "denunciations_terminated": denounced & _ENDED & ~_WITHDRAWN,
    }
    for name, where in settled.items():
        yield MeasureOf(name, RESOLVING, lambda span, q=where: q)
