"""What decisions order and what was done of it: money in million đồng, land in m², people, cases
(03/GQKN 13–20, 04/GQTC 14–22, 05/KQTH of Thông tư 06/2025/TT-TTCP)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest

from complaints.enums import Secrecy
from complaints.models import EnforcementDone, EnforcementItem
from complaints.procedure.names import DutyItem, Finding
from reports.measures.decisions import SUBJECTS
from reports.measures.measure import MILLION, AnyMeasure, MeasureOf, Source
from reports.spans import Span

_AMOUNT = DecimalField(max_digits=20, decimal_places=2)
_ZERO = Value(Decimal(0), output_field=_AMOUNT)
_ONE = Decimal(1)
# The stem of a name, what is due, and its unit: đồng become million đồng, m² stay.
_MONEY_AND_LAND = {
    "state_money": (DutyItem.STATE_MONEY, MILLION),
    "state_land": (DutyItem.STATE_LAND, _ONE),
    "back_money": (DutyItem.BACK_MONEY, MILLION),
    "back_land": (DutyItem.BACK_LAND, _ONE),
}


def _items(span: Span) -> QuerySet[EnforcementItem]:
    """Items of every decision up to the end of the span; `left`: what was open at its start."""
    before = EnforcementDone.objects.filter(item=OuterRef("pk"), done_on__lt=span.start)
    done = before.order_by().values("item").annotate(sum=Sum("amount")).values("sum")
    left = F("amount") - Coalesce(Subquery(done, output_field=_AMOUNT), _ZERO)
    return (
        EnforcementItem.objects.unscoped("counted without restricted matters")
        .filter(
            decision__petition__secrecy__lt=Secrecy.RESTRICTED,
            decision__decided_on__lte=span.end,
        )
        .exclude(decision__finding=Finding.ANSWERED)
        .annotate(
            left=Greatest(left, _ZERO, output_field=_AMOUNT),
            decided_on=F("decision__decided_on"),
        )
    )


def _done(span: Span) -> QuerySet[EnforcementDone]:
    return (
        EnforcementDone.objects.unscoped("counted without restricted matters")
        .filter(
            item__decision__petition__secrecy__lt=Secrecy.RESTRICTED,
            done_on__range=(span.start, span.end),
        )
        .exclude(item__decision__finding=Finding.ANSWERED)
    )


ITEMS = Source("items", _items, "decision__petition__")
DONE = Source("done", _done, "item__decision__petition__")


def _issued(span: Span) -> Q:
    return Q(decision__decided_on__gte=span.start)


def _open_at_start(span: Span) -> Q:
    return Q(done_on__isnull=True) | Q(done_on__gte=span.start)


def _left_over(span: Span) -> Q:
    return Q(decision__decided_on__lt=span.start) & _open_at_start(span)


def _amounts(name: str, of: Q, done_of: Q, scale: Decimal) -> Iterator[AnyMeasure]:
    """Ordered in the span; due: what was left and what was ordered; done in the span."""
    yield MeasureOf(name, ITEMS, lambda s: of & _issued(s), adds="amount", scale=scale)
    yield from _due(name, of, done_of, scale)
    yield MeasureOf(f"{name}_left", ITEMS, lambda s: of & _left_over(s), adds="left", scale=scale)


def _due(name: str, of: Q, done_of: Q, scale: Decimal) -> Iterator[AnyMeasure]:
    yield MeasureOf(
        f"{name}_due", ITEMS, lambda s: of & (_issued(s) | _left_over(s)), adds="left", scale=scale
    )
    yield MeasureOf(f"{name}_done", DONE, lambda s: done_of, adds="amount", scale=scale)


def _to_whom(way: str) -> dict[str, Q]:
    """Tables before 2025 part what goes back to organisations from what goes to people: by whose
    rights the decision restores."""
    organisations = Q(
        **{
            f"{way}rights_restored_organisations__gt": 0,
            f"{way}rights_restored_people": 0,
        }
    )
    return {"organisations": organisations, "people": ~organisations}


def _given_back(subject: str, name: str, of: Q, done_of: Q, scale: Decimal) -> Iterator[AnyMeasure]:
    ordered, carried_out = _to_whom("decision__"), _to_whom("item__decision__")
    for who in ordered:
        stem, these = f"{subject}_{name}_{who}", of & ordered[who]
        yield MeasureOf(stem, ITEMS, lambda s, q=these: q & _issued(s), adds="amount", scale=scale)
        yield from _due(stem, these, done_of & carried_out[who], scale)


def _people(subject: str, of: Q, done_of: Q) -> Iterator[AnyMeasure]:
    """Advised by what was issued in the span, handled and prosecuted in the span."""
    person, organisation = Q(kind=DutyItem.PERSON), Q(kind=DutyItem.ORGANISATION)
    advised = {"people_advised": (person, "amount"), "officials_advised": (person, "officials")}
    handled = {
        "people_handled": (DutyItem.PERSON, "amount"),
        "officials_handled": (DutyItem.PERSON, "officials"),
        "cases_prosecuted": (DutyItem.INVESTIGATION, "amount"),
        "people_prosecuted": (DutyItem.INVESTIGATION, "people"),
        "officials_prosecuted": (DutyItem.INVESTIGATION, "officials"),
    }
    if subject == "denunciation":  # the form asks for organisations of denunciations alone
        advised["organisations_advised"] = (organisation, "amount")
        handled["organisations_handled"] = (DutyItem.ORGANISATION, "amount")
    for name, (kind, column) in advised.items():
        yield MeasureOf(
            f"{subject}_{name}", ITEMS, lambda s, q=of & kind: q & _issued(s), adds=column
        )
    for name, (item, column) in handled.items():
        these = done_of & Q(item__kind=item)
        yield MeasureOf(f"{subject}_{name}", DONE, lambda s, q=these: q, adds=column)


def measures() -> Iterator[AnyMeasure]:
    for subject, (petition_kind, _) in SUBJECTS.items():
        of = Q(decision__petition__kind=petition_kind)
        done_of = Q(item__decision__petition__kind=petition_kind)
        for name, (item, scale) in _MONEY_AND_LAND.items():
            these, done = of & Q(kind=item), done_of & Q(item__kind=item)
            yield from _amounts(f"{subject}_{name}", these, done, scale)
            if name.startswith("back"):
                yield from _given_back(subject, name, these, done, scale)
        yield from _people(subject, of, done_of)
