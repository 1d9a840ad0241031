"""One visit with everything that its page tells: people, contents, result, changes, who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from agencies.models import User
from agencies.refusals import NotAllowed
from agencies.roles import Permission
from complaints.enums import SeenAt
from complaints.models import Petition
from complaints.skipping_state import is_below
from reception import refusal_law
from reception.actions.corrections import ensure_may_correct
from reception.book import Papers, Text, paper_of
from reception.book_rows import keeps_register
from reception.correctable import FIELDS
from reception.enums import RefusalGround, VisitOrigin
from reception.models import Visit, VisitCorrection, VisitMatter, VisitPetition
from records.enums import Book


def whole_visits(user: User) -> QuerySet[Visit]:
    """Visits this user may see with all that hangs on them; a fixed number of statements."""
    petitions = Petition.objects.visible_to(user)
    links = VisitPetition.objects.filter(petition__in=petitions).select_related("petition")
    return (
        Visit.objects.visible_to(user)
        .select_related(
            "matter",
            "agency",
            "received_by",
            "person",
            "session__host",
            "refusal__reversed_by",
            "mandate__holder",
            "voided_by",
        )
        .prefetch_related(
            Prefetch("visit_petitions", links),
            Prefetch("further_matters", VisitMatter.objects.select_related("matter")),
            Prefetch("corrections", VisitCorrection.objects.select_related("by")),
            "representatives",
            "members",
            "answers",
        )
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A content of the visit: the first one, or a further one with the number's letter."""

    letter: str
    matter: Any
    content: str
    result: str
    note: str
    sent_to: str
    petitions: list[Petition]


@dataclass(frozen=True, slots=True)
class WholeVisit:
    """What the page of a visit prints beside the visit itself."""

    paper: Text
    mandate: Any
    refusal: Any
    ground: str
    corrections: list[dict[str, Any]]
    further: list[Told]
    petitions: list[Petition]
    representatives: list[Any]
    members: list[Any]
    answers: list[Any]
    late: bool
    may_correct: bool
    may_void: bool
    may_reverse: bool
    may_be_above: bool  # at a provincial office, about what a body below may be competent for


def whole_visit(visit: Visit, user: User) -> WholeVisit:
    """A visit read by `whole_visits`, as its page shows it to `user`; no further statement."""
    refusal = getattr(visit, "refusal", None)
    kept = visit.agency in keeps_register(user).get(Book.VISITS, [])
    may_correct = visit.voided_at is None and _keeps(visit, user)
    return WholeVisit(
        paper=paper_of(visit, Papers.TAIL if kept else Papers.NOTHING),
        mandate=getattr(visit, "mandate", None),
        refusal=refusal,
        ground=refusal_law.citation(RefusalGround(refusal.ground)) if refusal else "",
        corrections=[_corrected(one) for one in visit.corrections.all()],
        further=_further(visit),
        petitions=_petitions_of(visit, visit.matter_id),
        representatives=list(visit.representatives.all()),
        members=list(visit.members.all()),
        answers=list(visit.answers.all()),
        late=visit.origin != VisitOrigin.DESK or bool(visit.late_reason),
        may_correct=may_correct,
        may_void=may_correct,
        may_reverse=_reverses(visit, refusal, user),
        may_be_above=_may_be_above(visit, user),
    )


def _may_be_above(visit: Visit, user: User) -> bool:
    """Suggests a sighting (vượt cấp) and never writes one: whether a level was skipped is for a person
    to say."""
    elsewhere = visit.is_competent is False and visit.voided_at is None
    at_the_province = not is_below(visit.agency, SeenAt.PROVINCE)
    return elsewhere and at_the_province and user.may(Permission.COORDINATE)


def _keeps(visit: Visit, user: User) -> bool:
    try:
        ensure_may_correct(visit, user)
    except NotAllowed:
        return False
    return True


def _reverses(visit: Visit, refusal: Any, user: User) -> bool:
    """The head may take back a refusal that stands."""
    if refusal is None or refusal.reversed_at is not None or visit.voided_at is not None:
        return False
    return visit.agency in user.access.agencies_with(Permission.REVERSE_REFUSAL)


def _corrected(one: VisitCorrection) -> dict[str, Any]:
    field = FIELDS.get(one.field)
    return {"label": field.label if field else one.field, "correction": one}


def _petitions_of(visit: Visit, matter_id: Any) -> list[Petition]:
    found = [link.petition for link in visit.visit_petitions.all()]
    return [petition for petition in found if petition.matter_id == matter_id]


def _further(visit: Visit) -> list[Told]:
    return [
        Told(
            letter=letter,
            matter=one.matter,
            content=one.content,
            result=one.get_result_display(),
            note=one.result_note,
            sent_to=one.directed_to,
            petitions=_petitions_of(visit, one.matter_id),
        )
        for letter, one in zip(
            "abcdefghijklmnopqrstuvwxyz", visit.further_matters.all(), strict=False
        )
    ]
