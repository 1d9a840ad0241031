"""Matters of petitions, each counted once where it stands: 03/GQKN and 04/GQTC, columns 2–6
(Thông tư 06/2025/TT-TTCP); divisions of matters in the XLD tables of 01/2024, 02/TCD of 2021."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from complaints.enums import Field, Outcome, PetitionKind, PetitionState
from complaints.models import Petition, ProceedingEvent
from complaints.procedure.names import Stage, StepName
from reports.measures.measure import AnyMeasure, MatterOf, MeasureOf, Source, flag
from reports.measures.petitions import ADMINISTRATIVE, PETITIONS, SENT, at_desk, resolved
from reports.spans import Span

ACCEPTED, CONSIDERED, WITHDRAWN, REFUSED = 1, 2, 3, 4
_STANDS = {"accepted": ACCEPTED, "considered": CONSIDERED, "withdrawn": WITHDRAWN,
           "refused": REFUSED}  # fmt: skip
Place = Callable[[Span], Case]


def _place(*cases: Q, otherwise: int) -> Case:
    """1 for the first condition that holds, 2 for the next, …"""
    whens = (When(case, then=Value(n)) for n, case in enumerate(cases, start=1))
    return Case(*whens, default=Value(otherwise), output_field=IntegerField())


def _source(name: str, of: Callable[[Span], Q], places: dict[str, Place]) -> Source:
    """Petitions of which `of` holds, with their places."""

    def rows(span: Span) -> QuerySet[Petition]:
        found = PETITIONS.rows(span).filter(of(span))
        return found.annotate(**{key: place(span) for key, place in places.items()})

    return Source(name, rows)


def _with_stage(rows: QuerySet[Petition], span: Span) -> QuerySet[Petition]:
    """The stage on the last day of the span, from the events of the case; of two entered at once
    the one that moved it."""
    events = ProceedingEvent.objects.filter(petition=OuterRef("pk"), happened_on__lte=span.end)
    moved = events.annotate(moved=flag(~Q(stage_before=F("stage_after"))))
    newest = moved.order_by("-happened_on", "-entered_at", "-moved", "-id")
    return rows.annotate(stage_then=Subquery(newest.values("stage_after")[:1]))


def _stands(span: Span) -> Case:
    """Accepted, being considered, withdrawn whole and ended, not accepted: by the end of the span.

    A case ended for another reason than withdrawal stays with those accepted: column 6 is for
    matters withdrawn whole alone. A case without events goes by its own row.
    """
    whole = ProceedingEvent.objects.unscoped("counted without restricted matters").filter(
        petition=OuterRef("pk"), step=StepName.WITHDRAW_WHOLE, happened_on__lte=span.end
    )
    withdrawn = Q(state=PetitionState.WITHDRAWN)
    ended = Q(stage_then=Stage.TERMINATED) & (withdrawn | Q(Exists(whole)))
    ended_alone = Q(stage_then__isnull=True) & withdrawn & (
        Q(proceeding__isnull=True) | Q(proceeding__finished_on__lte=span.end)
    )  # fmt: skip
    considered = (
        Q(stage_then=Stage.REVIEWING)
        | Q(stage_then__isnull=True, proceeding__stage=Stage.REVIEWING)
        | Q(proceeding__accepted_on__gt=span.end)
    )
    taken_up = Q(outcome=Outcome.ACCEPT)
    return Case(
        When(Q(outcome=Outcome.MERGE), then=Value(ACCEPTED)),
        When(taken_up & (ended | ended_alone), then=Value(WITHDRAWN)),
        When(taken_up & considered, then=Value(CONSIDERED)),
        When(taken_up, then=Value(ACCEPTED)),
        default=Value(REFUSED),
        output_field=IntegerField(),
    )


def _standing(kind: PetitionKind) -> Iterator[AnyMeasure]:
    def rows(span: Span) -> QuerySet[Petition]:
        found = PETITIONS.rows(span).filter(is_ours=True, kind=kind)
        return _with_stage(found, span).annotate(stands=_stands(span))

    source = Source(f"competent {kind.value}", rows)
    name = f"competent_{kind.value}_matters"
    yield MatterOf(name, source, "stands", frozenset(_STANDS.values()))
    for place, number in _STANDS.items():
        yield MatterOf(f"{name}_{place}", source, "stands", frozenset({number}))


_OURS, _URGED, _SECOND = Q(is_ours=True), Q(outcome=Outcome.URGE), Q(is_second=True)


def _division(
    prefix: str, source: Source, rank: str, places: dict[str, tuple[int, ...]]
) -> Iterator[AnyMeasure]:
    for name, numbers in places.items():
        yield MatterOf(f"{prefix}_{name}", source, rank, frozenset(numbers))


def _by_field(prefix: str, source: Source, fields: dict[str, Q]) -> Iterator[AnyMeasure]:
    """The field of the matter, so that each matter is in one."""
    for name, field in fields.items():
        yield MeasureOf(f"{prefix}_{name}", source, lambda span, q=field: q, distinct="matter")


def _eligible(kind: PetitionKind, places: dict[str, Place]) -> Source:
    of = Q(is_eligible=True, kind=kind)
    return _source(f"eligible {kind.value}", lambda span: of, places)


def _field(*fields: Field) -> Q:
    return Q(matter__field__in=fields)


def _complaints() -> Iterator[AnyMeasure]:
    """02/XLD of 2024: divided three ways, each matter in one place of each."""
    source = _eligible(
        PetitionKind.COMPLAINT,
        {
            "result": lambda s: _place(_SECOND & resolved(s), _SECOND | resolved(s), otherwise=3),
            "whose": lambda s: _place(_OURS & _SECOND, _OURS, _URGED, otherwise=4),
        },
    )
    name = "complaint_matters"
    yield MeasureOf(name, source, distinct="matter")
    apart = (*ADMINISTRATIVE, Field.JUDICIAL)
    yield from _by_field(name, source, {
        "administrative": _field(*ADMINISTRATIVE), "policy": _field(Field.POLICY),
        "land": _field(Field.LAND), "administrative_other": _field(Field.CIVIL_SERVICE),
        "judicial": _field(Field.JUDICIAL), "other": ~_field(*apart),
    })  # fmt: skip
    results = {"resolved_second": (1,), "resolved_first": (2,), "unresolved": (3,)}
    yield from _division(name, source, "result", results)
    yield from _division(name, source, "whose", {
        "competent": (1, 2), "competent_second": (1,), "competent_first": (2,),
        "not_competent": (3, 4), "urged": (3,), "guided": (4,),
    })  # fmt: skip


def _denunciations() -> Iterator[AnyMeasure]:
    """03/XLD of 2024."""
    source = _eligible(
        PetitionKind.DENUNCIATION,
        {
            "result": lambda s: _place(_SECOND & resolved(s), _SECOND, otherwise=3),
            "whose": lambda s: _place(_OURS & _SECOND, _OURS, _URGED, otherwise=4),
        },
    )
    name = "denunciation_matters"
    yield MeasureOf(name, source, distinct="matter")
    apart = (*ADMINISTRATIVE, Field.CORRUPTION, Field.JUDICIAL)
    yield from _by_field(name, source, {
        "administrative": _field(*ADMINISTRATIVE), "policy": _field(Field.POLICY),
        "land": _field(Field.LAND), "officials": _field(Field.CIVIL_SERVICE),
        "corruption": _field(Field.CORRUPTION), "judicial": _field(Field.JUDICIAL),
        "other": ~_field(*apart),
    })  # fmt: skip
    results = {"again_concluded": (1,), "again_overdue": (2,), "unresolved": (3,)}
    yield from _division(name, source, "result", results)
    yield from _division(name, source, "whose", {
        "competent": (1, 2), "competent_again": (1,), "competent_first": (2,),
        "not_competent": (3, 4), "urged": (3,), "transferred": (4,),
    })  # fmt: skip


def _recommendations() -> Iterator[AnyMeasure]:
    """04/XLD of 2024."""
    source = _eligible(
        PetitionKind.RECOMMENDATION,
        {
            "result": lambda s: _place(resolved(s), otherwise=2),
            "whose": lambda s: _place(_OURS & resolved(s), _OURS, _URGED, otherwise=4),
        },
    )
    name = "recommendation_matters"
    yield MeasureOf(name, source, distinct="matter")
    apart = (Field.POLICY, Field.LAND, Field.JUDICIAL)
    yield from _by_field(name, source, {
        "policy": _field(Field.POLICY), "land": _field(Field.LAND),
        "judicial": _field(Field.JUDICIAL), "other": ~_field(*apart),
    })  # fmt: skip
    yield from _division(name, source, "result", {"resolved": (1,), "unresolved": (2,)})
    yield from _division(name, source, "whose", {
        "competent": (1, 2), "competent_resolved": (1,), "competent_unresolved": (2,),
        "not_competent": (3, 4), "urged": (3,), "transferred": (4,),
    })  # fmt: skip


def _at_desk() -> Iterator[AnyMeasure]:
    """02/TCD of 2021: not ours when every petition of the matter was found so."""
    ours = Q(is_competent=True) | Q(is_competent__isnull=True)
    sent = Q(outcome__in=SENT)
    places: dict[str, Place] = {"whose": lambda s: _place(ours, _URGED, sent, otherwise=4)}
    source = _source("desk", at_desk, places)
    yield from _division("desk", source, "whose", {
        "competent_matters": (1,), "not_competent_matters": (2, 3, 4),
        "not_competent_matters_urged": (2,), "not_competent_matters_transferred": (3,),
        "not_competent_matters_guided": (4,),
    })  # fmt: skip


def measures() -> Iterator[AnyMeasure]:
    yield from _standing(PetitionKind.COMPLAINT)
    yield from _standing(PetitionKind.DENUNCIATION)
    yield from _complaints()
    yield from _denunciations()
    yield from _recommendations()
    yield from _at_desk()
