"""Báo việc sắp đến hạn, quá hạn: each level of one due date informs each user once.

To be told changes nothing of who answers for the case: the holder stays the holder. Nobody is told
of a case that they may not see.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.models import Event, Membership, User
from agencies.roles import Role
from agencies.windows_open import scope_of
from complaints import law_book
from complaints.enums import NoticeLevel
from complaints.models import CaseNotice, Clock
from complaints.warning_levels import DUE, Window, sooner, topic_of, windows
from records.actions.mailing import Fresh, mail_soon

_BATCH = 1000
_UNHELD = Q(petition=None) | Q(petition__holder=None)


def warn_of_due_dates(*, today: date, now: datetime) -> int:
    """Writes the notices of today; a second run writes none. Returns how many are new.

    No row of the ledger: a notice changes no case, and its reader is the one it names.
    """
    running = Clock.objects.filter(finished_on=None).of_the_office()
    made = 0
    for level, span in windows(today, law_book.calendar()).items():
        due = running.filter(_due(level, span, today))
        for user, theirs in _told(level, due, today):
            made += _notices(level, due.filter(theirs), user, now)
    return made


def _due(level: NoticeLevel, span: Window, today: date) -> Q:
    """What this level tells of; in the window of an event “sắp đến hạn” comes earlier for the
    agencies that it concerns (Event.warn_days)."""
    condition = Q(due_on__range=span)
    if level == NoticeLevel.SOON:
        for event in Event.objects.open_on(today).filter(warn_days__gt=0):
            early = sooner(today, event.warn_days)
            condition |= scope_of([event]) & Q(due_on__range=early)
    return condition


def _told(level: NoticeLevel, due: QuerySet[Clock], today: date) -> Iterator[tuple[User, Q]]:
    """Who hears of which of these: the holder, the head, the inspectorate."""
    if level == NoticeLevel.LONG_OVERDUE:
        if due.exists():
            for member in _members(Role.INSPECTOR, today):
                yield member.user, Q()
        return
    holders = due.exclude(_UNHELD).values("petition__holder")
    for user in User.objects.filter(pk__in=holders, is_active=True).order_by("pk"):
        yield user, Q(petition__holder=user)
    # Nobody holds it yet: the head, who assigns, hears of every level.
    of_head = Q() if level == NoticeLevel.OVERDUE else _UNHELD
    for member in _members(Role.HEAD, today).filter(agency__in=due.values("agency")):
        yield member.user, of_head & Q(agency=member.agency_id)


def _members(role: Role, today: date) -> QuerySet[Membership]:
    held = Membership.objects.in_force(today).filter(role=role, user__is_active=True)
    return held.select_related("user").order_by("pk")


@transaction.atomic
def _notices(level: NoticeLevel, due: QuerySet[Clock], user: User, now: datetime) -> int:
    """Notices to one user of what they see and have not been told of at this level."""
    given = CaseNotice.objects.filter(
        clock=OuterRef("pk"), level=level, due_on=OuterRef("due_on"), user=user
    )
    seen = due.filter(~Exists(given), pk__in=Clock.objects.visible_to(user).values("pk"))
    notices = [
        CaseNotice(user=user, clock_id=pk, level=level, due_on=due_on, made_at=now)
        for pk, due_on in seen.values_list("pk", "due_on")
    ]
    CaseNotice.objects.bulk_create(notices, batch_size=_BATCH, ignore_conflicts=True)
    topic = topic_of(level)
    mail_soon([Fresh(DUE, notice.pk, user.pk, topic) for notice in notices], now=now)
    return len(notices)
