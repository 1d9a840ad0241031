"""What the page of one account shows: its roles with their state, what it holds. No case content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from agencies import administered, held_work
from agencies.models import Agency, Membership, User
from agencies.vietnamese import fold


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role. `may_end`: still counts or will, and lies within the administrator's units."""

    membership: Membership
    word: str
    tone: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class HeldRow:
    """What the person holds in one unit."""

    agency: Agency
    lines: list[tuple[str, int]]


def rows_of(account: User, by: User, today: date) -> list[RoleRow]:
    """Standing roles first, the newest first among each."""
    held = Membership.objects.filter(user=account).select_related("agency", "stands_in_for")
    found = [_row(m, by, today) for m in held.order_by("-valid_from", "-pk")]
    return sorted(found, key=lambda row: not stands(row.membership, today))


def _row(membership: Membership, by: User, today: date) -> RoleRow:
    word, tone = _state(membership, today)
    within = account_is_anothers(membership.user_id, by) and administered.looks_after(
        by, membership.agency
    )
    return RoleRow(membership, word, tone, within and stands(membership, today))


def account_is_anothers(user_id: object, by: User) -> bool:
    """Nobody changes the own rights."""
    return user_id != by.pk


def stands(membership: Membership, today: date) -> bool:
    """It counts today, or will."""
    ends = membership.valid_to
    return ends is None or ends >= max(today, membership.valid_from)


def _state(membership: Membership, today: date) -> tuple[str, str]:
    ends = membership.valid_to
    if ends is not None and ends < membership.valid_from:
        return "đã thu hồi", "neutral"
    if not stands(membership, today):
        return "đã kết thúc", "neutral"
    if membership.valid_from > today:
        return "chưa đến ngày", "info"
    return ("có thời hạn", "info") if ends else ("đang giữ", "ok")


def held_rows(rows: list[RoleRow], account: User, now: datetime) -> list[HeldRow]:
    """Counts by unit, of units where something is held."""
    units = {row.membership.agency_id: row.membership.agency for row in rows}
    found = [HeldRow(unit, held_work.held_in(account, unit, now)) for unit in units.values()]
    return [row for row in found if row.lines]


def accounts_named(by: User, word: str) -> QuerySet[User]:
    """Accounts within the administrator's units by words of the name, accents or not, or user name."""
    found = administered.accounts_of(by)
    if not word:
        return found
    wanted = fold(word)
    named = found.values_list("pk", "username", "full_name")
    return found.filter(pk__in=[pk for pk, *names in named if wanted in fold(" ".join(names))])
