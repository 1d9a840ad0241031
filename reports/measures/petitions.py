"""02/XLD: petitions as they were processed (Thông tư 06/2025/TT-TTCP; XLD tables of 01/2024)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from complaints.eligibility_lines import Answer
from complaints.enums import Field, LinkKind, Outcome, PetitionKind, Secrecy
from complaints.enums import Source as From
from complaints.models import Petition, PetitionLink, Transfer
from complaints.procedure.names import ProcedureKind
from complaints.workflow import SENT_AWAY
from reports.measures.measure import AnyMeasure, MeasureOf, Source, Where, flag
from reports.spans import Span

# The plural of a kind begins the names of its measures.
KINDS = {
    "complaints": PetitionKind.COMPLAINT,
    "denunciations": PetitionKind.DENUNCIATION,
    "recommendations": PetitionKind.RECOMMENDATION,
}
_SECOND = (ProcedureKind.COMPLAINT_2, ProcedureKind.DENUNCIATION_AGAIN)
# Lines of the checklist about the paper itself, whoever is competent.
_OF_EVERY_PETITION = ("tieng_viet", "ten_dia_chi", "noi_dung", "ky_ten")
SENT = tuple(sorted(SENT_AWAY - {Outcome.GUIDE}))
ADMINISTRATIVE = (Field.LAND, Field.POLICY, Field.CIVIL_SERVICE)


def second(prefix: str = "") -> Q:
    """Khiếu nại lần hai, tố cáo tiếp: by the proceeding, by a link, else as it was registered."""
    linked = PetitionLink.objects.filter(
        petition=OuterRef(f"{prefix}pk"), kind=LinkKind.SECOND, undone_at=None
    )
    kind = f"{prefix}proceeding__kind"
    registered = Q(**{f"{prefix}is_first_time": False}) & (
        Q(**{f"{kind}__isnull": True}) | Q(**{kind: ProcedureKind.DISCIPLINE})
    )
    return Q(**{f"{kind}__in": _SECOND}) | Q(Exists(linked)) | registered


def processed(span: Span) -> Q:
    return Q(processed_on__range=(span.start, span.end))


def with_eligibility(rows: QuerySet[Petition], span: Span) -> QuerySet[Petition]:
    """Đủ điều kiện xử lý: processed in the span, neither filed (lưu đơn) nor sent back (trả lại đơn),
    and of those that went nowhere else none that lacks what every petition must have (Thông tư
    05/2021/TT-TTCP, art. 6). A duplicate that joins a file is eligible.

    `Assessment.is_eligible` asks more: whether a petition may be taken up (thụ lý), which nothing
    that is guided, sent elsewhere or not accepted may; so it decides nothing here.
    """
    lines = (Q(**{f"assessment__answers__{line}": Answer.NO}) for line in _OF_EVERY_PETITION)
    lacking = Q(outcome__in=(Outcome.FILE, Outcome.RETURN)) | (
        reduce(or_, lines) & ~Q(outcome__in=SENT)
    )
    found = rows.annotate(is_lacking=flag(lacking))
    return found.annotate(is_eligible=flag(processed(span) & Q(is_lacking=False)))


def _petitions(span: Span) -> QuerySet[Petition]:
    """What came over and what was received, with what the divisions ask for."""
    waits = Q(processed_on__isnull=True) | Q(processed_on__gte=span.start)
    found = Petition.objects.counted().filter(waits, received_on__lte=span.end)
    ours = flag(Q(is_eligible=True, is_competent=True))
    return with_eligibility(found, span).annotate(is_ours=ours, is_second=flag(second()))


def _answers(span: Span) -> QuerySet[Transfer]:
    """Answers that came in the span to what was passed on."""
    return Transfer.objects.unscoped("counted without restricted matters").filter(
        petition__secrecy__lt=Secrecy.RESTRICTED,
        outcome__in=SENT,
        answered_on__range=(span.start, span.end),
    )


PETITIONS = Source("petitions", _petitions)
ANSWERS = Source("answers", _answers, "petition__")
_ELIGIBLE, _OURS = Q(is_eligible=True), Q(is_ours=True)
_NOT_OURS = Q(is_eligible=True, is_ours=False)
_DESK = Q(source=From.DESK)


def _of(name: str, where: Where, distinct: str = "") -> MeasureOf:
    return MeasureOf(name, PETITIONS, where, distinct=distinct)


def _fixed(name: str, where: Q, distinct: str = "") -> MeasureOf:
    return _of(name, lambda span: where, distinct)


def _flow(kind: str, of: Q) -> Iterator[AnyMeasure]:
    """To process: what came over and what was received; processed: of both."""
    yield _of(f"{kind}_to_process", lambda span: of)
    yield _of(f"{kind}_carried", lambda span: of & Q(received_on__lt=span.start))
    yield _of(f"{kind}_received", lambda span: of & Q(received_on__gte=span.start))
    yield _of(f"{kind}_processed", lambda span: of & processed(span))


def _flow_of_kind(kind: str, of: Q) -> Iterator[AnyMeasure]:
    yield from _flow(kind, of)
    yield _of(
        f"{kind}_processed_carried",
        lambda span: of & processed(span) & Q(received_on__lt=span.start),
    )
    yield _of(
        f"{kind}_processed_received",
        lambda span: of & processed(span) & Q(received_on__gte=span.start),
    )
    yield _fixed(f"eligible_{kind}", of & _ELIGIBLE)
    yield _fixed(f"competent_{kind}", of & _OURS)


def _unprocessed(span: Span) -> Q:
    return Q(processed_on__isnull=True) | Q(processed_on__gt=span.end)


def resolved(span: Span) -> Q:
    """A decision, conclusion or answer by the end of the span."""
    return Q(resolved_on__lte=span.end)


def _by_resolution() -> Iterator[AnyMeasure]:
    """A petition for the second time shows that the first resolution is there."""
    again = Q(is_second=True)
    yield _of("eligible_resolved_first", lambda s: _ELIGIBLE & _once(resolved(s), again))
    yield _of("eligible_resolved_again", lambda s: _ELIGIBLE & again & resolved(s))
    yield _of("eligible_unresolved", lambda s: _ELIGIBLE & ~again & _open(s))


def _once(done: Q, again: Q) -> Q:
    return (again & (Q(resolved_on__isnull=True) | ~done)) | (~again & done)


def _open(span: Span) -> Q:
    return Q(resolved_on__isnull=True) | Q(resolved_on__gt=span.end)


def _ours() -> Iterator[AnyMeasure]:
    complaints = _OURS & Q(kind=PetitionKind.COMPLAINT)
    denunciations = _OURS & Q(kind=PetitionKind.DENUNCIATION)
    recommendations = _OURS & Q(kind=PetitionKind.RECOMMENDATION)
    yield _fixed("competent_complaints_first", complaints & Q(is_second=False))
    yield _fixed("competent_complaints_second", complaints & Q(is_second=True))
    yield _fixed("competent_denunciations_first", denunciations & Q(is_second=False))
    yield _fixed("competent_denunciations_again", denunciations & Q(is_second=True))
    for kind, rows in (("complaints", complaints), ("recommendations", recommendations)):
        yield _fixed(f"competent_{kind}_land", rows & Q(field=Field.LAND))
        yield _fixed(f"competent_{kind}_policy", rows & Q(field=Field.POLICY))
        rest = ~Q(field__in=(Field.LAND, Field.POLICY))
        yield _fixed(f"competent_{kind}_other", rows & rest)
    divided = (*ADMINISTRATIVE, Field.CORRUPTION, Field.JUDICIAL)
    for name, fields in (
        ("administrative", Q(field__in=ADMINISTRATIVE)),
        ("corruption", Q(field=Field.CORRUPTION)),
        ("judicial", Q(field=Field.JUDICIAL)),
        ("other", ~Q(field__in=divided)),
    ):
        yield _fixed(f"competent_denunciations_{name}", denunciations & fields)


def _not_ours() -> Iterator[AnyMeasure]:
    """Sent elsewhere, or told and shown the way; whatever is not the one is the other."""
    urged = Q(outcome=Outcome.URGE)
    yield _fixed("not_competent", _NOT_OURS)
    yield _fixed("not_competent_guided", _NOT_OURS & ~Q(outcome__in=SENT))
    yield _fixed("not_competent_sent", _NOT_OURS & Q(outcome__in=SENT))
    yield _fixed("not_competent_transferred", _NOT_OURS & Q(outcome__in=SENT) & ~urged)
    yield _fixed("not_competent_urged", _NOT_OURS & urged)


def at_desk(span: Span) -> Q:
    """Received at a reception in the span (02/TCD of 2021)."""
    return _DESK & Q(received_on__gte=span.start)


def _at_desk() -> Iterator[AnyMeasure]:
    yield _of("desk_petitions", at_desk)
    yield _of("desk_matters", at_desk, "matter")
    for name, kind in KINDS.items():
        yield _of(f"desk_{name}", lambda span, k=kind: at_desk(span) & Q(kind=k))
        yield _of(
            f"desk_{kind.value}_matters",
            lambda span, k=kind: at_desk(span) & Q(matter__kind=k),
            "matter",
        )
    not_ours = Q(is_competent=False)
    maybe_ours = Q(is_competent__isnull=True) | Q(is_competent=True)
    yield _of("desk_competent", lambda span: at_desk(span) & maybe_ours)
    yield _of("desk_not_competent", lambda span: at_desk(span) & not_ours)


def _answered() -> Iterator[AnyMeasure]:
    for name, of in (
        ("transfer_answers", Q()),
        ("complaint_transfer_answers", Q(petition__kind=PetitionKind.COMPLAINT)),
        ("denunciation_transfer_answers", Q(petition__kind=PetitionKind.DENUNCIATION)),
        ("desk_transfer_answers", Q(petition__source=From.DESK)),
    ):
        yield MeasureOf(name, ANSWERS, lambda span, q=of: q)


def measures() -> Iterator[AnyMeasure]:
    yield from _flow("petitions", Q())
    yield _of("petitions_unprocessed", _unprocessed)
    for name, kind in KINDS.items():
        yield from _flow_of_kind(name, Q(kind=kind))
    yield _fixed("eligible", _ELIGIBLE)
    yield _fixed("eligible_matters", _ELIGIBLE, "matter")
    yield from _by_resolution()
    yield _fixed("competent", _OURS)
    yield _fixed("competent_matters", _OURS, "matter")
    yield from _ours()
    yield from _not_ours()
    yield from _at_desk()
    yield from _answered()
