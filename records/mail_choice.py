"""How somebody takes notices by e-mail: choices by topic, the hour of the digest, the last letter."""

from __future__ import annotations

from collections.abc import Collection
from datetime import time
from uuid import UUID

from agencies.models import Agency, User
from agencies.roles import Permission
from records.enums import MailChoice, MailState, NoticeTopic
from records.models import DigestHour, NoticeChoice, NoticeMail

# Notices of due dates are made at half past six (config/celery.py): the digest finds them.
USUAL_HOUR = time(7, 30)
USUAL_CHOICE = MailChoice.DIGEST


def choices_of(user: User) -> dict[NoticeTopic, MailChoice]:
    """Every topic with what was chosen, the digest where nothing was."""
    made = dict(NoticeChoice.objects.visible_to(user).values_list("topic", "mail"))
    return {topic: MailChoice(made.get(topic, USUAL_CHOICE)) for topic in NoticeTopic}


def not_in_digest(users: Collection[UUID]) -> set[tuple[UUID, str]]:
    """(user, topic) that were taken out of the digest."""
    made = NoticeChoice.objects.filter(user__in=users).exclude(mail=MailChoice.DIGEST)
    return set(made.values_list("user_id", "topic"))


def hour_of(agency: Agency | None) -> time:
    """When the people of this agency get their digest."""
    found = DigestHour.objects.filter(agency=agency).values_list("at", flat=True).first()
    return found or USUAL_HOUR


def agencies_to_set(user: User) -> list[Agency]:
    """Agencies for which the user sets the hour: by its head or its administrator."""
    found = [
        agency
        for permission in (Permission.ASSIGN_WORK, Permission.MANAGE_UNITS)
        for agency in user.access.agencies_with(permission)
    ]
    return list({agency.pk: agency for agency in found}.values())


def last_failed(user: User) -> NoticeMail | None:
    """The last letter, when it could not be sent."""
    ended = NoticeMail.objects.visible_to(user).filter(state__in=[MailState.SENT, MailState.FAILED])
    mail: NoticeMail | None = ended.order_by("-made_at").first()
    return mail if mail is not None and mail.state == MailState.FAILED else None
