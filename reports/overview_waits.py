"""Ai chờ ai: petitions sent on without an answer, by who sent them and who is to answer.

Pairs stand in the order of names: nobody is ranked. Two statements over what is open now.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from agencies.models import Agency, User
from agencies.vietnamese import sort_key
from reports.cuts import UNNAMED, Cut
from reports.overview import Question
from reports.overview_figures import OVERVIEW
from reports.spans import Span

OUTSIDE = "Nơi nhận ngoài hệ thống"


@dataclass(frozen=True, slots=True)
class Wait:
    """One pair: how many wait, of how many the asked day of the answer has gone by."""

    sender: str
    receiver: str
    waiting: int
    late: int
    cut: Cut


def waits(user: User, question: Question) -> list[Wait]:
    """Who waits for whom, in the tree of the question."""
    span = Span.of(question.this_day, question.today)
    rows = question.cut.of(OVERVIEW["unanswered"].seen_by(user, span)).order_by()
    counted = list(
        rows.values_list("petition__agency", "to_agency").annotate(
            waiting=Count("pk"), late=Count("pk", filter=Q(answer_due_on__lt=span.as_of))
        )
    )
    named = Agency.objects.in_bulk({pk for pair in counted for pk in pair[:2] if pk})
    found = [
        Wait(
            sender=named[sender].short_name,
            receiver=named[receiver].short_name if receiver else OUTSIDE,
            waiting=waiting,
            late=late,
            cut=Cut(agency=named[sender], receiver=str(receiver) if receiver else UNNAMED),
        )
        for sender, receiver, waiting, late in counted
    ]
    return sorted(found, key=lambda one: (sort_key(one.sender), sort_key(one.receiver)))
