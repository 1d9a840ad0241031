"""Thư tóm tắt hằng ngày: one letter a working day to whoever has unread notices (docs/notices.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies import law_in_force
from agencies.models import Agency, Membership, User
from agencies.refusals import NotAllowed
from records.actions import ledger
from records.actions.mailing import Fresh, add_lines
from records.enums import MailKind, Verb
from records.inbox import NEWS
from records.mail_choice import USUAL_HOUR, agencies_to_set, not_in_digest
from records.models import DigestHour, NoticeMail, NoticeMailLine
from records.notice_sources import sources

_AT_ONCE = 500


def make_digests(*, now: datetime) -> int:
    """Writes the letters of today for everybody whose hour has struck; a second run writes none.

    A letter tells of what was given before the hour, so what comes later waits for the next day.
    """
    today = timezone.localdate(now)
    if not law_in_force.in_force().calendar.is_working(today):
        return 0
    made = 0
    waiting = _waiting(today)
    for start in range(0, len(waiting), _AT_ONCE):
        people = waiting[start : start + _AT_ONCE]
        for at, users in _by_hour(people, today).items():
            hour = timezone.make_aware(datetime.combine(today, at))
            if hour <= now:
                made += _digests(users, today, hour, now)
    return made


def _waiting(today: date) -> list[UUID]:
    """Active people with an address who have no digest of today."""
    have = NoticeMail.objects.filter(kind=MailKind.DIGEST, day=today).values("user")
    found = User.objects.filter(is_active=True).exclude(email="").exclude(pk__in=have)
    return list(found.order_by("pk").values_list("pk", flat=True))


def _by_hour(people: Collection[UUID], today: date) -> dict[time, list[UUID]]:
    """The hour of the agency of each: of the first membership in force, as on the pages."""
    home: dict[UUID, UUID] = {}
    held = Membership.objects.in_force(today).filter(user__in=people)
    for user_id, agency_id in held.order_by("-valid_from", "-id").values_list("user", "agency"):
        home[user_id] = agency_id
    hours = dict(DigestHour.objects.filter(agency__in=home.values()).values_list("agency", "at"))
    found: dict[time, list[UUID]] = defaultdict(list)
    for user_id in home:
        found[hours.get(home[user_id], USUAL_HOUR)].append(user_id)
    return found


def _digests(users: list[UUID], today: date, hour: datetime, now: datetime) -> int:
    out, theirs = not_in_digest(users), defaultdict(list)
    for fresh in _unmailed(users, hour):
        if (fresh.user_id, fresh.topic) not in out:
            theirs[fresh.user_id].append(fresh)
    return sum(_digest(user_id, lines, today, now) for user_id, lines in sorted(theirs.items()))


def _unmailed(users: list[UUID], hour: datetime) -> Iterator[Fresh]:
    """Unread, of before the hour, in no letter yet."""
    for name, source in sources().items():
        rows = list(source.unmailed(users, hour - NEWS, hour))
        ids = [pk for pk, _, _ in rows]
        mailed = set(_mailed(name, ids))
        yield from (Fresh(name, pk, user, topic) for pk, user, topic in rows if pk not in mailed)


def _mailed(source: str, ids: list[UUID]) -> Iterable[UUID]:
    lines = NoticeMailLine.objects.filter(source=source, notice_id__in=ids)
    return lines.values_list("notice_id", flat=True)


def _digest(user_id: UUID, lines: list[Fresh], today: date, now: datetime) -> bool:
    """False when another worker has made the one of today."""
    try:
        with transaction.atomic():
            mail = NoticeMail.objects.create(
                user_id=user_id, kind=MailKind.DIGEST, day=today, made_at=now, next_try_at=now
            )
            add_lines(mail, lines)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def set_digest_hour(*, agency: Agency, at: time, by: User, now: datetime) -> DigestHour:
    """Giờ gửi thư tóm tắt of the people of an agency, by its head or its administrator."""
    if agency not in agencies_to_set(by):
        raise NotAllowed("Giờ gửi thư tóm tắt do thủ trưởng hoặc người quản trị cơ quan đặt.")
    row, _ = DigestHour.objects.update_or_create(
        agency=agency, defaults={"at": at, "set_by": by, "set_at": now}
    )
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=agency, also=[row], now=now,
        details={"gio_thu_tom_tat": f"{at:%H:%M}"},
    )  # fmt: skip
    return row
