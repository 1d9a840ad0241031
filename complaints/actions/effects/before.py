"""What came before a petition (lần đầu, đã rút): asked once, when it is to be accepted."""

from datetime import date

from django.db.models import Q, QuerySet

from complaints import workflow
from complaints.enums import LinkKind, PetitionState
from complaints.models import Clock, Petition, PetitionLink, Proceeding
from complaints.procedure.names import ProcedureKind, Stage
from complaints.procedure.steps import Fact

_EARLIER = (LinkKind.SECOND, LinkKind.AGAIN)
# A first instance at one of these stages has been answered.
_ANSWERED = frozenset(
    {Stage.DECIDED, Stage.IN_EFFECT, Stage.ENFORCING, Stage.APPEALED, Stage.CLOSED}
)


def acceptance_facts(petition: Petition, *, previous: Proceeding | None, today: date) -> set[Fact]:
    """What art. 11 of Luật Khiếu nại 2011 asks of the past, and what processing has found."""
    found: set[Fact] = set()
    assessment = getattr(petition, "assessment", None)
    if assessment is not None and assessment.is_eligible:
        found.add(Fact.ELIGIBLE)
    if petition.is_competent:
        found.add(Fact.COMPETENT)
    if not _second_decisions(petition).exists():
        found.add(Fact.NO_SECOND_DECISION)
    # Whoever shows coercion or threat is let in by the checklist, which says so in writing.
    if Fact.ELIGIBLE in found or not _withdrawn_before(petition).exists():
        found.add(Fact.NOT_TERMINATED_BEFORE)
    first = previous or previous_of(petition)
    if first is None or first.stage in _ANSWERED or _is_late(first, today):
        found.add(Fact.FIRST_ENDED)
    return found


def previous_of(petition: Petition) -> Proceeding | None:
    """The first instance of a second complaint: linked by hand, else that of the same person and
    matter."""
    if petition.is_first_time:
        return None
    linked = Proceeding.objects.filter(
        petition__linked_from__petition=petition,
        petition__linked_from__kind=LinkKind.SECOND,
        petition__linked_from__undone_at=None,
    )
    return _last(linked) or _last(_same_thread(petition))


def _last(found: QuerySet[Proceeding]) -> Proceeding | None:
    return found.select_related("petition").order_by("-accepted_on", "-id").first()


def _same_thread(petition: Petition) -> QuerySet[Proceeding]:
    """Proceedings of the same matter, and of the same person where both are known."""
    same = Q(petition__matter=petition.matter_id)
    if petition.person_id:
        same &= Q(petition__person=petition.person_id)
    return Proceeding.objects.filter(same).exclude(petition=petition.pk)


def _linked(petition: Petition) -> list[object]:
    """Petitions that this one follows, by links that stand."""
    links = PetitionLink.objects.standing().filter(kind__in=_EARLIER)
    followed = set(links.filter(petition=petition).values_list("other", flat=True))
    beside = links.filter(other__in=followed).exclude(petition=petition)
    return [*followed, *beside.values_list("petition", flat=True)]


def _second_decisions(petition: Petition) -> QuerySet[Proceeding]:
    """Quyết định giải quyết khiếu nại lần hai on the same complaint (art. 11 clause 7)."""
    second = Q(kind=ProcedureKind.COMPLAINT_2) | Q(
        kind=ProcedureKind.DISCIPLINE, petition__is_first_time=False
    )
    thread = _same_thread(petition) | Proceeding.objects.filter(petition__in=_linked(petition))
    return thread.filter(second, petition__decision__isnull=False)


def _withdrawn_before(petition: Petition) -> QuerySet[Petition]:
    """What was withdrawn whole after acceptance and is sent again (art. 10 clause 3)."""
    return Petition.objects.filter(
        pk__in=_linked(petition), state=PetitionState.WITHDRAWN, proceeding__isnull=False
    )


def _is_late(first: Proceeding, today: date) -> bool:
    """The first instance has not decided in time: the complainant need not wait (art. 33)."""
    return Clock.objects.filter(
        petition=first.petition_id,
        rule_code__in=workflow.RESOLUTION_RULES,
        finished_on=None,
        due_on__lt=today,
    ).exists()
